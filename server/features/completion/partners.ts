import { type AstNode, AstUtils } from 'langium';
import type { Analysis } from '../../../language/analysis/analyze.ts';
import { knownTraffic, trafficLeftOut } from '../../../language/analysis/requirements.ts';
import * as ast from '../../../language/generated/ast.ts';
import type { PlanComponent } from '../../../language/model/plan.ts';

/** What a list of partners that is being written stands behind: a statement, a component, a zone, a site or a group. */
export function ownerAt(node: AstNode | undefined): PartnersOwner | undefined {
  const partners = node && AstUtils.getContainerOfType(node, ast.isPartners);
  return partners?.$container;
}

type PartnersOwner = ast.Partners['$container'];

/** The components that have a flow with those that a binding is about, whatever bindings say so far. */
export function worksWith(owner: PartnersOwner, analysis: Analysis): ReadonlySet<PlanComponent> {
  const kept = known.get(analysis);
  if (kept?.owner === owner) return kept.partners;
  const partners = partnersOf(owner, analysis);
  known.set(analysis, { owner, partners });
  return partners;
}

// A list of completions asks once for each of its items.
const known = new WeakMap<Analysis, { readonly owner: PartnersOwner; readonly partners: ReadonlySet<PlanComponent> }>();

function partnersOf(owner: PartnersOwner, { plan }: Analysis): ReadonlySet<PlanComponent> {
  const isOwn = (node: AstNode | undefined): boolean => node === owner;
  const bound = plan.bindings.find((b) => isOwn(b.owner))?.members.flatMap((end) => [...end.components]);
  const members = new Set(
    bound ?? plan.components.filter((c) => isOwn(c.node) || isOwn(c.zone.node) || isOwn(c.zone.node.$container)),
  );
  const found = new Set<PlanComponent>();
  for (const { from, to } of [...knownTraffic(plan), ...trafficLeftOut(plan)]) {
    if (from.some((c) => members.has(c))) for (const c of to) found.add(c);
    if (to.some((c) => members.has(c))) for (const c of from) found.add(c);
  }
  return found;
}
