import type * as ast from '../../generated/ast.ts';
import { ANYWHERE } from '../../model/addresses.ts';
import { onceFor } from '../../model/once-for.ts';
import type { PlanRule } from '../../model/plan.ts';
import type { ServiceSet } from '../../model/services.ts';
import { statementsOf } from '../../syntax/statements.ts';
import type { Analysis } from '../analyze.ts';
import type { RuleBox } from '../permissions.ts';
import { type Box, isEmptyBox, overlap, type Region, subtract } from '../region.ts';
import { allBoxes, claimOf, failureOf, isAboutNow } from './assertions.ts';
import { withRules } from './crossing.ts';

/** What an edit would close. */
export interface Closing {
  /** The rule that opens less; of all rules where none is named, as a deny closes it. */
  readonly rule?: PlanRule;
  /** What is open no longer; all of the rule where nothing is said. */
  readonly region?: Region;
  /** What is open in its place. */
  readonly opens?: Region;
}

/** An assertion that something arrives, and what it is about. */
interface Wanted {
  readonly assertion: ast.Assertion;
  /** Of ways over relays any step may be a part. */
  readonly asked: readonly Box[] | undefined;
}

/**
 * Which assertion an edit would break that closes something. Nothing is analyzed anew for it: the assertions about this traffic are decided once more,
 * with what the rules would still open.
 * @param root whose assertions count
 * @returns the first that holds now and would fail; nothing where there is none
 */
export function lostByClosing(root: ast.Document, analysis: Analysis, closing: Closing): ast.Assertion | undefined {
  const wanted = statementsOf(root, 'Assertion').some(({ never }) => !never) ? wantedIn(analysis)(root) : [];
  if (!wanted.length) return undefined;
  const { rule, region, opens = [] } = closing;
  const isHit = (allow: RuleBox): boolean =>
    (!rule || allow.rule === rule) && (!region || region.some((box) => overlap(allow, box)));
  const hit = analysis.allows.filter(isHit);
  if (!hit.length) return undefined;
  let after: Analysis | undefined;
  for (const { assertion, asked } of wanted) {
    if (asked && !hit.some((allow) => asked.some((box) => overlap(allow, box)))) continue;
    after ??= withRules(analysis, [
      ...allowsWithout(new Set(hit), region, analysis),
      ...opens.filter((box) => !isEmptyBox(box)).map((box): RuleBox => ({ ...box, rule: rule ?? hit[0]!.rule })),
    ]);
    if (failureOf(assertion, after) && !failureOf(assertion, analysis)) return assertion;
  }
  return undefined;
}

function allowsWithout(hit: ReadonlySet<RuleBox>, region: Region | undefined, { allows }: Analysis): RuleBox[] {
  return allows.flatMap((allow) => {
    if (!hit.has(allow)) return [allow];
    return region ? subtract([allow], region).map((left): RuleBox => ({ ...allow, ...left })) : [];
  });
}

/** What the assertions of a file want; read once for each analysis, whatever fixes are offered. */
const wantedIn = onceFor((analysis: Analysis) =>
  onceFor((root: ast.Document): readonly Wanted[] =>
    statementsOf(root, 'Assertion').flatMap((assertion) => {
      if (assertion.never || !isAboutNow(assertion, analysis)) return [];
      const claim = claimOf(assertion, analysis);
      return claim ? [{ assertion, asked: assertion.relayed ? undefined : allBoxes(claim) }] : [];
    }),
  ),
);

/** That a rule opens some services no longer. */
export function closing(rule: PlanRule, services: ServiceSet): Closing {
  return { rule, region: [{ sources: ANYWHERE, destinations: ANYWHERE, services }] };
}
