import { AstUtils } from 'langium';
import { at, defineCheck } from '../checking/check.ts';
import { statementsOf } from '../syntax/statements.ts';
import { importUri } from '../workspace/visible-documents.ts';

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

Only files are read, and of them those of 16 MB at most: no folders, no pipes and no devices, wherever a link of that name leads, and no link to a file of another kind. An editor that does not trust\nits workspace reads only what lies in it.`,
  *detect(context) {
    for (const statement of statementsOf(context.root, 'Import')) {
      if (!statement.path) continue;
      const uri = importUri(statement);
      if (!statement.path.endsWith('.segplan')) {
        yield { ...at(statement, 'path'), message: `Only .segplan files can be imported, not '${statement.path}'.` };
        continue;
      }
      if (uri?.toString() === AstUtils.getDocument(statement).uri.toString())
        yield { ...at(statement, 'path'), message: 'This file imports itself.' };
      else if (!uri || !context.visible.has(uri)) {
        const reason = uri && context.visible.whyUnreadable(uri);
        const message = reason
          ? `'${statement.path}' can't be imported: it ${reason}.`
          : `There is no readable file at '${statement.path}', seen from the folder of this file.`;
        yield { ...at(statement, 'path'), message };
      }
    }
  },
});
