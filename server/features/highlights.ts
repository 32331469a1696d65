import type { LangiumDocument } from 'langium';
import { DefaultDocumentHighlightProvider, DefaultReferencesProvider } from 'langium/lsp';
import {
  DocumentHighlight,
  DocumentHighlightKind,
  type DocumentHighlightParams,
  Location,
  type ReferenceParams,
} from 'vscode-languageserver';
import type { SegplanServices } from '../services.ts';
import { phaseAt, placesOf } from './rename/phases.ts';
import { type NamePlace, namedAt, placesInFront, placesNaming } from './rename/places.ts';

/**
 * Marks every word of a text that names what the word under the cursor names, and where it gets its name as what is written: of
 * `backup.proxy` the part alone that is meant. Phases are names too.
 */
export class SegplanDocumentHighlightProvider extends DefaultDocumentHighlightProvider {
  private readonly services: SegplanServices;

  constructor(services: SegplanServices) {
    super(services);
    this.services = services;
  }

  override getDocumentHighlight(
    document: LangiumDocument,
    { position }: DocumentHighlightParams,
  ): DocumentHighlight[] | undefined {
    const phase = phaseAt(document, position, this.grammarConfig.nameRegexp);
    const found = phase ? undefined : namedAt(document, position, this.services);
    const places = phase
      ? placesOf(phase, this.services).map((place) => ({ ...place, isDeclaration: false }))
      : found && [...placesNaming(found.target, [document], this.services)];
    return places
      ?.filter((place) => place.document === document)
      .map(({ range, isDeclaration }) =>
        DocumentHighlight.create(range, isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read),
      );
  }
}

/** Every place that names something, also in front of the name of what it holds; a phase is named wherever it is said. */
export class SegplanReferencesProvider extends DefaultReferencesProvider {
  private readonly services: SegplanServices;

  constructor(services: SegplanServices) {
    super(services);
    this.services = services;
  }

  override findReferences(document: LangiumDocument, params: ReferenceParams): Location[] | Promise<Location[]> {
    const phase = phaseAt(document, params.position, this.grammarConfig.nameRegexp);
    if (phase) return placesOf(phase, this.services).map((place) => locationOf(place));
    const found = namedAt(document, params.position, this.services);
    if (!found) return super.findReferences(document, params) as Location[] | Promise<Location[]>;
    const { includeDeclaration } = params.context;
    const named = this.references.findReferences(found.target, { includeDeclaration }).toArray();
    const inFront = placesInFront(found.target, this.services.shared.workspace.LangiumDocuments.all, this.services);
    return [
      ...named.map(({ sourceUri, segment }) => Location.create(sourceUri.toString(), segment.range)),
      ...[...inFront].map((place) => locationOf(place)),
    ];
  }
}

function locationOf({ document, range }: Pick<NamePlace, 'document' | 'range'>): Location {
  return Location.create(document.uri.toString(), range);
}
