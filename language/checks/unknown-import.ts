import { AstUtils, type URI, UriUtils } from 'langium';
import { at, defineCheck, rangeOf } from '../checking/check.ts';
import { inQuotes } from '../editing/texts.ts';
import * as ast from '../generated/ast.ts';
import { nearestNames } from '../syntax/near-names.ts';
import { statementsOf } from '../syntax/statements.ts';
import { importUri } from '../workspace/visible-documents.ts';

/** So many files are offered in the place of one that is not there. */
const MOST_FILES = 3;

/** An import that leads nowhere. */
export const unknownImport = defineCheck({
  code: 'unknown-import',
  level: 'error',
  theme: 'words',
  essential: true,
  title: 'An import that leads to no readable Segplan file',
  documentation: `An import names another \`.segplan\` file, relative to the file that it stands in. Zones, groups, services and vendors of that
file can then be used; its rules stay its own.

\`\`\`segplan
import "./shared.segplan"
\`\`\`

Only files are read, and of them those of 16 MB at most: no folders, no pipes and no devices, wherever a link of that name leads, and no link to a file of another kind. What they hold is a text in UTF-8. An editor that does not trust\nits workspace reads only what lies in it.

The fixes lead to files of the workspace that have that name elsewhere, or one that is almost the same.`,
  *detect(context) {
    for (const statement of statementsOf(context.root, 'Import')) {
      // It is still being written, as the syntax error there says.
      if (statement.path === undefined) continue;
      const uri = importUri(statement);
      if (!statement.path.endsWith('.segplan')) {
        yield { ...at(statement, 'path'), message: `Only .segplan files can be imported, not '${statement.path}'.` };
        continue;
      }
      if (uri?.toString() === AstUtils.getDocument(statement).uri.toString())
        yield { ...at(statement, 'path'), message: 'This file imports itself.' };
      else {
        const reason = uri && context.visible.whyUnreadable(uri);
        if (uri && !reason && context.visible.has(uri)) continue;
        const message = reason
          ? `'${statement.path}' can't be imported: it ${reason}.`
          : `There is no readable file at '${statement.path}', seen from the folder of this file.`;
        yield { ...at(statement, 'path'), message };
      }
    }
  },
  fix(finding, { document, visible }) {
    const { node } = finding;
    // What imports itself is named as it is meant.
    if (!ast.isImport(node) || !node.path || importUri(node)?.toString() === document.uri.toString()) return [];
    const own = [document.uri, importUri(node)];
    const others = visible.files().filter((uri) => !own.some((each) => UriUtils.equals(uri, each)));
    const paths = meantFiles(node.path, others).map((uri) => {
      const way = UriUtils.relative(UriUtils.dirname(document.uri), uri);
      return way.startsWith('.') ? way : `./${way}`;
    });
    // The nearest first.
    const steps = (path: string): number => path.split('/').length;
    return paths
      .sort((a, b) => steps(a) - steps(b) || (a < b ? -1 : 1))
      .slice(0, MOST_FILES)
      .map((path) => ({
        title: `Import '${path}'`,
        edits: [{ range: rangeOf(finding), newText: inQuotes(path) }],
        preferred: paths.length === 1,
      }));
  },
});

/** The files that whoever wrote a path may have meant: of that name anywhere, else of one that is almost the same. */
function meantFiles(path: string, files: readonly URI[]): URI[] {
  // Without their ending: names that have a part in common count as near.
  const nameOf = (file: string): string => file.replace(/^.*[/\\]/, '').replace(/\.\w+$/, '');
  const having = (names: readonly string[]): URI[] => files.filter((uri) => names.includes(nameOf(uri.path)));
  const same = having([nameOf(path)]);
  return same.length ? same : having(nearestNames(nameOf(path), new Set(files.map((uri) => nameOf(uri.path)))));
}
