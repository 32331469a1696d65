import type * as ast from '../generated/ast.ts';
import type { Plan, PlanComponent, PlanDeployment, PlanZone, SitePairings } from './plan.ts';

/**
 * Reads the deployments and notes in each component to which it belongs: those that name it, its zone or its site.
 * @param zones of all trees; their components get their deployments here
 */
export function readDeployments(trees: readonly ast.Document[], zones: readonly PlanZone[]): Map<string, PlanDeployment> {
  const result = new Map<string, PlanDeployment>();
  const parts = new Map<unknown, readonly PlanComponent[]>();
  for (const zone of zones) {
    parts.set(zone.node, zone.components);
    for (const component of zone.components) parts.set(component.node, [component]);
  }
  for (const node of trees.flatMap((tree) => tree.statements)) {
    if (node.$type !== 'Deployment' || !node.name) continue;
    result.set(node.name, { name: node.name, title: node.title ?? '', provider: node.provider?.ref?.name, node });
    for (const { ref: member } of node.members) {
      if (!member) continue;
      for (const place of member.$type === 'Site' ? member.zones : [member])
        for (const component of parts.get(place) ?? []) (component.deployments as Set<string>).add(node.name);
    }
  }
  return result;
}

/** What the `pair` lines of a plan say. */
export function readPairings(trees: readonly ast.Document[]): SitePairings {
  const pairs = new Set<string>();
  let joinsSites = false;
  for (const node of trees.flatMap((tree) => tree.statements)) {
    if (node.$type !== 'Pairing') continue;
    const names = [...new Set(node.sites.flatMap((s) => s.ref?.name ?? []))];
    // One that is left alone because another name leads nowhere is half a pair.
    if (names.length === 1 && node.sites.every((s) => s.ref)) pairs.add(`${names[0]} ${names[0]}`);
    for (const a of names) for (const b of names) if (a !== b) pairs.add(`${a} ${b}`);
    if (names.length > 1) joinsSites = true;
  }
  return { pairs, joinsSites };
}

/** Whether two components work together: a component in no deployment serves all of them. */
export function inOneDeployment(a: PlanComponent, b: PlanComponent): boolean {
  if (!a.deployments.size || !b.deployments.size) return true;
  for (const name of a.deployments) if (b.deployments.has(name)) return true;
  return false;
}

/**
 * Whether a flow that joins deployments joins these two: a tenant and the provider that it names, or, where it names none, every
 * deployment that provides for others or names no provider itself.
 */
export function acrossDeployments({ deployments }: Pick<Plan, 'deployments'>, a: PlanComponent, b: PlanComponent): boolean {
  if (inOneDeployment(a, b)) return true;
  const providers = providersOf(deployments);
  const provides = (name: string): boolean => deployments.get(name)?.provider === undefined || providers.has(name);
  const serves = (provider: string, tenant: string): boolean => {
    const named = deployments.get(tenant)?.provider;
    return named === undefined ? provides(provider) : named === provider;
  };
  return [...a.deployments].some((x) => [...b.deployments].some((y) => serves(x, y) || serves(y, x)));
}

/** The deployments that others name as their providers. */
function providersOf(deployments: Plan['deployments']): ReadonlySet<string | undefined> {
  const found = providers.get(deployments) ?? new Set([...deployments.values()].map((d) => d.provider));
  providers.set(deployments, found);
  return found;
}

const providers = new WeakMap<Plan['deployments'], ReadonlySet<string | undefined>>();

/** Whether two zones are in one site. Zones outside of every site are together in one of no name. */
export function inSameSite(a: PlanZone, b: PlanZone): boolean {
  return a.site === b.site;
}

/**
 * Whether the sites of two zones are paired. A plan that pairs no two sites has each paired with each other; that it pairs one with itself
 * says nothing of others.
 */
export function inPairedSites({ pairings }: Pick<Plan, 'pairings'>, a: PlanZone, b: PlanZone): boolean {
  return pairings.pairs.has(`${a.site} ${b.site}`) || (!pairings.joinsSites && a.site !== b.site);
}
