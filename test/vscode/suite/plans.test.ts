import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, diagnosticsOf, extensionUnderTest, openPlan, rangeOf, screenshot, sleep, waitFor } from './support.ts';

interface Views {
  readonly provider: vscode.TreeDataProvider<unknown>;
  readonly assertions: vscode.TestController;
}

function views(): Views {
  return vscode.extensions.getExtension<{ plans: Views }>(extensionUnderTest().id)!.exports.plans;
}

async function entries(parent?: unknown): Promise<{ entry: unknown; item: vscode.TreeItem }[]> {
  const { provider } = views();
  const found = ((await provider.getChildren(parent)) ?? []) as unknown[];
  return Promise.all(found.map(async (entry) => ({ entry, item: await provider.getTreeItem(entry) })));
}

describe('the views of plans', () => {
  afterEach(closeAll);

  it('show plans, zones and components with counts, and what is found, in step with what is typed', async () => {
    const editor = await openPlan('segmented-veeam.segplan');
    await diagnosticsOf(editor.document.uri);
    await vscode.commands.executeCommand('segplan.plans.focus');
    const plan = async () => (await entries()).find(({ item }) => item.label === 'segmented-veeam')!;
    assert.equal((await plan()).item.description, '6 zones');
    assert.match(
      `${(await plan()).item.tooltip}`,
      /^segmented-veeam\.segplan\nSegmented Veeam deployment\n6 zones, \d+ required$/,
    );
    const zones = await entries((await plan()).entry);
    const management = zones.find(({ item }) => item.label === 'management')!;
    assert.equal(management.item.description, '4 components · Management network');
    const components = await entries(management.entry);
    assert.deepEqual(components.map(({ item }) => [item.label, item.description])[0], ['vbr', 'veeam.backup-server']);
    const port = rangeOf(editor.document, 'allow vbr -> proxy : tcp 445, 6160, 6162');
    await editor.edit((edit) => edit.replace(new vscode.Range(port.end.translate(0, -6), port.end), ''));
    await waitFor(async () => (await plan()).item.description === '1 missing', 'what is missing');
    const [findings] = await entries((await plan()).entry);
    assert.equal(findings!.item.label, 'Findings');
    assert.match(`${(await entries(findings!.entry))[0]!.item.label}`, /No rule permits vbr -> proxy/);
    await sleep(1000);
    await screenshot('plans-view');
  });

  it('have what plans assert as tests, each at its line', async () => {
    const { document } = await openPlan('segmented-veeam.segplan');
    const { assertions } = views();
    await assertions.refreshHandler?.(new vscode.CancellationTokenSource().token);
    const plan = assertions.items.get(document.uri.toString());
    const expected = document.getText().match(/^assert .*/gm)!;
    assert.equal(plan?.children.size, expected.length);
    plan!.children.forEach(({ label, range }) => {
      assert.equal(document.lineAt(range!.start.line).text.replace(/^assert /, ''), label);
    });
    await vscode.commands.executeCommand('testing.runAll');
    await vscode.commands.executeCommand('workbench.view.testing.focus');
    await sleep(2000);
    await screenshot('assertions');
    await vscode.commands.executeCommand('workbench.view.explorer');
  });
});
