import type { LangiumDocument } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import type * as ast from '../../language/generated/ast.ts';
import { atOnce } from '../../language/model/steps.ts';
import type { SegplanCoreServices } from '../../language/module.ts';
import { type Drift, findingDrift } from '../../language/running/drift.ts';
import { runningFile } from '../../language/running/read-file.ts';

/** Texts of running files by their names, as the plan writes them. */
export type RunningTexts = Readonly<Record<string, string>>;

/** Has the checks of a plan know what its firewalls run. */
export function runs(document: LangiumDocument<ast.Document>, { segplan }: SegplanCoreServices, texts: RunningTexts): Drift {
  const analysis = segplan.Plans.analysis(document.parseResult.value);
  const drift = atOnce(
    findingDrift(analysis, ({ running }) =>
      running.map((file) => {
        const [text, uri] = [texts[file], `file:///plans/${file}`];
        return text === undefined
          ? { file, uri, devices: [], why: `${file} does not exist; check the path.` }
          : runningFile(text, file, uri);
      }),
    ),
  );
  segplan.CheckRunner.driftOf = (asked) => (asked === analysis ? drift : undefined);
  return drift;
}

/** The diagnostics of a plan, in the order of its text, with those of what its firewalls run. */
export async function diagnoseRunning(
  { document, services }: { document: LangiumDocument<ast.Document>; services: SegplanCoreServices },
  texts: RunningTexts,
): Promise<Diagnostic[]> {
  runs(document, services, texts);
  const found = await services.validation.DocumentValidator.validateDocument(document);
  return found.sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
}
