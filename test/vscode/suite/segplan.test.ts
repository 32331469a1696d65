import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import {
  applyEdit,
  closeAll,
  codeActionsAt,
  completionsAt,
  createPlan,
  diagnosticsOf,
  hoverAt,
  labelOf,
  openPlan,
  positionOf,
  rangeOf,
  screenshot,
  sleep,
  untilAsked,
  waitFor,
  workspaceUri,
} from './support.ts';

const RULE = 'allow vbr -> proxy : tcp 445, 6160, 6162';
/** The rule without a port that is needed. */
const SHORT = 'allow vbr -> proxy : tcp 445, 6160';

async function exampleText(): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(workspaceUri('segmented-veeam.segplan')));
}

let count = 0;

/** The example with a change, as a file of its own. */
async function changedExample(change: (text: string) => string): Promise<vscode.TextEditor> {
  const text = await exampleText();
  const changed = change(text);
  assert.notEqual(changed, text);
  return createPlan(`changed-${count++}.segplan`, changed);
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

describe('a plan in the editor', () => {
  afterEach(closeAll);

  it('is clean as it is delivered', async () => {
    const { document } = await openPlan('segmented-veeam.segplan');
    assert.equal(document.languageId, 'segplan');
    assert.deepEqual(await diagnosticsOf(document.uri), []);
  });

  it('shows a missing flow where a port was deleted, and leads to the peer and the catalog', async () => {
    const editor = await openPlan('segmented-veeam.segplan');
    await diagnosticsOf(editor.document.uri);
    await editor.edit((edit) => edit.replace(rangeOf(editor.document, RULE), SHORT));
    const [found, ...others] = await waitFor(async () => {
      const list = await diagnosticsOf(editor.document.uri);
      return list.length ? list : undefined;
    }, 'a diagnostic');
    assert.equal(others.length, 0);
    assert.match(found!.message, /vbr -> proxy on tcp 6162/);
    assert.equal(found!.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(found!.range.start.line, positionOf(editor.document, '|allow vbr -> proxy').line);
    const code = found!.code as { value: string; target: vscode.Uri };
    assert.equal(code.value, 'missing-flow');
    assert.equal(code.target.toString(), 'builtin:/checks/missing-flow.md');
    const related = found!.relatedInformation ?? [];
    assert.ok(related.some((r) => r.location.uri.toString() === editor.document.uri.toString()));
    assert.ok(related.some((r) => r.location.uri.scheme === 'builtin'));
    await editor.document.save();
    editor.selection = new vscode.Selection(found!.range.start, found!.range.start);
    editor.revealRange(found!.range, vscode.TextEditorRevealType.InCenter);
    await vscode.commands.executeCommand('editor.action.showHover');
    await sleep(1000);
    await vscode.commands.executeCommand('editor.action.quickFix');
    await sleep(1000);
    await screenshot('missing-flow');
    await vscode.commands.executeCommand('hideCodeActionWidget');
    await editor.edit((edit) => edit.replace(rangeOf(editor.document, SHORT), RULE));
    await editor.document.save();
  });

  it('adds the missing port with a quick-fix', async () => {
    const { document } = await changedExample((t) => t.replace(RULE, SHORT));
    const [found] = await diagnosticsOf(document.uri);
    const actions = await codeActionsAt(document, found!.range.start);
    const fix = actions.find((a) => a.isPreferred);
    assert.equal(fix?.title, 'Add tcp 6162 to this rule');
    await applyEdit(fix!);
    await waitFor(async () => (await diagnosticsOf(document.uri)).length === 0, 'a clean plan');
  });

  it('adds everything missing at once, formatted and with the comments kept', async () => {
    const { document } = await changedExample((t) =>
      t.replace(/^allow (vbr -> mount|one, em -> vcenter|mount, repo -> s3).*\n/gm, '').replace(RULE, SHORT),
    );
    assert.ok((await diagnosticsOf(document.uri)).length >= 4);
    const comments = document.getText().match(/\/\/.*/g);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(0, 0, document.lineCount, 0),
      'source.fixAll.segplan',
      10,
    );
    await applyEdit(actions[0]!);
    await waitFor(async () => (await diagnosticsOf(document.uri)).length === 0, 'a clean plan');
    assert.deepEqual(document.getText().match(/\/\/.*/g), comments);
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>('vscode.executeFormatDocumentProvider', document.uri, {
      tabSize: 2,
      insertSpaces: true,
    });
    assert.deepEqual(edits ?? [], []);
  });

  it('explains ports, roles, components and zones on hover', async () => {
    const { document } = await openPlan('segmented-veeam.segplan');
    await diagnosticsOf(document.uri);
    assert.match(await hoverAt(document, 'allow vbr -> proxy : tcp 445, 61|60, 6162'), /6160[\s\S]*section/);
    assert.match(await hoverAt(document, 'veeam.back|up-server at 10.10.0.10'), /Connects to/);
    assert.match(await hoverAt(document, 'component v|br'), /Is connected to by/);
    assert.match(await hoverAt(document, 'zone man|agement'), /Flows out to/);
  });

  it('completes roles with documentation, and adds the use line of another vendor', async () => {
    const text = 'plan "x"\n\nuse veeam\n\nzone a {\n  subnet 10.0.0.0/24\n  component x : \n  component y : esxi\n}\n';
    const { document } = await createPlan('roles.segplan', text);
    const items = await completionsAt(document, 'component x : |');
    const role = items.find((i) => labelOf(i) === 'veeam.backup-server');
    assert.ok(role?.documentation);
    const other = items.find((i) => labelOf(i) === 'vmware.esxi');
    assert.ok((role.sortText ?? '') < (other?.sortText ?? ''));
    // What a choice brings with it comes for what is looked at, as the editor asks for before it takes one.
    const typed = await completionsAt(document, 'component y : esxi|');
    const taken = typed.find((i) => labelOf(i) === 'vmware.esxi');
    assert.match(taken?.additionalTextEdits?.[0]?.newText ?? '', /use vmware/);
  });

  it('completes what a pair still lacks', async () => {
    const { document } = await changedExample((t) => t.replace(/allow vbr -> mount : .*/, 'allow vbr -> mount : '));
    const items = await completionsAt(document, 'allow vbr -> mount : |');
    const first = [...items].sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1))[0];
    assert.match(labelOf(first!), /6170/);
    assert.match(first?.detail ?? '', /missing/);
  });

  it('opens a built-in catalog, which nobody can change', async () => {
    const { document } = await openPlan('segmented-veeam.segplan');
    await diagnosticsOf(document.uri);
    const targets = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      positionOf(document, 'veeam.back|up-server at 10.10.0.10'),
    );
    const uri = 'targetUri' in targets[0]! ? targets[0].targetUri : targets[0]!.uri;
    assert.equal(uri.scheme, 'builtin');
    const catalog = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    assert.match(catalog.document.getText(), /vendor veeam/);
    const before = catalog.document.getText();
    await Promise.resolve(catalog.edit((edit) => edit.insert(new vscode.Position(0, 0), 'x'))).catch(() => false);
    assert.equal(catalog.document.isDirty && catalog.document.getText() !== before, false);
  });
});

describe('Segplan: Explain Traffic…', () => {
  afterEach(closeAll);

  it('asks about the rule under the cursor and shows the answer beside the plan', async () => {
    const editor = await openPlan('segmented-veeam.segplan');
    await diagnosticsOf(editor.document.uri);
    const { start } = rangeOf(editor.document, RULE);
    editor.selection = new vscode.Selection(start, start);
    const running = vscode.commands.executeCommand<string | undefined>('segplan.explain');
    await untilAsked('Two ends and services');
    await screenshot('explain-question');
    await vscode.commands.executeCommand('quickInput.accept');
    const answer = await running;
    assert.match(answer ?? '', /^# vbr -\\> proxy : tcp 445, 6160, 6162: permitted\n/);
    assert.ok(answer?.includes(`(#L${start.line + 1})`));
    const panel = await waitFor(
      () =>
        vscode.window.tabGroups.all
          .flatMap(({ tabs }) => tabs)
          .find(({ input }) => input instanceof vscode.TabInputWebview && /segplan\.answer/.test(input.viewType)),
      'the panel with the answer',
    );
    assert.equal(panel.group.viewColumn, vscode.ViewColumn.Two);
    await sleep(1000);
    await screenshot('explain');
  });

  it('answers a question that a key binding asks, and leads to the line of the rule', async () => {
    const { document } = await openPlan('segmented-veeam.segplan');
    const answer = await vscode.commands.executeCommand<string>('segplan.explain', document.uri, 'vbr -> proxy udp 9');
    assert.match(answer, /: denied\n/);
    await vscode.commands.executeCommand('segplan.showLine', document.uri.toString(), 7);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), document.uri.toString());
    assert.equal(vscode.window.activeTextEditor?.selection.start.line, 6);
  });
});

describe('the page that a finding links to', () => {
  afterEach(closeAll);

  it('opens in the editor, as a page, without anything from the network', async () => {
    const { document } = await changedExample((text) => text.replace(RULE, SHORT));
    const [found] = await waitFor(async () => {
      const list = await diagnosticsOf(document.uri);
      return list.length ? list : undefined;
    }, 'a finding');
    const { target } = found!.code as { target: vscode.Uri };
    assert.match((await vscode.workspace.openTextDocument(target)).getText(), /^# missing-flow\n\nA required flow/);
    await vscode.commands.executeCommand('vscode.open', target);
    const tab = await waitFor(() => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputCustom ? input : undefined;
    }, 'the page');
    assert.equal(tab.viewType, 'vscode.markdown.preview.editor');
    assert.equal(tab.uri.toString(), target.toString());
    await sleep(2000);
    await screenshot('check-page');
  });
});

describe('Segplan: Generate Rule Set…', () => {
  afterEach(closeAll);

  it('asks for targets and phases, writes below the output folder and opens what it wrote', async () => {
    await openPlan('segmented-veeam.segplan');
    const running = vscode.commands.executeCommand<vscode.Uri[] | undefined>('segplan.generate');
    await untilAsked('Choose the forms to write');
    await vscode.commands.executeCommand('quickInput.next');
    await vscode.commands.executeCommand('quickInput.toggleCheckbox');
    await screenshot('generate');
    await vscode.commands.executeCommand('quickInput.accept');
    // Aerleon, the first of them, knows no firewalls of hosts.
    await untilAsked('Choose the phases that are on');
    await vscode.commands.executeCommand('quickInput.accept');
    const places = await running;
    assert.ok(places?.length);
    for (const place of places) {
      assert.match(place.path, /\/out\/segmented-veeam\.[\w.]+$/);
      assert.ok(await exists(place));
    }
    await waitFor(
      () => vscode.window.visibleTextEditors.some((e) => e.document.uri.path.includes('/out/')),
      'the opened rule set',
    );
  });

  it('writes several targets without asking where a key binding says which', async () => {
    const { document } = await openPlan('segmented-veeam.segplan');
    await vscode.commands.executeCommand('segplan.generate', document.uri, { targets: ['nftables', 'csv', 'markdown', 'json'] });
    const files = (await vscode.workspace.fs.readDirectory(workspaceUri('out'))).map(([name]) => name).sort();
    for (const ending of ['csv', 'json', 'md', 'nft']) assert.ok(files.includes(`segmented-veeam.${ending}`), files.join());
    const nft = new TextDecoder().decode(await vscode.workspace.fs.readFile(workspaceUri('out/segmented-veeam.nft')));
    assert.match(nft, /ip saddr @vbr_v4 ip daddr @proxy_v4 tcp dport \{[^}]*6162/);
  });

  it('shows a page as a page', async () => {
    const { document } = await openPlan('segmented-veeam.segplan');
    await vscode.commands.executeCommand('segplan.generate', document.uri, { targets: ['html'] });
    const page = await waitFor(
      () =>
        vscode.window.tabGroups.all
          .flatMap(({ tabs }) => tabs)
          .find(({ input }) => input instanceof vscode.TabInputWebview && /segplan\.page/.test(input.viewType)),
      'the page',
    );
    assert.equal(page.label, 'segmented-veeam.html');
    await sleep(1500);
    await screenshot('generate-page');
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('writes nothing through an output folder that is a link', async () => {
    const { document } = await openPlan('segmented-veeam.segplan');
    const outside = mkdtempSync(join(tmpdir(), 'segplan-outside-'));
    symlinkSync(outside, workspaceUri('linked').fsPath);
    const settings = vscode.workspace.getConfiguration('segplan', document.uri);
    try {
      for (const folder of ['linked', 'linked/below']) {
        await settings.update('output.folder', folder, vscode.ConfigurationTarget.Workspace);
        assert.equal(await vscode.commands.executeCommand('segplan.generate', document.uri, { targets: ['csv'] }), undefined);
        assert.deepEqual(readdirSync(outside), []);
      }
      await screenshot('generate-linked');
    } finally {
      await settings.update('output.folder', undefined, vscode.ConfigurationTarget.Workspace);
      await vscode.commands.executeCommand('notifications.clearAll');
      rmSync(outside, { recursive: true });
      rmSync(workspaceUri('linked').fsPath);
    }
  });

  it('stops at errors of the plan and writes nothing', async () => {
    await changedExample((t) => t.replace(RULE, SHORT));
    const name = `changed-${count - 1}`;
    const { uri } = vscode.window.activeTextEditor!.document;
    const result = await vscode.commands.executeCommand('segplan.generate', uri, { targets: ['nftables'] });
    assert.equal(result, undefined);
    // A message that pops up may be gone by now; the list of them keeps it.
    await vscode.commands.executeCommand('notifications.showList');
    await screenshot('generate-stopped');
    await vscode.commands.executeCommand('notifications.clearAll');
    const files = (await exists(workspaceUri('out')))
      ? (await vscode.workspace.fs.readDirectory(workspaceUri('out'))).map(([n]) => n)
      : [];
    assert.ok(!files.some((f) => f.startsWith(`${name}.`)), files.join());
  });
});
