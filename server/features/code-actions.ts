import { type LangiumDocument, UriUtils } from 'langium';
import type { CodeActionProvider } from 'langium/lsp';
import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Command,
  type Diagnostic,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { type Check, rangeOf } from '../../language/checking/check.ts';
import { textFixes } from '../../language/checking/fixes.ts';
import { ordinals } from '../../language/checking/ordinals.ts';
import { organizeImports } from '../../language/checking/organize-imports.ts';
import type { Result } from '../../language/checking/run-checks.ts';
import { silence } from '../../language/editing/silence.ts';
import * as ast from '../../language/generated/ast.ts';
import { append } from '../../language/model/lists.ts';
import type { Offer } from '../../language/refactoring/refactoring.ts';
import { refactorings } from '../../language/refactoring/select.ts';
import type { SegplanLinker } from '../../language/syntax/linker.ts';
import type { SegplanServices } from '../services.ts';
import { OUTSIDE } from '../trust.ts';

/** What `editor.codeActionsOnSave` names to have everything mended that can be. */
export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.segplan`;

/** The kinds by which editors sort refactorings into menus. */
export const REFACTORING_KINDS: Readonly<Record<Offer['kind'], CodeActionKind>> = {
  extract: CodeActionKind.RefactorExtract,
  inline: CodeActionKind.RefactorInline,
  rewrite: CodeActionKind.RefactorRewrite,
  move: `${CodeActionKind.Refactor}.move`,
};

/** Quick-fixes of the checks, refactorings, "did you mean" for names, organized imports, and everything at once as `source.fixAll.segplan`. */
export class SegplanCodeActionProvider implements CodeActionProvider {
  private readonly services: SegplanServices;
  /** Whether the editor has Segplan's commands. */
  private hasCommands = false;
  /** Whether the editor makes files for an edit. */
  private makesFiles = false;

  constructor(services: SegplanServices) {
    this.services = services;
    services.shared.lsp.LanguageServer.onInitialize(({ initializationOptions, capabilities }) => {
      this.hasCommands = (initializationOptions as { commands?: unknown } | null | undefined)?.commands === true;
      const { documentChanges, resourceOperations } = capabilities.workspace?.workspaceEdit ?? {};
      this.makesFiles = documentChanges === true && resourceOperations?.includes('create') === true;
    });
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
    const actions: CodeAction[] = [];
    if (wants(CodeActionKind.QuickFix)) {
      const results = await this.services.segplan.CheckRunner.results(plan, cancelToken);
      const asked = askedFor(params, results, document.diagnostics ?? []);
      append(actions, this.quickFixes(plan, asked, results));
      if (this.hasCommands) append(actions, [...trustActions(asked), ...deviceActions(plan, asked)]);
      append(actions, this.textFixes(plan, params));
      append(actions, silencing(plan, asked));
    }
    // Nobody asked for it where the editor merely looks whether there is anything to offer at the cursor.
    const unasked = !params.context.only && params.context.triggerKind === CodeActionTriggerKind.Automatic;
    const isPlace = sameRange(params.range, { start: params.range.start, end: params.range.start });
    if (Object.values(REFACTORING_KINDS).some(wants) && !(unasked && isPlace))
      for (const offer of refactorings(plan, params.range, this.services))
        if (wants(REFACTORING_KINDS[offer.kind]) && (!offer.file || this.makesFiles))
          actions.push(refactoringAction(offer, plan));
    if (wants(CodeActionKind.SourceOrganizeImports) && !unasked) {
      const isWhole = !(this.services.references.Linker as SegplanLinker).brokenReferences(plan).length;
      const edits = organizeImports(this.services.segplan.CheckRunner.context(plan), isWhole);
      if (edits.length)
        actions.push(action("Organize 'import' and 'use' lines", CodeActionKind.SourceOrganizeImports, plan, edits));
    }
    if (wants(FIX_ALL_KIND) && !unasked) {
      const edits = await this.services.segplan.Mender.edits(plan, cancelToken);
      if (edits.length) actions.push(action('Fix everything that can be fixed safely', FIX_ALL_KIND, plan, edits));
    }
    return actions;
  }

  private quickFixes(document: LangiumDocument<ast.Document>, asked: readonly Asked[], results: readonly Result[]): CodeAction[] {
    const context = this.services.segplan.CheckRunner.context(document);
    const actions = new Map<string, CodeAction>();
    for (const { check, finding, diagnostics } of asked)
      for (const fix of check.fix?.(finding, context) ?? []) {
        // Several findings may want the same.
        const key = JSON.stringify([fix.title, fix.edits]);
        const known = actions.get(key);
        const all = [...(known?.diagnostics ?? []), ...diagnostics];
        actions.set(key, {
          ...action(fix.title, CodeActionKind.QuickFix, document, fix.edits),
          ...(all.length ? { diagnostics: all } : {}),
          ...(fix.preferred || known?.isPreferred ? { isPreferred: true } : {}),
        });
      }
    return [...actions.values(), ...this.fixesOfAll(document, new Set(asked.map((a) => a.check)), results)];
  }

  /** All findings of a check at once, for the checks asked for. */
  private fixesOfAll(
    document: LangiumDocument<ast.Document>,
    asked: ReadonlySet<Check>,
    results: readonly Result[],
  ): CodeAction[] {
    const context = this.services.segplan.CheckRunner.context(document);
    return [...asked].flatMap((check) => {
      const findings = results.flatMap((r) => (r.check === check ? [r.finding] : []));
      const edits = findings.length < 2 ? [] : (check.fixAll?.(findings, context) ?? []);
      if (!edits.length) return [];
      const left = findings.filter((finding) => check.leaves?.(finding, context)).length;
      // As refactorings say it.
      const mended = left === findings.length ? 'a part' : `${findings.length - left}`;
      const some = left ? `${mended} of ${findings.length}` : `all ${findings.length}`;
      const title = `Fix ${some} findings of ${check.code} in this file${left ? ` (${left} left to be looked at)` : ''}`;
      return [action(title, CodeActionKind.QuickFix, document, edits)];
    });
  }

  /** Replacements for names that lead nowhere, and for slips. */
  private textFixes(document: LangiumDocument<ast.Document>, { context, range }: CodeActionParams): CodeAction[] {
    const all = textFixes(document, this.services);
    const meant = meantBy(context.diagnostics, all, document.diagnostics ?? []);
    return all.flatMap((each): CodeAction[] => {
      const diagnostics = meant.get(each) ?? [];
      if (context.diagnostics.length ? !diagnostics.length : !touches(each.range, range)) return [];
      const made = action(each.fix.title, CodeActionKind.QuickFix, document, each.fix.edits);
      return [{ ...made, diagnostics, ...(each.fix.preferred ? { isPreferred: true } : {}) }];
    });
  }
}

/** A finding that fixes are asked for, with the diagnostics of the editor that are about it. */
interface Asked extends Result {
  readonly diagnostics: readonly Diagnostic[];
}

/** The findings of the diagnostics that are asked about; of the whole range where the editor names none. */
function askedFor({ context, range }: CodeActionParams, results: readonly Result[], told: readonly Diagnostic[]): Asked[] {
  if (!context.diagnostics.length)
    return results.flatMap((result) => (touches(rangeOf(result.finding), range) ? [{ ...result, diagnostics: [] }] : []));
  const codes = new Set(context.diagnostics.map(({ code }) => code));
  const which = ordinals(results);
  const all = results.flatMap((result, n) => {
    const { code } = result.check;
    if (!codes.has(code)) return [];
    return [{ code, range: rangeOf(result.finding), message: result.finding.message, ordinal: which[n], result }];
  });
  const meant = meantBy(context.diagnostics, all, told);
  return all.flatMap((each) => {
    const diagnostics = meant.get(each);
    return diagnostics ? [{ ...each.result, diagnostics }] : [];
  });
}

/** What a diagnostic is told by. */
interface Told {
  readonly code: string;
  readonly range: Range;
  readonly message?: string;
  /** Of findings that say the same of the same place, which one it is. */
  readonly ordinal?: number | undefined;
}

/**
 * Which diagnostics of an editor are about which findings: about those at their place; else about those on their line that say the same, since
 * some editors give back places that are counted in bytes.
 *
 * @param told the diagnostics of the document
 */
function meantBy<T extends Told>(
  diagnostics: readonly Diagnostic[],
  all: readonly T[],
  told: readonly Diagnostic[],
): Map<T, Diagnostic[]> {
  const meant = new Map<T, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const same = all.filter(
      ({ code, message, ordinal }) =>
        code === diagnostic.code &&
        (message === undefined || message === diagnostic.message) &&
        // An editor may have lost it, and a slip of the text has other data.
        (typeof diagnostic.data !== 'number' || diagnostic.data === ordinal),
    );
    const exact = same.filter(({ range }) => sameRange(range, diagnostic.range));
    // A place that is one of ours is not counted in another way: what has no fix there has none.
    const isOurs = exact.length > 0 || told.some((own) => own.code === diagnostic.code && sameRange(own.range, diagnostic.range));
    const near = isOurs ? exact : same.filter(({ range }) => range.start.line === diagnostic.range.start.line);
    for (const each of near) meant.set(each, [...(meant.get(each) ?? []), diagnostic]);
  }
  return meant;
}

/** A comment above the line of a finding, for who knows better; the reason is left to write. */
function silencing(document: LangiumDocument<ast.Document>, asked: readonly Asked[]): CodeAction[] {
  const actions = new Map<string, CodeAction>();
  for (const { check, finding, diagnostics } of asked) {
    if (check.essential || check.last) continue;
    const range = rangeOf(finding);
    const edit = silence(document, range, check.code);
    const key = `${check.code} ${range.start.line}`;
    const all = [...(actions.get(key)?.diagnostics ?? []), ...diagnostics];
    if (!edit) continue;
    actions.set(key, {
      ...action(`Silence ${check.code} here, with a reason`, CodeActionKind.QuickFix, document, [edit]),
      ...(all.length ? { diagnostics: all } : {}),
    });
  }
  return [...actions.values()];
}

/** The way to what is not read because nobody trusts the workspace: the page of the editor that says what trust means, and asks. */
function trustActions(asked: readonly Asked[]): CodeAction[] {
  const outside = asked.filter(({ finding }) => finding.message.includes(OUTSIDE));
  if (!outside.length) return [];
  const title = 'Manage Workspace Trust';
  const diagnostics = outside.flatMap((each) => each.diagnostics);
  const command = { title, command: 'workbench.trust.manage' };
  return [{ title, kind: CodeActionKind.QuickFix, command, ...(diagnostics.length ? { diagnostics } : {}) }];
}

/** What brings devices in step instead: a command of the extension, which shows what to load. */
function deviceActions(document: LangiumDocument, asked: readonly Asked[]): CodeAction[] {
  const firewalls = new Map<string, Diagnostic[]>();
  for (const { check, finding, diagnostics } of asked) {
    const name = check.device?.(finding);
    if (name !== undefined) firewalls.set(name, [...(firewalls.get(name) ?? []), ...diagnostics]);
  }
  return [...firewalls].map(([name, diagnostics]) => {
    const title = `Show the commands for ${name}`;
    const command = { title, command: 'segplan.showDeviceCommands', arguments: [document.textDocument.uri, name] };
    return { title, kind: CodeActionKind.QuickFix, command, ...(diagnostics.length ? { diagnostics } : {}) };
  });
}

function refactoringAction({ title, kind, edits, file }: Offer, document: LangiumDocument): CodeAction {
  const plain = action(title, REFACTORING_KINDS[kind], document, edits);
  if (!file) return plain;
  const uri = UriUtils.joinPath(UriUtils.dirname(URI.parse(document.textDocument.uri)), file.name).toString();
  const start = { line: 0, character: 0 };
  const edit: WorkspaceEdit = {
    documentChanges: [
      // What is there already is not to be written over: the editor says so.
      { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } },
      { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: file.text }] },
      { textDocument: { uri: document.textDocument.uri, version: document.textDocument.version }, edits: [...edits] },
    ],
  };
  return { ...plain, edit };
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

function sameRange(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}
