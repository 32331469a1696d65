// How two components stand to each other: their sites and their deployments.
import type * as ast from '../../../language/generated/ast.ts';
import { componentsOf } from './addresses.ts';
import { hasRole } from './roles.ts';

/** The site of a component; nothing stands for the one site of all zones that are in none. */
function siteOf(component: ast.Component): ast.Site | undefined {
  const { $container } = component.$container;
  return $container.$type === 'Site' ? $container : undefined;
}

export function inSameSite(a: ast.Component, b: ast.Component): boolean {
  return siteOf(a) === siteOf(b);
}

/** Whether two sites are paired: by a line that names both, or each with each other where no line names two. */
export function inPairedSites(a: ast.Component, b: ast.Component, root: ast.Document): boolean {
  const lines = root.statements.filter((s) => s.$type === 'Pairing').map((s) => new Set(s.sites.map((site) => site.ref)));
  const [x, y] = [siteOf(a), siteOf(b)];
  if (x === y) return x !== undefined && lines.some((sites) => sites.size === 1 && sites.has(x));
  return lines.every((sites) => sites.size === 1) || lines.some((sites) => sites.has(x) && sites.has(y));
}

function deploymentsOf(component: ast.Component, root: ast.Document): ast.Deployment[] {
  const places: unknown[] = [component, component.$container, siteOf(component)];
  return root.statements
    .filter((s) => s.$type === 'Deployment')
    .filter((d) => d.members.some(({ ref }) => ref && places.includes(ref)));
}

/** Whether two components work together, as far as their deployments decide: one that is in none works with all. */
export function workTogether(a: ast.Component, b: ast.Component, root: ast.Document): boolean {
  const [x, y] = [deploymentsOf(a, root), deploymentsOf(b, root)];
  return !x.length || !y.length || x.some((d) => y.includes(d));
}

/** Whether two components are a tenant's and its provider's: of one that names its provider with that one, else with every provider. */
export function tenantAndProvider(a: ast.Component, b: ast.Component, root: ast.Document): boolean {
  const all = root.statements.filter((s) => s.$type === 'Deployment');
  const isProvider = (d: ast.Deployment): boolean => !d.provider || all.some((other) => other.provider?.ref === d);
  const serves = (provider: ast.Deployment, tenant: ast.Deployment): boolean =>
    tenant.provider ? tenant.provider.ref === provider : isProvider(provider);
  return deploymentsOf(a, root).some((x) => deploymentsOf(b, root).some((y) => serves(x, y) || serves(y, x)));
}

/**
 * Whether a component is nearest to another: in its site, or in a paired one or outside of all where that site has nobody of this role for it.
 * @param among roles of which nobody may be there either, for one in a paired site
 */
export function isNearest(
  one: ast.Component,
  role: ast.Role,
  other: ast.Component,
  root: ast.Document,
  among: readonly ast.Role[],
): boolean {
  if (inSameSite(one, other)) return true;
  if (siteOf(one) && !inPairedSites(one, other, root)) return false;
  const there = componentsOf(root).filter((c) => inSameSite(c, other) && workTogether(c, other, root));
  if (siteOf(one) && there.some((c) => among.some((each) => hasRole(c, each)))) return false;
  return !there.some((c) => hasRole(c, role));
}

/**
 * Whether one component of these roles serves the sites of two components: the two have no other in their sites or outside of all, and
 * it works with both.
 */
export function haveShared(roles: readonly ast.Role[], a: ast.Component, b: ast.Component, root: ast.Document): boolean {
  const there = componentsOf(root)
    .filter((c) => roles.some((r) => hasRole(c, r)))
    .filter((c) => !siteOf(c) || inSameSite(c, a) || inSameSite(c, b))
    .filter((c) => workTogether(c, a, root) || workTogether(c, b, root));
  const isBeside = (c: ast.Component): boolean => !inSameSite(c, a) && !inSameSite(c, b);
  return there.length === 1 && there.every((c) => isBeside(c) && workTogether(c, a, root) && workTogether(c, b, root));
}
