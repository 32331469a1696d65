import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, openPlan, waitFor } from './support.ts';

/** When the start is asked for once more at first, in milliseconds. Each further wait is twice as long: asking ends a start that is under way, and a busy machine may take long for one. */
const AGAIN_MS = 4000;
/** How long that may take in all, in milliseconds. */
const STARTED_MS = 150_000;

describe('The server for assistants', () => {
  const offered = (): string[] => vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith('mcp_segplan_'));

  after(closeAll);

  it('is offered by the extension, starts in the workspace folder, and answers', async () => {
    // A busy editor gives up looking for plans in the folder, and then the extension starts with the first plan that is opened.
    await openPlan('segmented-veeam.segplan');
    // As a user who trusts it does in the list of servers; it is the only one.
    const trusted = { autoTrustChanges: true, waitForLiveTools: true };
    // The editor starts the servers that it knows of by then, and may ask the extension for its own a moment later.
    let next = 0;
    let pause = AGAIN_MS;
    await waitFor(
      () => {
        if (Date.now() > next && !offered().length) {
          next = Date.now() + pause;
          pause *= 2;
          void vscode.commands.executeCommand('workbench.mcp.startServer', '*', trusted);
        }
        return offered().length > 0;
      },
      'the tools of the server',
      STARTED_MS,
    );
    const tools = ['audit', 'catalog', 'check', 'diff', 'explain', 'propose_fix', 'role_needs'];
    assert.deepEqual(
      offered().sort(),
      tools.map((name) => `mcp_segplan_${name}`),
    );
    const { content } = await vscode.lm.invokeTool('mcp_segplan_check', {
      input: { path: 'segmented-veeam.segplan' },
      toolInvocationToken: undefined,
    });
    const texts = content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''));
    assert.match(texts.join('\n'), /"errors":0,.*"file":"segmented-veeam\.segplan"/);
  });
});
