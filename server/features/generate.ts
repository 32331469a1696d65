import type { LangiumDocument } from 'langium';
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { DiagnosticSeverity, type Range } from 'vscode-languageserver-types';
import type * as ast from '../../language/generated/ast.ts';
import { targets } from '../../language/generated/targets.ts';
import { generate } from '../../language/rulesets/generate.ts';
import { ruleMarks } from '../../language/rulesets/rule-marks.ts';
import { SCOPES } from '../../language/rulesets/target.ts';
import type { GenerateError, GenerateParams, GenerateResult } from '../protocol.ts';
import type { SegplanServices } from '../services.ts';

/**
 * The rule set of a validated plan in one target, or the errors that stand in its way: those of the plan and of the files it imports, or
 * else what the target cannot hold.
 * @throws ResponseError when there is no such target or scope
 */
export async function generateResult(
  document: LangiumDocument<ast.Document>,
  services: SegplanServices,
  { target: name, scope = 'network', phases = [] }: GenerateParams,
): Promise<GenerateResult> {
  const target = targets.find((each) => each.name === name);
  if (!target) throw new ResponseError(ErrorCodes.InvalidParams, `There is no target named '${name}'.`);
  if (!SCOPES.includes(scope)) throw new ResponseError(ErrorCodes.InvalidParams, `There is no scope named '${scope}'.`);
  const errors = services.segplan.VisibleDocuments.plansFor(document.parseResult.value).flatMap((root) =>
    errorsOf(root.$document as LangiumDocument),
  );
  if (errors.length) return { errors };
  const { files, problems, rules } = await generate(document, services, { target: name, scope, phases });
  const refusals = problems
    .filter(({ level }) => level === 'error')
    .map(({ message, line }): GenerateError => ({ message, uri: document.uri.toString(), range: lineRange(document, line) }));
  if (refusals.length) return { errors: refusals };
  return {
    files: files.map((file) => ({
      ...file,
      languageId: target.languageId,
      rules: file.binary ? [] : ruleMarks(file.text, rules),
    })),
    warnings: problems.map(({ level, message, line }) => ({
      message,
      ...(level === 'info' ? { info: true as const } : {}),
      ...(line === undefined ? {} : { line }),
    })),
  };
}

function errorsOf(document: LangiumDocument): GenerateError[] {
  const uri = document.uri.toString();
  return (document.diagnostics ?? [])
    .filter(({ severity }) => severity === DiagnosticSeverity.Error)
    .map(({ message, range }): GenerateError => ({ message: textOf(message), uri, range }))
    .sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
}

function textOf(message: string | { readonly value: string }): string {
  return typeof message === 'string' ? message : message.value;
}

/** @param line 1-based; the start of the file when there is none */
function lineRange(document: LangiumDocument, line: number | undefined): Range {
  const start = { line: (line ?? 1) - 1, character: 0 };
  const text = line === undefined ? '' : document.textDocument.getText({ start, end: { line: start.line + 1, character: 0 } });
  return { start, end: { line: start.line, character: text.trimEnd().length } };
}
