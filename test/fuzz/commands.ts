import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { bundle } from '../cli/segplan.ts';
import { numbers } from '../support/numbers.ts';
import { anyText } from './texts.ts';

const COMMANDS: readonly (readonly string[])[] = [
  ['check', '-'],
  ['check', '-', '--format', 'json', '--summary'],
  ['generate', '-', '--target', 'nftables'],
  ['explain', '-', 'any -> any tcp 443'],
  ['reach', '-', 'any -> any'],
];

/** Runs a command on bytes of a seed, which may be no text at all: it ends in time, with a code that it has, and shows no trace of itself. */
export function commandOn(seed: number, from: readonly string[]): void {
  const number = numbers(seed);
  const input = Buffer.from(anyText(seed, from));
  // Bytes that no text in UTF-8 has.
  for (let n = number(6) ? 0 : 1 + number(5); n > 0 && input.length; n--) input[number(input.length)] = 128 + number(128);
  const args = COMMANDS[number(COMMANDS.length)]!;
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [bundle, ...args], {
    input,
    encoding: 'utf8',
    timeout: 30_000,
    maxBuffer: 2 ** 28,
  });
  const shown = `${stdout}\n${stderr}`;
  assert.equal(signal, null, `${args.join(' ')} does not end`);
  assert.ok(status === 0 || status === 1 || status === 2, `${args.join(' ')} ends with ${status}`);
  assert.doesNotMatch(shown, /internal-error|inside of Segplan|^\s+at .*:\d+:\d+\)?$/m, args.join(' '));
  if (args.includes('json') && status !== 2) JSON.parse(stdout);
  // No text of a plan may be obeyed by a terminal.
  if (args.includes('json') || args[0] === 'generate') return;
  assert.doesNotMatch(shown.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u, 'a control character');
}
