import { EXIT } from './errors.ts';
import { countOf, formatDiagnostic, messageOf, severityOf, useColors } from './report.ts';
import { plural } from './text.ts';
import { createLanguage, type Loaded, loadPlans, warnOfUnknownPhases } from './workspace.ts';

export interface CheckOptions {
  readonly format: 'text' | 'json';
  readonly phase?: readonly string[];
}

/** Reports the findings of files. @returns the exit code */
export async function check(files: readonly string[], options: CheckOptions): Promise<number> {
  const services = await createLanguage(options.phase);
  const loaded = await loadPlans(services, files);
  warnOfUnknownPhases(services, loaded);
  process.stdout.write(`${options.format === 'json' ? JSON.stringify(report(loaded), undefined, 2) : text(loaded)}\n`);
  return totals(loaded).errors ? EXIT.findings : EXIT.clean;
}

function totals(loaded: readonly Loaded[]): { errors: number; warnings: number } {
  const all = loaded.flatMap((l) => l.diagnostics);
  return { errors: countOf(all, 'error'), warnings: countOf(all, 'warning') };
}

function report(loaded: readonly Loaded[]): unknown {
  return {
    schemaVersion: 1,
    files: loaded.map(({ file, diagnostics }) => ({
      file,
      diagnostics: diagnostics.map((d) => ({
        code: String(d.code),
        severity: severityOf(d),
        message: messageOf(d),
        range: { start: { ...d.range.start }, end: { ...d.range.end } },
      })),
    })),
    summary: totals(loaded),
  };
}

function text(loaded: readonly Loaded[]): string {
  const colors = useColors(process.stdout);
  const blocks = loaded.flatMap((each) => each.diagnostics.map((d) => formatDiagnostic(each, d, colors)));
  const { errors, warnings } = totals(loaded);
  return [...blocks, `${plural(loaded.length, 'file')} checked: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}`].join(
    '\n\n',
  );
}
