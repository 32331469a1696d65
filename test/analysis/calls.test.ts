// What is kept saves work, which no answer shows: how many functions are called to check plans that are hard for their size, and to check them after an edit.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { targets } from '../../language/generated/targets.ts';
import { heldBy } from '../../language/rulesets/generate.ts';
import { betweenZones, buildRuleSet } from '../../language/rulesets/rule-set.ts';
import { planOfSites } from '../../scripts/bench/plans.ts';
import { shapes } from '../../scripts/bench/shapes.ts';
import { EVERYTHING, planOfChance } from '../reading/plans.ts';
import { createEditedLanguage } from '../support/edited-language.ts';
import { analysisOf, diagnose } from '../support/language.ts';

/** How many calls each plan, and each file of the language, took when somebody looked. */
const FILE = join(import.meta.dirname, 'calls.txt');
const isWriting = process.env.SEGPLAN_SENTENCES === 'write';

/** So much more is another way to the same answer, and no fault; the count of what V8 frees is not the same each time. */
const MORE = { plan: 1.1, file: 1.1, calls: 200 };

/** Those of which one statement costs so much that some dozens take long. */
const DEAR = /^(any -> any|components without|rules$|denies$|components$)/;
const SIZE = 20;

/** Plans with whatever the language has: sites, legs, translations, firewalls, bindings, host names and all kinds of rules. */
const ofAllKinds = Array.from({ length: 6 }, (_, n) => planOfChance(n + 1, { ...EVERYTHING, imports: false }).text);

const plans: Readonly<Record<string, string>> = {
  sites: planOfSites(3),
  ...Object.fromEntries(ofAllKinds.map((text, n) => [`of all kinds ${n + 1}`, text])),
  ...Object.fromEntries(
    Object.entries(shapes).flatMap(([name, { make }]) => {
      const text = DEAR.test(name) ? undefined : make(SIZE);
      return typeof text === 'string' ? [[name, text]] : [];
    }),
  ),
};

/** The same plan without the line in its middle, as long as that is a statement by itself. */
function edited(text: string): string {
  const lines = text.split('\n');
  const whole = lines.flatMap((line, n) =>
    /^(zone|allow|deny|bind|group|assert|nat|service) /.test(line) && !/\{$/.test(line) ? [n] : [],
  );
  const gone = whole[whole.length >> 1];
  return lines.filter((_, n) => n !== gone).join('\n');
}

/** What builds changes into the sources to see whether tests notice them adds functions of its own (`scripts/mutate/`). */
const BUILT_IN = /^(stry.*|retrieveNS|cover|isActive)$/;

/** The calls of functions since this was asked last, by the files of the language. */
async function callsSince(session: Session): Promise<Map<string, number>> {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const found = new Map<string, number>();
  for (const { url, functions } of result) {
    const [, file] = /\/language\/((?:model|analysis|checks|checking)\/.*)$/.exec(url) ?? [];
    if (!file || url.includes('/test/')) continue;
    const own = functions.filter(({ functionName }) => !BUILT_IN.test(functionName));
    found.set(
      file,
      own.reduce((sum, { ranges }) => sum + ranges[0]!.count, 0),
    );
  }
  return found;
}

/** Plans that are written in all forms as well. */
const EMITTED = /^of all kinds [12]$/;

async function emitted(text: string): Promise<void> {
  const ruleSet = betweenZones(buildRuleSet(await analysisOf(text)));
  for (const target of targets) await target.emit(heldBy(target, ruleSet), 'plan');
}

/** How many calls it takes to check each plan, and then to check it after an edit; and those of each file for all of them. */
async function count(): Promise<Map<string, number>> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  const counts = new Map<string, number>();
  const note = async (what: string): Promise<void> => {
    let all = 0;
    for (const [file, calls] of await callsSince(session)) {
      all += calls;
      counts.set(`file ${file}`, (counts.get(`file ${file}`) ?? 0) + calls);
    }
    counts.set(`plan ${what}`, all);
  };
  // What is made on first use belongs to no plan.
  for (const text of Object.values(plans)) await diagnose(edited(text));
  await emitted(plans['of all kinds 1']!);
  const { edit } = await createEditedLanguage();
  for (const [name, text] of Object.entries(plans)) {
    await callsSince(session);
    await diagnose(text);
    await note(`${name}, new`);
    if (EMITTED.test(name)) {
      await emitted(text);
      await note(`${name}, in all forms`);
    }
    const now = edited(text);
    for (const each of [text, now, text]) await edit(`${name}.segplan`, each);
    await callsSince(session);
    await edit(`${name}.segplan`, now);
    await note(`${name}, edited`);
  }
  await session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
  return counts;
}

describe('checking a plan', function () {
  this.timeout(60_000);

  it('takes no more calls of functions than it took', async () => {
    const counts = await count();
    if (isWriting)
      writeFileSync(
        FILE,
        [...counts]
          .map(([what, calls]) => `${what}: ${calls}\n`)
          .sort()
          .join(''),
      );
    assert.ok(existsSync(FILE));
    const known = new Map(
      readFileSync(FILE, 'utf8')
        .trim()
        .split('\n')
        .map((line) => /^(.*): (\d+)$/.exec(line)!.slice(1) as [string, string]),
    );
    const more = [...counts].flatMap(([what, calls]) => {
      const before = known.get(what);
      // A new file has no count yet; `npm run baselines` writes it.
      if (before === undefined) return [];
      const most = Number(before) * (what.startsWith('plan ') ? MORE.plan : MORE.file) + MORE.calls;
      return calls > most ? [`${what}: ${calls} calls in place of ${before}`] : [];
    });
    assert.deepEqual(more, [], 'if that has to be, npm run baselines writes the new counts');
    assert.ok(known.size > 200, `${known.size} counts`);
  });
});
