import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import writeExcelFile from 'write-excel-file/node';
import { INVENTORY_METHOD, type InventoryResult } from '../../server/protocol.ts';
import { TestClient } from './client.ts';

describe('an inventory in the editor', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start();
  });
  after(() => client.stop());

  const send = (name: string, bytes: string | Buffer, into?: string): Promise<InventoryResult | null> =>
    client.connection.sendRequest(INVENTORY_METHOD, {
      name,
      content: Buffer.from(bytes).toString('base64'),
      ...(into && { into }),
    });

  it('begins a plan, and goes into one as the least change of it', async () => {
    const rows = [
      ['VM', 'Primary IP Address'],
      ['vbr01', '10.10.0.10'],
      ['lnx', '10.30.0.20'],
    ].map((row) => row.map((value) => ({ value })));
    const sheet = await writeExcelFile(rows, {}).toBuffer();
    const fresh = await send('machines.xlsx', sheet);
    assert.equal(fresh!.added, 2);
    assert.match(fresh!.change.newText, /^\/\/ The machines of machines\.xlsx\.\n/);
    const note = fresh!.notes.find((each) => /proposed/.test(each))!;
    assert.match(note, /the refactorings of a component with one take it, or all of them\.$/);
    assert.doesNotMatch(note, /--roles/);

    const text = '// Ours.\nzone m {\n  subnet 10.10.0.0/24 // first\n}\nzone s { subnet 10.30.0.0/24 }\n// The end.\n';
    const uri = 'untitled:plan';
    await client.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'segplan', version: 1, text },
    });
    const { change, added } = (await send('machines.xlsx', sheet, uri))!;
    assert.equal(added, 2);
    const after = TextDocument.applyEdits(TextDocument.create(uri, 'segplan', 1, text), [change]);
    assert.match(after, /\/\/ first\n {2}component vbr01 at 10\.10\.0\.10 \/\/ perhaps veeam\.backup-server\n\}/);
    assert.ok(after.startsWith('// Ours.\nzone m {') && after.endsWith('// The end.\n'));
    assert.ok(change.range.start.line >= 2 && change.range.end.line <= 4);
    // What it has already changes nothing.
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: after }],
    });
    const again = (await send('machines.xlsx', sheet, uri))!;
    assert.deepEqual([again.added, again.change.newText], [0, '']);
  });

  it('is none where a firewall wrote the file, and says what is wrong with one', async () => {
    assert.equal(await send('rules.csv', 'source,destination,service,action\n10.0.0.1,10.0.0.2,tcp/443,allow\n'), null);
    assert.equal(await send('rules.v4', '*filter\n'), null);
    await assert.rejects(send('a.json', '{'), /^Error: a\.json is no JSON \(.*\); give the answer of the API as it is\.$/);
  });
});
