import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Cancellation, DocumentState, isOperationCancelled } from 'langium';
import { ofChance } from '../support/chance.ts';
import { loadPlan } from '../support/language.ts';
import { numbers } from '../support/numbers.ts';
import { TestClient } from './client.ts';
import { PLAN } from './plans.ts';

const uriOf = (name: string): string => `file:///plans/${name}.segplan`;

/** Texts of a plan that differ in what is found in them. */
const TEXTS = [
  PLAN,
  PLAN.replace('allow server', 'allow sever'),
  PLAN.replace('allow server -> store : acme.data', 'allow server -> store : tcp 5000'),
  PLAN.replace('10.0.1.1', '10.0.1.300'),
  PLAN.replace('zone vault {', 'zone vault'),
  `${PLAN}\nimport "./shared.segplan"\nallow office -> friends : tcp 22\n`,
];
const SHARED = ['group friends = 10.9.0.1\n', 'group fiends = 10.9.0.1\n', 'group friends = nobody\n', ''];

describe('diagnostics of several documents that change at the same time', () => {
  for (const seed of [1, 2, 3].slice(0, ofChance(3, 1)))
    it(`are those of the last version of each, whatever the order of edits (seed ${seed})`, async () => {
      const number = numbers(seed);
      const client = await TestClient.start();
      try {
        const open = new Map<string, string>();
        const pick = (texts: readonly string[]): string => texts[number(texts.length)]!;
        const step = async (): Promise<void> => {
          const name = ['one', 'two', 'three', 'shared'][number(4)]!;
          const text = pick(name === 'shared' ? SHARED : TEXTS);
          if (!open.has(name)) void client.open(uriOf(name), text);
          else if (number(8) === 0) {
            client.close(uriOf(name));
            open.delete(name);
            return;
          } else client.change(uriOf(name), [{ text }]);
          open.set(name, text);
          // Between nothing and about what it takes to check a plan.
          if (number(3)) await wait(number(12));
        };
        for (let round = 0; round < ofChance(6, 2); round++) {
          for (let n = 0; n < 12; n++) await step();
          for (const name of open.keys()) {
            const found = await client.settledDiagnostics(uriOf(name));
            const copy = uriOf(`copy-${round}-${name}`);
            await client.open(copy, open.get(name)!);
            const plain = (value: unknown, uri: string): unknown => JSON.parse(JSON.stringify(value).replaceAll(uri, 'it'));
            const wanted = plain(await client.settledDiagnostics(copy), copy);
            assert.deepEqual(plain(found, uriOf(name)), wanted, `${name} after round ${round}`);
            client.close(copy);
          }
        }
      } finally {
        client.process.kill();
      }
    });

  it('are published although another change comes at the very moment', async () => {
    const { document, services } = await loadPlan(TEXTS[1]!);
    const { DocumentBuilder } = services.shared.workspace;
    const change = new Cancellation.CancellationTokenSource();
    const published: unknown[] = [];
    const listeners = [
      DocumentBuilder.onDocumentPhase(DocumentState.Validated, ({ uri }) => {
        if (uri.toString() === document.uri.toString()) change.cancel();
      }),
      DocumentBuilder.onDocumentPhase(DocumentState.Validated, ({ uri, diagnostics }) => {
        if (uri.toString() === document.uri.toString()) published.push(diagnostics?.[0]?.code);
      }),
    ];
    try {
      DocumentBuilder.resetToState(document, DocumentState.IndexedReferences);
      await DocumentBuilder.update([], [], change.token).catch((error: unknown) => assert.ok(isOperationCancelled(error)));
      assert.deepEqual(published, ['unknown-name']);
    } finally {
      for (const listener of listeners) listener.dispose();
    }
  });
});

describe('an open document whose file changes on the disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'segplan-'));
  const path = (name: string): string => join(folder, name);
  const fileUri = (name: string): string => pathToFileURL(path(name)).toString();
  let client: TestClient;
  before(async () => {
    mkdirSync(folder, { recursive: true });
    client = await TestClient.start({ workspaceFolder: pathToFileURL(folder).toString() });
  });
  after(() => {
    client.process.kill();
    rmSync(folder, { recursive: true });
  });

  /** Tells of changes as an editor does. 1 is a file that came, 2 one that changed, 3 one that went. */
  function watched(changes: readonly (readonly [name: string, type: 1 | 2 | 3])[]): void {
    client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: changes.map(([name, type]) => ({ uri: fileUri(name), type })),
    });
  }
  const codesOf = async (name: string): Promise<unknown[]> =>
    (await client.settledDiagnostics(fileUri(name))).map(({ code }) => code);

  it('keeps its findings when the file is deleted, and still answers', async () => {
    writeFileSync(path('deleted.segplan'), TEXTS[1]!);
    await client.open(fileUri('deleted.segplan'), TEXTS[1]!);
    rmSync(path('deleted.segplan'));
    watched([['deleted.segplan', 3]]);
    assert.ok((await codesOf('deleted.segplan')).includes('unknown-name'));
    client.change(fileUri('deleted.segplan'), [{ text: TEXTS[2]! }]);
    assert.deepEqual(await codesOf('deleted.segplan'), ['missing-flow']);
    client.close(fileUri('deleted.segplan'));
    const emptied = client.nextDiagnostics(fileUri('deleted.segplan'));
    assert.deepEqual(await emptied, []);
  });

  it('keeps them when the file is renamed, and the renamed one has its own', async () => {
    writeFileSync(path('before.segplan'), TEXTS[1]!);
    await client.open(fileUri('before.segplan'), TEXTS[1]!);
    renameSync(path('before.segplan'), path('after.segplan'));
    watched([
      ['before.segplan', 3],
      ['after.segplan', 1],
    ]);
    assert.ok((await codesOf('before.segplan')).includes('unknown-name'));
    assert.ok((await codesOf('after.segplan')).includes('unknown-name'));
  });

  it('shows what the editor holds and not what another program wrote', async () => {
    writeFileSync(path('written.segplan'), TEXTS[1]!);
    await client.open(fileUri('written.segplan'), TEXTS[2]!);
    writeFileSync(path('written.segplan'), PLAN);
    watched([['written.segplan', 2]]);
    assert.deepEqual(await codesOf('written.segplan'), ['missing-flow']);
  });

  it('loses the findings of a file that is not open and goes', async () => {
    writeFileSync(path('closed.segplan'), TEXTS[2]!);
    watched([['closed.segplan', 1]]);
    assert.deepEqual(await codesOf('closed.segplan'), ['missing-flow']);
    rmSync(path('closed.segplan'));
    watched([['closed.segplan', 3]]);
    assert.deepEqual(await codesOf('closed.segplan'), []);
  });
});
