import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type PlanInfo, STRUCTURE_METHOD } from '../../../server/protocol.ts';

/** How long plans have to rest before views of them follow, in milliseconds. */
const REST = 500;

/** The plans of the workspace, as views show them: asked for when somebody looks, and again once they have changed. */
export class Structure implements vscode.Disposable {
  private readonly client: BaseLanguageClient;
  private readonly changed = new vscode.EventEmitter<void>();
  /** The plans may be others now. */
  readonly onDidChange = this.changed.event;
  private readonly subscription: vscode.Disposable;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private known: Promise<PlanInfo[]> | undefined;

  constructor(client: BaseLanguageClient) {
    this.client = client;
    // The server tells its findings of each file that it has worked in.
    this.subscription = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some(({ path }) => path.endsWith('.segplan') || path.startsWith('Untitled'))) this.schedule();
    });
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscription.dispose();
    this.changed.dispose();
  }

  plans(): Promise<PlanInfo[]> {
    this.known ??= this.ask();
    return this.known;
  }

  uriOf(address: string): vscode.Uri {
    return this.client.protocol2CodeConverter.asUri(address);
  }

  private async ask(): Promise<PlanInfo[]> {
    try {
      return await this.client.sendRequest<PlanInfo[]>(STRUCTURE_METHOD);
    } catch {
      // A server that is being started anew tells of its findings when it is there.
      this.known = undefined;
      return [];
    }
  }

  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.known = undefined;
      this.changed.fire();
    }, REST);
  }
}
