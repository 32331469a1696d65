import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  applyEdit,
  canAct,
  closeAll,
  codeActionsAt,
  diagnosticsOf,
  extensionUnderTest,
  inPage,
  openPlan,
  screenshot,
  sleep,
  untilAsked,
  waitFor,
} from './support.ts';

/** Unsaved texts are thrown away without a question. */
async function throwAway(): Promise<void> {
  for (const document of vscode.workspace.textDocuments)
    if (document.isUntitled && !document.isClosed) {
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  await closeAll();
}

const errorsOf = async (uri: vscode.Uri): Promise<vscode.Diagnostic[]> =>
  (await diagnosticsOf(uri)).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);

/** Opens the example, and what it lacks by its fix. */
async function mendExample(): Promise<void> {
  await vscode.commands.executeCommand('segplan.openExample');
  const { document } = vscode.window.activeTextEditor!;
  const [error] = await waitFor(async () => {
    const list = await errorsOf(document.uri);
    return list.length ? list : undefined;
  }, 'what is missing');
  const fix = (await codeActionsAt(document, error!.range.start)).find(({ isPreferred }) => isPreferred);
  await applyEdit(fix!);
  await waitFor(async () => !(await errorsOf(document.uri)).length, 'a clean plan');
}

describe('the first minutes', () => {
  afterEach(throwAway);

  it('have an example that lacks one thing, which one fix opens', async () => {
    await vscode.commands.executeCommand('segplan.openExample');
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(document.uri.scheme, 'untitled');
    const errors = await waitFor(async () => {
      const list = await errorsOf(document.uri);
      return list.length ? list : undefined;
    }, 'what is missing');
    assert.equal(errors.length, 1, errors.map(({ message }) => message).join('\n'));
    assert.match(errors[0]!.message, /^No rule permits vbr -> repo on /);
    await screenshot('example');
    const { item } = vscode.extensions.getExtension<{ status: { item: vscode.LanguageStatusItem } }>(extensionUnderTest().id)!
      .exports.status;
    await waitFor(() => /^Errors: 1, warnings: \d+$/.test(item.text), 'the count beside the name of the language');

    // Asked for again, it is the same.
    await vscode.commands.executeCommand('segplan.openExample');
    assert.equal(vscode.window.activeTextEditor?.document, document);
    await vscode.commands.executeCommand('segplan.showMissing');
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, errors[0]!.range.start.line);

    const fix = (await codeActionsAt(document, errors[0]!.range.start)).find(({ isPreferred }) => isPreferred);
    await applyEdit(fix!);
    await waitFor(async () => !(await errorsOf(document.uri)).length, 'a clean plan');
    await waitFor(() => /^(Errors: 0|No errors)/.test(item.text), 'that the status has no errors');
    assert.equal(item.severity, vscode.LanguageStatusSeverity.Information);
    assert.equal(item.busy, false);
  });

  it('have a walkthrough, in which what was done before it was opened is checked off', async () => {
    await mendExample();
    // What stands beside a step shows only where there is room for it.
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
    await vscode.commands.executeCommand('segplan.openWalkthrough');
    const page = (): vscode.Tab | undefined => vscode.window.tabGroups.activeTabGroup.activeTab;
    await waitFor(() => /^(Welcome|Walkthrough: Get Started with Segplan)$/.test(page()?.label ?? ''), 'the walkthrough');
    if (canAct) {
      const step = (id: string): string => `.getting-started-step[data-step-id="${extensionUnderTest().id}#start#${id}"]`;
      // Nobody has generated a rule set.
      for (const done of ['example', 'mend'])
        await waitFor(() => inPage('read', `${step(done)} .codicon.complete`), `the step ${done} to be checked off`);
      assert.match(await inPage('read', step('generate')), /class="codicon[^"]*(?<!complete)"/);
    }
    await sleep(1500);
    await screenshot('walkthrough');
    await vscode.commands.executeCommand('workbench.action.toggleSidebarVisibility');
  });

  it('begin a plan with products, sites and zones, and it has no errors', async () => {
    const products = ['veeam-vmware', 'zerto'];
    await vscode.commands.executeCommand('segplan.newPlan', {
      products,
      sites: 2,
      zones: ['management', 'production', 'backup'],
    });
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(document.languageId, 'segplan');
    assert.match(document.getText(), /^site site-2 \{/m);
    assert.deepEqual(await errorsOf(document.uri), []);
    await screenshot('new-plan');
  });

  it('fill an empty file from the line above it', async () => {
    const empty = await vscode.workspace.openTextDocument({ language: 'segplan', content: '' });
    await vscode.window.showTextDocument(empty);
    await diagnosticsOf(empty.uri);
    const [first] = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', empty.uri);
    await sleep(1000);
    await screenshot('empty-plan');
    const { command, arguments: given = [] } = first!.command!;
    // What the person would choose is said here, for the question that comes instead.
    await vscode.commands.executeCommand(command, 'veeam-vmware', ...given.slice(1));
    assert.match(empty.getText(), /^use veeam/m);
    assert.equal(vscode.window.activeTextEditor?.document, empty);
    assert.deepEqual(await errorsOf(empty.uri), []);
  });

  it('ask for products, sites and zones', async () => {
    const running = vscode.commands.executeCommand<vscode.TextEditor>('segplan.newPlan');
    await untilAsked('Choose what to begin with');
    await screenshot('new-plan-choice');
    // The first item asks the three questions.
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await untilAsked('New Plan (1 of 3)');
    if (canAct) {
      // A name that is typed and entered is chosen, though nothing is marked.
      await vscode.commands.executeCommand('quickInput.accept');
      await waitFor(
        async () => /mark a product/.test(await inPage('read', '.quick-input-title')),
        'that it says what it waits for',
      );
      await inPage('fill', '.quick-input-widget:not([style*="display: none"]) .quick-input-filter input[type="text"]', {
        value: 'zerto',
      });
    } else {
      await vscode.commands.executeCommand('quickInput.next');
      await vscode.commands.executeCommand('quickInput.toggleCheckbox');
    }
    await screenshot('new-plan-products');
    await vscode.commands.executeCommand('quickInput.accept');
    await untilAsked('New Plan (2 of 3)');
    await vscode.commands.executeCommand('quickInput.accept');
    await untilAsked('New Plan (3 of 3)');
    await screenshot('new-plan-zones');
    await vscode.commands.executeCommand('quickInput.accept');
    const editor = await running;
    assert.match(editor.document.getText(), /^zone internet external$/m);
    if (canAct) assert.match(editor.document.getText(), /^use zerto/m);
    assert.deepEqual(await errorsOf(editor.document.uri), []);
  });

  it('go from one thing that is missing to the next, and open no example where a plan lacks nothing', async () => {
    const { document } = await openPlan('segmented-veeam.segplan');
    await diagnosticsOf(document.uri);
    await vscode.commands.executeCommand('segplan.showMissing');
    assert.equal(vscode.window.activeTextEditor?.document, document);
    const rules = ['allow vbr -> proxy : tcp 445, 6160, 6162', 'allow gateway -> vbr : tcp 6169'];
    const text = rules.reduce((t, rule) => t.replace(rule, ''), document.getText());
    const other = await vscode.workspace.openTextDocument({ language: 'segplan', content: text });
    const editor = await vscode.window.showTextDocument(other);
    const errors = await waitFor(async () => {
      const list = await errorsOf(other.uri);
      return list.length > 1 ? list : undefined;
    }, 'what is missing');
    const seen: number[] = [];
    for (let n = 0; n <= errors.length; n++) {
      await vscode.commands.executeCommand('segplan.showMissing');
      seen.push(editor.selection.active.line);
    }
    const lines = errors.map(({ range }) => range.start.line);
    assert.deepEqual(seen, [...lines, lines[0]]);
  });

  it('find the plan from a page that is none', async () => {
    const { document } = await openPlan('segmented-veeam.segplan');
    await vscode.commands.executeCommand('segplan.openWalkthrough');
    await waitFor(() => !vscode.window.activeTextEditor, 'the walkthrough to have the focus');
    const answer = await vscode.commands.executeCommand<string>('segplan.explain', undefined, 'vbr -> proxy tcp 6162');
    assert.match(answer ?? '', /permitted/);
    assert.ok(!document.isClosed);
  });
});
