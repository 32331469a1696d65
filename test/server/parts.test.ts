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

describe('a file that plans import and that states no rules', function () {
  this.timeout(60_000);
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
  const ask = async (only: string): Promise<CodeAction[]> => {
    const params = { textDocument: { uri: zones }, range: whole, context: { diagnostics: [], only: [only] } };
    return ((await client.connection.sendRequest(CodeActionRequest.type, params)) ?? []) as CodeAction[];
  };

  it('is judged with those that import it, from the first import to the last', async () => {
    const alone = await client.open(zones, ZONES);
    assert.ok(has('missing-flow', alone) && has('outside-zone', alone));
    assert.ok((await ask('source.fixAll')).some(({ edit }) => JSON.stringify(edit).includes('allow')));

    const taken = client.nextDiagnostics(zones);
    const found = await client.open(plan, IMPORT + PLAN);
    // What is missing is told in the plan; what is wrong with the part by itself, in it.
    assert.ok(has('missing-flow', found));
    const codes = (await taken).map(({ code }) => code);
    assert.ok(codes.includes('outside-zone') && !codes.includes('missing-flow'), codes.join());
    // Nothing makes a plan of it: neither a fix, nor all of them on each save.
    for (const only of ['source.fixAll', 'quickfix'])
      assert.doesNotMatch(JSON.stringify((await ask(only)).map(({ edit }) => edit)), /allow/);
    assert.deepEqual(await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: zones } }), []);

    const again = client.nextDiagnostics(zones, (each) => has('missing-flow', each));
    client.change(plan, [{ range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, text: '' }]);
    assert.ok(has('outside-zone', await again));
  });
});
