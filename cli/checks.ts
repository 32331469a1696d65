import { checkPages, pageText } from '../language/checking/pages.ts';
import { checks } from '../language/generated/checks.ts';
import { nearestNames } from '../language/syntax/near-names.ts';
import { EXIT, UsageError } from './errors.ts';
import { table } from './text.ts';

/**
 * Lists what findings there are, or shows the page of one.
 * @returns the exit code
 * @throws UsageError for a code that no finding has
 */
export function explainChecks(code: string | undefined): number {
  const pages = checkPages(checks);
  if (code === undefined) {
    const rows = pages.map((page) => [page.code, page.level, page.title]);
    process.stdout.write(`${table([['CODE', 'LEVEL', 'WHAT IT FINDS'], ...rows]).join('\n')}\n`);
    return EXIT.clean;
  }
  const page = pages.find((each) => each.code === code);
  if (!page) {
    const [nearest] = nearestNames(
      code,
      pages.map((each) => each.code),
      1,
    );
    throw new UsageError(`There is no check '${code}'${nearest ? `, did you mean '${nearest}'` : ''}; segplan checks lists all.`);
  }
  process.stdout.write(pageText(page));
  return EXIT.clean;
}
