import { AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { cautionAbout } from '../analysis/advice/between-sites.ts';
import type { PairGap } from '../analysis/pair-gaps.ts';
import { objectionsTo } from '../analysis/reach/objections.ts';
import { draftRules, insertRules, trafficOf } from '../editing/new-rules.ts';
import * as ast from '../generated/ast.ts';
import type { PlanComponent, PlanZone } from '../model/plan.ts';
import type { Offer, Selection } from './refactoring.ts';

/** So many pairs are given rules at once. */
const MOST = 500;

/**
 * Adds all rules that a component lacks, or those between two zones, as ports or as `required`, each with what it is for. What a fix of
 * all leaves to be looked at (from outside, into an isolated zone, between sites that nothing binds, against an assertion) is left out here
 * as well, and the title says so. A part of other plans lacks none: what its components need is asked for in these.
 */
export function addRules(selection: Selection): Offer[] {
  const { node, analysis, rules } = selection;
  if (selection.isPart) return [];
  const { zones, components } = analysis.plan;
  const { missing } = analysis;
  if (ast.isComponent(node)) {
    const component = components.find((each) => each.node === node);
    return component ? offersFor(pairsOf(component, selection), `that '${component.name}' lacks`, selection) : [];
  }
  if (ast.isZone(node)) {
    const zone = zones.find((each) => each.node === node);
    const places = missing.places.filter(({ fromZone, toZone }) => fromZone === zone || toZone === zone);
    const between = places.map(({ fromZone, toZone }) => [fromZone, toZone] as const);
    return between.slice(0, 6).flatMap(([from, to]) => betweenZones(from, to, selection));
  }
  const [rule, ...others] = rules;
  const [from, to] = [zoneOf(rule?.sources), zoneOf(rule?.destinations)];
  return from && to && !others.length ? betweenZones(from, to, selection) : [];
}

function betweenZones(from: PlanZone, to: PlanZone, selection: Selection): Offer[] {
  return offersFor(selection.analysis.missing.between(from, to), `missing from '${from.name}' to '${to.name}'`, selection);
}

function pairsOf(component: PlanComponent, { analysis: { missing } }: Selection): PairGap[] {
  const into = missing.places
    .filter(({ toZone }) => toZone === component.zone)
    .flatMap((place) => [...place].filter(({ to }) => to === component));
  return [...missing.from(component), ...into];
}

/** The zone that all components of some ends stand in. */
function zoneOf(ends: readonly { readonly components: readonly PlanComponent[] }[] = []): PlanZone | undefined {
  const zones = new Set(ends.flatMap(({ components }) => components.map(({ zone }) => zone)));
  return zones.size === 1 ? [...zones][0] : undefined;
}

function offersFor(pairs: readonly PairGap[], which: string, { root, analysis }: Selection): Offer[] {
  const { plan } = analysis;
  const objectionTo = objectionsTo(root, analysis);
  const safe = pairs
    .slice(0, MOST)
    .filter((pair) => !cautionAbout(plan, pair) && !objectionTo(pair.gaps.flatMap(({ region }) => region)));
  const drafts = draftRules(safe.flatMap(trafficOf), plan);
  // What is required follows the phases by itself.
  const required = draftRules(
    safe.map((pair) => ({ ...pair, flows: pair.gaps.map(({ flow }) => flow) })),
    plan,
  );
  if (!drafts.length || AstUtils.getDocument(plan.root) !== AstUtils.getDocument(root)) return [];
  const left = pairs.length - safe.length;
  const note = left ? ` (${left} left to be looked at)` : '';
  const many = drafts.length === 1 ? 'the rule' : `all ${drafts.length} rules`;
  const offer = (edits: readonly TextEdit[], as: string): Offer => ({
    title: `Add ${many} ${which}, ${as}${note}`,
    kind: 'rewrite',
    edits,
  });
  return [offer(insertRules(plan, drafts), 'as ports'), offer(insertRules(plan, required, 'required'), "as 'required'")];
}
