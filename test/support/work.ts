import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/**
 * How much work it is to check texts: how many blocks of code V8 ran for each. Unlike seconds, the number is the same on any machine and
 * whatever else runs there (to a hundredth), so that what grows faster than its input is told from a machine that is busy. What V8
 * does within one call of its own (a regular expression, `indexOf`) counts as one.
 * @param texts plans, each checked once, in this order, in one process of its own
 * @returns the number of blocks for each text
 */
export async function workOf(texts: readonly string[]): Promise<number[]> {
  return counted(texts);
}

/**
 * The same for edits: how much work the last one of each row is.
 * @param rows the texts that a file has one after the other, one file a row
 */
export async function workOfEdits(rows: readonly (readonly string[])[]): Promise<number[]> {
  return counted(rows);
}

async function counted(asked: readonly unknown[]): Promise<number[]> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.resolve('./count-work.ts'))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(asked));
  return JSON.parse(await text(child.stdout)) as number[];
}
