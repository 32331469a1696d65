import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { mapResult } from '../../server/features/map.ts';
import { mapEdit } from '../../server/features/map-edit.ts';
import type { MapEdit, MapEditResult } from '../../server/protocol.ts';
import { openText } from '../support/editor.ts';
import { runs } from '../support/running.ts';
import { vaultCatalog } from '../support/vault.ts';

const plan = (...rules: string[]): string => `plan "Test"
use vault 13
zone management {
  subnet 10.1.0.0/24
  component vbr : vault.backup-server at 10.1.0.10
  component old : vault.backup-server at 10.2.0.99
}
zone backup {
  subnet 10.2.0.0/24
  component repo : vault.hardened-repository at 10.2.0.20
}
zone bare
${rules.join('\n')}
${vaultCatalog}`;

/** What becomes of a text by an edit of its map. */
async function edited(text: string, edit: MapEdit): Promise<{ text: string; result: MapEditResult }> {
  const { document, segplan } = await openText(text);
  const result = await mapEdit(document, segplan, { uri: document.uri.toString(), edit });
  if (!('files' in result)) return { text, result };
  assert.deepEqual(
    result.files.map(({ uri }) => uri),
    [document.uri.toString()],
  );
  return { text: TextDocument.applyEdits(document.textDocument, [...result.files[0]!.edits]), result };
}

describe('the map in the editor', () => {
  it('is asked for with phases that are on besides those of the plan', async () => {
    const { document, segplan } = await openText(plan('allow repo -> vbr : tcp 9 during setup "x"'));
    const states = (phases?: string[]): string[] => {
      const uri = document.uri.toString();
      const map = mapResult(document, segplan, phases ? { uri, phases } : { uri });
      return map.links.flatMap(({ id, parts }) => parts.map(({ state }) => `${id} ${state}`));
    };
    assert.deepEqual(states(), ['link:management>backup missing']);
    assert.deepEqual(states(['setup']), ['link:management>backup missing', 'link:backup>management temporary']);
  });

  it('says which phases the plan has on by itself, which nobody switches off on the map', async () => {
    const { document, segplan } = await openText(plan('phase works', 'allow repo -> vbr : tcp 9 during setup "x"'));
    const uri = document.uri.toString();
    const { phases, active, lasting } = mapResult(document, segplan, { uri, phases: ['setup'] });
    assert.deepEqual([phases, active, lasting], [['deployment', 'setup', 'works'], ['setup', 'works'], ['works']]);
  });

  it('shows what firewalls run, where that is known and no other phase is asked about', async () => {
    const firewall = 'firewall main : iptables { zones management, backup  running "main.v4" }';
    const { document, segplan } = await openText(plan('allow vbr -> repo : tcp 6162', firewall));
    const uri = document.uri.toString();
    const states = (phases?: string[]): unknown[] =>
      mapResult(document, segplan, phases ? { uri, phases } : { uri }).links.flatMap(({ parts }) =>
        parts.map(({ state }) => state),
      );
    assert.ok(!states().includes('cut'));
    runs(document, segplan, { 'main.v4': '*filter\n:FORWARD DROP [0:0]\nCOMMIT\n' });
    assert.ok(states().includes('cut'));
    assert.ok(!states(['setup']).includes('cut'));
    segplan.segplan.CheckRunner.driftOf = () => undefined;
  });

  it('takes a component to another zone, and names follow that say its zone', async () => {
    const source = plan('allow management.vbr -> backup.repo : tcp 6162', 'group g = vbr');
    const { text, result } = await edited(source, { kind: 'move', component: 'component:management.vbr', zone: 'zone:backup' });
    assert.match(text, /component repo [^\n]*\n {2}component vbr : vault\.backup-server at 10\.1\.0\.10\n\}/);
    assert.match(text, /^allow backup\.vbr -> backup\.repo : tcp 6162$/m);
    assert.match(text, /^group g = vbr$/m);
    assert.ok('note' in result && result.note === '10.1.0.10 of vbr is in no subnet of backup: give it an address there.');
    const fitting = await edited(source, { kind: 'move', component: 'component:management.old', zone: 'zone:backup' });
    assert.ok(!('note' in fitting.result));
    const { document } = await openText(text);
    assert.deepEqual(document.parseResult.parserErrors, []);
  });

  it('says why a component can not be moved', async () => {
    const error = async (source: string, edit: MapEdit): Promise<string> => {
      const { result } = await edited(source, edit);
      return 'error' in result ? result.error : '';
    };
    const move = (component: string, zone: string): MapEdit => ({
      kind: 'move',
      component: `component:${component}`,
      zone: `zone:${zone}`,
    });
    assert.equal(await error(plan(), move('backup.repo', 'backup')), 'repo is in backup already.');
    assert.equal(
      await error(plan(), move('backup.repo', 'bare')),
      'bare has no braces to hold a component: write { } behind it.',
    );
    assert.match(await error(plan(), move('backup.gone', 'management')), /^The plan has changed meanwhile/);
    const twice = plan().replace('component old', 'component repo');
    assert.equal(
      await error(twice, move('backup.repo', 'management')),
      'management has a component repo already: give one of them another name.',
    );
  });

  it('adds the rule that is missing between two components, and nothing else', async () => {
    const connect: MapEdit = { kind: 'connect', from: 'component:management.vbr', to: 'component:backup.repo' };
    const { text } = await edited(plan('allow old -> repo : tcp 9 "x"'), connect);
    const added = text.split('\n').filter((line) => line.startsWith('allow'));
    assert.equal(added.length, 2);
    assert.match(added[1]!, /^allow vbr -> repo : .+/);
    const { document, segplan } = await openText(text);
    const map = mapResult(document, segplan, { uri: '' });
    // What the other server lacks is still missing, what this one lacked is not.
    const [missing] = map.links[0]!.parts;
    assert.ok(
      missing!.details.every((each) => each.text.startsWith('old -> repo')),
      missing!.details.map((each) => each.text).join(),
    );
  });

  it('counts what is missing as findings do, and mends each of it as the quick-fix does', async () => {
    const source = plan('allow vbr -> repo : tcp 6162');
    const { document, segplan } = await openText(source);
    const [missing] = mapResult(document, segplan, { uri: '' }).links[0]!.parts;
    const found = document.diagnostics!.filter(({ code }) => code === 'missing-flow');
    assert.equal(missing!.pairs, found.length);
    const { text, from, to } = missing!.details.find((each) => each.text.startsWith('vbr ->'))!;
    assert.equal(text, 'vbr -> repo : tcp 2500-3300');
    const mended = await edited(source, { kind: 'connect', from: from!, to: to! });
    const rules = mended.text.split('\n').filter((line) => line.startsWith('allow'));
    // The ports join the rule of the pair: no second one is made.
    assert.deepEqual(rules, ['allow vbr -> repo : tcp 6162, 2500-3300']);
  });

  it('has the user say how, where a fix goes against an assertion, or where a deny closes what is required', async () => {
    const edit: MapEdit = { kind: 'connect', from: 'component:management.vbr', to: 'component:backup.repo' };
    const fixes = async (source: string): Promise<readonly string[]> => {
      const { result } = await edited(source, edit);
      return 'fixes' in result ? result.fixes : [];
    };
    const asserted = plan('assert vbr never reaches repo on tcp 6162');
    const [only, ...others] = await fixes(asserted);
    assert.match(only!, /^Add a rule: allow vbr -> repo .*, against the assertion on line \d+$/);
    assert.deepEqual(others, []);
    assert.match((await edited(asserted, { ...edit, fix: only! })).text, /^allow vbr -> repo : /m);
    const denied = plan('allow vbr -> repo : tcp 6162, 2500-3300', 'deny vbr -> repo : tcp 22, 6162');
    const narrower = (await fixes(denied)).find((title) => /tcp 6162/.test(title))!;
    assert.match((await edited(denied, { ...edit, fix: narrower })).text, /^deny vbr -> repo : tcp 22$/m);
    const gone = await edited(denied, { ...edit, fix: 'what nobody offered' });
    assert.ok('error' in gone.result);
  });

  it('asks what shall be open where nothing is missing, and writes what it is told', async () => {
    const back: MapEdit = { kind: 'connect', from: 'component:backup.repo', to: 'component:management.vbr' };
    const { result } = await edited(plan(), back);
    assert.ok('ask' in result && result.head === 'repo -> vbr');
    const { text } = await edited(plan(), { ...back, services: 'tcp 22,\n 443' });
    assert.match(text, /^allow repo -> vbr : tcp 22, 443$/m);
    for (const services of ['tcp 99999', 'nonsense', 'tcp 22\nallow any -> any : any']) {
      const wrong = await edited(plan(), { ...back, services });
      assert.ok('error' in wrong.result, services);
    }
    const inside = await edited(plan(), { kind: 'connect', from: 'component:management.vbr', to: 'component:management.old' });
    assert.ok('error' in inside.result && /no rule is needed within a zone/.test(inside.result.error));
  });
});
