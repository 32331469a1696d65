import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const BEARING = join(import.meta.dirname, 'bearing');

/** The file of a form with marks in it, and what stands behind it. */
export function bearingOf(form: string): string[] {
  return readFileSync(join(BEARING, `${form}.txt`), 'utf8').split('\n=== ');
}

/** A file with some text at one of its marks, and nothing at the others: lines that are a mark alone are left out. */
export function fileOf(base: string, at?: string, text = ''): string {
  assert.ok(at === undefined || base.includes(`<${at}>`), `there is no place ${at}`);
  return base
    .replace(/^ *<(\w+)>\n/gm, (line, mark: string) => (mark === at ? line : ''))
    .replace(/<(\w+)>/g, (_, mark: string) => (mark === at ? text : ''));
}
