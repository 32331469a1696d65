import type * as ast from '../generated/ast.ts';
import { statementsOf } from '../syntax/statements.ts';
import { isSameList } from './lists.ts';
import type { Plan, PlanComponent, PlanDeployment, PlanZone, SitePairings } from './plan.ts';

/** The deployments of some trees; the same objects as before an edit where they are what they were. */
export function readDeployments(trees: readonly ast.Document[], former?: Plan): ReadonlyMap<string, PlanDeployment> {
  const result = new Map<string, PlanDeployment>();
  for (const node of deploymentNodes(trees))
    result.set(node.name, { name: node.name, title: node.title ?? '', provider: node.provider?.ref?.name, node });
  const before = former?.deployments;
  if (!before || !isSameList([...before.keys()], [...result.keys()])) return result;
  for (const { name, title, provider } of result.values()) {
    const known = before.get(name);
    if (known?.title !== title || known.provider !== provider) return result;
  }
  for (const { name, node } of result.values()) (before.get(name) as { node: ast.Deployment }).node = node;
  return before;
}

function deploymentNodes(trees: readonly ast.Document[]): ast.Deployment[] {
  return trees.flatMap((tree) => statementsOf(tree, 'Deployment').filter((s) => s.name !== undefined));
}

/** To which deployments each component belongs: those that name it, its zone or its site. */
export function deploymentNames(trees: readonly ast.Document[]): ReadonlyMap<ast.Component, ReadonlySet<string>> {
  const result = new Map<ast.Component, Set<string>>();
  for (const { name, members } of deploymentNodes(trees))
    for (const { ref: member } of members) {
      if (!member) continue;
      const zones = member.$type === 'Site' ? member.zones : member.$type === 'Zone' ? [member] : [];
      for (const component of member.$type === 'Component' ? [member] : zones.flatMap((zone) => zone.components)) {
        const names = result.get(component);
        if (names) names.add(name);
        else result.set(component, new Set([name]));
      }
    }
  return result;
}

/** What the `pair` lines of a plan say; the same object as before an edit where they say the same. */
export function readPairings(trees: readonly ast.Document[], former?: Plan): SitePairings {
  const lines = new Map<string, Set<number>>();
  const alone = new Set<string>();
  const said: string[] = [];
  for (const node of trees.flatMap((tree) => statementsOf(tree, 'Pairing'))) {
    const names = [...new Set(node.sites.flatMap((s) => s.ref?.name ?? []))];
    // One that is left alone because another name leads nowhere is half a pair.
    if (names.length < 2 && !node.sites.every((s) => s.ref)) continue;
    for (const name of names) {
      if (names.length === 1) alone.add(name);
      else lines.set(name, (lines.get(name) ?? new Set()).add(said.length));
    }
    said.push(names.join(' '));
  }
  const before = former?.pairings;
  return before && isSameList(before.said, said) ? before : { lines, alone, said, joinsSites: lines.size > 0 };
}

/** Whether a plan says that these two sites work together, or one with itself; a zone outside of every site is in none. */
export function arePaired({ lines, alone }: SitePairings, a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (a === b) return alone.has(a);
  const [some = NONE, others = NONE] = [lines.get(a), lines.get(b)];
  const [few, many] = some.size < others.size ? [some, others] : [others, some];
  for (const line of few) if (many.has(line)) return true;
  return false;
}

const NONE: ReadonlySet<number> = new Set();

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
  return arePaired(pairings, a.site, b.site) || (!pairings.joinsSites && a.site !== b.site);
}
