import { IntervalSet } from './interval-set.ts';
import { formatServices, type ServiceSet } from './services.ts';

/**
 * Services of which one is enough, in the order written. An alternative that holds choices itself is as many alternatives as there are ways
 * to choose.
 */
export interface Choice extends ReadonlyArray<ServiceSet> {
  /** Set where the first is preferred, and each further one used only where those before it aren't open: `first of (…)`. */
  readonly ordered?: true;
  /** As they are written, where one of them holds choices itself. */
  readonly written?: readonly Alternative[];
}

/** One of several as it is written: what it says itself, and one of each of its choices besides. */
export interface Alternative {
  readonly services: ServiceSet;
  readonly choices: readonly Choice[];
}

/** So many ways of one alternative are told apart; nobody writes as many, and each choice within it multiplies them. */
const MOST_WAYS = 256;

/** What one of several alternatives leaves the choice of. */
export function choiceOf(alternatives: readonly Alternative[], ordered: boolean | undefined): Choice {
  const ways = alternatives.flatMap(waysToChoose);
  return Object.assign(ways, {
    ...(ordered ? { ordered: true as const } : {}),
    ...(alternatives.some(({ choices }) => choices.length) ? { written: alternatives } : {}),
  });
}

function waysToChoose({ services, choices }: Alternative): ServiceSet[] {
  let ways = [services];
  for (const choice of choices) {
    const open = ways.length * choice.length <= MOST_WAYS ? choice : choice.slice(0, 1);
    ways = ways.flatMap((way) => open.map((each) => way.union(each)));
  }
  return ways;
}

/**
 * What is left of choices without some services. An alternative of which nothing is left is none, and a choice without any is left out; within
 * an alternative as well.
 */
export function choicesWithout(choices: readonly Choice[], out: ServiceSet): Choice[] {
  // One named service may stand in many alternatives, which stand in others again.
  const known = new Map<Choice, Choice>();
  const without = (choice: Choice): Choice => {
    const before = known.get(choice);
    if (before) return before;
    const written = choice.written ?? choice.map((services) => ({ services, choices: [] }));
    const left = written
      .map((each) => ({ services: each.services.subtract(out), choices: each.choices.map(without).filter((c) => c.length) }))
      .filter((each) => !each.services.isEmpty || each.choices.length);
    const result = choiceOf(left, choice.ordered);
    known.set(choice, result);
    return result;
  };
  return choices.map(without).filter((choice) => choice.length);
}

/** `one of tcp 25 or tcp 465`; `tcp 6162 (or else tcp 2500-3300)` where the first is preferred. */
export function formatChoice(choice: Choice): string {
  const texts = choice.map(formatServices);
  if (texts.length === 1) return texts[0]!;
  if (!choice.ordered) return `one of ${texts.join(' or ')}`;
  const [first, ...others] = texts;
  return others.length ? `${first} (or else ${others.join(', or else ')})` : `${first}`;
}

/** A choice for a program: its alternatives in words, and whether the first is preferred. */
export function choiceJson(choice: Choice): { readonly ordered?: true; readonly of: readonly string[] } {
  return { ...(choice.ordered ? { ordered: true as const } : {}), of: choice.map(formatServices) };
}

/** The choices that some services are among. */
export function choicesAmong(choices: readonly Choice[], services: ServiceSet): Choice[] {
  return choices.filter((choice) => IntervalSet.unionAll([...choice]).overlaps(services));
}
