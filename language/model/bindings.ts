import type * as ast from '../generated/ast.ts';
import type { Catalog } from './catalog.ts';
import { inOrder } from './definitions.ts';
import type { EndpointResolver } from './endpoint-resolver.ts';
import type { Bond, BoundEnd, PlanBinding, PlanComponent, PlanEndpoint, PlanZone } from './plan.ts';
import { roleId } from './read-catalog.ts';
import { placeOf } from './together.ts';

/**
 * Reads what a plan says of which components belong together, and notes in each component what is said of it.
 * @param zones of all trees; their components get their bonds here, in place of those that they had before an edit
 */
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
    for (const component of zone.components) owned(component.node, component.node.partners, () => [new Bound([component])]);
  }
  for (const statement of trees.flatMap((tree) => tree.statements)) {
    if (statement.$type === 'Site')
      owned(statement, statement.partners, () => [
        new Bound(zones.filter((z) => statement.zones.includes(z.node)).flatMap((z) => z.components)),
      ]);
    else if (statement.$type === 'Group')
      owned(statement, statement.partners, () => bound(statement.members, statement.exceptions));
    else if (statement.$type === 'Binding')
      owned(statement, statement.partners, () => statement.members.flatMap((n) => bound([n], [], n)));
  }
  noteBonds(bindings, zones);
  return bindings;
}

function noteBonds(bindings: readonly PlanBinding[], zones: readonly PlanZone[]): void {
  const bonds = new Map<PlanComponent, Bond[]>();
  const components = zones.flatMap((z) => z.components);
  for (const component of components) bonds.set(component, []);
  for (const binding of bindings)
    for (const as of ['members', 'named', 'excluded'] as const)
      for (const end of binding[as]) {
        for (const component of end.components) bonds.get(component)?.push({ binding, end, as });
        // A role in one place says of the same role elsewhere that it is passed over.
        if (as !== 'named' || end.role === undefined) continue;
        for (const component of components)
          if (component.allRoles.has(end.role) && !end.components.has(component))
            bonds.get(component)?.push({ binding, end, as: 'passed' });
      }
  for (const [component, list] of bonds) (component as { bonds: readonly Bond[] }).bonds = list;
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
  const components = end.components.filter((c) => !out.some((e) => e.components.includes(c) || e.addresses.covers(c.addresses)));
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

class Bound implements BoundEnd {
  readonly components: ReadonlySet<PlanComponent>;
  readonly role: string | undefined;
  readonly node: ast.Endpoint | undefined;
  private readonly lineage: ReadonlySet<string> | undefined;
  private readonly places = new Map<string, ReadonlySet<unknown>>();

  constructor(components: Iterable<PlanComponent>, node?: ast.Endpoint, role?: string, lineage?: ReadonlySet<string>) {
    this.components = new Set(components);
    this.node = node;
    this.role = role;
    this.lineage = lineage;
  }

  speaksOf(role: string): boolean {
    return this.lineage?.has(role) ?? true;
  }

  fills(role: string, scope?: PlanBinding['scope'], of?: PlanComponent): boolean {
    const key = `${scope ?? 'anywhere'} ${role}`;
    let places = this.places.get(key);
    if (!places) {
      places = new Set([...this.components].filter((c) => c.allRoles.has(role)).map((c) => placeOf(c, scope)));
      this.places.set(key, places);
    }
    const place = of && placeOf(of, scope);
    return places.size > 0 && (!of || place === undefined || places.has(place) || places.has(undefined));
  }
}
