// Whatever is offered for a finding can be taken: each fix of the findings of the cases takes its finding away and leaves a plan without errors that were not there before.
import assert from 'node:assert/strict';
import type { Diagnostic } from 'vscode-languageserver-types';
import { type FixOf, fixesOf } from '../../language/checking/fixes.ts';
import { someOf } from '../support/chance.ts';
import { applied } from '../support/editor.ts';
import { loadPlan } from '../support/language.ts';
import { unmarked } from '../support/marks.ts';
import { runs } from '../support/running.ts';
import { sentencesOf } from '../support/sentences.ts';
import type { Case } from './case.ts';
import { cases } from './cases.ts';

/** What the checks say, and what their fixes are called. */
const isKnown = sentencesOf(import.meta.dirname);

/** What a plan lacks, or says against itself, may be more once a part of it says more, or is gone: each of these findings has fixes of its own. */
const FOLLOWING = ['missing-flow', 'blocked-flow', 'assertion-failed'];

/** What a fix may bring besides: a value that is to be typed, a component that the other zone is to get, and the next slip of a line. */
const MORE: Readonly<Record<string, string>> = {
  'unset-port': 'invalid-value',
  'unknown-service': 'invalid-port',
  'overlapping-subnets': 'outside-zone',
  'syntax-error': 'syntax-error',
};

type Loaded = Awaited<ReturnType<typeof loadPlan>>;

async function read(
  text: string,
  { running, files }: Pick<Case, 'running' | 'files'>,
): Promise<Loaded & { found: readonly Diagnostic[] }> {
  const loaded = await loadPlan(text, files, true);
  const { document, services } = loaded;
  if (!running) return { ...loaded, found: document.diagnostics ?? [] };
  runs(document, services, running);
  return { ...loaded, found: await services.validation.DocumentValidator.validateDocument(document) };
}

/** How many of some findings there are, by what tells them apart. */
function counted(found: readonly Diagnostic[], keyOf: (each: Diagnostic) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const each of found) counts.set(keyOf(each), (counts.get(keyOf(each)) ?? 0) + 1);
  return counts;
}

const wordsOf = (message: unknown): string => String(message).replace(/line \d+/gi, 'line');

describe('the fixes of the cases of a check', () => {
  // What else the plan of a case has to be mended in is said in the cases of that, and taken once.
  const taken = new Set<string>();
  for (const code of someOf([...new Set(cases.map((each) => each.code))], 3))
    it(`${code}: each takes its finding away and brings no other error`, async () => {
      const wrong: string[] = [];
      for (const each of someOf(cases.filter((one) => one.code === code))) wrong.push(...(await brokenBy(each)));
      assert.deepEqual(wrong, []);
    });

  async function brokenBy({ code, title, text: marked, ...beside }: Case): Promise<string[]> {
    const { text } = unmarked(marked);
    const before = await read(text, beside);
    const wrong: string[] = [];
    for (const each of await fixesOf(before.document, before.services)) {
      const name = `${each.code}: ${each.fix.preferred ? 'best fix' : 'fix'}: ${each.fix.title}`;
      if (each.code === code) isKnown(name);
      else if (taken.has(name)) continue;
      taken.add(name);
      const after = applied(before.document, each.fix.edits);
      const what = after === text ? ['it changes nothing'] : broken(each, before.found, (await read(after, beside)).found);
      if (what.length) wrong.push(`${title}: ${name}: ${what.join(', ')}\n${after}`);
    }
    return wrong;
  }
});

function broken({ code, message }: FixOf, before: readonly Diagnostic[], after: readonly Diagnostic[]): string[] {
  const own = (found: readonly Diagnostic[]): number =>
    found.filter((each) => each.code === code && wordsOf(each.message) === wordsOf(message)).length;
  const errors = (found: readonly Diagnostic[]): Map<string, number> =>
    counted(
      found.filter(({ severity }) => severity === 1),
      (each) => String(each.code),
    );
  const were = errors(before);
  const more = [...errors(after)].flatMap(([error, n]) =>
    n > (were.get(error) ?? 0) && !FOLLOWING.includes(error) && MORE[code] !== error ? [error] : [],
  );
  return [...(message !== undefined && own(after) >= own(before) ? ['its finding stays'] : []), ...more];
}
