import type * as ast from '../generated/ast.ts';
import { statementsBesideRules } from '../syntax/statements.ts';
import { Bound } from './bound-ends.ts';
import type { Catalog } from './catalog.ts';
import { roleId } from './catalog-ids.ts';
import { inOrder } from './definitions.ts';
import type { EndpointResolver } from './endpoint-resolver.ts';
import { fitted, largest } from './lists.ts';
import type { Bond, BoundEnd, Plan, PlanBinding, PlanComponent, PlanEndpoint, PlanZone } from './plan.ts';

/** Reads what a plan says of which components belong together. */
export function readBindings(
  trees: readonly ast.Document[],
  zones: readonly PlanZone[],
  resolver: EndpointResolver,
  catalog: Catalog,
): PlanBinding[] {
  const bindings: PlanBinding[] = [];
  const parts = new Parts(resolver);
  const bound = (nodes: readonly ast.Endpoint[], exceptions: readonly ast.Endpoint[], node?: ast.Endpoint): BoundEnd[] =>
    parts.of(nodes, exceptions).map((part) => boundEnd(part, catalog, node));
  const owned = (node: PlanBinding['owner'], clause: ast.Partners | undefined, members: () => BoundEnd[]): void => {
    if (!clause) return;
    const ends = (nodes: readonly ast.Endpoint[]): BoundEnd[] => nodes.flatMap((n) => bound([n], [], n));
    const { scope } = clause;
    const at = node.$type === 'Binding' ? node : clause;
    const sides = { members: members(), named: ends(clause.named), excluded: ends(clause.excluded) };
    bindings.push({ index: bindings.length, ...sides, scope, owner: node, clause, at });
  };
  for (const zone of zones) {
    owned(zone.node, zone.node.partners, () => [new Bound(zone.components)]);
    for (const component of hasPartners(zone.node) ? zone.components : [])
      owned(component.node, component.node.partners, () => [new Bound([component])]);
  }
  for (const statement of trees.flatMap(statementsBesideRules)) {
    if (statement.$type === 'Site')
      owned(statement, statement.partners, () => [
        new Bound(zones.filter((z) => statement.zones.includes(z.node)).flatMap((z) => z.components)),
      ]);
    else if (statement.$type === 'Group')
      owned(statement, statement.partners, () => bound(statement.members, statement.exceptions));
    else if (statement.$type === 'Binding')
      owned(statement, statement.partners, () => statement.members.flatMap((n) => bound([n], [], n)));
  }
  return bindings;
}

/** Whether any component says itself who its partners are; a zone in which anything is written otherwise is another node. */
function hasPartners(zone: ast.Zone): boolean {
  let known = withPartners.get(zone);
  if (known === undefined) {
    known = zone.components.some(({ partners }) => partners !== undefined);
    withPartners.set(zone, known);
  }
  return known;
}

const withPartners = new WeakMap<ast.Zone, boolean>();

/** The components of some zones; a component is in one zone, and another object as soon as that is. */
export function componentsOf(zones: readonly PlanZone[] = []): Components {
  const all = new Set(zones);
  return { has: ({ zone }) => all.has(zone) };
}

/**
 * Notes in each component what bindings say of it. One of which they say the same keeps its list.
 * @param former components of which they said something before
 * @param areKept whether the bindings are all that there were before, the same objects
 * @returns the zones of those among them of which bindings now say something else; they keep what was said before
 */
export function noteBonds(
  bindings: readonly PlanBinding[],
  components: readonly PlanComponent[],
  former: Components = componentsOf(),
  areKept = false,
): ReadonlySet<PlanZone> {
  const bonds = new Map<PlanComponent, Bond[]>();
  // Bindings that are kept say of components that are still there what they said.
  const asked = areKept ? components.filter((c) => !former.has(c)) : components;
  for (const component of asked) bonds.set(component, []);
  for (const binding of bindings)
    for (const as of ['members', 'named', 'excluded'] as const)
      for (const end of binding[as]) {
        // After an edit few are asked about.
        const few = asked.length < end.components.size;
        const bond: Bond = { binding, end, as };
        for (const component of few ? asked.filter((c) => end.components.has(c)) : end.components)
          bonds.get(component)?.push(bond);
        // A role in one place says of the same role elsewhere that it is passed over.
        if (as !== 'named' || end.role === undefined) continue;
        const passed: Bond = { binding, end, as: 'passed' };
        for (const component of asked)
          if (component.allRoles.has(end.role) && !end.components.has(component)) bonds.get(component)?.push(passed);
      }
  const changed = new Set<PlanZone>();
  let last: readonly Bond[] = [];
  for (const [component, list] of bonds) {
    if (!former.has(component)) {
      // Those that stand together mostly have the same: one list is enough for them.
      if (!areSameBonds(last, list)) last = fitted(list);
      (component as { bonds: readonly Bond[] }).bonds = last;
    } else if (!areSameBonds(component.bonds, list)) changed.add(component.zone);
  }
  return changed;
}

/** Whether bindings say the same of two components. */
export function areSameBonds(a: readonly Bond[], b: readonly Bond[]): boolean {
  if (a === b) return true;
  return a.length === b.length && a.every((x, n) => x.binding === b[n]!.binding && x.end === b[n]!.end && x.as === b[n]!.as);
}

/**
 * Bindings as they were before an edit, where they say what they said of all components that are still there, and stand in the place of
 * those that have gone for others in the same roles and sites.
 */
export function keptBindings(read: PlanBinding[], former: Plan, components: Components): PlanBinding[] {
  const byPlace = new Map(former.bindings.map((binding) => [binding.at, binding]));
  const places = new Set(read.map((binding) => binding.at));
  const others = former.bindings.filter((binding) => !places.has(binding.at));
  const before = componentsOf(former.zones);
  let next = Math.max(0, largest(former.bindings.map((binding) => binding.index)) + 1);
  return read.map((binding) => {
    const known = byPlace.get(binding.at);
    const at = known ? -1 : others.findIndex((other) => isSameBinding(other, binding, before, components));
    const same = known ? known : others.splice(at, at < 0 ? 0 : 1)[0];
    if (!same || (known && !isSameBinding(known, binding, before, components))) return { ...binding, index: next++ };
    const { owner, clause, at: place } = binding;
    Object.assign(same, { owner, clause, at: place });
    for (const side of SIDES) for (const [n, end] of same[side].entries()) (end as Bound).standFor(binding[side][n] as Bound);
    return same;
  });
}

const SIDES = ['members', 'named', 'excluded'] as const;

type Components = Pick<ReadonlySet<PlanComponent>, 'has'>;

function isSameBinding(a: PlanBinding, b: PlanBinding, before: Components, now: Components): boolean {
  return (
    a.scope === b.scope &&
    a.at.$type === b.at.$type &&
    SIDES.every((side) => a[side].length === b[side].length) &&
    SIDES.every((side) => a[side].every((end, n) => isSameEnd(end, b[side][n]!, before, now)))
  );
}

function isSameEnd(a: BoundEnd, b: BoundEnd, before: Components, now: Components): boolean {
  if (a.role !== b.role) return false;
  if (a.components === b.components) return true;
  let isSame = true;
  for (const each of a.components)
    if (!b.components.has(each)) {
      if (now.has(each)) return false;
      isSame = false;
    }
  for (const each of b.components)
    if (!a.components.has(each)) {
      if (before.has(each)) return false;
      isSame = false;
    }
  if (isSame) return true;
  const [were, are] = [fillings(a), fillings(b)];
  return were.size === are.size && [...were].every((each) => are.has(each));
}

/** Which roles an end has a component of, and in which sites. */
function fillings({ components }: BoundEnd): ReadonlySet<string> {
  return new Set([...components].flatMap((c) => [...c.allRoles].map((role) => `${role}\n${c.zone.site ?? ''}`)));
}

/** A member of a list, no group, and what the lists that it stands in leave out. */
interface Part {
  readonly end: PlanEndpoint;
  readonly out: readonly PlanEndpoint[];
}

/**
 * What lists of ends are made of. Which components these stand for is told by the components that are left out, and by addresses where those
 * hold a component as a whole: a host name, which may be anywhere, stays with its component.
 */
class Parts {
  private readonly resolver: EndpointResolver;
  private readonly ofGroups = new Map<ast.Group, readonly Part[]>();

  constructor(resolver: EndpointResolver) {
    this.resolver = resolver;
  }

  of(nodes: readonly ast.Endpoint[], exceptions: readonly ast.Endpoint[]): Part[] {
    // Each part once, however often and by whichever groups it is named.
    const parts = [...new Set(nodes.flatMap((node) => this.ofOne(node)))];
    if (!exceptions.length) return parts;
    const out = exceptions.map((node) => this.resolver.resolve(node));
    return parts.map((part) => ({ end: part.end, out: [...part.out, ...out] }));
  }

  private ofOne(node: ast.Endpoint): readonly Part[] {
    const target = node.$type === 'NamedEndpoint' ? node.target?.ref : undefined;
    if (target?.$type !== 'Group') return [{ end: this.resolver.resolve(node), out: [] }];
    if (!this.ofGroups.has(target)) this.expand(target);
    return this.ofGroups.get(target)!;
  }

  private expand(start: ast.Group): void {
    const within = (group: ast.Group): ast.Group[] =>
      group.members.flatMap((node) => {
        const target = node.$type === 'NamedEndpoint' ? node.target?.ref : undefined;
        return target?.$type === 'Group' && !this.ofGroups.has(target) ? [target] : [];
      });
    for (const together of inOrder([start], within)) {
      // What leads back to a group adds nothing to it.
      for (const group of together) this.ofGroups.set(group, []);
      const parts = [...new Set(together.flatMap((group) => this.of(group.members, group.exceptions)))];
      for (const group of together) this.ofGroups.set(group, parts);
    }
  }
}

function boundEnd({ end, out }: Part, catalog: Catalog, node?: ast.Endpoint): BoundEnd {
  const target = end.node.$type === 'NamedEndpoint' ? end.node.target?.ref : undefined;
  const role = end.kind === 'role' && target?.$type === 'Role' ? roleId(target) : undefined;
  const components = out.length
    ? end.components.filter((c) => !out.some((e) => e.components.includes(c) || e.addresses.covers(c.addresses)))
    : end.components;
  return new Bound(components, node, role, role === undefined ? undefined : relatedTo(role, catalog));
}

const related = new WeakMap<Catalog, Map<string, ReadonlySet<string>>>();

/** A role, all that it derives from, and all that derive from it. */
function relatedTo(role: string, catalog: Catalog): ReadonlySet<string> {
  const known = related.get(catalog) ?? new Map<string, ReadonlySet<string>>();
  related.set(catalog, known);
  let roles = known.get(role);
  if (!roles) {
    roles = new Set([...catalog.ancestors(role), ...[...catalog.roles.keys()].filter((r) => catalog.ancestors(r).has(role))]);
    known.set(role, roles);
  }
  return roles;
}
