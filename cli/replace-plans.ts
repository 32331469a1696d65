import { accessSync, constants, readFileSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { decodePlan } from '../api/decode.ts';
import { UsageError } from './errors.ts';
import { finishFirst, type NewFile, putFiles } from './put-files.ts';
import { nameText } from './text.ts';
import { leadsOutside, reasonOf } from './write-files.ts';

/** A plan with another text. */
export interface ChangedPlan {
  /** As the user named it, or as it was found. */
  readonly file: string;
  /** The text that was read. */
  readonly before: string;
  readonly after: string;
}

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Puts other texts in the place of plans, all of them or none. Their owners, permissions and byte order marks stay; a link stays one, and
 * what it leads to is written.
 * @throws UsageError in one line, with nothing changed: for what may not be written, lies outside of the working folder behind a link, or is another text by now
 */
export function replacePlans(plans: readonly ChangedPlan[]): void {
  // A file may have been found by its name and by a link to it.
  const fresh = [...new Map(plans.map(freshOf).map((each) => [each.path, each])).values()];
  finishFirst();
  try {
    putFiles(fresh);
  } catch (error) {
    const names = plans.map(({ file }) => nameText(file)).join(', ');
    throw new UsageError(
      `${names} can't be written (${reasonOf(error as NodeJS.ErrnoException)}), and nothing was changed; make room for it, or change its permissions.`,
    );
  }
}

function freshOf({ file, before, after }: ChangedPlan): NewFile {
  const outside = leadsOutside(file);
  if (outside)
    throw new UsageError(
      `${nameText(file)} leads to ${nameText(outside)} by a link, outside of this folder, and nothing was changed; name that file if you mean it.`,
    );
  const { path, bytes } = present(file);
  if (decodePlan(bytes, file) !== before)
    throw new UsageError(`${nameText(file)} has changed since it was read, and nothing was written; run the command again.`);
  try {
    accessSync(path, constants.W_OK);
  } catch {
    throw new UsageError(`${nameText(file)} may not be written, and nothing was changed; check its permissions.`);
  }
  const mark = bytes.subarray(0, 3).equals(Buffer.from(BYTE_ORDER_MARK)) ? BYTE_ORDER_MARK : '';
  return { path, content: mark + after, like: statSync(path) };
}

/** @throws UsageError for a file that is there no more */
function present(file: string): { readonly path: string; readonly bytes: Buffer } {
  try {
    const path = realpathSync(resolve(file));
    return { path, bytes: readFileSync(path) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `${nameText(file)} can't be found any more where it was read (${code}), and nothing was changed; run the command again.`,
    );
  }
}
