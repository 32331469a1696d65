import type * as ast from '../../generated/ast.ts';
import type { AddressSet } from '../../model/addresses.ts';
import { ANY_SERVICE } from '../../model/services.ts';
import { statementsOf } from '../../syntax/statements.ts';
import type { Analysis } from '../analyze.ts';
import { mayMeet } from '../host-names.ts';
import type { RuleBox } from '../permissions.ts';
import { type Box, type Region, subtract } from '../region.ts';
import { withRules } from '../verdicts.ts';
import { allBoxes, claimOf } from './assertions.ts';
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

interface Loose {
  readonly begins: AddressSet;
  readonly ends: AddressSet;
}

/**
 * Holds traffic that is to be opened against what a plan asserts never to happen.
 * @param root whose assertions count
 */
export function objectionsTo(root: ast.Document, analysis: Analysis): (region: Region) => Objection | undefined {
  const forbidden = statementsOf(root, 'Assertion').flatMap((s) => (s.never ? forbiddenBy(s, analysis) : []));
  return (region) => {
    for (const { assertion, asked, alone, together } of forbidden) {
      if (!alone || !together) {
        if (region.some((box) => asked.some((a) => mayMeet(box, a, analysis.names)))) return { assertion, together: false };
      } else if (closes(region, asked, alone, analysis)) return { assertion, together: false };
      else if (closes(region, asked, together, analysis)) return { assertion, together: true };
    }
    return undefined;
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
  const missing = analysis.missing.flatMap((pair) => pair.gaps.flatMap((gap) => gap.region));
  const alone = new Reach(analysis, journey).loose();
  if (!missing.length) return [{ assertion, asked, alone, together: alone, journey }];
  // What would be allowed is no rule yet; only its traffic is looked at.
  const allows = [...analysis.allows, ...missing.map((box) => box as RuleBox)];
  return [{ assertion, asked, alone, together: new Reach(withRules(analysis, allows), journey).loose(), journey }];
}

/** Whether a step may close a way from the start to the end. */
function closes(region: Region, asked: readonly Box[], { begins, ends }: Loose, { names }: Analysis): boolean {
  const steps = [{ destinations: ends, services: ANY_SERVICE }, ...asked].map((step) => ({ ...step, sources: begins }));
  return region.some((box) => steps.some((step) => mayMeet(box, step, names)));
}

/** Where an assertion stands, as people count lines. */
export function lineOf({ assertion }: Pick<Objection, 'assertion'>): number {
  return (assertion.$cstNode?.range.start.line ?? 0) + 1;
}
