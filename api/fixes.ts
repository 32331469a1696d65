import type { Range } from 'vscode-languageserver-types';
import { fixesOf as allFixesOf } from '../language/checking/fixes.ts';
import { edited } from '../language/editing/edited-text.ts';
import { findingJson } from './findings.ts';
import type { Loaded, OpenPlan } from './load.ts';
import type { Fix, FixedFinding, FixOptions, FixReport, WithWarnings } from './types.ts';

/** Of each finding of a file its fixes, for a program. */
export async function findingsWithFixes({ document, diagnostics }: Loaded, { services }: OpenPlan): Promise<FixedFinding[]> {
  const fixes = new Map<string, Fix[]>();
  for (const { code, range, message, fix } of await allFixesOf(document, services)) {
    const key = keyOf(code, range, message);
    const own = { title: fix.title, preferred: fix.preferred === true, edits: [...fix.edits] };
    fixes.set(key, [...(fixes.get(key) ?? []), own]);
  }
  return diagnostics.map((diagnostic) => {
    const finding = findingJson(diagnostic);
    const { code, range, message } = finding;
    return { ...finding, fixes: fixes.get(keyOf(code, range, message)) ?? fixes.get(keyOf(code, range)) ?? [] };
  });
}

/** The fixes of some findings of a file, and what mends all of it at once. */
export async function fixReport(
  loaded: Loaded,
  plan: OpenPlan,
  { code, line }: FixOptions,
): Promise<Omit<FixReport, keyof WithWarnings>> {
  const findings = await findingsWithFixes(loaded, plan);
  const edits = await plan.services.segplan.Mender.edits(plan.document);
  return {
    file: loaded.file,
    text: plan.document.textDocument.getText(),
    findings: findings.filter(
      (each) => (code === undefined || each.code === code) && (line === undefined || each.range.start.line === line - 1),
    ),
    fixAll: edits.length ? { edits, text: edited(plan.document.textDocument, edits).getText() } : null,
  };
}

function keyOf(code: string, { start, end }: Range, message?: string): string {
  return JSON.stringify([code, start.line, start.character, end.line, end.character, message]);
}
