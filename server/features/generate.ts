import type { LangiumDocument } from 'langium';
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Range } from 'vscode-languageserver-types';
import { messageOf } from '../../api/diagnostics.ts';
import { SegplanError } from '../../api/errors.ts';
import { type ErrorIn, type RuleSetResult, ruleSetOf } from '../../api/rule-set.ts';
import type * as ast from '../../language/generated/ast.ts';
import { targets } from '../../language/generated/targets.ts';
import { ruleMarks } from '../../language/rulesets/rule-marks.ts';
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
  { target: asked, firewall, scope = 'network', phases = [] }: GenerateParams,
): Promise<GenerateResult> {
  let result: RuleSetResult;
  try {
    result = await ruleSetOf({ document, services }, { target: asked, firewall, scope, phases });
  } catch (error) {
    if (error instanceof SegplanError) throw new ResponseError(ErrorCodes.InvalidParams, error.message);
    throw error;
  }
  if ('errors' in result) return { errors: result.errors.map(errorOf) };
  const { files, problems, rules } = result;
  const { firewalls } = services.segplan.Plans.plan(document.parseResult.value);
  const name = asked ?? firewalls.find((each) => each.name === firewall)?.form;
  const refusals = problems
    .filter(({ level }) => level === 'error')
    .map(({ message, line }): GenerateError => ({ message, uri: document.uri.toString(), range: lineRange(document, line) }));
  if (refusals.length) return { errors: refusals };
  return {
    files: files.map((file) => ({
      ...file,
      languageId: targets.find((each) => each.name === name)?.languageId ?? 'plaintext',
      rules: file.binary ? [] : ruleMarks(file.text, rules),
    })),
    warnings: problems.map(({ level, message, line }) => ({
      message,
      ...(level === 'info' ? { info: true as const } : {}),
      ...(line === undefined ? {} : { line }),
    })),
  };
}

function errorOf({ document, error }: ErrorIn): GenerateError {
  return { message: messageOf(error), uri: document.uri.toString(), range: error.range };
}

/** @param line 1-based; the start of the file when there is none */
function lineRange(document: LangiumDocument, line: number | undefined): Range {
  const start = { line: (line ?? 1) - 1, character: 0 };
  const text = line === undefined ? '' : document.textDocument.getText({ start, end: { line: start.line + 1, character: 0 } });
  return { start, end: { line: start.line, character: text.trimEnd().length } };
}
