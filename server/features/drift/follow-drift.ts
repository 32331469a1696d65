import { Cancellation, DocumentState, interruptAndCheck, isOperationCancelled, type LangiumDocument, UriUtils } from 'langium';
import { URI } from 'vscode-uri';
import type { Analysis } from '../../../language/analysis/analyze.ts';
import * as ast from '../../../language/generated/ast.ts';
import { AuditInputs, type Drift, findingDrift, firewallsThatRun, type RunningFile } from '../../../language/running/drift.ts';
import type { SegplanServices } from '../../services.ts';
import { FileWatch } from '../file-watch.ts';
import { refreshFindings } from '../refresh.ts';
import { revalidate } from '../revalidate.ts';
import type { SegplanDocumentUpdateHandler } from '../updates.ts';
import { RunningFiles } from './running-files.ts';

/** So many milliseconds after the findings of a plan its audit begins: whoever types on is not held up. */
const PAUSE_MS = 100;
/** So long it goes on before a message may come in between. */
const MOST_AT_ONCE_MS = 8;

interface Followed {
  readonly inputs: AuditInputs;
  readonly drift: Drift;
  /** The analysis that it was last known to hold for, and the text of all files. */
  analysis: Analysis;
}

/**
 * Holds what firewalls run against the plans that are open. It begins when the other findings of a plan are out, is left off at the next
 * edit, and an edit that leaves alone what it depends on has nothing audited again.
 */
export class DriftFollower {
  private readonly services: SegplanServices;
  private readonly files: RunningFiles;
  private readonly watch: FileWatch;
  private readonly followed = new Map<string, Followed>();
  private readonly working = new Map<string, Cancellation.CancellationTokenSource>();

  constructor(services: SegplanServices) {
    this.services = services;
    const { workspace, lsp } = services.shared;
    this.files = new RunningFiles(() => workspace.FileSystemProvider);
    this.watch = new FileWatch(services.shared, 'The running files');
    services.segplan.CheckRunner.driftOf = (analysis) => this.of(analysis);
    (lsp.DocumentUpdateHandler as SegplanDocumentUpdateHandler).othersChanged = (uris) => this.changed(uris);
    workspace.DocumentBuilder.onDocumentPhase(DocumentState.Validated, (document) => this.validated(document));
    workspace.DocumentBuilder.onUpdate((changed, deleted) => {
      for (const uri of [...changed, ...deleted]) this.leaveOff(uri.toString());
      for (const uri of deleted) this.followed.delete(uri.toString());
    });
  }

  /** What is known for an analysis, of a plan that is open; what was known before an edit where it has to be asked anew. */
  of(analysis: Analysis): Drift | undefined {
    const key = uriOf(analysis);
    const known = this.followed.get(key);
    if (!known || !this.isOpen(key) || !firewallsThatRun(analysis).length) return undefined;
    if (known.analysis === analysis) return known.drift;
    if (!this.isStill(known, analysis)) return { ...known.drift, isFormer: true };
    known.analysis = analysis;
    return known.drift;
  }

  /** Has everything read and audited again, as when the workspace is trusted now. */
  again(): void {
    this.files.allChanged();
    for (const document of this.services.shared.workspace.LangiumDocuments.all) this.validated(document);
  }

  private isOpen(key: string): boolean {
    return this.services.shared.workspace.TextDocuments.get(key) !== undefined;
  }

  private isStill({ inputs, drift }: Followed, analysis: Analysis): boolean {
    return inputs.equals(new AuditInputs(analysis, filesOf(drift)));
  }

  private changed(uris: readonly string[]): void {
    const told = uris.map((uri) => URI.parse(uri));
    // Of a folder that comes or goes nothing is told of what lies in it.
    const named = this.urisNamed().filter((uri) => told.some((each) => UriUtils.contains(each, uri)));
    const keys = new Set(named.map((uri) => uri.toString()));
    for (const key of keys) this.files.changed(key, true);
    for (const uri of told) if (!keys.has(uri.toString())) this.files.changed(uri.toString(), false);
    if (!keys.size) return;
    for (const document of this.services.shared.workspace.LangiumDocuments.all) this.validated(document);
  }

  /** The running files that open plans name, whether they are read by now or not. */
  private urisNamed(): URI[] {
    const { workspace } = this.services.shared;
    const { Plans } = this.services.segplan;
    return workspace.LangiumDocuments.all
      .toArray()
      .filter((document) => this.isOpen(document.uri.toString()))
      .map((document) => document.parseResult.value)
      .filter((root): root is ast.Document => ast.isDocument(root) && Plans.hasAnalysis(root))
      .flatMap((root) => firewallsThatRun(Plans.lastAnalysis(root)).flatMap((firewall) => this.files.urisOf(firewall)));
  }

  /** What is open and names running files is held against them, once it is quiet. */
  private validated(document: LangiumDocument): void {
    const key = document.uri.toString();
    this.leaveOff(key);
    const root = document.parseResult.value;
    const { Plans } = this.services.segplan;
    if (!this.isOpen(key) || !ast.isDocument(root) || !Plans.hasAnalysis(root)) {
      this.followed.delete(key);
      return;
    }
    const analysis = Plans.lastAnalysis(root);
    const firewalls = firewallsThatRun(analysis);
    if (!firewalls.length) {
      this.followed.delete(key);
      return;
    }
    const known = this.of(analysis);
    if (known && !known.isFormer && this.watch.canWatch && this.files.areKnown(firewalls)) return;
    const source = new Cancellation.CancellationTokenSource();
    this.working.set(key, source);
    this.work(document as LangiumDocument<ast.Document>, source.token)
      .catch((error: unknown) => {
        if (!isOperationCancelled(error)) console.error(`What the firewalls of ${key} run could not be followed:`, error);
      })
      .finally(() => {
        if (this.working.get(key) === source) this.working.delete(key);
        source.dispose();
      });
  }

  private leaveOff(key: string): void {
    this.working.get(key)?.cancel();
    this.working.delete(key);
  }

  private async work(document: LangiumDocument<ast.Document>, token: Cancellation.CancellationToken): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    await interruptAndCheck(token);
    const key = document.uri.toString();
    const analysis = this.services.segplan.Plans.lastAnalysis(document.parseResult.value);
    const firewalls = firewallsThatRun(analysis);
    // What changes while it is read has to be told already.
    await this.follow();
    await interruptAndCheck(token);
    if (!this.watch.canWatch) this.files.allChanged();
    const read = new Map<unknown, readonly RunningFile[]>();
    for (const firewall of firewalls) {
      read.set(firewall, await this.files.of(firewall));
      await interruptAndCheck(token);
    }
    const inputs = new AuditInputs(analysis, [...read.values()].flat());
    const before = this.followed.get(key);
    if (before?.inputs.equals(inputs)) {
      before.analysis = analysis;
      return;
    }
    const steps = findingDrift(analysis, (firewall) => read.get(firewall) ?? []);
    let rested = performance.now();
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        await interruptAndCheck(token);
        this.followed.set(key, { inputs, drift: step.value, analysis });
        break;
      }
      if (performance.now() - rested <= MOST_AT_ONCE_MS) continue;
      await interruptAndCheck(token);
      rested = performance.now();
    }
    revalidate(this.services.shared, [document]);
    refreshFindings(this.services.shared);
  }

  /** Watches the files of all plans that are open, and lets go of others. */
  private async follow(): Promise<void> {
    const uris = this.urisNamed();
    this.files.keep(new Set(uris.map((uri) => uri.toString())));
    await this.watch.watch(uris);
  }
}

function filesOf({ firewalls }: Drift): RunningFile[] {
  return firewalls.flatMap(({ files }) => files);
}

function uriOf({ plan }: Analysis): string {
  return plan.root.$document?.uri.toString() ?? '';
}
