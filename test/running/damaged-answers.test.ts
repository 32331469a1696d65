// Answers of clouds, of a management and of a host, with one name misspelled or one value of another kind, and cut off at each line: what they say then is told to be
// unknown, or is what they said before. What each may hold by its maker's reference, and what nobody could tell from another answer, stands beside them.
import assert from 'node:assert/strict';
import { readRunning, UnknownForm } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { ANSWERS } from './answers.ts';

type Json = Record<string, unknown>;

const written = (answers: readonly unknown[]): string =>
  answers.map((each) => `${JSON.stringify(each, undefined, 1)}\n`).join('');

/** What devices say, but for the places of it and what is unknown. */
function saying(devices: readonly RunningDevice[]): string {
  const aside = new Set(['unknown', 'lines', 'line', 'text', 'named']);
  return JSON.stringify(devices, (key, value: unknown) => {
    if (aside.has(key)) return undefined;
    return typeof value === 'bigint' ? `${value}` : value instanceof Map || value instanceof Set ? [...value] : value;
  });
}

function isTold(devices: readonly RunningDevice[]): boolean {
  const rules = devices.flatMap(({ lists }) => [...lists.values()].flatMap((list) => list.rules));
  return devices.some(({ unknown }) => unknown.length > 0) || rules.some((rule) => rule.perhaps || rule.action === 'unknown');
}

/** Whether a text says what another one says, or that it is not all known. */
function isHeld(text: string, whole: string): boolean {
  try {
    const devices = readRunning(text, 'answer');
    return isTold(devices) || saying(devices) === whole;
  } catch (error) {
    assert.ok(error instanceof UnknownForm, String(error));
    return true;
  }
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is no value of a kind. */
function othersThan(value: unknown, isList: boolean): unknown[] {
  if (Array.isArray(value)) return [...(isList ? [] : ['nonsense']), [...value, { odd: 1 }], [...value, ['odd']]];
  return isObject(value) ? ['nonsense', ['odd']] : [{ odd: 1 }, ...(isList ? [] : [['odd']])];
}

/** Each way to damage a value: answers with it, and what was done. */
function* damages(
  value: unknown,
  missing: RegExp,
  lists: RegExp | undefined,
  way: string,
): Generator<readonly [unknown, string]> {
  if (typeof value !== 'object' || value === null) return;
  const entries = Object.entries(value);
  const withMember = (name: string, key: string, member: unknown): unknown =>
    Array.isArray(value)
      ? value.map((each, n) => (String(n) === name ? member : each))
      : Object.fromEntries(entries.map(([each, old]) => (each === name ? [key, member] : [each, old])));
  for (const [key, member] of entries) {
    const here = `${way}.${key}`;
    if (isObject(value) && !missing.test(here)) yield [withMember(key, `${key}s-`, member), `${here} misspelled`];
    for (const odd of othersThan(member, lists?.test(key) === true))
      yield [withMember(key, key, odd), `${here} = ${JSON.stringify(odd)}`];
    for (const [inner, what] of damages(member, missing, lists, here)) yield [withMember(key, key, inner), what];
  }
}

for (const [form, { answers, missing, lists }] of Object.entries(ANSWERS))
  describe(`a damaged answer of ${form}`, () => {
    const text = written(answers);
    const whole = saying(readRunning(text, 'answer'));

    it('is not there before it is damaged', () => {
      assert.ok(!isTold(readRunning(text, 'answer')));
    });

    it('is told where a name is misspelled or a value is of another kind', () => {
      const silent: string[] = [];
      let count = 0;
      for (const [n, answer] of answers.entries())
        for (const [damaged, what] of damages(answer, missing, lists, `${n}`)) {
          count++;
          if (!isHeld(written(answers.map((each, m) => (m === n ? damaged : each))), whole)) silent.push(what);
        }
      assert.deepEqual(silent, []);
      assert.ok(count > 60, `${count}`);
    });

    it('is told where it is cut off, on whichever line that is', () => {
      const lines = text.trimEnd().split('\n');
      for (let n = 1; n < lines.length; n++) {
        // What comes between two answers may be the end.
        if (/^[}\]]$/.test(lines[n - 1]!)) continue;
        assert.ok(isHeld(`${lines.slice(0, n).join('\n')}\n`, whole), `up to line ${n}: ${lines[n - 1]}`);
      }
    });
  });
