import type { Catalog, CatalogFlow } from '../model/catalog.ts';
import { append, note } from '../model/lists.ts';
import type { Plan, PlanBinding, PlanComponent, PlanZone } from '../model/plan.ts';
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
  for (const some of initiators) {
    const others = responders.filter((each) => !apart(flow, some, each).length);
    const key = others.map((each) => responders.indexOf(each)).join(' ');
    const row = rows.get(key);
    if (row) append(row.from, some);
    else if (others.length) rows.set(key, { from: [...some], to: others.flat() });
  }
  const blocks: Block[] = [...rows.values()];
  const [first] = blocks;
  if (first?.from.length === from.length && first.to.length === to.length) return [{ from, to }];
  // The machines of one component belong together whatever is said of others.
  const alone = from[0]?.zone === to[0]?.zone ? from.filter((c) => to.includes(c) && !isIn(blocks, c)) : [];
  return [...blocks, ...alone.map((c) => ({ from: [c], to: [c] }))];
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
    for (const component of components) note(all, wordsOf(component, own, other), component);
    known.set(key, all);
  }
  return all;
}

// Of a component of which bindings say something else than before an edit, there is another object.
const classes = new WeakMap<readonly PlanComponent[], Map<string, Classes>>();

/** What bindings say of a component in one role towards those of another one, as a text that is the same for all of which they say the same. */
function wordsOf({ bonds }: PlanComponent, own: string, other: string): string {
  return bonds
    .flatMap(({ binding, end, as }) => {
      const opposite = as === 'members' ? [...binding.named, ...binding.excluded] : binding.members;
      if (!end.speaksOf(own) || !opposite.some((each) => each.speaksOf(other) && each.fills(other))) return [];
      return [`${binding.index} ${as} ${binding[as === 'passed' ? 'named' : as].indexOf(end)}`];
    })
    .join(', ');
}

/**
 * The zones in which all stand with whom a group at one side of a flow may belong together, where bindings name somebody to each of its
 * components and so keep everybody else away; nothing where they may be anywhere.
 */
export function zonesBoundTo(
  plan: Plan,
  flow: CatalogFlow,
  side: 'initiator' | 'responder',
  group: { readonly zone: PlanZone; readonly components: readonly PlanComponent[] },
): ReadonlySet<PlanZone> | undefined {
  if (!plan.bindings.length) return undefined;
  const [own, other] = side === 'initiator' ? [flow.initiator, flow.responder] : [flow.responder, flow.initiator];
  const known = keptWithStructure(
    plan,
    `zones bound to ${own} ${other}`,
    () => new Map<unknown, ReadonlySet<PlanZone> | undefined>(),
  );
  if (!known.has(group.components)) known.set(group.components, boundZones(plan.catalog, group, own, other));
  return known.get(group.components);
}

function boundZones(
  catalog: Catalog,
  { zone, components }: { readonly zone: PlanZone; readonly components: readonly PlanComponent[] },
  own: string,
  other: string,
): ReadonlySet<PlanZone> | undefined {
  // The machines of one component belong together whatever is said of others.
  const zones = new Set([zone]);
  for (const component of components) {
    let isBound = false;
    for (const { binding, end, as } of component.bonds) {
      if (as === 'members' && end.speaksOf(own)) {
        for (const each of binding.named) {
          if (!each.speaksOf(other)) continue;
          for (const place of each.zones(binding.scope, component)) zones.add(place);
          // Where whoever has the other role is meant, and somebody of it is in the place, nobody else is.
          const isOfAll = each.role === undefined || catalog.ancestors(other).has(each.role);
          if (isOfAll && each.fills(other, binding.scope, component)) isBound = true;
        }
      } else if (as === 'named') {
        for (const each of binding.members) for (const place of each.zones(binding.scope, component)) zones.add(place);
      }
    }
    if (!isBound) return undefined;
  }
  return zones;
}
