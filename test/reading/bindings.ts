// Which components belong together: `bind`, and `with` and `without` behind what says it of itself.
import type * as ast from '../../language/generated/ast.ts';
import { leftOf, type Part, partOfComponent, partsOf, surely } from './ends.ts';
import { addressesOf, all, type ComponentReading, lineage, type Plan } from './plan.ts';

/** One side of a pair: a component in the role that a flow has it in. */
interface Side {
  readonly component: ComponentReading;
  readonly role: ast.Role;
}

/** A component, a zone, a site, or a role in a place, without what a group leaves out of it. */
interface One {
  readonly of: ast.Component | ast.Zone | ast.Site | ast.Role;
  readonly place: ast.Zone | ast.Site | undefined;
  readonly except: readonly Part[];
}

interface Said {
  readonly members: readonly One[];
  readonly partners: ast.Partners;
}

function ones(plan: Plan, ends: readonly ast.Endpoint[], except: readonly Part[] = []): One[] {
  return ends.flatMap((end): One[] => {
    if (end.$type !== 'NamedEndpoint' || !end.target.ref) return [];
    const target = end.target.ref;
    if (target.$type === 'Group') return ones(plan, target.members, [...except, ...partsOf(plan, target.exceptions)]);
    return [{ of: target, place: end.place?.ref, except }];
  });
}

function allSaid(plan: Plan): Said[] {
  const own = (node: ast.Component | ast.Zone | ast.Site): Said[] =>
    node.partners ? [{ members: [{ of: node, place: undefined, except: [] }], partners: node.partners }] : [];
  return plan.files.flatMap((file) => [
    ...all(file, 'Binding').map(({ members, partners }) => ({ members: ones(plan, members), partners })),
    ...all(file, 'Group').flatMap(({ members, exceptions, partners }) =>
      partners ? [{ members: ones(plan, members, partsOf(plan, exceptions)), partners }] : [],
    ),
    ...all(file, 'Site').flatMap((site) => [
      ...own(site),
      ...site.zones.flatMap((zone) => [...own(zone), ...zone.components.flatMap(own)]),
    ]),
    ...all(file, 'Zone').flatMap((zone) => [...own(zone), ...zone.components.flatMap(own)]),
  ]);
}

function holds(plan: Plan, { of, place, except }: One, component: ComponentReading): boolean {
  const { node, zone, roles } = component;
  const named =
    of.$type === 'Role'
      ? roles.has(of) && (!place || place === zone.node || place === zone.site)
      : of === node || of === zone.node || of === zone.site;
  return named && (except.length === 0 || isLeft(plan, component, except));
}

/** Whether anything of a component is left: of its addresses, or a name. */
function isLeft(plan: Plan, component: ComponentReading, except: readonly Part[]): boolean {
  const part = { ...partOfComponent(plan, component), except };
  const addresses = addressesOf(plan, component);
  return (
    leftOf(part).length > 0 ||
    component.names.some((name) => surely(plan, part, { name })) ||
    (component.nowhere && addresses.length === 0 && surely(plan, part, { nowhere: component }))
  );
}

/** Whether one thing speaks of what happens in a role. */
function isOf({ of }: One, role: ast.Role): boolean {
  return of.$type !== 'Role' || lineage(of).includes(role) || lineage(role).includes(of);
}

function inOnePlace(scope: string | undefined, a: ComponentReading, b: ComponentReading): boolean {
  if (scope === 'zone') return a.zone === b.zone;
  return scope !== 'site' || !a.zone.site || !b.zone.site || a.zone.site === b.zone.site;
}

/** What the bindings of one side say of the other: whether they name it, and whether they name others in its place. */
function saysOf(plan: Plan, one: Side, other: Side): { readonly it: boolean; readonly others: boolean } {
  const of = said(plan).filter(({ members }) => members.some((each) => holds(plan, each, one.component) && isOf(each, one.role)));
  const named = of.flatMap(({ partners }) =>
    partners.named.flatMap((end) =>
      ones(plan, [end])
        .filter((each) => isOf(each, other.role))
        .map((each) => ({
          each,
          components: plan.components.filter(
            (c) => c.roles.has(other.role) && holds(plan, each, c) && inOnePlace(partners.scope, one.component, c),
          ),
        })),
    ),
  );
  return {
    it: named.some(({ components }) => components.includes(other.component)),
    others: named.some(
      ({ each, components }) => components.length > 0 && (each.of.$type !== 'Role' || other.component.roles.has(each.of)),
    ),
  };
}

function excludes(plan: Plan, one: Side, other: Side): boolean {
  return said(plan).some(
    ({ members, partners }) =>
      members.some((each) => holds(plan, each, one.component) && isOf(each, one.role)) &&
      ones(plan, partners.excluded).some((each) => holds(plan, each, other.component) && isOf(each, other.role)),
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
