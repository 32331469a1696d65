// Which components are meant for each other: what `bind` lines and the clauses `with` and `without` say of two of them.
import type * as ast from '../../../language/generated/ast.ts';
import { componentsOf } from './addresses.ts';
import { hasRole, lineage } from './roles.ts';

/** A component in a role of a flow. */
export interface Actor {
  readonly component: ast.Component;
  readonly role: ast.Role;
}

/** A line or a clause: whether it is about a component in a role, and what it says of partners. */
interface Word {
  readonly isAbout: (actor: Actor) => boolean;
  readonly says: ast.Partners;
}

function placesOf(component: ast.Component): unknown[] {
  const zone = component.$container;
  return [component, zone, zone.$container];
}

function siteOf({ $container: { $container } }: ast.Component): ast.Site | undefined {
  return $container.$type === 'Site' ? $container : undefined;
}

const akin = (a: ast.Role, b: ast.Role): boolean => lineage(a).has(b) || lineage(b).has(a);

/** Whether an end stands for a component in a role. */
function standsFor(end: ast.Endpoint, { component, role }: Actor): boolean {
  if (end.$type !== 'NamedEndpoint' || !end.target.ref) return false;
  const target = end.target.ref;
  if (target.$type === 'Group') return target.members.some((member) => standsFor(member, { component, role }));
  if (target.$type !== 'Role') return placesOf(component).includes(target);
  return hasRole(component, target) && akin(target, role) && (!end.place || placesOf(component).includes(end.place.ref));
}

/** What of an end speaks of a component in a role: for a role it is enough that the component has it, wherever it is. */
function speakers(end: ast.Endpoint, actor: Actor): ast.Endpoint[] {
  if (end.$type !== 'NamedEndpoint' || !end.target.ref) return [];
  const target = end.target.ref;
  if (target.$type === 'Group') return target.members.flatMap((member) => speakers(member, actor));
  return target.$type !== 'Role' || (akin(target, actor.role) && hasRole(actor.component, target)) ? [end] : [];
}

const known = new WeakMap<ast.Document, readonly Word[]>();

/** All that a plan says, read once. */
function wordsOf(root: ast.Document): readonly Word[] {
  const words = known.get(root) ?? readWords(root);
  known.set(root, words);
  return words;
}

function readWords(root: ast.Document): Word[] {
  const words: Word[] = [];
  const own = (node: ast.Component | ast.Zone | ast.Site): void => {
    if (node.partners) words.push({ says: node.partners, isAbout: ({ component }) => placesOf(component).includes(node) });
  };
  const zone = (node: ast.Zone): void => [node, ...node.components].forEach(own);
  for (const s of root.statements) {
    if (s.$type === 'Zone') zone(s);
    if (s.$type === 'Site') {
      own(s);
      s.zones.forEach(zone);
    }
    if ((s.$type === 'Group' || s.$type === 'Binding') && s.partners)
      words.push({ says: s.partners, isAbout: (actor) => s.members.some((end) => standsFor(end, actor)) });
  }
  return words;
}

function isNear(scope: string | undefined, a: ast.Component, b: ast.Component): boolean {
  if (scope === 'zone') return a.$container === b.$container;
  return scope === undefined || siteOf(a) === siteOf(b) || !siteOf(a) || !siteOf(b);
}

/** Whether two components need each other in these roles, as far as it is said. */
export function meant(a: Actor, b: Actor, root: ast.Document): boolean {
  const words = wordsOf(root);
  if (a.component === b.component || !words.length) return true;
  let [named, passed] = [false, false];
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const)
    for (const { says } of words.filter((word) => word.isAbout(one))) {
      if (says.excluded.some((end) => standsFor(end, other))) return false;
      const ends = says.named.flatMap((each) => speakers(each, other));
      if (!ends.length) continue;
      const near = componentsOf(root).filter((c) => isNear(says.scope, one.component, c) && hasRole(c, other.role));
      for (const end of ends)
        for (const component of near)
          if (standsFor(end, { component, role: other.role }))
            if (component === other.component) named = true;
            else passed = true;
    }
  return named || !passed;
}
