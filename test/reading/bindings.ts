// Which components belong together: `bind`, and `with` and `without` behind what says it of itself.
import type * as ast from '../../language/generated/ast.ts';
import { all, type ComponentReading, lineage, type Plan } from './plan.ts';

/** One side of a pair: a component in the role that a flow has it in. */
interface Side {
  readonly component: ComponentReading;
  readonly role: ast.Role;
}

/** A component, a zone, a site, or a role in a place. */
type One = ast.Component | ast.Zone | ast.Site | { readonly role: ast.Role; readonly place: ast.Zone | ast.Site | undefined };

interface Said {
  readonly members: readonly One[];
  readonly partners: ast.Partners;
}

function ones(ends: readonly ast.Endpoint[]): One[] {
  return ends.flatMap((end): One[] => {
    if (end.$type !== 'NamedEndpoint' || !end.target.ref) return [];
    const target = end.target.ref;
    if (target.$type === 'Group') return ones(target.members);
    return target.$type === 'Role' ? [{ role: target, place: end.place?.ref }] : [target];
  });
}

function allSaid(plan: Plan): Said[] {
  const own = (node: ast.Component | ast.Zone | ast.Site): Said[] =>
    node.partners ? [{ members: [node], partners: node.partners }] : [];
  return plan.files.flatMap((file) => [
    ...all(file, 'Binding').map(({ members, partners }) => ({ members: ones(members), partners })),
    ...all(file, 'Group').flatMap(({ members, partners }) => (partners ? [{ members: ones(members), partners }] : [])),
    ...all(file, 'Site').flatMap((site) => [
      ...own(site),
      ...site.zones.flatMap((zone) => [...own(zone), ...zone.components.flatMap(own)]),
    ]),
    ...all(file, 'Zone').flatMap((zone) => [...own(zone), ...zone.components.flatMap(own)]),
  ]);
}

function holds(one: One, { node, zone, roles }: ComponentReading): boolean {
  if ('role' in one) return roles.has(one.role) && (!one.place || one.place === zone.node || one.place === zone.site);
  return one === node || one === zone.node || one === zone.site;
}

/** Whether one thing speaks of what happens in a role. */
function isOf(one: One, role: ast.Role): boolean {
  return !('role' in one) || lineage(one.role).includes(role) || lineage(role).includes(one.role);
}

function inOnePlace(scope: string | undefined, a: ComponentReading, b: ComponentReading): boolean {
  if (scope === 'zone') return a.zone === b.zone;
  return scope !== 'site' || !a.zone.site || !b.zone.site || a.zone.site === b.zone.site;
}

/** What the bindings of one side say of the other: whether they name it, and whether they name others in its place. */
function saysOf(plan: Plan, one: Side, other: Side): { readonly it: boolean; readonly others: boolean } {
  const of = said(plan).filter(({ members }) => members.some((each) => holds(each, one.component) && isOf(each, one.role)));
  const named = of.flatMap(({ partners }) =>
    partners.named.flatMap((end) =>
      ones([end])
        .filter((each) => isOf(each, other.role))
        .map((each) => ({
          each,
          components: plan.components.filter(
            (c) => c.roles.has(other.role) && holds(each, c) && inOnePlace(partners.scope, one.component, c),
          ),
        })),
    ),
  );
  return {
    it: named.some(({ components }) => components.includes(other.component)),
    others: named.some(
      ({ each, components }) => components.length > 0 && (!('role' in each) || other.component.roles.has(each.role)),
    ),
  };
}

function excludes(plan: Plan, one: Side, other: Side): boolean {
  return said(plan).some(
    ({ members, partners }) =>
      members.some((each) => holds(each, one.component) && isOf(each, one.role)) &&
      ones(partners.excluded).some((each) => holds(each, other.component) && isOf(each, other.role)),
  );
}

const known = new WeakMap<Plan, Said[]>();

function said(plan: Plan): Said[] {
  if (!known.has(plan)) known.set(plan, allSaid(plan));
  return known.get(plan)!;
}

/** Whether two components belong together in a flow between these roles. */
export function belongTogether(plan: Plan, one: Side, other: Side): boolean {
  if (one.component === other.component || said(plan).length === 0) return true;
  if (excludes(plan, one, other) || excludes(plan, other, one)) return false;
  const [forth, back] = [saysOf(plan, one, other), saysOf(plan, other, one)];
  return forth.it || back.it || (!forth.others && !back.others);
}
