import { areSameBonds } from '../model/bindings.ts';
import type { Catalog, CatalogFlow } from '../model/catalog.ts';
import { append, note } from '../model/lists.ts';
import type { BoundEnd, Plan, PlanBinding, PlanComponent, PlanZone } from '../model/plan.ts';
import { bindingsApart } from '../model/together.ts';
import { keptWithStructure } from './kept.ts';

/** Components of the two sides of a flow, each of the one with each of the other. */
export interface Block {
  readonly from: readonly PlanComponent[];
  readonly to: readonly PlanComponent[];
}

/** A block that bindings leave out. */
export interface ApartBlock extends Block {
  readonly bindings: readonly PlanBinding[];
}

/**
 * Who of two groups of components belongs together in a flow, in as few blocks as hold it: components of which bindings say the same are
 * looked at once. Both groups stand in one zone each.
 */
export function blocksOf(plan: Plan, flow: CatalogFlow, from: Block['from'], to: Block['to']): Block[] {
  const both = plan.bindings.length ? classesOf(flow, from, to) : undefined;
  if (!both) return [{ from, to }];
  const [initiators, responders] = both;
  const rows = new Map<string, { from: PlanComponent[]; to: PlanComponent[] }>();
  const all = responders.map((_, n) => n);
  const partnersOf = all.length > FEW_CLASSES ? partnersAmong(plan.catalog, flow, initiators, responders) : () => all;
  for (const [n, some] of initiators.entries()) {
    const numbers = partnersOf(n).filter((each) => !apart(flow, some, responders[each]!).length);
    const key = numbers.join(' ');
    const row = rows.get(key);
    if (row) append(row.from, some);
    else if (numbers.length) rows.set(key, { from: [...some], to: numbers.flatMap((each) => responders[each]!) });
  }
  const blocks: Block[] = [...rows.values()];
  const [first] = blocks;
  if (first?.from.length === from.length && first.to.length === to.length) return [{ from, to }];
  // The machines of one component belong together whatever is said of others.
  const alone = from[0]?.zone === to[0]?.zone ? from.filter((c) => to.includes(c) && !isIn(blocks, c)) : [];
  return [...blocks, ...alone.map((c) => ({ from: [c], to: [c] }))];
}

/** Of so few classes each is looked at: to find out who is bound to whom takes longer. */
const FEW_CLASSES = 4;

type Class = readonly PlanComponent[];

/**
 * The classes of responders that may belong together with a class of initiators, by their numbers and in order: whoever is bound to some
 * belongs together with these, and with those that name it, and nobody has to look whether he belongs together with all others.
 */
function partnersAmong(
  catalog: Catalog,
  { initiator, responder }: CatalogFlow,
  initiators: readonly Class[],
  responders: readonly Class[],
): (number: number) => readonly number[] {
  const everybody = responders.map((_, n) => n);
  const boundTo = responders.map(([one]) => partnersBoundTo(catalog, one!, responder, initiator));
  const free = everybody.filter((n) => !boundTo[n]);
  const places = new Map<PlanComponent, number[]>();
  for (const [n, components] of responders.entries()) for (const each of components) note(places, each, n);
  const naming = new Map<PlanComponent, number[]>();
  for (const [n, partners] of boundTo.entries()) for (const each of partners ?? []) note(naming, each, n);
  return (number) => {
    const own = initiators[number]!;
    const bound = partnersBoundTo(catalog, own[0]!, initiator, responder);
    const named = bound ? [...bound, ...own].flatMap((each) => places.get(each) ?? []) : free;
    // Components of one class are named by the same, but each is itself as well.
    const all = new Set([...named, ...own.flatMap((each) => [...(naming.get(each) ?? []), ...(places.get(each) ?? [])])]);
    return all.size === responders.length ? everybody : [...all].sort((a, b) => a - b);
  };
}

/**
 * With whom alone a component in one role may belong together, of those in another role, besides itself: nothing where bindings keep nobody
 * else away.
 */
function partnersBoundTo(
  catalog: Catalog,
  component: PlanComponent,
  own: string,
  other: string,
): ReadonlySet<PlanComponent> | undefined {
  let isBound = false;
  for (const { binding, end, as } of component.bonds)
    if (as === 'members' && end.speaksOf(own))
      isBound ||= binding.named.some((each) => bindsAll(catalog, each, binding, component, other));
  if (!isBound) return undefined;
  const partners = new Set<PlanComponent>();
  for (const { binding, as } of component.bonds) {
    const ends = as === 'members' ? binding.named : as === 'named' ? binding.members : [];
    for (const { components } of ends) for (const each of components) partners.add(each);
  }
  return partners;
}

/** Whether an end that a binding names to a component keeps all others in a role away from it. */
function bindsAll(catalog: Catalog, end: BoundEnd, { scope }: PlanBinding, component: PlanComponent, role: string): boolean {
  // Where whoever has the role is meant, and somebody of it is in the place, nobody else is.
  const isOfAll = end.role === undefined || catalog.ancestors(role).has(end.role);
  return isOfAll && end.speaksOf(role) && end.fills(role, scope, component);
}

function isIn(blocks: readonly Block[], component: PlanComponent): boolean {
  return blocks.some((block) => block.from.includes(component) && block.to.includes(component));
}

/** Who of two groups does not belong together in a flow, and what says so. */
export function blocksApart(plan: Plan, flow: CatalogFlow, from: Block['from'], to: Block['to']): ApartBlock[] {
  const both = plan.bindings.length ? classesOf(flow, from, to) : undefined;
  if (!both) return [];
  const [initiators, responders] = both;
  return initiators.flatMap((some) =>
    responders.flatMap((others): ApartBlock[] => {
      const bindings = apart(flow, some, others);
      return bindings.length ? [{ from: some, to: others, bindings }] : [];
    }),
  );
}

/** What keeps the components of two classes apart. */
function apart({ initiator, responder }: CatalogFlow, some: readonly PlanComponent[], others: readonly PlanComponent[]) {
  const a = others.length > 1 ? some[0]! : (some.find((c) => c !== others[0]) ?? some[0]!);
  const b = others.find((c) => c !== a) ?? others[0]!;
  return bindingsApart({ component: a, role: initiator }, { component: b, role: responder });
}

/** The components of both groups by what bindings say of them; nothing where they say nothing of any. */
function classesOf(
  { initiator, responder }: CatalogFlow,
  from: Block['from'],
  to: Block['to'],
): [PlanComponent[][], PlanComponent[][]] | undefined {
  const some = byWords(from, initiator, responder);
  const others = byWords(to, responder, initiator);
  if (isSilent(some) && isSilent(others)) return undefined;
  return [[...some.values()], [...others.values()]];
}

function isSilent(classes: ReadonlyMap<string, unknown>): boolean {
  return classes.size === 1 && classes.has('');
}

type Classes = Map<string, PlanComponent[]>;

/** Components by what bindings say of them in one role towards those of another one. Groups come back with each flow. */
function byWords(components: readonly PlanComponent[], own: string, other: string): Classes {
  const known = classes.get(components) ?? new Map<string, Classes>();
  classes.set(components, known);
  const key = `${own} ${other}`;
  let all = known.get(key);
  if (!all) {
    all = new Map();
    const [first] = components;
    // Where bindings say the same of all, it is enough to know whether they say anything: that may be long.
    if (first && components.every(({ bonds }) => areSameBonds(first.bonds, bonds)))
      all.set(first.bonds.some((bond) => isWord(bond, own, other)) ? 'alike' : '', [...components]);
    else {
      let last: PlanComponent | undefined;
      let words = '';
      for (const component of components) {
        if (!last || !areSameBonds(last.bonds, component.bonds)) words = wordsOf(component, own, other);
        last = component;
        note(all, words, component);
      }
    }
    known.set(key, all);
  }
  return all;
}

// Of a component of which bindings say something else than before an edit, there is another object.
const classes = new WeakMap<readonly PlanComponent[], Map<string, Classes>>();

/** What bindings say of a component in one role towards those of another one, as a text that is the same for all of which they say the same. */
function wordsOf({ bonds }: PlanComponent, own: string, other: string): string {
  return bonds
    .flatMap((bond) => {
      if (!isWord(bond, own, other)) return [];
      const { binding, end, as } = bond;
      return [`${binding.index} ${as} ${binding[as === 'passed' ? 'named' : as].indexOf(end)}`];
    })
    .join(', ');
}

/** Whether what a binding says of a component is about one role towards another one. */
function isWord({ binding, end, as }: PlanComponent['bonds'][number], own: string, other: string): boolean {
  if (!end.speaksOf(own)) return false;
  const isAbout = (each: BoundEnd): boolean => each.speaksOf(other) && each.fills(other);
  if (as !== 'members') return binding.members.some(isAbout);
  return binding.named.some(isAbout) || binding.excluded.some(isAbout);
}

/** Where bindings leave somebody at the other side of a flow to a group. */
export interface Bounds {
  /** The zones of all that they name. */
  readonly zones: ReadonlySet<PlanZone>;
  /** Who has this role is kept away where he stands elsewhere; everybody, where it is left out. */
  readonly role: string | undefined;
}

/**
 * Where all stand with whom a group at one side of a flow may belong together, where bindings name somebody to each of its components and so keep
 * others away; nothing where they may be anywhere.
 */
export function boundsOf(plan: Plan, flow: CatalogFlow, side: 'initiator' | 'responder', group: Placed): Bounds | undefined {
  if (!plan.bindings.length) return undefined;
  const [own, other] = side === 'initiator' ? [flow.initiator, flow.responder] : [flow.responder, flow.initiator];
  const known = keptWithStructure(plan, `bounds of ${own} ${other}`, () => new Map<unknown, Bounds | undefined>());
  if (!known.has(group.components)) known.set(group.components, findBounds(plan.catalog, group, own, other));
  return known.get(group.components);
}

/** Components of one zone. */
interface Placed {
  readonly zone: PlanZone;
  readonly components: readonly PlanComponent[];
}

/** Whether bounds leave any of some components at the other side. */
export function leaves({ zones, role }: Bounds, { zone, components }: Placed): boolean {
  return zones.has(zone) || (role !== undefined && !components.every(({ allRoles }) => allRoles.has(role)));
}

function findBounds(catalog: Catalog, { zone, components }: Placed, own: string, other: string): Bounds | undefined {
  // The machines of one component belong together whatever is said of others.
  const zones = new Set([zone]);
  let role: string | undefined;
  let last: PlanComponent | undefined;
  for (const component of components) {
    // Of neighbors bindings mostly say the same.
    if (last && last.zone === component.zone && areSameBonds(last.bonds, component.bonds)) continue;
    last = component;
    let isBound = false;
    let within: string | undefined;
    for (const { binding, end, as } of component.bonds) {
      if (as === 'members' && end.speaksOf(own)) {
        for (const each of binding.named) {
          if (!each.speaksOf(other)) continue;
          for (const place of each.zones(binding.scope, component)) zones.add(place);
          if (bindsAll(catalog, each, binding, component, other)) isBound = true;
          else if (each.fills(other, binding.scope, component)) within ??= each.role;
        }
      } else if (as === 'named') {
        for (const each of binding.members) for (const place of each.zones(binding.scope, component)) zones.add(place);
      }
    }
    if (isBound) continue;
    // Of several that are kept apart from different roles each would have to be asked.
    if (within === undefined || (role !== undefined && role !== within)) return undefined;
    role = within;
  }
  return { zones, role };
}
