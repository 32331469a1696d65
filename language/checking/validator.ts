import {
  AstUtils,
  type Cancellation,
  DefaultDocumentValidator,
  isOperationCancelled,
  type LangiumCoreServices,
  type LangiumDocument,
  type ParseResult,
  type ValidationOptions,
} from 'langium';
import type { Diagnostic, DiagnosticRelatedInformation } from 'vscode-languageserver-types';
import * as ast from '../generated/ast.ts';
import { append } from '../model/lists.ts';
import { notRead } from '../syntax/bounded-errors.ts';
import { linkingErrorCode } from '../syntax/kinds-of-names.ts';
import type { SegplanLinker } from '../syntax/linker.ts';
import { BUILT_IN_SCHEME } from '../workspace/built-in-catalogs.ts';
import { documentationUrl, type Place, rangeOf } from './check.ts';
import { type Failure, failuresOf, internalError } from './internal-error.ts';
import { KeptDiagnostics } from './kept-diagnostics.ts';
import { MOST_FINDINGS } from './most-findings.ts';
import { ordinals } from './ordinals.ts';
import type { CheckRunner, Result } from './run-checks.ts';
import { MOST_LISTED, syntaxError, toldSyntaxErrors } from './syntax-errors.ts';

const SEVERITY = { error: 1, warning: 2, info: 3, hint: 4 } as const;

/** Turns findings, syntax errors and names that lead nowhere into diagnostics, each with a code and a link to its documentation. */
export class SegplanDocumentValidator extends DefaultDocumentValidator {
  private readonly services: LangiumCoreServices;
  private readonly runner: () => CheckRunner;
  private readonly told = new WeakMap<readonly Result[], readonly Diagnostic[]>();

  constructor(services: LangiumCoreServices, runner: () => CheckRunner) {
    super(services);
    this.services = services;
    this.runner = runner;
  }

  override async validateDocument(
    document: LangiumDocument,
    options: ValidationOptions = {},
    cancelToken?: Cancellation.CancellationToken,
  ): Promise<Diagnostic[]> {
    // What ships with Segplan is checked by its tests; in an editor nobody could mend it.
    if (document.uri.scheme === BUILT_IN_SCHEME) return [];
    const diagnostics: Diagnostic[] = [];
    const failures = [...failuresOf(document)];
    for (const { what, error } of failures) this.log(what, document, error);
    await this.attempt('Reading the text', document, failures, async () => {
      const found = await super.validateDocument(document, options, cancelToken);
      const { value, lexerErrors } = document.parseResult;
      const unlisted = Math.max(0, lexerErrors.length - MOST_LISTED);
      append(diagnostics, toldSyntaxErrors(found, value.$cstNode?.root.fullText ?? '', unlisted));
    });
    if (ast.isDocument(document.parseResult.value))
      await this.attempt('The analysis', document, failures, async () => {
        const plan = document as LangiumDocument<ast.Document>;
        const results = await this.runner().run(plan, cancelToken, undefined, undefined, (failure) => failures.push(failure));
        // The same list stands where it stood.
        const known = this.told.get(results);
        append(diagnostics, known ?? this.diagnosticsOf(results, document));
      });
    return [...failures.map(internalError), ...diagnostics];
  }

  private diagnosticsOf(results: readonly Result[], document: LangiumDocument): readonly Diagnostic[] {
    const which = ordinals(results);
    const kept = new KeptDiagnostics(document);
    const places: RelatedPlaces = new Map();
    const diagnostics = results.map((result, n) =>
      kept.of(result, which[n], () => this.toFindingDiagnostic(result, which[n], places)),
    );
    this.told.set(results, diagnostics);
    return diagnostics;
  }

  /** Does a part of the work; where it fails, that is noted, and the other parts are done all the same. */
  private async attempt(what: string, document: LangiumDocument, failures: Failure[], work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (isOperationCancelled(error)) throw error;
      this.log(what, document, error);
      failures.push({ what, error });
    }
  }

  private log(what: string, document: LangiumDocument, error: unknown): void {
    this.runner().log(`${what} failed on ${document.uri.toString()}:`, error);
  }

  /** Nothing is registered for single nodes: checks look at the plan as a whole. */
  protected override async validateAst(): Promise<Diagnostic[]> {
    return [];
  }

  private toFindingDiagnostic({ check, finding, level }: Result, ordinal: number | undefined, places: RelatedPlaces): Diagnostic {
    const related = (finding.related ?? []).map((place) => relatedAt(place, places));
    const elsewhere = (finding.elsewhere ?? []).map(({ uri, line, message }) => {
      const place = { line: line - 1, character: 0 };
      return { location: { uri, range: { start: place, end: place } }, message };
    });
    const all = [...related, ...elsewhere];
    return {
      range: rangeOf(finding),
      severity: SEVERITY[level],
      code: check.code,
      codeDescription: { href: documentationUrl(check.code) },
      source: this.getSource() ?? 'segplan',
      message: finding.message,
      ...(ordinal === undefined ? {} : { data: ordinal }),
      ...(finding.unnecessary ? { tags: [1] } : {}),
      ...(all.length ? { relatedInformation: all } : {}),
    };
  }

  protected override processLexingErrors(parseResult: ParseResult, diagnostics: Diagnostic[], options: ValidationOptions): void {
    const own: Diagnostic[] = [];
    // They stand in the order of the text: of hundreds of thousands nobody is told the last ones.
    super.processLexingErrors({ ...parseResult, lexerErrors: parseResult.lexerErrors.slice(0, MOST_LISTED) }, own, options);
    append(diagnostics, own.map(syntaxError));
  }

  protected override processParsingErrors(parseResult: ParseResult, diagnostics: Diagnostic[], options: ValidationOptions): void {
    const own: Diagnostic[] = [];
    super.processParsingErrors(parseResult, own, options);
    append(diagnostics, own.map(syntaxError));
  }

  protected override processLinkingErrors(document: LangiumDocument, diagnostics: Diagnostic[]): void {
    // What a statement names that is not read to its end nobody knows: all that speaks of it would be told as unknown.
    if (document.parseResult.parserErrors.some(({ message }) => message === notRead)) return;
    const broken = new Set(document.parseResult.parserErrors.map((e) => e.token.startOffset));
    let told = 0;
    let last: Diagnostic | undefined;
    for (const reference of (this.services.references.Linker as SegplanLinker).brokenReferences(document)) {
      const error = reference.error;
      // A name that the parser made up to go on has no text; the syntax error says it all.
      if (!error || !reference.$refText || !reference.$refNode) continue;
      const { offset, end } = reference.$refNode;
      if (within(broken, offset, end)) continue;
      if (told++ > MOST_FINDINGS) continue;
      const code = linkingErrorCode(this.services.shared.AstReflection.getReferenceType(error.info));
      last = {
        range: reference.$refNode.range,
        severity: SEVERITY.error,
        code,
        codeDescription: { href: documentationUrl(code) },
        source: this.getSource() ?? 'segplan',
        message: shown(error.message),
      };
      diagnostics.push(last);
    }
    const more = told - MOST_FINDINGS;
    if (last && more > 0) {
      const others =
        more > 1
          ? ` So do ${(more - 1).toLocaleString('en-US')} more behind it, which show once those that are listed are mended.`
          : '';
      last.message = `This name leads nowhere.${others}`;
    }
  }
}

/** Places that findings lead to, with where these stand. */
type RelatedPlaces = Map<Place, DiagnosticRelatedInformation>;

/**
 * A place with where it stands; the same object where it is one of a built-in catalog, which stays as it is.
 * @param known those of the same moment: hundreds of findings may lead to one
 */
function relatedAt(place: Place, known: RelatedPlaces): DiagnosticRelatedInformation {
  let related = inCatalogs.get(place) ?? known.get(place);
  if (!related) {
    const { uri } = AstUtils.getDocument(place.node);
    related = { location: { uri: uri.toString(), range: rangeOf(place) }, message: place.message };
    if (uri.scheme === BUILT_IN_SCHEME) inCatalogs.set(place, related);
    else known.set(place, related);
  }
  return related;
}

const inCatalogs = new WeakMap<Place, DiagnosticRelatedInformation>();

function within(places: ReadonlySet<number>, offset: number, end: number): boolean {
  for (let at = offset; at < end; at++) if (places.has(at)) return true;
  return false;
}

/** A message with a name of any length in it. */
function shown(message: string): string {
  return message.length > 1000 ? `${message.slice(0, 1000)}…` : message;
}
