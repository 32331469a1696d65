import type * as ast from '../../generated/ast.ts';
import { onceFor } from '../../model/once-for.ts';
import { ANY_SERVICE } from '../../model/services.ts';
import { statementsOf } from '../../syntax/statements.ts';
import type { Analysis } from '../analyze.ts';
import { BoxIndex } from '../box-index.ts';
import { mayMeet, speaksOfNames, surroundings } from '../host-names.ts';
import type { RuleBox } from '../permissions.ts';
import { type Box, type Region, subtract } from '../region.ts';
import { allBoxes, type Claim, claimOf } from './assertions.ts';
import { withRules } from './crossing.ts';
import { Reach } from './reach.ts';
import type { Journey } from './ways.ts';

/** Why some traffic is not to be opened. */
export interface Objection {
  readonly assertion: ast.Assertion;
  /** Whether it takes other traffic that is missing as well to break the assertion. */
  readonly together: boolean;
}

/** Traffic that is not to be opened, and what that would break; in the order in which it is told. */
interface Forbidden extends Box {
  readonly objection: Objection;
  readonly place: number;
}

/**
 * Holds traffic that is to be opened against what a plan asserts never to happen.
 * @param root whose assertions count
 */
export function objectionsTo(root: ast.Document, analysis: Analysis): (region: Region) => Objection | undefined {
  const all = statementsOf(root, 'Assertion')
    .flatMap((s) => (s.never ? forbiddenBy(s, analysis) : []))
    .map((each, place): Forbidden => ({ ...each, place }));
  const index = new BoxIndex(all);
  const isNamed = all.some(speaksOfNames);
  return (region) => {
    let first: Forbidden | undefined;
    for (const box of region) {
      const near = isNamed || speaksOfNames(box) ? surroundings(box, analysis.names) : box;
      const met = index.touching(near).find((each) => mayMeet(box, each, analysis.names));
      if (met && (!first || met.place < first.place)) first = met;
    }
    return first?.objection;
  };
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
    .flatMap((assertion) => {
      const claim = claimOf(assertion, analysis);
      return claim ? [{ assertion, journey: journeyOf(claim) }] : [];
    })
    // What is broken already says so by itself.
    .filter(({ journey }) => !new Reach(analysis, journey).shortest());
  return (region) => {
    const objection = alone(region);
    if (objection || !region.length || !relayed.length) return objection;
    const allows = [...analysis.allows, ...region.map((box) => box as RuleBox)];
    const denies = analysis.denies.flatMap((deny) => subtract([deny], region).map((left): RuleBox => ({ ...deny, ...left })));
    const opened = withRules(analysis, allows, denies);
    const broken = relayed.find(({ journey }) => new Reach(opened, journey).shortest());
    return broken && { assertion: broken.assertion, together: false };
  };
}

function forbiddenBy(assertion: ast.Assertion, analysis: Analysis): Omit<Forbidden, 'place'>[] {
  const claim = claimOf(assertion, analysis);
  if (!claim) return [];
  const of = (boxes: readonly Box[], together: boolean) => boxes.map((box) => ({ ...box, objection: { assertion, together } }));
  if (!assertion.relayed) return of(allBoxes(claim), false);
  const opened = withAllMissing(analysis);
  return [...of(stepsOf(claim, analysis), false), ...(opened === analysis ? [] : of(stepsOf(claim, opened), true))];
}

/** For ways over relays: where one more step would close one from the start to the end. */
function stepsOf(claim: Claim, rules: Analysis): Box[] {
  const { begins: sources, ends: destinations } = new Reach(rules, journeyOf(claim)).loose();
  return [{ sources, destinations, services: ANY_SERVICE }, ...allBoxes(claim).map((box) => ({ ...box, sources }))];
}

function journeyOf(claim: Claim): Journey {
  return { sources: claim.everything.sources, targets: allBoxes(claim) };
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
