// What is kept saves work, which no answer shows: how many functions are called to check plans that are hard for their size, and to check them after an edit.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import type { LangiumDocument } from 'langium';
import { explainIn, reachIn } from '../../api/ask.ts';
import { compare } from '../../api/compare.ts';
import type * as ast from '../../language/generated/ast.ts';
import { targets } from '../../language/generated/targets.ts';
import type { SegplanCoreServices } from '../../language/module.ts';
import { heldBy } from '../../language/rulesets/generate.ts';
import { betweenZones, buildRuleSet } from '../../language/rulesets/rule-set.ts';
import { readRunning, UnknownForm } from '../../language/running/detect.ts';
import { shapes } from '../../scripts/bench/shapes.ts';
import { EVERYTHING, planOfChance } from '../reading/plans.ts';
import { ofChance } from '../support/chance.ts';
import { createEditedLanguage } from '../support/edited-language.ts';
import { createTestLanguage } from '../support/language.ts';

/** How many calls each plan, and each file of the language, took when somebody looked. */
const FILE = join(import.meta.dirname, 'calls.txt');
const isWriting = process.env.SEGPLAN_SENTENCES === 'write';

/** So much more is another way to the same answer, and no fault; the count of what V8 frees is not the same each time. */
const MORE = { plan: 1.15, file: 1.3, calls: 500 };

/** Those of which one statement costs so much that some dozens take long. */
const DEAR = /^(any -> any|components without|rules$|denies$|components$)/;
const SIZE = 20;

/** What built-in catalogs ask for grows with these. */
const usesCatalogs = (text: string): boolean => /^\s*use (?!v\b|w\b|x\b)/m.test(text);

/** Plans with whatever the language has: sites, legs, translations, firewalls, bindings, host names and all kinds of rules. */
const ofAllKinds = Array.from({ length: 12 }, (_, n) => planOfChance(n + 1, { ...EVERYTHING, imports: false, rarer: false }).text)
  .filter((text) => !usesCatalogs(text))
  .slice(0, 7);

/** Sites of a product, each paired with the first one, whose proxies are bound to repositories, with a zone for each and rules between some. */
const ofSites = (count: number): string =>
  `use x
vendor x {
  role server role proxy role agent : proxy role repository
  flow server -> proxy : tcp 6160-6163 "steers"
  flow proxy -> repository : tcp 2500-2600 "writes" when same site
  flow agent -> server : tcp 443, udp 500 "asks"
  flow repository -> server : one of (tcp 25, tcp 587) "tells"
}
${Array.from(
  { length: count },
  (_, n) => `site s${n} {
  zone m${n} { subnet 10.${n}.0.0/24 component v${n} : x.server at 10.${n}.0.1 component a${n} : x.agent at 10.${n}.0.2 }
  zone b${n} { subnet 10.${n}.1.0/24 component p${n} : x.proxy at 10.${n}.1.1 component r${n} : x.repository at 10.${n}.1.2 }
}
bind p${n} with r${n}
allow m${n} -> b${n} : required
allow v0 -> s${n} : required
deny b${n} -> v0 : tcp 443
`,
).join('')}${Array.from({ length: count - 1 }, (_, n) => `pair s0, s${n + 1}\n`).join('')}`;

const plans: Readonly<Record<string, string>> = {
  'sites of a product': ofSites(8),
  ...Object.fromEntries(ofAllKinds.map((text, n) => [`of all kinds ${n + 1}`, text])),
  ...Object.fromEntries(
    Object.entries(shapes).flatMap(([name, { make }]) => {
      const text = DEAR.test(name) ? undefined : make(SIZE);
      return typeof text === 'string' && !usesCatalogs(text) ? [[name, text]] : [];
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
    const [, file] = /\/language\/((?:model|analysis|checks|checking|rulesets)\/.*)$/.exec(url) ?? [];
    if (!file || url.includes('/test/')) continue;
    const own = functions.filter(({ functionName }) => !BUILT_IN.test(functionName));
    found.set(
      file,
      own.reduce((sum, { ranges }) => sum + ranges[0]!.count, 0),
    );
  }
  return found;
}

/** Plans that are asked something, and written in all forms, as well. */
const EMITTED = /^of all kinds [12]$/;

interface OpenPlan {
  readonly document: LangiumDocument<ast.Document>;
  readonly services: SegplanCoreServices;
}

/** Has a plan written in all forms, and what was written read again. */
async function emitted({ document, services }: OpenPlan): Promise<void> {
  const ruleSet = betweenZones(buildRuleSet(services.segplan.Plans.analysis(document.parseResult.value)));
  for (const target of targets)
    for (const file of await target.emit(heldBy(target, ruleSet), 'plan'))
      try {
        if (!file.binary) readRunning(file.text, file.name);
      } catch (error) {
        // Not every form is one that devices run.
        assert.ok(error instanceof UnknownForm);
      }
}

/** Asks what passes between two zones of a plan, which ways there are, and what has changed since another. */
async function asked(plan: OpenPlan, older: OpenPlan): Promise<void> {
  const { zones } = plan.services.segplan.Plans.plan(plan.document.parseResult.value);
  const ends = `${zones[0]!.name} -> ${zones[1]!.name}`;
  await explainIn(plan, ends);
  await explainIn(plan, `${ends} : tcp 443`);
  await reachIn(plan, ends);
  compare(older, plan);
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
  // Languages of its own: that of other tests is given up for a new one now and then.
  const { services, load } = await createTestLanguage();
  const { edit } = await createEditedLanguage();
  const opened = async (text: string): Promise<OpenPlan> => ({ document: await load({ 'plan.segplan': text }), services });
  // What is made on first use belongs to no plan.
  for (const [name, text] of Object.entries(plans)) {
    const plan = await opened(edited(text));
    if (!EMITTED.test(name)) continue;
    await emitted(plan);
    await asked(plan, plan);
  }
  for (const [name, text] of Object.entries(plans)) {
    const now = edited(text);
    const older = { document: await load({ 'older.segplan': now }), services };
    await callsSince(session);
    const plan = await opened(text);
    await note(`${name}, new`);
    if (EMITTED.test(name)) {
      await emitted(plan);
      await note(`${name}, in all forms`);
      await asked(plan, older);
      await note(`${name}, asked`);
    }
    for (const each of [text, now, text]) await edit(`${name}.segplan`, each);
    await callsSince(session);
    await edit(`${name}.segplan`, now);
    await note(`${name}, edited`);
  }
  await session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
  return counts;
}

describe('checking a plan', () => {
  // Nobody waits for it in `npm test`: it takes as long as a hundred others.
  const isWanted = isWriting || process.env.SEGPLAN_MUTATE !== undefined || ofChance(2, 1) === 2;
  const whereWanted = isWanted ? it : () => {};

  whereWanted('takes no more calls of functions than it took', async () => {
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
