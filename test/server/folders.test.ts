import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TestClient } from './client.ts';
import { PLAN } from './plans.ts';

/** A plan in which a name is unknown, which nothing but its own text decides. */
const LACKING = 'zone attic { subnet 10.78.0.0/24 }\nallow attick -> attic : tcp 22 "a slip"\n';
const IMPORTING = `import "./sites/shared.segplan"\n${PLAN}`;
const SHARED = 'zone cellar { subnet 10.77.0.0/24 }\n';

const folder = mkdtempSync(join(tmpdir(), 'segplan-'));
const path = (name: string): string => join(folder, name);
const uriOf = (name: string): string => pathToFileURL(path(name)).toString();
let client: TestClient;

function write(name: string, text: string): void {
  mkdirSync(join(path(name), '..'), { recursive: true });
  writeFileSync(path(name), text);
}

/** Tells of changes as an editor does. 1 is what came, 3 what went. */
function watched(...changes: readonly (readonly [name: string, type: 1 | 3])[]): void {
  client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: changes.map(([name, type]) => ({ uri: uriOf(name), type })),
  });
}

/** The findings of a plan, as soon as they hold this one and no other in its place. */
async function waitForCodes(name: string, codes: readonly string[]): Promise<void> {
  const told = (found: readonly { code?: unknown }[] | undefined): string =>
    [...new Set(found?.map(({ code }) => code))].sort().join();
  if (told(client.lastDiagnostics(uriOf(name))) === codes.join()) return;
  await client.nextDiagnostics(uriOf(name), (found) => told(found) === codes.join());
}

describe('folders that come and go while the server runs', function () {
  this.timeout(20_000);

  beforeEach(async () => {
    write('plans/plan.segplan', IMPORTING);
    write('plans/sites/shared.segplan', SHARED);
    write('plans/sites/deep/lacking.segplan', LACKING);
    write('other/lacking.segplan', LACKING);
    client = await TestClient.start({
      workspaceFolder: uriOf('plans'),
      capabilities: { workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } } },
    });
    await client.open(uriOf('plans/plan.segplan'), IMPORTING);
    await waitForCodes('plans/plan.segplan', []);
    await waitForCodes('plans/sites/deep/lacking.segplan', ['unknown-name']);
  });
  afterEach(() => {
    client.process.kill();
    rmSync(folder, { recursive: true });
  });

  // An editor that is told of a folder by the system says nothing of what lies in it.
  it('take their plans along and bring them back, also where nobody tells of the plans themselves', async () => {
    renameSync(path('plans/sites'), path('plans/places'));
    watched(['plans/sites', 3], ['plans/places', 1]);
    await waitForCodes('plans/plan.segplan', ['unknown-import']);
    await waitForCodes('plans/sites/deep/lacking.segplan', []);
    await waitForCodes('plans/places/deep/lacking.segplan', ['unknown-name']);
    renameSync(path('plans/places'), path('plans/sites'));
    watched(['plans/sites', 1], ['plans/places', 3]);
    await waitForCodes('plans/plan.segplan', []);
    await waitForCodes('plans/sites/deep/lacking.segplan', ['unknown-name']);
    await waitForCodes('plans/places/deep/lacking.segplan', []);
  });

  it('leave the findings of a plan in them that is open', async () => {
    await client.open(uriOf('plans/sites/deep/lacking.segplan'), LACKING);
    rmSync(path('plans/sites'), { recursive: true });
    watched(['plans/sites', 3]);
    await waitForCodes('plans/plan.segplan', ['unknown-import']);
    const found = await client.settledDiagnostics(uriOf('plans/sites/deep/lacking.segplan'));
    assert.deepEqual(
      found.map(({ code }) => code),
      ['unknown-name'],
    );
  });

  it('are passed over where no plans are looked for', async () => {
    write('plans/node_modules/thing/lacking.segplan', LACKING);
    write('plans/later/lacking.segplan', LACKING);
    watched(['plans/node_modules/thing', 1], ['plans/later', 1]);
    await waitForCodes('plans/later/lacking.segplan', ['unknown-name']);
    await client.settledDiagnostics(uriOf('plans/plan.segplan'));
    assert.equal(client.lastDiagnostics(uriOf('plans/node_modules/thing/lacking.segplan')), undefined);
  });

  it('are followed below a workspace folder that is written with a slash at its end', async () => {
    const other = await TestClient.start({ workspaceFolder: `${uriOf('plans')}/` });
    try {
      write('plans/later/lacking.segplan', LACKING);
      const told = other.nextDiagnostics(uriOf('plans/later/lacking.segplan'), (found) => found.length > 0);
      await other.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: `${uriOf('plans/later')}/`, type: 1 }],
      });
      await told;
    } finally {
      other.process.kill();
    }
  });

  it('bring the running files in them that plans name', async () => {
    const text =
      'zone a { subnet 10.1.0.0/24 }\nzone b { subnet 10.2.0.0/24 }\nfirewall f : iptables { zones a, b running "run/f.v4" }\n';
    write('plans/firewalls.segplan', text);
    const lacking = client.nextDiagnostics(uriOf('plans/firewalls.segplan'), ([first]) =>
      /can't be read/.test(`${first?.message}`),
    );
    void client.open(uriOf('plans/firewalls.segplan'), text);
    await lacking;
    write('plans/run/f.v4', '*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n');
    const read = client.nextDiagnostics(uriOf('plans/firewalls.segplan'), (found) =>
      found.every(({ message }) => !/can't be read/.test(`${message}`)),
    );
    watched(['plans/run', 1]);
    await read;
  });

  it('are followed as folders of the workspace', async () => {
    assert.deepEqual(client.result.capabilities.workspace?.workspaceFolders, { supported: true, changeNotifications: true });
    const change = (added: readonly string[], removed: readonly string[]): void => {
      const of = (names: readonly string[]): object[] => names.map((name) => ({ uri: uriOf(name), name }));
      client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
        event: { added: of(added), removed: of(removed) },
      });
    };
    change(['other'], []);
    await waitForCodes('other/lacking.segplan', ['unknown-name']);
    change([], ['plans']);
    await waitForCodes('plans/sites/deep/lacking.segplan', []);
    // What is open stays, with what it imports.
    assert.deepEqual(await client.settledDiagnostics(uriOf('plans/plan.segplan')), []);
    change([], ['other']);
    await waitForCodes('other/lacking.segplan', []);
  });
});

describe('a plan that imports a file outside of the folders of the editor', function () {
  this.timeout(20_000);

  it('has it watched, also where it is not there yet', async () => {
    write('ws/plan.segplan', '');
    const other = await TestClient.start({
      workspaceFolder: uriOf('ws'),
      capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true } } },
    });
    try {
      const uri = uriOf('ws/plan.segplan');
      const text =
        'import "../out/shared.segplan"\nimport "./inside.segplan"\nimport "/dev/null"\nallow cellar -> cellar : tcp 22 "x"\n';
      const found = await other.open(uri, text);
      assert.equal(found.filter(({ code }) => code === 'unknown-import').length, 3);
      await other.settledDiagnostics(uri);
      const watchers = other.registrations.flatMap(
        ({ registerOptions }) => (registerOptions as { watchers?: { globPattern: unknown }[] }).watchers ?? [],
      );
      assert.deepEqual(
        watchers.map(({ globPattern }) => globPattern).filter((pattern) => typeof pattern !== 'string'),
        [{ baseUri: uriOf('out'), pattern: 'shared.segplan' }],
      );
      write('out/shared.segplan', SHARED);
      const linked = other.nextDiagnostics(uri, (now) => now.every(({ code }) => code !== 'unknown-name'));
      await other.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: uriOf('out/shared.segplan'), type: 1 }],
      });
      await linked;
    } finally {
      other.process.kill();
      rmSync(folder, { recursive: true });
    }
  });

  const BEFORE: Readonly<Record<string, [before: string | undefined, after: string | undefined]>> = {
    comes: [undefined, SHARED],
    changes: ['zone attic { subnet 10.76.0.0/24 }\n', SHARED],
    goes: [SHARED, undefined],
  };
  for (const [what, [before, after]] of Object.entries(BEFORE))
    it(`sees that it ${what} before the editor has begun to watch it`, async () => {
      write('ws/plan.segplan', '');
      if (before !== undefined) write('out/shared.segplan', before);
      const other = await TestClient.start({
        workspaceFolder: uriOf('ws'),
        capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true } } },
      });
      try {
        const uri = uriOf('ws/plan.segplan');
        const isKnown = (found: readonly { code?: unknown }[]): boolean => found.every(({ code }) => code !== 'unknown-name');
        let read: () => void = () => {};
        const wasRead = new Promise<void>((resolve) => {
          read = resolve;
        });
        other.connection.onRequest('client/registerCapability', async ({ registrations }) => {
          if (!JSON.stringify(registrations).includes('shared.segplan')) return null;
          await wasRead;
          if (after === undefined) rmSync(path('out/shared.segplan'));
          else write('out/shared.segplan', after);
          return null;
        });
        const found = await other.open(uri, 'import "../out/shared.segplan"\nallow cellar -> cellar : tcp 22 "x"\n');
        assert.equal(isKnown(found), before === SHARED);
        const seen = other.nextDiagnostics(uri, (now) => isKnown(now) === (after === SHARED));
        read();
        await seen;
      } finally {
        other.process.kill();
        rmSync(folder, { recursive: true });
      }
    });
});
