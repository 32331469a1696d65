import { AstUtils, type LangiumDocument, type ReferenceInfo } from 'langium';
import type { Range } from 'vscode-languageserver-types';
import { insertDefinition } from '../editing/definitions.ts';
import * as ast from '../generated/ast.ts';
import type { SegplanCoreServices } from '../module.ts';
import { linkingErrorCode } from '../syntax/kinds-of-names.ts';
import type { SegplanLinker } from '../syntax/linker.ts';
import { isIdentifier, isWord } from '../syntax/name-words.ts';
import { type Fix, rangeOf } from './check.ts';
import { SYNTAX_ERROR, syntaxFixes } from './syntax-errors.ts';

/** A fix with the finding that it is for: what its diagnostic is called, and where it stands. */
export interface FixOf {
  readonly code: string;
  readonly range: Range;
  /** What the finding says; nothing where its code and its place say which one it is. */
  readonly message?: string;
  readonly fix: Fix;
}

/** Every fix of every finding of a checked document, one by one. */
export async function fixesOf(document: LangiumDocument<ast.Document>, services: SegplanCoreServices): Promise<FixOf[]> {
  const { CheckRunner } = services.segplan;
  const context = CheckRunner.context(document);
  const results = await CheckRunner.results(document);
  const ofChecks = results.flatMap(({ check, finding }) =>
    (check.fix?.(finding, context) ?? []).map(
      (fix): FixOf => ({ code: check.code, range: rangeOf(finding), message: finding.message, fix }),
    ),
  );
  return [...ofChecks, ...textFixes(document, services)];
}

/** Fixes of what the text says, whatever the plan means: names that lead nowhere, and slips that are no text of the language. */
export function textFixes(document: LangiumDocument<ast.Document>, services: SegplanCoreServices): FixOf[] {
  const slips = (document.diagnostics ?? []).flatMap((error) =>
    error.code === SYNTAX_ERROR
      ? syntaxFixes(error, document).map((fix): FixOf => ({ code: SYNTAX_ERROR, range: error.range, fix }))
      : [],
  );
  return [...nameFixes(document, services), ...slips];
}

/** What ports begin with. */
const PORTS = /^[^\S\r\n]+(?:\d|dynamic\b|set[^\S\r\n]+by\b)/;

/**
 * Whether a word that may have been meant by a name makes a statement in its place: a protocol needs ports, and nothing is everywhere in a zone.
 * @param behind what follows the name in its line
 */
function canReplace(name: string, { container }: ReferenceInfo, behind: string): boolean {
  if (ast.isNamedEndpoint(container)) return name !== 'any' || !container.place;
  return (name !== 'tcp' && name !== 'udp') || PORTS.test(behind);
}

function nameFixes(document: LangiumDocument<ast.Document>, services: SegplanCoreServices): FixOf[] {
  const linker = services.references.Linker as SegplanLinker;
  return linker.brokenReferences(document).flatMap((reference): FixOf[] => {
    const range = reference.$refNode?.range;
    if (!reference.error || !range || !reference.$refText) return [];
    const code = linkingErrorCode(services.shared.AstReflection.getReferenceType(reference.error.info));
    const { info } = reference.error;
    const { end } = range;
    const behind = document.textDocument.getText({ start: end, end: { line: end.line + 1, character: 0 } });
    const meant = linker.meant(info);
    const names = meant.filter((name) => canReplace(name, info, behind));
    // Of several things that have this very name, none is more likely to be meant than another.
    const shared = names.length > 1 && names.every((name) => name.endsWith(`.${reference.$refText}`));
    if (!names.length) return declaring(reference.error.info, document).map((fix) => ({ code, range, fix }));
    return names.map((name, n) => ({
      code,
      range,
      fix: {
        title: `Replace by '${name}'`,
        edits: [{ range, newText: name }],
        // What is told first is what is most likely meant; where that can't stand here, nothing else is.
        ...(n === 0 && name === meant[0] && !shared ? { preferred: true } : {}),
      },
    }));
  });
}

/** Declares a service that the plan names and nobody has. Which port it is stays to be written: with 0, which is none, it is reported until then. */
function declaring({ container, reference: { $refText: text } }: ReferenceInfo, document: LangiumDocument<ast.Document>): Fix[] {
  const isOfPlan = ast.isServiceReference(container) && !AstUtils.getContainerOfType(container, ast.isVendor);
  if (!isOfPlan || !isIdentifier(text) || isWord(text)) return [];
  const edit = insertDefinition(document.parseResult.value, `service ${text} = tcp 0`, ast.isService);
  return edit ? [{ title: `Declare the service ${text}, whose port is to be written`, edits: [edit] }] : [];
}
