import type { LangiumDocument } from 'langium';
import type { Range } from 'vscode-languageserver-types';
import type * as ast from '../generated/ast.ts';
import type { SegplanCoreServices } from '../module.ts';
import { linkingErrorCode, type SegplanLinker } from '../syntax/linker.ts';
import { nearestNames } from '../syntax/near-names.ts';
import { type Fix, rangeOf } from './check.ts';

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
  return [...ofChecks, ...nameFixes(document, services)];
}

/** Replacements for names that lead nowhere. */
export function nameFixes(document: LangiumDocument<ast.Document>, services: SegplanCoreServices): FixOf[] {
  const { Linker, ScopeProvider } = services.references;
  return (Linker as SegplanLinker).brokenReferences(document).flatMap((reference): FixOf[] => {
    const range = reference.$refNode?.range;
    if (!reference.error || !range || !reference.$refText) return [];
    const code = linkingErrorCode(services.shared.AstReflection.getReferenceType(reference.error.info));
    const names = nearestNames(
      reference.$refText,
      ScopeProvider.getScope(reference.error.info)
        .getAllElements()
        .map((d) => d.name),
    );
    // Of several things that have this very name, none is more likely to be meant than another.
    const shared = names.length > 1 && names.every((name) => name.endsWith(`.${reference.$refText}`));
    return names.map((name, n) => ({
      code,
      range,
      fix: {
        title: `Replace by '${name}'`,
        edits: [{ range, newText: name }],
        ...(n === 0 && !shared ? { preferred: true } : {}),
      },
    }));
  });
}
