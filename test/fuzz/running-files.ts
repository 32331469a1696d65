import assert from 'node:assert/strict';
import { changeWriters } from '../../language/generated/change-writers.ts';
import { readers } from '../../language/generated/readers.ts';
import { targets } from '../../language/generated/targets.ts';
import { importRunning } from '../../language/importing/import-running.ts';
import type { SegplanCoreServices } from '../../language/module.ts';
import { type Audit, audit } from '../../language/running/audit.ts';
import { changeOf, hasDrift } from '../../language/running/changing/change-file.ts';
import { boxText, deadText, deviceRuleText, verdictText } from '../../language/running/describe-audit.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { ADDRESSES_ONLY, planOfChance } from '../reading/plans.ts';
import { mayLackAnswers } from '../running/answered.ts';
import { running } from '../running/drift-proof.ts';
import type { Running } from '../running/mutants.ts';
import { formatted } from '../support/editor.ts';
import { diagnose } from '../support/language.ts';
import { numbers } from '../support/numbers.ts';
import { PIECES } from './texts.ts';

type Numbers = (below: number) => number;

/** Forms that are both written and read, of which a file says all of a device by itself. */
const FORMS = targets.filter(({ name }) => readers.some((reader) => reader.name === name));
/** Up to this one, at some of which something failed once, plans are what they were. */
const OLD_SEEDS = 2000;
/** What is no running file: instructions for another tool, and what takes rules away. */
const OTHERS = /\.bicep$|\.remove\./;
/** What plans of chance lack, or assert and isn't so: rules don't depend on it. */
const LACKS = ['missing-flow', 'blocked-flow', 'assertion-failed', 'isolation-breach'];

/**
 * A plan of chance with whatever the language has, as firewalls run it, in most cases with slips in the files. Holds that it is read, audited, changed and
 * imported whatever stands there, twice the same; that what commands leave is in step; and that a plan that is begun with it has no errors.
 * @returns what was made of it, by name
 */
export async function runningCase(seed: number, services: SegplanCoreServices): Promise<readonly string[]> {
  const number = numbers(seed);
  const plan = await runningOf(seed);
  if (!plan) return [];
  const { form, right } = plan;
  const isWhole = number(4) === 0;
  const files = right.files
    .filter(({ name }) => !OTHERS.test(name))
    .map((file) => (isWhole ? file : { ...file, text: withSlips(file.text, number) }));
  const reader = readers.find(({ name }) => name === form)!;
  const read = (): RunningDevice[] => files.flatMap(({ text, name }) => reader.read(text, name));
  const devices = read();
  const audited = audit(right.analysis, devices);
  assert.equal(told(audited, right), told(audit(right.analysis, read()), right), 'audited twice');
  const did = ['audited', ...changes(right, files, form)];
  if (devices.length) await imports(devices, services, isWhole);
  return devices.length ? [...did, 'imported'] : did;
}

async function runningOf(seed: number): Promise<{ form: string; right: Running } | undefined> {
  const { text } = planOfChance(seed, { ...ADDRESSES_ONLY, imports: false, words: seed > OLD_SEEDS, rarer: seed > OLD_SEEDS });
  const quiet = LACKS.map((code) => `check ${code} off\n`).join('');
  for (let n = 0; n < 4; n++) {
    const target = FORMS[(seed + n) % FORMS.length]!;
    const right = await running(`${quiet}${text}`, target);
    if (right?.files.length) return { form: target.name, right };
  }
  return undefined;
}

/** What somebody gets to read of an audit. */
function told({ devices, inStep }: Audit, { analysis: { plan } }: Running): string {
  const all = devices.map((each) => [
    verdictText(each),
    each.notes,
    each.unknown,
    ...each.cutOff.map(({ region, by, list, perhaps }) => [
      region.map((box) => boxText(box, plan)),
      deviceRuleText(by, list),
      perhaps,
    ]),
    ...each.open.map(({ region, rule, list, perhaps }) => [
      region.map((box) => boxText(box, plan)),
      deviceRuleText(rule, list),
      perhaps,
    ]),
    ...each.dead.map((rule) => [rule.rule.line, deadText(rule)]),
  ]);
  const text = JSON.stringify([inStep, all]);
  assert.doesNotMatch(text, /undefined|NaN|\[object/);
  return text;
}

/** What brings a device in step leaves nothing to do. */
function changes({ analysis }: Running, files: Running['files'], form: string): string[] {
  const writer = changeWriters.find(({ name }) => name === form);
  const reader = readers.find(({ name }) => name === form)!;
  if (!writer) return [];
  const did: string[] = [];
  for (const { text, name } of files) {
    const read = (given: string): readonly RunningDevice[] => reader.read(given, name);
    const change = changeOf(analysis, read(text), text, writer, read);
    if ('why' in change) {
      assert.ok(change.why.length > 10 && !/undefined|\n/.test(change.why), change.why);
      did.push('refused a change');
      continue;
    }
    for (const line of change.commands) assert.doesNotMatch(line, /[\p{Cf}\p{Zl}\p{Zp}]|\p{Cc}/u, 'a command');
    if (change.after === undefined || !change.commands.length) continue;
    did.push('changed');
    const { after } = change;
    assert.ok(!audit(analysis, read(after)).devices.some(hasDrift), `${change.commands.join('\n')}\nleaves ${form} out of step`);
    assert.deepEqual(changeOf(analysis, read(after), after, writer, read), { commands: [], after }, 'changed twice');
  }
  return did;
}

async function imports(devices: readonly RunningDevice[], services: SegplanCoreServices, isWhole: boolean): Promise<void> {
  const { text, notes, inStep } = await importRunning(devices, services);
  const again = await importRunning(devices, services);
  assert.equal(again.text, text, 'imported twice');
  assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u, 'a control character');
  const wrong = (await diagnose(text)).filter(({ severity, code }) => severity === 1 && !LACKS.includes(String(code)));
  assert.ok(!wrong.length, `${wrong.map(({ code, message }) => `${code}: ${message}`).join('\n')}\n${text}`);
  assert.equal(await formatted(text), text, 'an imported plan is formatted');
  const isSure = devices.every(
    (device) =>
      !device.unknown.length &&
      !mayLackAnswers(device) &&
      [...device.lists.values()].every(({ rules }) => rules.every(({ perhaps }) => perhaps === undefined)),
  );
  if (isWhole && isSure) assert.ok(inStep, `out of step: ${notes.join('\n')}\n${text}`);
}

/** One to four things that go wrong with a file on its way. */
function withSlips(text: string, number: Numbers): string {
  let lines = text.split('\n');
  for (let n = 1 + number(4); n > 0; n--) {
    const at = number(lines.length);
    const line = lines[at] ?? '';
    const words = line.split(' ');
    const word = number(words.length);
    const piece = PIECES[number(PIECES.length)]!;
    const made: readonly (() => string[])[] = [
      () => lines.toSpliced(at, 1),
      () => lines.toSpliced(at, 0, line),
      () => lines.toSpliced(at, 0, lines[number(lines.length)] ?? ''),
      () => lines.with(at, words.toSpliced(word, 1).join(' ')),
      () => lines.with(at, words.toSpliced(word, 0, words[number(words.length)]!).join(' ')),
      () => lines.with(at, words.with(word, piece).join(' ')),
      () =>
        lines.with(
          at,
          line.replace(/\d+/, () => String(number(70_000))),
        ),
      () => lines.with(at, line.slice(0, number(line.length + 1))),
      () => lines.slice(0, at + 1),
      () => lines.with(at, line.replace(/permit|accept|allow|pass/i, 'deny')),
      () => lines.toSpliced(at, 0, piece),
    ];
    if (lines.length) lines = made[number(made.length)]!();
  }
  return lines.join('\n');
}
