import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TestClient } from './client.ts';

const WRONG = 'allow nobody -> any : tcp 22\n';
const RIGHT = 'zone a { subnet 10.0.0.0/24 }\n';

describe('findings of a file that has several addresses', () => {
  it('are told under the one by which the editor opened it, and under no other', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'segplan-'));
    writeFileSync(join(folder, 'a(b).segplan'), WRONG);
    const top = pathToFileURL(folder).toString();
    const client = await TestClient.start({ workspaceFolder: top });
    try {
      const [plain, own] = [`${top}/a%28b%29.segplan`, `${top}/a(b).segplan`];
      await client.settledDiagnostics(plain);
      const [sent] = [plain, own].filter((uri) => client.lastDiagnostics(uri)?.length);
      const other = sent === plain ? own : plain;
      assert.ok(sent);
      // What the server goes by is the one; the editor takes the other.
      assert.ok((await client.open(other, WRONG)).length);
      assert.deepEqual(client.lastDiagnostics(sent), []);
      client.change(other, [{ text: RIGHT }]);
      assert.deepEqual(await client.settledDiagnostics(other), []);
      client.change(other, [{ text: WRONG }]);
      assert.ok((await client.settledDiagnostics(other)).length);
      client.close(other);
      assert.ok((await client.settledDiagnostics(other)).length);
      assert.deepEqual(client.lastDiagnostics(sent), []);
    } finally {
      client.process.kill();
    }
  });
});

describe('answers about a file that has several addresses', () => {
  const LIBRARY = 'zone shared { subnet 10.1.0.0/24 }\n';
  const PLAN = `import "./lib(1).segplan"\n${RIGHT}allow a -> shared : tcp 22 "x"\nallow a -> shred : tcp 23\n`;
  const files = mkdtempSync(join(tmpdir(), 'segplan-'));
  const top = pathToFileURL(files).toString();
  /** As a text, neither is how the server writes it. */
  const [plan, library] = [`${top}/%70lan(1).segplan`, `${top}/lib(1).segplan`.replace('lib', '%6Cib')];
  let client: TestClient;

  before(async () => {
    writeFileSync(join(files, 'lib(1).segplan'), LIBRARY);
    client = await TestClient.start({ workspaceFolder: top, initializationOptions: { diagnostics: 'pull' } });
    void client.open(library, LIBRARY);
    void client.open(plan, PLAN);
  });
  after(() => client.process.kill());

  const ask = (method: string, more: object, uri = plan): Promise<never> =>
    client.connection.sendRequest(method, { textDocument: { uri }, ...more });
  /** All addresses in an answer. */
  const named = (answer: unknown): string[] =>
    [...new Set([...JSON.stringify(answer).matchAll(/"(file:[^"#]*)/g)].map(([, uri]) => uri!))].sort();
  const on = (line: number, character: number): object => ({ position: { line, character } });

  const ASKED: [title: string, ask: () => Promise<unknown>, expected: string[]][] = [
    ['a definition', () => ask('textDocument/definition', on(2, 12)), [library]],
    [
      'references',
      () => ask('textDocument/references', { ...on(0, 6), context: { includeDeclaration: true } }, library),
      [library, plan],
    ],
    ['the edits of a new name', () => ask('textDocument/rename', { ...on(0, 6), newName: 'common' }, library), [library, plan]],
    ['a link', () => ask('textDocument/documentLink', {}), [library]],
  ];
  for (const [title, answer, expected] of ASKED)
    it(`name it as the editor does: ${title}`, async () => assert.deepEqual(named(await answer()), [...expected].sort()));

  it('have the findings that are fetched of it, each once, and of none that are fetched again', async () => {
    const fetched = async (previousResultIds: object[]): Promise<{ uri: string; kind: string; resultId: string }[]> => {
      const { items } = await client.connection.sendRequest<{ items: { uri: string; kind: string; resultId: string }[] }>(
        'workspace/diagnostic',
        { previousResultIds },
      );
      return items;
    };
    const first = await fetched([]);
    assert.deepEqual(first.map(({ uri }) => uri).sort(), [library, plan].sort());
    const again = await fetched(first.map(({ uri, resultId }) => ({ uri, value: resultId })));
    assert.deepEqual(
      again.map(({ uri, kind }) => [uri, kind]),
      first.map(({ uri }) => [uri, 'unchanged']),
    );
  });

  it('edit it by a fix under the address of the editor', async () => {
    const { items } = await ask('textDocument/diagnostic', {});
    const [wrong] = (items as { code: string; range: object }[]).filter(({ code }) => code === 'unknown-name');
    assert.ok(wrong);
    assert.deepEqual(named(await ask('textDocument/codeAction', { range: wrong.range, context: { diagnostics: [wrong] } })), [
      plan,
    ]);
  });
});
