import type * as ast from '../../generated/ast.ts';
import { onceFor } from '../../model/once-for.ts';
import { ANY_SERVICE } from '../../model/services.ts';
import { statementsOf } from '../../syntax/statements.ts';
import type { Analysis } from '../analyze.ts';
import { BoxIndex } from '../box-index.ts';
import { mayMeet, speaksOfNames, surroundings } from '../host-names.ts';
import type { RuleBox } from '../permissions.ts';
import { type Box, type Region, subtract } from '../region.ts';
import { allBoxes, claimOf } from './assertions.ts';
import { withRules } from './crossing.ts';
import { Reach } from './reach.ts';
import type { Journey } from './ways.ts';

/** Why some traffic is not to be opened. */
export interface Objection {
  readonly assertion: ast.Assertion;
  /** Whether it takes other traffic that is missing as well to break the assertion. */
  readonly together: boolean;
}

/** Traffic that would break an assertion. */
interface Forbidden {
  readonly assertion: ast.Assertion;
  readonly asked: readonly Box[];
  /** For ways over relays: where one more step would begin and end, as it is and with all that is missing. */
  readonly alone?: Loose;
  readonly together?: Loose;
  /** The same, as it is asked of ways. */
  readonly journey?: Journey;
}

/** Where one more step would close a way from the start to the end. */
interface Loose {
  readonly steps: readonly Box[];
}

/**
 * Holds traffic that is to be opened against what a plan asserts never to happen.
 * @param root whose assertions count
 */
export function objectionsTo(root: ast.Document, analysis: Analysis): (region: Region) => Objection | undefined {
  const forbidden = statementsOf(root, 'Assertion').flatMap((s) => (s.never ? forbiddenBy(s, analysis) : []));
  // In the order in which they are told.
  const all = forbidden.flatMap(({ assertion, asked, alone, together }): Forbidding[] => [
    ...(alone?.steps ?? asked).map((box) => ({ ...box, objection: { assertion, together: false } })),
    ...(together?.steps ?? []).map((box) => ({ ...box, objection: { assertion, together: true } })),
  ]);
  const numbers = new Map(all.map((each, n) => [each, n]));
  const index = new BoxIndex(all);
  const isNamed = all.some(speaksOfNames);
  return (region) => {
    let first: Forbidding | undefined;
    for (const box of region) {
      const near = isNamed || speaksOfNames(box) ? surroundings(box, analysis.names) : box;
      const met = index.touching(near).find((each) => mayMeet(box, each, analysis.names));
      if (met && (!first || numbers.get(met)! < numbers.get(first)!)) first = met;
    }
    return first?.objection;
  };
}

/** What is not to be opened, and what it would break. */
interface Forbidding extends Box {
  readonly objection: Objection;
}

/**
 * Holds traffic against it that denies would no longer close. One deny may close several steps of a way, of which none leads from the start to the end
 * by itself, so that ways are looked for as they would be.
 * @param root whose assertions count
 */
export function objectionsToOpening(root: ast.Document, analysis: Analysis): (region: Region) => Objection | undefined {
  const alone = objectionsTo(root, analysis);
  const relayed = statementsOf(root, 'Assertion')
    .filter((s) => s.never && s.relayed)
    .flatMap((s) => forbiddenBy(s, analysis))
    // What is broken already says so by itself.
    .filter(({ journey }) => journey && !new Reach(analysis, journey).shortest());
  return (region) => {
    const objection = alone(region);
    if (objection || !region.length || !relayed.length) return objection;
    const allows = [...analysis.allows, ...region.map((box) => box as RuleBox)];
    const denies = analysis.denies.flatMap((deny) => subtract([deny], region).map((left): RuleBox => ({ ...deny, ...left })));
    const opened = withRules(analysis, allows, denies);
    const broken = relayed.find(({ journey }) => journey && new Reach(opened, journey).shortest());
    return broken && { assertion: broken.assertion, together: false };
  };
}

function forbiddenBy(assertion: ast.Assertion, analysis: Analysis): Forbidden[] {
  const claim = claimOf(assertion, analysis);
  if (!claim) return [];
  const asked = allBoxes(claim);
  if (!assertion.relayed) return [{ assertion, asked }];
  const journey = { sources: claim.everything.sources, targets: asked };
  const looseIn = (rules: Analysis): Loose => {
    const { begins: sources, ends: destinations } = new Reach(rules, journey).loose();
    return { steps: [{ sources, destinations, services: ANY_SERVICE }, ...asked.map((box) => ({ ...box, sources }))] };
  };
  const [alone, opened] = [looseIn(analysis), withAllMissing(analysis)];
  return [{ assertion, asked, alone, together: opened === analysis ? alone : looseIn(opened), journey }];
}

/** Where more pairs lack something, most rules are still to be written, and nobody asks what all of them together would open. */
const MOST_MISSING = 20_000;

/** With all that is missing permitted: what would be allowed is no rule yet, and only its traffic is looked at. */
const withAllMissing = onceFor((analysis: Analysis): Analysis => {
  if (analysis.missing.length > MOST_MISSING) return analysis;
  const missing = analysis.missing.flatMap((pair) => pair.gaps.flatMap((gap) => gap.region));
  return missing.length ? withRules(analysis, [...analysis.allows, ...missing.map((box) => box as RuleBox)]) : analysis;
});

/** Where an assertion stands, as people count lines. */
export function lineOf({ assertion }: Pick<Objection, 'assertion'>): number {
  return (assertion.$cstNode?.range.start.line ?? 0) + 1;
}
