import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CodeAction, CodeActionRequest, CodeLensRequest, type Diagnostic } from 'vscode-languageserver-protocol/node';
import { TestClient } from './client.ts';

const ZONES = `use veeam 13

zone office {
  subnet 10.0.0.0/24
  component vbr : veeam.backup-server at 10.0.0.1
}

zone vault {
  subnet 10.0.1.0/24
  component store : veeam.hardened-repository at 10.0.1.1
  component odd at 10.9.9.9
}
`;
const PLAN = 'use veeam 13\n\nallow vbr -> store : tcp 6162\n';
const IMPORT = 'import "./zones.segplan"\n';

describe('a file that plans import and that states no rules', () => {
  const folder = mkdtempSync(join(tmpdir(), 'segplan-parts-'));
  const uriOf = (name: string): string => pathToFileURL(join(folder, name)).toString();
  const [plan, zones] = [uriOf('plan.segplan'), uriOf('zones.segplan')];
  let client: TestClient;
  before(async () => {
    writeFileSync(join(folder, 'zones.segplan'), ZONES);
    writeFileSync(join(folder, 'plan.segplan'), PLAN);
    client = await TestClient.start();
  });
  after(() => {
    client.process.kill();
    rmSync(folder, { recursive: true });
  });

  const has = (code: string, found: readonly Diagnostic[]): boolean => found.some((each) => each.code === code);
  const whole = { start: { line: 0, character: 0 }, end: { line: 12, character: 1 } };
  const component = { start: { line: 4, character: 4 }, end: { line: 4, character: 9 } };
  const ask = async (only: string): Promise<CodeAction[]> => {
    const range = only === 'refactor' ? component : whole;
    const params = { textDocument: { uri: zones }, range, context: { diagnostics: [], only: [only] } };
    return ((await client.connection.sendRequest(CodeActionRequest.type, params)) ?? []) as CodeAction[];
  };

  it('is judged with those that import it, from the first import to the last', async () => {
    const alone = await client.open(zones, ZONES);
    assert.ok(has('missing-flow', alone) && has('outside-zone', alone));
    const offers = async (only: string): Promise<string> => JSON.stringify((await ask(only)).map(({ edit }) => edit));
    for (const only of ['source.fixAll', 'quickfix', 'refactor']) assert.match(await offers(only), /allow/);

    const taken = client.nextDiagnostics(zones);
    const found = await client.open(plan, IMPORT + PLAN);
    // What is missing is told in the plan; what is wrong with the part by itself, in it.
    assert.ok(has('missing-flow', found));
    const codes = (await taken).map(({ code }) => code);
    assert.ok(codes.includes('outside-zone') && !codes.includes('missing-flow'), codes.join());
    // Nothing makes a plan of it: neither a fix, nor all of them on each save.
    for (const only of ['source.fixAll', 'quickfix', 'refactor']) assert.doesNotMatch(await offers(only), /allow/);
    assert.deepEqual(await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: zones } }), []);

    const again = client.nextDiagnostics(zones, (each) => has('missing-flow', each));
    client.change(plan, [{ range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, text: '' }]);
    assert.ok(has('outside-zone', await again));
  });
});

describe('names that nothing in a file uses', () => {
  const folder = mkdtempSync(join(tmpdir(), 'segplan-names-'));
  const uriOf = (name: string): string => pathToFileURL(join(folder, name)).toString();
  const [plan, other] = [uriOf('plan.segplan'), uriOf('other.segplan')];
  const NAMES = `group storage = store\n${ZONES}allow vbr -> store : tcp 6162\n`;
  let client: TestClient;
  before(async () => {
    writeFileSync(join(folder, 'plan.segplan'), NAMES);
    client = await TestClient.start();
  });
  after(() => {
    client.process.kill();
    rmSync(folder, { recursive: true });
  });

  it('are told as long as no other file imports it, whatever rules it has', async () => {
    const isTold = (found: readonly Diagnostic[]): boolean => found.some(({ code }) => code === 'unused-name');
    const [hint] = (await client.open(plan, NAMES)).filter(({ code }) => code === 'unused-name');
    // A hint that the editor shows faded.
    assert.deepEqual([hint?.severity, hint?.tags], [4, [1]]);

    const taken = client.nextDiagnostics(plan, (each) => !isTold(each));
    await client.open(other, 'import "./plan.segplan"\nallow vbr -> storage : tcp 1\n');
    assert.ok(!isTold(await taken));

    const again = client.nextDiagnostics(plan, isTold);
    client.change(other, [{ range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, text: '' }]);
    assert.ok(isTold(await again));
  });
});
