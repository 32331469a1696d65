import assert from 'node:assert/strict';
import type { CatalogInfo, GenerateResult, TargetInfo } from '../../server/protocol.ts';
import { TestClient } from './client.ts';
import { lineOf, PLAN, positionOf, rangeOf } from './plans.ts';

const URI = 'file:///plans/office.segplan';

describe('requests of Segplan', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start();
  });
  after(() => client.process.kill());

  const generate = (target: string, phases: string[] = [], uri = URI): Promise<GenerateResult> =>
    client.connection.sendRequest<GenerateResult>('segplan/generate', { uri, target, phases });

  it('lists targets, catalogs and the phases of a plan', async () => {
    await client.open(URI, PLAN);
    const targets = await client.connection.sendRequest<TargetInfo[]>('segplan/targets');
    assert.ok(
      ['nftables', 'csv', 'markdown', 'json'].every((name) => targets.some((t) => t.name === name && t.title && t.description)),
    );
    const catalogs = await client.connection.sendRequest<CatalogInfo[]>('segplan/catalogs');
    const parts = catalogs.filter(({ name }) => name === 'veeam');
    assert.ok(parts.length > 1 && parts.every(({ uri }) => uri.startsWith('builtin:')));
    // The block that begins a catalog stands first; each says what it holds, so that its parts can be told apart.
    assert.match(parts[0]!.uri, /\/veeam\.segplan$/);
    assert.equal(new Set(parts.map(({ title }) => title)).size, parts.length);
    assert.ok(parts.some(({ title }) => title === 'Veeam Backup & Replication (veeam-cdp)'));
    for (const { title, holds } of parts)
      assert.match(`${title}: ${holds}`, /^Veeam Backup & Replication \([\w-]+\): .*\d+ (role|flow|service)/);
    assert.deepEqual(
      catalogs.filter(({ name }) => name === 'proxmox').map(({ title }) => title),
      ['Proxmox VE'],
    );
    assert.deepEqual(await client.connection.sendRequest('segplan/phases', { uri: URI }), ['set-up']);
  });

  it('leaves out of the phases that may be chosen what the plan itself has on', async () => {
    const uri = 'file:///plans/on.segplan';
    await client.open(uri, `phase works\n${PLAN}allow store -> server : tcp 23 during works "x"\n`);
    assert.deepEqual(await client.connection.sendRequest('segplan/phases', { uri }), ['set-up']);
    const result = await generate('nftables', [], uri);
    assert.ok('files' in result, JSON.stringify(result));
    assert.match(result.files[0]!.text, /\b23\b/);
  });

  it('generates the text that stands in the editor, with the phases that are asked for', async () => {
    await client.open(URI, PLAN);
    const off = await generate('nftables');
    assert.ok('files' in off, JSON.stringify(off));
    assert.deepEqual(
      off.files.map(({ name }) => name),
      ['office.nft'],
    );
    assert.match(off.files[0]!.text, /5000-5010/);
    assert.doesNotMatch(off.files[0]!.text, /dport 22\b|tcp \. 22\b/);
    const on = await generate('nftables', ['set-up']);
    assert.ok('files' in on);
    assert.match(on.files[0]!.text, /\b22\b/);
  });

  it('generates the rule sets of hosts, and refuses a scope that there is none of', async () => {
    await client.open(URI, PLAN);
    const targets = await client.connection.sendRequest<TargetInfo[]>('segplan/targets');
    assert.deepEqual(targets.find(({ name }) => name === 'nftables')!.scopes, ['network', 'host']);
    const request = (scope: string): Promise<GenerateResult> =>
      client.connection.sendRequest<GenerateResult>('segplan/generate', { uri: URI, target: 'nftables', scope });
    const result = await request('host');
    assert.ok('files' in result, JSON.stringify(result));
    assert.deepEqual(
      result.files.map(({ name }) => name),
      ['office.server.nft', 'office.store.nft'],
    );
    await assert.rejects(request('planet'), /no scope named 'planet'/);
  });

  it('takes in the edits that were sent before it', async () => {
    const uri = 'file:///plans/edited.segplan';
    await client.open(uri, PLAN);
    client.change(uri, [{ range: rangeOf(PLAN, '<|: acme.data|>'), text: ': tcp 5000-5010, 7777' }]);
    const result = await generate('nftables', [], uri);
    assert.ok('files' in result && result.files[0]!.text.includes('7777'));
  });

  it('gives the errors of the plan and their places instead of files', async () => {
    const uri = 'file:///plans/broken.segplan';
    await client.open(uri, PLAN.replace('allow server', 'allow sever'));
    const result = await generate('csv', [], uri);
    assert.ok('errors' in result);
    assert.deepEqual(
      result.errors.filter(({ range }) => range.start.line === lineOf(PLAN, 'allow server')).map((e) => [e.uri, e.range.start]),
      [[uri, positionOf(PLAN, 'allow <|>server')]],
    );
  });
});
