import type { LangiumDocument } from 'langium';
import type { CodeActionProvider } from 'langium/lsp';
import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Command,
  type Diagnostic,
  type Range,
  type TextEdit,
} from 'vscode-languageserver';
import { rangeOf } from '../../language/checking/check.ts';
import type { Result } from '../../language/checking/run-checks.ts';
import { lineEnding } from '../../language/editing/edits.ts';
import * as ast from '../../language/generated/ast.ts';
import type { SegplanCoreServices } from '../../language/module.ts';
import { linkingErrorCode, nearestNames } from '../../language/syntax/linker.ts';

/** What `editor.codeActionsOnSave` names to have everything mended that can be. */
export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.segplan`;

/** Quick-fixes of the checks, "did you mean" for names, and everything at once as `source.fixAll.segplan`. */
export class SegplanCodeActionProvider implements CodeActionProvider {
  private readonly services: SegplanCoreServices;

  constructor(services: SegplanCoreServices) {
    this.services = services;
  }

  async getCodeActions(
    document: LangiumDocument,
    params: CodeActionParams,
    cancelToken?: CancellationToken,
  ): Promise<(Command | CodeAction)[] | undefined> {
    if (!ast.isDocument(document.parseResult.value)) return undefined;
    const plan = document as LangiumDocument<ast.Document>;
    const wants = (kind: string): boolean =>
      !params.context.only || params.context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
    const results = await this.services.segplan.CheckRunner.run(plan, cancelToken);
    const actions: CodeAction[] = [];
    if (wants(CodeActionKind.QuickFix)) {
      actions.push(...this.quickFixes(plan, params, results));
      actions.push(...this.nameFixes(plan, params));
      actions.push(...silencing(plan, params, results));
    }
    if (wants(FIX_ALL_KIND)) {
      const edits = this.allEdits(plan, results);
      if (edits.length) actions.push(action('Fix everything that can be fixed safely', FIX_ALL_KIND, plan, edits));
    }
    return actions;
  }

  private quickFixes(
    document: LangiumDocument<ast.Document>,
    params: CodeActionParams,
    results: readonly Result[],
  ): CodeAction[] {
    const context = this.services.segplan.CheckRunner.context(document);
    const actions: CodeAction[] = [];
    const touched = new Set<string>();
    for (const { check, finding } of results) {
      const range = rangeOf(finding);
      if (!check.fix || !touches(range, params.range)) continue;
      const diagnostics = params.context.diagnostics.filter(
        (d) => d.code === check.code && sameRange(d.range, range) && d.message === finding.message,
      );
      for (const fix of check.fix(finding, context))
        actions.push({
          ...action(fix.title, CodeActionKind.QuickFix, document, fix.edits),
          ...(diagnostics.length ? { diagnostics } : {}),
          ...(fix.preferred ? { isPreferred: true } : {}),
        });
      touched.add(check.code);
    }
    for (const code of touched) {
      const same = results.filter((r) => r.check.code === code);
      const check = same[0]?.check;
      if (!check?.fixAll || same.length < 2) continue;
      const edits = check.fixAll(
        same.map((r) => r.finding),
        context,
      );
      if (edits.length)
        actions.push(action(`Fix all ${same.length} findings of ${code} in this file`, CodeActionKind.QuickFix, document, edits));
    }
    return actions;
  }

  /** Everything that has one right mend, in edits that fit together. */
  private allEdits(document: LangiumDocument<ast.Document>, results: readonly Result[]): TextEdit[] {
    const context = this.services.segplan.CheckRunner.context(document);
    const edits: TextEdit[] = [];
    for (const check of new Set(results.map((r) => r.check))) {
      const findings = results.filter((r) => r.check === check).map((r) => r.finding);
      const own = check.fixAll?.(findings, context) ?? [];
      // Two checks that want the same place: the first is done now, the other with the next save.
      if (!own.some((edit) => edits.some((other) => overlap(edit.range, other.range)))) edits.push(...own);
    }
    return edits;
  }

  /** Replacements for names that lead nowhere. */
  private nameFixes(document: LangiumDocument<ast.Document>, params: CodeActionParams): CodeAction[] {
    const actions: CodeAction[] = [];
    for (const reference of document.references) {
      const range = reference.$refNode?.range;
      if (!reference.error || !range || !reference.$refText || !touches(range, params.range)) continue;
      const type = this.services.shared.AstReflection.getReferenceType(reference.error.info);
      const code = linkingErrorCode(type);
      const diagnostics = params.context.diagnostics.filter((d: Diagnostic) => d.code === code && sameRange(d.range, range));
      const names = nearestNames(
        reference.$refText,
        this.services.references.ScopeProvider.getScope(reference.error.info)
          .getAllElements()
          .map((d) => d.name),
      );
      names.forEach((name, n) => {
        actions.push({
          ...action(`Replace by '${name}'`, CodeActionKind.QuickFix, document, [{ range, newText: name }]),
          diagnostics,
          ...(n === 0 ? { isPreferred: true } : {}),
        });
      });
    }
    return actions;
  }
}

/** A comment above the line of a finding, for who knows better; the reason is left to write. */
function silencing(document: LangiumDocument<ast.Document>, params: CodeActionParams, results: readonly Result[]): CodeAction[] {
  const actions = new Map<string, CodeAction>();
  for (const { check, finding } of results) {
    const range = rangeOf(finding);
    if (check.essential || check.last || !touches(range, params.range)) continue;
    const { line } = range.start;
    const text = document.textDocument.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
    const indent = /^[ \t]*/.exec(text)?.[0] ?? '';
    const place = { line, character: 0 };
    const newText = `${indent}// segplan-disable-next-line ${check.code} -- ${lineEnding(document.parseResult.value)}`;
    const title = `Silence ${check.code} here, with a reason`;
    actions.set(
      `${check.code} ${line}`,
      action(title, CodeActionKind.QuickFix, document, [{ range: { start: place, end: place }, newText }]),
    );
  }
  return [...actions.values()];
}

function action(title: string, kind: string, document: LangiumDocument, edits: readonly TextEdit[]): CodeAction {
  return { title, kind, edit: { changes: { [document.textDocument.uri]: [...edits] } } };
}

function before(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function touches(a: Range, b: Range): boolean {
  return !before(a.end, b.start) && !before(b.end, a.start);
}

function overlap(a: Range, b: Range): boolean {
  return (before(a.start, b.end) && before(b.start, a.end)) || sameRange(a, b);
}

function sameRange(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}
