import type { CatalogFlow } from '../model/catalog.ts';
import { append } from '../model/lists.ts';
import type { Plan, PlanBinding, PlanComponent, PlanZone } from '../model/plan.ts';
import { bindingsApart } from '../model/together.ts';

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
  const both = plan.bindings.length ? classesOf(plan, flow, from, to) : undefined;
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
  const both = plan.bindings.length ? classesOf(plan, flow, from, to) : undefined;
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
  plan: Plan,
  { initiator, responder }: CatalogFlow,
  from: Block['from'],
  to: Block['to'],
): [PlanComponent[][], PlanComponent[][]] | undefined {
  const some = byWords(from, wordsFor(plan, initiator, responder));
  const others = byWords(to, wordsFor(plan, responder, initiator));
  if (isSilent(some) && isSilent(others)) return undefined;
  return [[...some.values()], [...others.values()]];
}

function isSilent(classes: ReadonlyMap<string, unknown>): boolean {
  return classes.size === 1 && classes.has('');
}

function byWords(components: readonly PlanComponent[], words: (c: PlanComponent) => string): Map<string, PlanComponent[]> {
  const classes = new Map<string, PlanComponent[]>();
  for (const component of components) {
    const said = words(component);
    const same = classes.get(said);
    if (same) same.push(component);
    else classes.set(said, [component]);
  }
  return classes;
}

/** What bindings say of a component in one role towards those of another one, as a text that is the same for all of which they say the same. */
function wordsFor(plan: Plan, own: string, other: string): (component: PlanComponent) => string {
  const known = words.get(plan.zones) ?? new Map<string, Map<PlanComponent, string>>();
  words.set(plan.zones, known);
  const key = `${own} ${other}`;
  const texts = known.get(key) ?? new Map<PlanComponent, string>();
  known.set(key, texts);
  return (component) => {
    let text = texts.get(component);
    if (text === undefined) {
      text = component.bonds
        .flatMap(({ binding, end, as }) => {
          const opposite = as === 'members' ? [...binding.named, ...binding.excluded] : binding.members;
          if (!end.speaksOf(own) || !opposite.some((each) => each.speaksOf(other) && each.fills(other))) return [];
          return [`${binding.index} ${as} ${binding[as === 'passed' ? 'named' : as].indexOf(end)}`];
        })
        .join(', ');
      texts.set(component, text);
    }
    return text;
  };
}

// As long as the zones are the same objects, nothing but rules has changed (model/structure.ts).
const words = new WeakMap<readonly PlanZone[], Map<string, Map<PlanComponent, string>>>();
