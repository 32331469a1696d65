import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  createPlan,
  diagnosticsOf,
  openPlan,
  positionOf,
  rangeOf,
  screenshot,
  sleep,
  waitFor,
  workspaceUri,
} from './support.ts';

const PORT = 'allow gateway -> vbr : tcp 6169';

function tab(): vscode.Tab | undefined {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(({ input }) => input instanceof vscode.TabInputWebview && /segplan\.overview/.test(input.viewType));
}

const overview = (...args: unknown[]): Thenable<string> =>
  vscode.commands.executeCommand<string>('segplan.showOverview', ...args);

describe('Segplan: Show Zone Overview', () => {
  const folder = workspaceUri('overview');
  afterEach(async () => {
    await closeAll();
    await vscode.workspace.fs.delete(folder, { recursive: true }).then(undefined, () => undefined);
  });

  it('shows the zone pairs of a plan beside it, and leads to the lines of its zones', async () => {
    const { document } = await openPlan('segmented-veeam.segplan');
    await diagnosticsOf(document.uri);
    const text = await overview(document.uri);
    const line = positionOf(document, 'zone management').line + 1;
    assert.match(
      text,
      new RegExp(`\\| \\[management\\]\\(#0L${line}\\) \\| \\[backup\\]\\(#0L\\d+\\) \\| \\d+ \\| \\d+ \\| 0 \\| 0 \\| `),
    );
    assert.equal(text.match(/^## /gm)?.length, 1);
    const panel = await waitFor(tab, 'the panel');
    assert.equal(panel.group.viewColumn, vscode.ViewColumn.Two);
    assert.equal(panel.label, 'Zone Overview');
    await sleep(1000);
    await screenshot('overview');
  });

  it('follows what is typed, and what is made and deleted on the disk', async () => {
    const source = new TextDecoder().decode(await vscode.workspace.fs.readFile(workspaceUri('segmented-veeam.segplan')));
    const { document } = await createPlan('overview/plan.segplan', source);
    await diagnosticsOf(document.uri);
    const before = await overview();
    assert.match(before, /\| \[overview\/plan\.segplan\]\(#\d+L1\) \| \d+ \| \d+ \| 0 \| 0 \|/);
    const label = (await waitFor(tab, 'the panel')).label;
    const missing = (text: string): number => Number(/\((\d+) missing/.exec(text)?.[1] ?? 0);
    const edit = new vscode.WorkspaceEdit();
    const { end } = rangeOf(document, PORT);
    edit.replace(document.uri, new vscode.Range(end.translate(0, -1), end), '3');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await waitFor(() => missing(tab()?.label ?? '') > missing(label), 'a missing flow in the title');
    const after = tab()?.label ?? '';
    assert.match(await overview(), /\| \[overview\/plan\.segplan\]\(#\d+L1\) \| \d+ \| \d+ \| \*\*\d+\*\* \| 0 \|/);
    await screenshot('overview-all');

    // Not opened in any editor.
    const other = workspaceUri('overview/other.segplan');
    await vscode.workspace.fs.writeFile(other, new TextEncoder().encode(source.replace(PORT, PORT.replace('6169', '6163'))));
    const one = missing(after) - missing(label);
    await waitFor(() => missing(tab()?.label ?? '') === missing(label) + 2 * one, 'the flows of the new file');
    await vscode.workspace.fs.delete(other);
    await waitFor(() => tab()?.label === after, 'the title without the deleted file');
  });
});
