import type { Diagnostic } from 'vscode-languageserver-types';
import { messageOf } from '../api/diagnostics.ts';
import type { PlanFile } from '../api/find-plans.ts';
import type { Loaded } from '../api/load.ts';
import { isOfOwnPlan } from '../language/checking/document-errors.ts';
import { edited } from '../language/editing/edited-text.ts';
import type { SegplanCoreServices } from '../language/module.ts';
import { UsageError } from './errors.ts';
import { type ChangedPlan, replacePlans } from './replace-plans.ts';
import { namedFiles, STDIN } from './workspace.ts';

/** Plans as they were read together. */
export interface Opened {
  readonly services: SegplanCoreServices;
  readonly loaded: readonly Loaded[];
}

/** What was found in a file and is mended. */
export interface MendedFinding {
  readonly file: string;
  /** In the file as it was, counted from 1. */
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** Files that import each other are mended after what they import; more rounds than that are of no use. */
const ROUNDS = 10;

/**
 * Mends everything in files that has one right mend, and opens nothing else. What files import is mended before them, so that none gets what another
 * one has got by then. All of the files are written, or none.
 * @param open reads all of the files anew
 * @returns the files as they are then, and what was mended in them
 * @throws UsageError for standard input, and where a file can't be written
 */
export async function mendPlans(
  files: readonly PlanFile[],
  open: () => Promise<Opened>,
): Promise<Opened & { readonly findings: readonly MendedFinding[] }> {
  if (files.some(({ file }) => file === STDIN))
    throw new UsageError('--fix writes plans in their files, and standard input is none; name a .segplan file.');
  const before = await open();
  const changes = new Map<string, ChangedPlan>();
  let opened = before;
  for (let round = 0; round < ROUNDS; round++) {
    const fresh = await mendedIn(opened, files.length);
    if (!fresh.length) break;
    for (const { file, before: text, after } of fresh) {
      changes.set(file, { file, before: changes.get(file)?.before ?? text, after });
      await namedFiles.draft(file, after);
    }
    opened = await open();
  }
  if (changes.size) replacePlans([...changes.values()]);
  return { ...opened, findings: gone(before.loaded, opened.loaded) };
}

/** The files that have other texts when they are mended, of those that import none of the others of these. */
async function mendedIn({ services, loaded }: Opened, count: number): Promise<ChangedPlan[]> {
  const changes: ChangedPlan[] = [];
  const changed = new Set<unknown>();
  const done = new Set<unknown>();
  // Behind the files that somebody named come those that they import.
  for (const { file, document, isPart } of loaded.slice(0, count)) {
    if (done.has(document)) continue;
    done.add(document);
    const edits = await services.segplan.Mender.edits(document, undefined, ({ code }) => !isPart || !isOfOwnPlan(code));
    if (!edits.length) continue;
    changed.add(document.parseResult.value);
    const before = document.textDocument.getText();
    changes.push({ file, before, after: edited(document.textDocument, edits).getText() });
  }
  if (changed.size < 2) return changes;
  const importsChanged = new Set(
    loaded.flatMap(({ file, document }) =>
      services.segplan.VisibleDocuments.importsOf(document.parseResult.value).some((root) => changed.has(root)) ? [file] : [],
    ),
  );
  const first = changes.filter(({ file }) => !importsChanged.has(file));
  // Files that import each other in a circle wait for nobody.
  return first.length ? first : changes.slice(0, 1);
}

/** What is found no more. */
function gone(before: readonly Loaded[], after: readonly Loaded[]): MendedFinding[] {
  const left = new Map<string, number>();
  for (const each of after)
    for (const diagnostic of each.diagnostics) {
      const key = keyOf(each, diagnostic);
      left.set(key, (left.get(key) ?? 0) + 1);
    }
  return before.flatMap((each) =>
    each.diagnostics.flatMap((diagnostic): MendedFinding[] => {
      const key = keyOf(each, diagnostic);
      const count = left.get(key) ?? 0;
      if (count) left.set(key, count - 1);
      const { code, range } = diagnostic;
      return count ? [] : [{ file: each.file, line: range.start.line + 1, code: `${code}`, message: messageOf(diagnostic) }];
    }),
  );
}

/** What tells a finding from others of its file, whatever line it stands on. */
function keyOf({ file }: Loaded, diagnostic: Diagnostic): string {
  return JSON.stringify([file, diagnostic.code, messageOf(diagnostic).replace(/\blines? \d+/gi, 'line')]);
}
