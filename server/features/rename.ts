import { AstUtils, type LangiumDocument } from 'langium';
import { DefaultRenameProvider } from 'langium/lsp';
import type { Range, RenameParams, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { LSPErrorCodes, type Position, ResponseError } from 'vscode-languageserver';
import { composed } from '../../language/syntax/name-value.ts';
import { BUILT_IN_SCHEME } from '../../language/workspace/built-in-catalogs.ts';
import type { SegplanServices } from '../services.ts';
import { type PhasePlace, phaseAt, phaseRefusal, placesOf } from './rename/phases.ts';
import { namedAt, placesNaming } from './rename/places.ts';
import { hasName, type Named, nameRefusal, refusal, wordRefusal } from './rename/refusal.ts';

/**
 * Renames a name wherever it stands, also as a part of a qualified one: renaming the zone in `backup.proxy` or the role in
 * `acme.server` leaves the other part alone. Names of built-in catalogs stay as they are.
 */
export class SegplanRenameProvider extends DefaultRenameProvider {
  private readonly services: SegplanServices;

  constructor(services: SegplanServices) {
    super(services);
    this.services = services;
  }

  /** @throws ResponseError when it can't be called so */
  override async rename(
    document: LangiumDocument,
    { position, newName: typed }: RenameParams,
  ): Promise<WorkspaceEdit | undefined> {
    const newName = composed(typed);
    const phase = phaseAt(document, position, this.grammarConfig.nameRegexp);
    if (phase) return this.renamePhase(phase, newName);
    const renamed = this.renamedAt(document, position);
    if (!renamed) return undefined;
    const { target } = renamed;
    refuseBuiltIn(target);
    const documents = this.services.shared.workspace.LangiumDocuments.all;
    const changes = editsFor(placesNaming(target, documents, this.services), newName);
    const problem = refusal(target, newName, changes, this.services);
    if (problem) throw new ResponseError(LSPErrorCodes.RequestFailed, problem);
    return { changes };
  }

  private renamePhase(phase: PhasePlace, newName: string): WorkspaceEdit {
    const places = placesOf(phase, this.services);
    const changes = editsFor(places, newName);
    const problem =
      nameRefusal(newName) ??
      phaseRefusal(phase.phase, newName, places, this.services) ??
      wordRefusal(
        newName,
        `phase ${newName} allow a -> b during ${newName} vendor v { flow r -> r : tcp 1 during ${newName} }`,
        changes,
        this.services,
      );
    if (problem) throw new ResponseError(LSPErrorCodes.RequestFailed, problem);
    return { changes };
  }

  override prepareRename(document: LangiumDocument, { position }: { position: Position }): Range | undefined {
    const phase = phaseAt(document, position, this.grammarConfig.nameRegexp);
    if (phase) {
      // Before somebody has thought of another name.
      const problem = phaseRefusal(phase.phase, phase.phase, placesOf(phase, this.services), this.services);
      if (problem) throw new ResponseError(LSPErrorCodes.RequestFailed, problem);
      return phase.range;
    }
    const renamed = this.renamedAt(document, position);
    if (renamed) refuseBuiltIn(renamed.target);
    return renamed?.range;
  }

  private renamedAt(
    document: LangiumDocument,
    position: Position,
  ): { readonly target: Named; readonly range: Range } | undefined {
    const found = namedAt(document, position, this.services);
    return found && hasName(found.target) ? { target: found.target, range: found.range } : undefined;
  }
}

function editsFor(
  places: Iterable<{ readonly document: LangiumDocument; readonly range: Range }>,
  newText: string,
): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {};
  for (const { document, range } of places) {
    const uri = document.uri.toString();
    changes[uri] ??= [];
    changes[uri].push({ range, newText });
  }
  return changes;
}

/** @throws ResponseError when the name belongs to a catalog that ships with Segplan */
function refuseBuiltIn(target: Named): void {
  if (AstUtils.getDocument(target).uri.scheme === BUILT_IN_SCHEME)
    throw new ResponseError(
      LSPErrorCodes.RequestFailed,
      `'${target.name}' belongs to a built-in catalog, which cannot be changed.`,
    );
}
