import { type AstNodeDescription, AstUtils, type ReferenceInfo } from 'langium';
import type { CompletionContext } from 'langium/lsp';
import type { Analysis } from '../../../language/analysis/analyze.ts';
import { trustableSources } from '../../../language/analysis/contested/contested.ts';
import type { PairGap } from '../../../language/analysis/pair-gaps.ts';
import { nameOf } from '../../../language/editing/names.ts';
import * as ast from '../../../language/generated/ast.ts';
import { featureId } from '../../../language/model/catalog-ids.ts';
import type { Plan, PlanComponent } from '../../../language/model/plan.ts';
import { componentOf } from '../plan-nodes.ts';
import { ruleAt, textBefore } from './items.ts';

/** So many components, zones and the like are offered at once; what is typed on leaves fewer of them. */
const MOST_PLACES = 200;

/**
 * Of what a name may mean, what makes sense at a place.
 * @param typed what of the name is there already
 */
export function sensible(
  all: readonly AstNodeDescription[],
  refInfo: ReferenceInfo,
  root: ast.Document,
  plan: Plan,
  typed: string,
): readonly AstNodeDescription[] {
  const { container } = refInfo;
  const component = AstUtils.getContainerOfType(container, ast.isComponent);
  if (component && refInfo.property === 'roles') return all.filter((d) => !component.roles.some((r) => r.$refText === d.name));
  if (component && refInfo.property === 'property')
    return all.filter((d) => !component.assignments.some((a) => a.property?.$refText === d.name));
  if (refInfo.property === 'vendor') {
    const used = new Set(root.statements.flatMap((s) => (s.$type === 'Use' ? [s.vendor?.$refText] : [])));
    return all.filter((d) => !used.has(d.name));
  }
  const vendor = AstUtils.getContainerOfType(container, ast.isVendor);
  if (vendor) return inCatalog(all, refInfo, vendor);
  if (refInfo.property === 'features') {
    const { uses, features } = plan;
    return all.filter((d) => {
      const feature = d.node;
      return (
        !ast.isFeature(feature) ||
        (uses.has((feature.$container as ast.Vendor).name) && !features.has(featureId(feature)) && !d.name.includes('.'))
      );
    });
  }
  if (refInfo.property === 'sources' && ast.isTrust(container)) {
    const useful = trustableSources(plan);
    return all.filter((d) => useful.has(d.name) && !plan.trusted.has(d.name));
  }
  if (container.$type === ast.Direction.$type) {
    const open = rolesLeftOpen(plan);
    const useful = all.filter((d) => open.has(d.name));
    return useful.length ? useful : all;
  }
  // A firewall has each zone once.
  if (ast.isFirewallZones(container) || (ast.isFirewall(container) && refInfo.property === 'zones')) {
    const lines = ast.isFirewallZones(container) ? [container] : container.zones;
    return all.filter((d) => !lines.some((line) => line.zones.some((zone) => zone.$refText === d.name)));
  }
  // Who is translated stands behind the firewall, and has an address; those who know it come by a zone of the firewall.
  if (ast.isAddressTranslation(container)) {
    const named = container.$container.zones.flatMap((line) => line.zones.map((zone) => zone.$refText));
    if (refInfo.property === 'zones') return all.filter((d) => named.includes(d.name));
    return all.filter(
      (d) => ast.isComponent(d.node) && d.name === nameFor(d.node, plan, typed) && componentOf(d.node, plan)?.addressed !== false,
    );
  }
  // `zone.component` is for names that are not unique, and for whoever began with the zone; offering both would double the list.
  if (refInfo.property === 'target' || refInfo.property === 'members')
    return all.filter((d) => !ast.isComponent(d.node) || d.name === nameFor(d.node, plan, typed));
  return all;
}

/** In a catalog its own names stand without its own, and of properties those that are ports, or numbers, where nothing else counts. */
function inCatalog(
  all: readonly AstNodeDescription[],
  { container, property }: ReferenceInfo,
  { name: vendor }: ast.Vendor,
): readonly AstNodeDescription[] {
  const own = all.filter((d) => !d.name.startsWith(`${vendor}.`));
  const ofType = (type: 'port' | 'number'): AstNodeDescription[] =>
    own.filter(({ node }) => !ast.isProperty(node) || node.type === type);
  if (property === 'setBy') return ofType('port');
  if (property === 'counted' || ast.isSizing(container) || ast.isSizingNeed(container)) return ofType('number');
  if (property !== 'features') return own;
  const said = (container as Partial<ast.FeatureClause>).features ?? [];
  return own.filter((d) => ownerOf(d) === vendor && !d.name.includes('.') && !said.some((f) => f.$refText === d.name));
}

/** The vendor that something is of. */
function ownerOf({ node }: AstNodeDescription): string | undefined {
  return AstUtils.getContainerOfType(node, ast.isVendor)?.name;
}

/** The roles of flows whose sources leave open who connects, of the vendors in use: a plan can say it of these alone. */
function rolesLeftOpen(plan: Plan): ReadonlySet<string> {
  const open = [...plan.uses.values()]
    .flatMap(({ vendor }) => vendor.flows)
    .filter((flow) => flow.initiative === 'unstated' && flow.initiator !== flow.responder);
  return new Set(open.flatMap(({ initiator, responder }) => [initiator, responder]));
}

/** How a component is named: as it was begun, where its zone stands there; one that is newer than the plan, by its plain name. */
function nameFor(node: ast.Component, plan: Plan, typed: string): string | undefined {
  const zone = node.$container?.name;
  if (zone && typed.startsWith(`${zone}.`)) return `${zone}.${node.name}`;
  return componentOf(node, plan)?.node === node ? nameOf(node, plan) : node.name;
}

/** What the ends of a rule lack that are completed at a place. */
export class Lacks {
  private readonly analysis: Analysis;
  /** Whether the ends are those of an assertion. */
  readonly isClaim: boolean;
  private readonly isDestination: boolean;
  private readonly from: readonly PlanComponent[];
  private readonly zones: ReadonlySet<unknown>;
  private readonly targets: ReadonlyMap<PlanComponent, readonly PairGap[]>;

  constructor(context: CompletionContext, analysis: Analysis) {
    const { plan, missing } = analysis;
    // What has to stay true is no rule, and nothing is missing from it.
    this.isClaim = /(^|\n)\s*assert\b[^\n]*$/.test(textBefore(context));
    const ends = ruleAt(context)?.sources ?? [];
    this.analysis = analysis;
    this.isDestination = /(^|\n)\s*(allow|deny)\b[^\n]*->[^\n]*$/.test(textBefore(context));
    this.from = ends.flatMap((end) => {
      const target = ast.isNamedEndpoint(end) ? end.target?.ref : undefined;
      return ast.isComponent(target) ? (componentOf(target, plan) ?? []) : [];
    });
    this.zones = new Set(missing.places.map(({ fromZone }) => fromZone));
    const targets = new Map<PlanComponent, PairGap[]>();
    if (this.isDestination)
      for (const gap of this.from.flatMap((component) => missing.from(component))) {
        const known = targets.get(gap.to);
        if (known) known.push(gap);
        else targets.set(gap.to, [gap]);
      }
    this.targets = targets;
  }

  /** Whether a component may lack anything, found out without a look at pairs. */
  mayLack(component: PlanComponent): boolean {
    if (this.isClaim) return false;
    return this.isDestination ? this.targets.has(component) : this.zones.has(component.zone);
  }

  of(component: PlanComponent): readonly PairGap[] {
    if (this.isDestination) return this.targets.get(component) ?? [];
    return this.mayLack(component) ? this.analysis.missing.from(component) : [];
  }
}

/**
 * The places that stand first in a list, where there are too many to show, with roles of what is in use alone.
 * @param typed what of the name is there already: as long as it is nothing, a plan's own places come without all the roles that there are
 */
export function first(
  all: readonly AstNodeDescription[],
  typed: string,
  lacks: Lacks,
  plan: Plan,
): readonly AstNodeDescription[] {
  const places = all.filter((d) => isPlace(d));
  const isUsed = ({ node }: AstNodeDescription): boolean =>
    !ast.isRole(node) || plan.uses.has((node.$container as ast.Vendor).name);
  if (places.length <= MOST_PLACES) return places.length && !typed ? all.filter(isUsed) : all;
  const rank = (d: AstNodeDescription): number => {
    const component = ast.isComponent(d.node) ? componentOf(d.node, plan) : undefined;
    return component && lacks.mayLack(component) ? 0 : ast.isComponent(d.node) ? 1 : 2;
  };
  const ranked = places.map((description) => ({ description, rank: rank(description), name: description.name }));
  ranked.sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1));
  return [...ranked.slice(0, MOST_PLACES).map((each) => each.description), ...all.filter((d) => !isPlace(d) && isUsed(d))];
}

function isPlace({ type }: AstNodeDescription): boolean {
  return type === ast.Component.$type || type === ast.Zone.$type || type === ast.Group.$type || type === ast.Site.$type;
}

/** The name of a property behind `initiator` or `responder` is one of that side: what it belongs to is not parsed yet. */
export function atSide(refInfo: ReferenceInfo, context: CompletionContext): ReferenceInfo {
  const side = /\b(initiator|responder)\s+$/.exec(textBefore(context))?.[1];
  if (refInfo.property !== 'property' || !side) return refInfo;
  const container = { $type: ast.PropertyCondition.$type, $container: refInfo.container, side };
  return { ...refInfo, container };
}
