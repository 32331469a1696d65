import { EXIT } from './errors.ts';
import { countOf, diagnosticsOf, formatDiagnostic, messageOf, plural, severityOf, useColors } from './report.ts';
import { createLanguage, loadPlans } from './workspace.ts';

export interface CheckOptions {
  readonly format: 'text' | 'json';
}

/** Reports the findings of files. @returns the exit code */
export async function check(files: readonly string[], options: CheckOptions): Promise<number> {
  const loaded = await loadPlans(await createLanguage(), files);
  const all = loaded.flatMap(diagnosticsOf);
  const errors = countOf(all, 'error');
  const warnings = countOf(all, 'warning');
  if (options.format === 'json') {
    const report = {
      schemaVersion: 1,
      files: loaded.map((each) => ({
        file: each.file,
        diagnostics: diagnosticsOf(each).map((d) => ({
          code: String(d.code),
          severity: severityOf(d),
          message: messageOf(d),
          range: { start: { ...d.range.start }, end: { ...d.range.end } },
        })),
      })),
      summary: { errors, warnings },
    };
    process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  } else {
    const blocks = loaded.flatMap((each) => diagnosticsOf(each).map((d) => formatDiagnostic(each, d, useColors())));
    const summary = `${plural(loaded.length, 'file')} checked: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}`;
    process.stdout.write(`${[...blocks, summary].join('\n\n')}\n`);
  }
  return errors ? EXIT.findings : EXIT.clean;
}
