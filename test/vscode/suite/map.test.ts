import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  canAct,
  closeAll,
  createPlan,
  diagnosticsOf,
  inPage,
  openPlan,
  positionOf,
  rangeOf,
  screenshot,
  waitFor,
  workspaceUri,
} from './support.ts';

const zone = (name: string): string => `#map .zone[data-id="zone:${name}"]`;
const component = (name: string): string => `#map .component[data-id="component:${name}"]`;
const link = (from: string, to: string): string => `#map .link[data-id="link:${from}>${to}"]`;
const seen = (selector: string): Promise<string> => waitFor(() => inPage('read', selector), `${selector} on the map`);

function tab(): vscode.Tab | undefined {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(({ input }) => input instanceof vscode.TabInputWebview && /segplan\.map/.test(input.viewType));
}

/** A copy of the reference design, with the map beside it. */
async function withMap(change: (text: string) => string = (text) => text): Promise<vscode.TextEditor> {
  const source = new TextDecoder().decode(await vscode.workspace.fs.readFile(workspaceUri('segmented-veeam.segplan')));
  const editor = await createPlan('map/plan.segplan', change(source));
  await diagnosticsOf(editor.document.uri);
  await vscode.commands.executeCommand('segplan.showMap', editor.document.uri);
  await waitFor(tab, 'the panel');
  await seen('#map[data-ready]');
  return editor;
}

describe('Segplan: Show Map', () => {
  const folder = workspaceUri('map');
  before(function () {
    if (!canAct) this.skip();
  });
  afterEach(async () => {
    await vscode.workspace.getConfiguration('workbench').update('colorTheme', undefined, vscode.ConfigurationTarget.Global);
    await closeAll();
    await vscode.workspace.fs.delete(folder, { recursive: true }).then(undefined, () => undefined);
  });

  it('shows zones, components and links beside the plan, in each theme', async () => {
    await withMap((text) =>
      text
        .replace('allow vbr -> esxi', '// allow vbr -> esxi')
        .replace('6160, 6162\n', '6160, 9999\n')
        .replace('-> vbr : tcp 6169', '-> vbr : tcp 6169 until 2030-01-01'),
    );
    assert.equal(tab()!.group.viewColumn, vscode.ViewColumn.Two);
    assert.match(tab()!.label, /^Map of plan\.segplan \(\d+ missing\)$/);
    for (const name of ['management', 'production', 'backup', 'recovery', 'lab', 'internet']) await seen(zone(name));
    assert.match(await inPage('read', component('backup.repo')), /role="button"[^>]*aria-label="repo, Hardened repository/);
    assert.match(await inPage('read', link('management', 'production')), /class="link missing/);
    // What a screen reader tells: of the whole, of a zone, of a line and of a cell.
    assert.match(await inPage('read', '#map'), /^<div [^>]*role="tabpanel"[^>]*aria-label="Map of plan\.segplan: arrow keys/);
    assert.match(
      await inPage('read', zone('lab')),
      /^<g [^>]*role="group"[^>]*aria-label="zone lab, SureBackup lab[^"]*isolated/,
    );
    const line = await inPage('read', link('management', 'production'));
    assert.match(line, /role="button"[^>]*aria-label="management to production: missing /);
    const cell = await inPage('read', '#matrix td[data-id="link:management>production"]');
    assert.match(cell, /role="gridcell"[^>]*aria-label="management to production: missing /);
    assert.match(await inPage('read', '#matrix table'), /^<table [^>]*role="grid"/);
    assert.match(await inPage('read', link('recovery', 'management')), /class="link temporary/);
    const themes = { dark: 'Default Dark Modern', light: 'Default Light Modern', contrast: 'Default High Contrast' };
    for (const [name, theme] of Object.entries(themes)) {
      await vscode.workspace.getConfiguration('workbench').update('colorTheme', theme, vscode.ConfigurationTarget.Global);
      await inPage('click', link('management', 'backup'));
      await seen('#card:not([hidden]) code, #card:not([hidden]) .state');
      await new Promise((done) => setTimeout(done, 700));
      await screenshot(`map-${name}`);
    }
  });

  it('lights up what the cursor is on, and leads to the source', async () => {
    const editor = await withMap();
    const { document } = editor;
    const go = (text: string): void => {
      const position = positionOf(document, text);
      editor.selection = new vscode.Selection(position, position);
    };
    go('component |repo ');
    await seen(`${component('backup.repo')}.selected`);
    go('allow gateway |-> vbr');
    await seen(`${link('recovery', 'management')}.selected`);
    await inPage('dblclick', component('production.vcenter'));
    const line = positionOf(document, 'component vcenter').line;
    await waitFor(() => vscode.window.activeTextEditor?.selection.active.line === line, 'the line of the component');
  });

  it('keeps its place where it fills the window, and shows the text beside it', async () => {
    await withMap();
    await vscode.window.tabGroups.close(
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter((each) => each.input instanceof vscode.TabInputText),
    );
    await waitFor(() => vscode.window.tabGroups.all.length === 1, 'one group');
    await inPage('click', component('backup.repo'));
    await waitFor(() => vscode.window.visibleTextEditors.some(({ document }) => document.languageId === 'segplan'), 'the text');
    assert.ok(tab()?.isActive, 'The map is hidden.');
  });

  it('follows what is typed, and keeps what is seen of it', async () => {
    const { document } = await withMap();
    await inPage('click', '#in');
    const viewed = /style="[^"]*transform: ([^;]+);/.exec(await inPage('read', '#map > svg'))![1];
    const edit = new vscode.WorkspaceEdit();
    edit.insert(
      document.uri,
      rangeOf(document, 'component mount').start,
      'component fresh : veeam.linux-server at 10.30.0.77\n  ',
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    await seen(component('backup.fresh'));
    assert.equal(/style="[^"]*transform: ([^;]+);/.exec(await inPage('read', '#map > svg'))![1], viewed);
  });

  it('fills its place anew when that gets larger, until somebody moves it', async () => {
    await vscode.commands.executeCommand('workbench.view.explorer');
    await withMap();
    const scale = async (): Promise<number> => Number(/scale\(([\d.]+)\)/.exec(await inPage('read', '#map > svg'))![1]);
    const small = await scale();
    await vscode.commands.executeCommand('workbench.action.toggleSidebarVisibility');
    try {
      const large = await waitFor(async () => ((await scale()) > small ? scale() : undefined), 'a larger picture');
      await inPage('click', '#out');
      const own = await waitFor(async () => ((await scale()) < large ? scale() : undefined), 'a smaller picture');
      await vscode.commands.executeCommand('workbench.action.toggleSidebarVisibility');
      await new Promise((done) => setTimeout(done, 1000));
      assert.equal(await scale(), own);
    } finally {
      await vscode.commands.executeCommand('workbench.view.explorer');
    }
  });

  it('takes a component to another zone in the text when it is dragged there, and undo takes it back', async () => {
    const { document } = await withMap();
    const before = document.getText();
    await inPage('drag', component('management.one'), { to: zone('recovery') });
    await waitFor(() => document.getText() !== before, 'the edit');
    const [, recovery] = /zone recovery [^{]*\{([\s\S]*?)\n\}/.exec(document.getText())!;
    assert.match(recovery!, /\n {2}component one "Monitoring"/);
    assert.doesNotMatch(/zone management [^{]*\{([\s\S]*?)\n\}/.exec(document.getText())![1]!, /component one/);
    await seen(`${zone('recovery')} .component[data-id="component:recovery.one"]`);
    // Its address is not of that zone, and the page says so.
    assert.match(await seen('#status.error'), /10\.10\.0\.11 of one is in no subnet of recovery/);
    await screenshot('map-moved');
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    await waitFor(() => document.getText() === before, 'the text as it was');
    await seen(component('management.one'));
  });

  it('writes the rule that is missing when a line is drawn from component to component', async () => {
    const { document } = await withMap((text) => text.replace('allow gateway -> vbr : tcp 6169\n', ''));
    await seen(`${link('recovery', 'management')}.missing`);
    await inPage('drag', `${component('recovery.gateway')} .handle`, { to: component('management.vbr') });
    await waitFor(() => /^allow gateway -> vbr : .+$/m.test(document.getText()), 'the rule');
    await seen(`${link('recovery', 'management')}.open`);
  });

  it('adds a missing rule from the details of a line, and asks where a deny closes what is required', async () => {
    const { document } = await withMap((text) =>
      text
        .replace('6160, 6162\n', '6160\n')
        .replace('allow gateway -> vbr', 'deny gateway -> vbr : tcp 22, 6169\nallow gateway -> vbr'),
    );
    await inPage('click', link('management', 'backup'));
    await seen('#card .mend');
    await screenshot('map-mend');
    await inPage('press', '#card .mend', { value: 'Enter' });
    await waitFor(() => /^allow vbr -> proxy : tcp 445, 6160, 6162$/m.test(document.getText()), 'the port');
    // The picture is of that text, and the keyboard goes on in the details.
    await seen(`${link('management', 'backup')}.open`);
    await seen('#card button:not(.mend):focus');
    await inPage('click', '#map .label[data-id="link:recovery>management"]');
    await seen('#card .mend[title^="Open it…"]');
    await inPage('click', '#card .mend[title^="Open it…"]');
    const question = '.quick-input-widget:not([style*="display: none"]) input';
    await seen(question);
    await screenshot('map-open');
    await inPage('press', question, { value: 'Enter' });
    await waitFor(() => /^deny gateway -> vbr : tcp 22$/m.test(document.getText()), 'the narrower deny');
  });

  it('can be used with the keyboard alone', async () => {
    await withMap();
    await inPage('press', '#map', { value: 'ArrowRight' });
    const first = await seen('#map [data-id]:focus');
    assert.match(first, /aria-label="zone management/);
    await inPage('press', zone('management'), { value: 'ArrowRight Enter' });
    await seen('#card:not([hidden]) h2');
    await inPage('press', '#card .go', { value: 'Escape' });
    await seen('#card[hidden]');
  });

  it('filters by state, vendor and search', async () => {
    await withMap((text) => text.replace('allow vbr -> esxi', '// allow vbr -> esxi'));
    await inPage('select', '#state', { value: 'missing' });
    await seen(`${link('backup', 'internet')}.dim`);
    assert.doesNotMatch(await inPage('read', link('management', 'production')), /class="[^"]*dim/);
    await inPage('select', '#state', { value: '' });
    await inPage('fill', '#search', { value: 'hardened' });
    await seen(`${component('production.esxi')}.dim`);
    assert.doesNotMatch(await inPage('read', component('backup.repo')), /class="[^"]*dim/);
  });

  it('goes to what is asked for on a large plan, whose matrix keeps only what has something of it', async () => {
    const sites = Array.from({ length: 16 }, (_, n) => {
      const zone = (name: string, k: number): string =>
        `zone ${name}-${n} {\n  subnet 10.${n}.${k}.0/24\n  component ${name}-${n}-vm : veeam.linux-server at 10.${n}.${k}.1-10.${n}.${k}.9\n}`;
      return `site s${n} {\n${zone('left', 1)}\n${zone('right', 2)}\n}\nallow left-${n} -> right-${n} : tcp ${4000 + n}`;
    });
    await withMap(() => `use veeam 13\n${sites.join('\n')}\ndeny left-3 -> right-4 : tcp 25\n`);
    const scale = async (): Promise<number> => Number(/scale\(([\d.]+)\)/.exec(await inPage('read', '#map > svg'))![1]);
    const small = await scale();
    assert.ok(small < 0.5, `${small}`);
    await inPage('fill', '#search', { value: 'left-11-vm' });
    await waitFor(async () => (await scale()) > 0.9, 'the component, large enough to be read');
    await screenshot('map-large');
    await inPage('fill', '#search', { value: '' });
    await waitFor(async () => (await scale()) === small, 'the whole picture');
    await inPage('click', '#tab-matrix');
    const row = (name: string): string => `#matrix tr:not([hidden]) > th[scope=row][data-id="zone:${name}"]`;
    await seen(row('left-7'));
    await inPage('select', '#state', { value: 'denied' });
    await seen(row('left-3'));
    await seen('#matrix th[scope=col][data-id="zone:right-4"]:not([hidden])');
    await seen('#matrix th[scope=col][data-id="zone:right-5"][hidden]');
    await assert.rejects(inPage('read', row('left-7')));
    await screenshot('map-matrix-large');
  });

  it('switches a phase on, on the map alone', async () => {
    const { document } = await withMap();
    const before = document.getText();
    assert.doesNotMatch(await inPage('read', link('management', 'backup')), /aria-label="[^"]*temporary/);
    await inPage('click', '#phases summary');
    await inPage('click', '#phases input[value="deployment"]');
    await waitFor(
      async () => /aria-label="[^"]*temporary tcp 22/.test(await inPage('read', link('management', 'backup'))),
      'what is open in the phase',
    );
    assert.equal(document.getText(), before);
  });

  it('has a matrix in the other tab, which leads to the rules', async () => {
    const { document } = await withMap();
    await inPage('click', '#tab-matrix');
    const cell = '#matrix td[data-id="link:recovery>management"]';
    assert.match(await seen(cell), /open/);
    await screenshot('map-matrix');
    await inPage('dblclick', cell);
    const line = positionOf(document, 'allow gateway -> vbr').line;
    await waitFor(() => vscode.window.activeTextEditor?.selection.active.line === line, 'the line of the rule');
  });

  it('is what the editor title opens', async () => {
    await openPlan('segmented-veeam.segplan');
    await vscode.commands.executeCommand('segplan.showMap');
    await seen(zone('lab'));
  });

  it('saves what it shows, in the form that the name of the file says', async () => {
    await withMap();
    await inPage('click', '#save');
    const dialog = '.quick-input-widget:not([style*="display: none"]) input';
    await waitFor(() => inPage('read', dialog), 'the question where');
    await screenshot('map-save');
    await inPage('press', dialog, { value: 'Enter' });
    const saved = await waitFor(async () => vscode.workspace.fs.readFile(workspaceUri('map/plan.svg')), 'the picture');
    const text = new TextDecoder().decode(saved);
    assert.match(text, /^<svg xmlns[\s\S]*Map of Segmented Veeam deployment[\s\S]*>vbr<[\s\S]*<\/svg>\n$/);
    assert.match(await seen('#status'), /The map was saved as map\/plan\.svg\./);
  });
});
