import { DocumentState, type URI } from 'langium';
import type { InitializeParams } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI as Uri } from 'vscode-uri';
import { isInternalError } from '../../../language/checking/document-errors.ts';
import type { SegplanWorkspaceManager } from '../../../language/workspace/workspace-manager.ts';
import type { SegplanServices } from '../../services.ts';
import { pulls } from '../diagnostics/pulled.ts';
import type { SegplanConfigurationProvider } from '../settings.ts';
import { inputsOf, levelsText, outcomeOf } from './inputs.ts';
import { areWithin, type Inputs, type KeptFindings, readKept, written } from './kept-file.ts';

/** Texts that a later start of the server finds again, where there is a place for them. */
export interface KeptTexts {
  /** @returns what stands for a text, and for no other one */
  sumOf(text: string): string;
  /** Whether there is one, be it none to be trusted; nothing of it is read. */
  has(name: string): boolean;
  /** @returns nothing where there is none, or none to be trusted */
  read(name: string): string | undefined;
  /** Where it can't be written, it is not kept. */
  write(name: string, text: string): void;
}

/** So long after the last findings, in milliseconds, they are kept. */
const AT_REST_MS = 3000;
/** So long after the handshake an editor opens what was open before, and so long what was found is waited for at most. */
const OPENING_MS = 30;
const LONGEST_MS = 300;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Tells what an earlier start found in a document, where everything that decides it is as it was (`inputs.ts`): before anything is read of
 * catalogs and parsed. The build goes its way then, and what it finds replaces what was told.
 */
export class FindingsKeeper {
  /** Whether the editor is sent findings. */
  private isOn = false;
  /** Documents of which the build has told findings since they were opened. */
  private readonly found = new Set<string>();
  private readonly telling = new Set<Promise<void>>();
  private opened: () => void = () => {};
  private readonly firstOpened = new Promise<void>((resolve) => {
    this.opened = resolve;
  });
  private readonly last = new Map<string, { readonly diagnostics: unknown; readonly inputs: string }>();
  private resting: ReturnType<typeof setTimeout> | undefined;

  private readonly services: SegplanServices;
  private readonly texts: KeptTexts;
  private readonly program: string;
  private readonly isTrusted: () => boolean;

  /**
   * @param program which program runs
   * @param isTrusted whether the workspace is
   */
  constructor(services: SegplanServices, texts: KeptTexts, program: string, isTrusted: () => boolean) {
    this.services = services;
    this.texts = texts;
    this.program = program;
    this.isTrusted = isTrusted;
    const { lsp, workspace } = services.shared;
    lsp.LanguageServer.onInitialize((params) => this.begin(params));
    workspace.TextDocuments.onDidOpen(({ document }) => this.open(document));
    workspace.DocumentBuilder.onDocumentPhase(DocumentState.Validated, ({ uri }) => {
      this.found.add(uri.toString());
    });
    workspace.DocumentBuilder.onBuildPhase(DocumentState.Validated, () => this.rest());
    // An editor may be closed right after the last key.
    lsp.Connection?.onShutdown(() => this.keepAll());
  }

  /** Whether anything may be read or written: in a workspace that is trusted, and unless settings say otherwise. */
  private isAllowed(): boolean {
    const settings = this.services.shared.workspace.ConfigurationProvider as SegplanConfigurationProvider;
    return this.isTrusted() && settings.keepsFindings;
  }

  private begin(params: InitializeParams): void {
    this.isOn = !pulls(params);
    (this.services.shared.workspace.WorkspaceManager as SegplanWorkspaceManager).before = () => this.told();
  }

  /** Waits until what the editor opens at once is told, as far as it is known. */
  private async told(): Promise<void> {
    if (!this.isOn || !this.isTrusted()) return;
    await Promise.race([this.firstOpened, pause(OPENING_MS)]);
    await Promise.race([this.allTold(), pause(LONGEST_MS)]);
  }

  private async allTold(): Promise<void> {
    while (this.telling.size) await Promise.all(this.telling);
  }

  private open(document: TextDocument): void {
    const uri = Uri.parse(document.uri);
    this.found.delete(uri.toString());
    // Of what has been read by now, findings are told already, or come soon.
    if (this.isOn && uri.scheme === 'file' && !this.services.shared.workspace.LangiumDocuments.hasDocument(uri)) {
      const telling = this.tell(uri, document)
        .catch((error: unknown) => console.error(`What was found in ${uri.toString()} could not be told:`, error))
        .finally(() => this.telling.delete(telling));
      this.telling.add(telling);
    }
    this.opened();
  }

  private async tell(uri: URI, document: TextDocument): Promise<void> {
    const { lsp, workspace } = this.services.shared;
    // Where nothing is kept, nobody waits for settings.
    if (!this.isTrusted() || !this.texts.has(uri.toString())) return;
    const { version } = document;
    // Settings decide whether anything is read and told, and what is open besides by then counts as it is there.
    await workspace.ConfigurationProvider.ready;
    const kept = this.isAllowed() ? this.keptOf(uri, document) : undefined;
    if (!kept || !(await this.isStill(kept.inputs))) return;
    const key = uri.toString();
    const isOpen = workspace.TextDocuments.get(key) === document && document.version === version;
    if (!isOpen || this.found.has(key) || !this.isAllowed()) return;
    await lsp.Connection?.sendDiagnostics({ uri: key, version, diagnostics: [...kept.diagnostics] });
  }

  /** What is kept of a document, if it is of this program and of just this text. */
  private keptOf(uri: URI, document: TextDocument): KeptFindings | undefined {
    const sumOf = (text: string): string => this.texts.sumOf(text);
    const text = this.texts.read(uri.toString());
    const kept = text === undefined ? undefined : readKept(text, sumOf);
    const { program, uri: about, text: sum } = kept?.inputs ?? {};
    if (program !== this.program || about !== uri.toString() || sum !== sumOf(document.getText())) return undefined;
    const isPlace: Parameters<typeof areWithin>[1] = (place) => {
      const { line, character } = document.positionAt(document.offsetAt(place));
      return line === place.line && character === place.character;
    };
    return kept && areWithin(kept.diagnostics, isPlace) ? kept : undefined;
  }

  /** Whether all that findings hang on besides their text is as it was. */
  private async isStill({ levels, today, files }: Inputs): Promise<boolean> {
    const { CheckRunner, Plans } = this.services.segplan;
    if (levels !== levelsText(CheckRunner.levels)) return false;
    if (today !== null && today !== Plans.today()) return false;
    const outcomes = await Promise.all(
      Object.entries(files).map(async ([uri, outcome]) => (await this.read(Uri.parse(uri))) === outcome),
    );
    return outcomes.every(Boolean);
  }

  /** What comes of reading a file now, in the way in which a build reads it. */
  private async read(uri: URI): Promise<string> {
    const { FileSystemProvider, TextDocuments } = this.services.shared.workspace;
    const sumOf = (text: string): string => this.texts.sumOf(text);
    const open = TextDocuments.get(uri.toString());
    if (open) return outcomeOf(open.getText(), undefined, sumOf);
    try {
      return outcomeOf(await FileSystemProvider.readFile(uri), undefined, sumOf);
    } catch (error) {
      return outcomeOf(undefined, error, sumOf);
    }
  }

  /** Keeps what was found in all that is open, once nothing is worked in for a while. */
  private rest(): void {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.keepAll(), AT_REST_MS);
    (this.resting as { unref?(): void }).unref?.();
  }

  private keepAll(): void {
    if (!this.isAllowed()) return;
    for (const { uri } of this.services.shared.workspace.TextDocuments.all()) this.keep(Uri.parse(uri));
  }

  private keep(uri: URI): void {
    const document = this.services.shared.workspace.LangiumDocuments.getDocument(uri);
    const { diagnostics } = document ?? {};
    if (!document || !diagnostics || document.state !== DocumentState.Validated || diagnostics.some(isInternalError)) return;
    const sumOf = (text: string): string => this.texts.sumOf(text);
    const inputs = inputsOf(document, this.services, this.program, sumOf);
    if (!inputs) return;
    const [name, inputsText] = [uri.toString(), JSON.stringify(inputs)];
    const last = this.last.get(name);
    if (last?.diagnostics === diagnostics && last.inputs === inputsText) return;
    this.last.set(name, { diagnostics, inputs: inputsText });
    this.texts.write(name, written({ inputs, diagnostics }, sumOf));
  }
}
