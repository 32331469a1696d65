import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver-protocol/node';
import { thoroughly } from '../support/chance.ts';
import { type ClientOptions, TestClient } from './client.ts';

const dist = join(import.meta.dirname, '../../dist');
const ZONES = 'zone a { subnet 10.0.0.0/24 }\n';
const LIBRARY = 'zone shared { subnet 10.1.0.0/24 }\n';
const OTHER = 'zone other { subnet 10.1.0.0/24 }\n';
const importing = (file: string): string => `import "./${file}"\n${ZONES}allow a -> shared : tcp 443 "web"\n`;

/** What is different when a plan is opened again. */
interface Case {
  readonly text: string;
  /** Files beside it, by their names. */
  readonly beside?: Readonly<Record<string, string>>;
  /** Its text when it is opened again, where that is another one. */
  readonly later?: string;
  /** @param kept the file that its findings are kept in */
  readonly change?: (folder: string, kept: string) => void;
  /** Files beside it that are open by then, with other texts. */
  readonly open?: Readonly<Record<string, string>>;
}

const CASES: Readonly<Record<string, Case>> = {
  'a text that was changed': { text: `${ZONES}allow a -> b : tcp 443\n`, later: `${ZONES}allow a -> c : tcp 443\n` },
  'an import that was changed': {
    text: importing('changed.segplan'),
    beside: { 'changed.segplan': LIBRARY },
    change: (folder) => fs.writeFileSync(join(folder, 'changed.segplan'), OTHER),
  },
  'an import of an import that was changed': {
    text: importing('near.segplan'),
    beside: { 'near.segplan': 'import "./far.segplan"\n', 'far.segplan': LIBRARY },
    change: (folder) => fs.writeFileSync(join(folder, 'far.segplan'), OTHER),
  },
  'an import that was missing and is there': {
    text: importing('appears.segplan'),
    change: (folder) => fs.writeFileSync(join(folder, 'appears.segplan'), LIBRARY),
  },
  'an import that is gone': {
    text: importing('goes.segplan'),
    beside: { 'goes.segplan': LIBRARY },
    change: (folder) => fs.rmSync(join(folder, 'goes.segplan')),
  },
  'an import that is a folder by now': {
    text: importing('folder.segplan'),
    change: (folder) => fs.mkdirSync(join(folder, 'folder.segplan')),
  },
  'an import that is open with another text': {
    text: importing('open.segplan'),
    beside: { 'open.segplan': LIBRARY },
    open: { 'open.segplan': OTHER },
  },
  'a catalog beside it that was changed': {
    text: `import "./catalog.segplan"\n${ZONES}component c in a at 10.0.0.5 role own.server\n`,
    beside: { 'catalog.segplan': 'vendor own "Own" {\n  role server "Server"\n}\n' },
    change: (folder) => fs.writeFileSync(join(folder, 'catalog.segplan'), 'vendor own "Own" {\n  role client "Client"\n}\n'),
  },
  'a damaged file': {
    text: `${ZONES}allow a -> damaged : tcp 443\n`,
    change: (_folder, kept) => fs.writeFileSync(kept, fs.readFileSync(kept, 'utf8').replace('damaged', 'demaged')),
  },
  'a file that is cut off': {
    text: `${ZONES}allow a -> cut : tcp 443\n`,
    change: (_folder, kept) => fs.truncateSync(kept, 200),
  },
  'a file that is larger than any': {
    text: `${ZONES}allow a -> large : tcp 443\n`,
    change: (_folder, kept) => fs.truncateSync(kept, 9 * 1024 * 1024),
  },
  'a link to a file': {
    text: `${ZONES}allow a -> linked : tcp 443\n`,
    change: (folder, kept) => {
      fs.renameSync(kept, join(folder, 'kept'));
      fs.symlinkSync(join(folder, 'kept'), kept);
    },
  },
  'a file that has a second name': {
    text: `${ZONES}allow a -> twice : tcp 443\n`,
    change: (folder, kept) => fs.linkSync(kept, join(folder, 'second')),
  },
  'a file of somebody else': {
    text: `${ZONES}allow a -> foreign : tcp 443\n`,
    // No other user can be made the owner but by the first one.
    change: (_folder, kept) => (process.getuid?.() === 0 ? fs.chownSync(kept, 4711, 4711) : fs.rmSync(kept)),
  },
};

/** Plans of which nothing changes: findings of each kind, and none. */
const SAME: Readonly<Record<string, string>> = {
  'imports.segplan': importing('library.segplan'),
  'unreadable.segplan': importing('nowhere.segplan'),
  'many.segplan': `${ZONES}zone b { subnet 10.0.0.0/25 }\nallow a -> c : tcp 443\nallow a b\nallow a -> b : tcp\n`,
  'dated.segplan': `${ZONES}zone b { subnet 10.2.0.0/24 }\nallow a -> b : tcp 443 until 2100-01-01\n`,
};

/** Says, when the first findings go out, which functions have run by then. */
const WITNESS = `
const { Session } = require('node:inspector');
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
const write = process.stdout.write;
process.stdout.write = function (chunk, ...more) {
  if (String(chunk).includes('publishDiagnostics') && process.stdout.write !== write) {
    process.stdout.write = write;
    session.post('Profiler.takePreciseCoverage', (_error, { result }) => {
      const ran = result.flatMap(({ functions }) => functions).filter(({ ranges }) => ranges[0].count > 0);
      require('node:fs').writeFileSync(process.env.WITNESS, ran.map(({ functionName }) => functionName).join('\\n'));
    });
  }
  return write.call(process.stdout, chunk, ...more);
};
`;

describe('findings that are kept for the next start', () => {
  if (process.platform === 'win32') return;
  const top = fs.mkdtempSync(join(tmpdir(), 'segplan-'));
  const folder = join(top, 'plans');
  const environment = { HOME: top, XDG_CACHE_HOME: join(top, 'cache'), SEGPLAN_KEEP_FINDINGS: '1' };
  const uriOf = (name: string): string => pathToFileURL(join(folder, name)).toString();
  const nameOf = (title: string): string => `${title.replace(/\W+/g, '-')}.segplan`;
  const running: TestClient[] = [];
  let heard: Map<string, Diagnostic[][]>;
  let second: TestClient;
  /** One that keeps nothing. */
  let fresh: TestClient;

  async function start(options: ClientOptions = {}): Promise<TestClient> {
    const client = await TestClient.start({ ...options, environment: { ...environment, ...options.environment } });
    running.push(client);
    return client;
  }

  /** Opens plans together. @returns all that is told of each, up to what holds */
  async function toldOfAll(client: TestClient, plans: Readonly<Record<string, string>>): Promise<Map<string, Diagnostic[][]>> {
    const told = new Map<string, Diagnostic[][]>();
    for (const [name, text] of Object.entries(plans)) {
      const all: Diagnostic[][] = [];
      told.set(name, all);
      void client.nextDiagnostics(uriOf(name), (diagnostics) => !all.push(diagnostics));
      void client.open(uriOf(name), text);
    }
    for (const name of Object.keys(plans)) await client.settledDiagnostics(uriOf(name));
    return told;
  }

  /**
   * The same in a server that has just started. It waits for what it kept for a third of a second at most and goes its way then, so that where the machine
   * was busy another one is started.
   */
  async function toldAtStart(
    optionsFor: (tries: number) => ClientOptions,
    isKept: (name: string) => boolean,
  ): Promise<{ client: TestClient; told: Map<string, Diagnostic[][]> }> {
    for (let tries = 1; ; tries++) {
      const client = await start(optionsFor(tries));
      const told = await toldOfAll(client, SAME);
      if (tries === 10 || [...told].every(([name, { length }]) => length > 1 || !isKept(name))) return { client, told };
    }
  }

  async function toldOf(client: TestClient, name: string, text: string): Promise<Diagnostic[][]> {
    return (await toldOfAll(client, { [name]: text })).get(name)!;
  }

  /** Where findings of a plan are kept. */
  function keptFile(name: string): string {
    const all = fs.globSync('**/*.findings', { cwd: top }).map((path) => join(top, path));
    const found = all.filter((path) => fs.readFileSync(path, 'utf8').includes(`"uri":"${uriOf(name)}","text"`));
    assert.equal(found.length, 1, name);
    return found[0]!;
  }

  before(async () => {
    fs.mkdirSync(folder);
    fs.writeFileSync(join(top, 'witness.cjs'), WITNESS);
    fs.writeFileSync(join(folder, 'library.segplan'), LIBRARY);
    fs.writeFileSync(join(folder, 'running.cfg'), 'hostname f\n');
    const first = await start();
    for (const [title, { text, beside = {} }] of Object.entries(CASES)) {
      for (const [name, each] of Object.entries(beside)) fs.writeFileSync(join(folder, name), each);
      void first.open(uriOf(nameOf(title)), text);
    }
    for (const [name, text] of Object.entries(SAME)) void first.open(uriOf(name), text);
    for (const name of Object.keys(SAME)) await first.settledDiagnostics(uriOf(name));
    await toldOf(first, 'runs.segplan', `${ZONES}firewall f {\n  running "./running.cfg"\n}\n`);
    await first.stop();
    for (const [title, { change }] of Object.entries(CASES)) change?.(folder, change.length > 1 ? keptFile(nameOf(title)) : '');
    fresh = await start({ environment: { SEGPLAN_KEEP_FINDINGS: '0' } });
    const witnessed = { nodeArguments: ['-r', join(top, 'witness.cjs')], environment: { WITNESS: join(top, 'ran.txt') } };
    ({ client: second, told: heard } = await toldAtStart(
      () => witnessed,
      () => true,
    ));
  });
  after(() => {
    for (const client of running) client.process.kill();
    fs.rmSync(top, { recursive: true });
  });

  it('are told before the catalogs are loaded and anything is parsed, and are what is found then', () => {
    const ran = new Set(fs.readFileSync(join(top, 'ran.txt'), 'utf8').split('\n'));
    assert.ok(ran.has('initializeWorkspace') && ran.has('tell'), 'what runs is called otherwise by now');
    for (const name of ['loadBuiltInCatalogs', 'buildDocuments', 'validateDocument']) assert.equal(ran.has(name), false, name);
    for (const [name, told] of heard) {
      assert.equal(told.length, 2, name);
      assert.deepEqual(told[0], told[1], name);
    }
    assert.deepEqual(
      [...heard.values()].map(([kept]) => [...new Set(kept!.map(({ code }) => code))]),
      [[], ['unknown-name', 'unknown-import'], ['syntax-error', 'unknown-name', 'overlapping-subnets', 'within-zone'], []],
    );
  });

  for (const [title, { text, later = text, open = {} }] of Object.entries(CASES))
    it(`are not told of ${title}, and the build tells what holds`, async () => {
      for (const client of [second, fresh]) for (const [name, each] of Object.entries(open)) void client.open(uriOf(name), each);
      const told = await toldOf(second, nameOf(title), later);
      assert.equal(told.length, 1);
      assert.deepEqual(await toldOf(fresh, nameOf(title), later), told);
    });

  it('are not kept of a plan that is held against what its firewall runs, which is told later', () => {
    assert.throws(() => keptFile('runs.segplan'));
  });

  it('are neither told nor kept where the user says so', async () => {
    assert.equal((await toldOf(fresh, 'many.segplan', SAME['many.segplan']!)).length, 1);
    await toldOf(fresh, 'off.segplan', ZONES);
    await fresh.stop();
    assert.throws(() => keptFile('off.segplan'));
  });

  it('are not told where settings are others', async () => {
    const client = await start({
      settings: { checks: { 'within-zone': 'off' } },
      nodeArguments: ['-r', join(top, 'witness.cjs')],
      environment: { WITNESS: join(top, 'ran-with-settings.txt') },
    });
    const holds = client.nextDiagnostics(uriOf('many.segplan'), (found) => found.every(({ code }) => code !== 'within-zone'));
    void client.open(uriOf('many.segplan'), SAME['many.segplan']!);
    assert.ok((await holds).length);
    assert.match(fs.readFileSync(join(top, 'ran-with-settings.txt'), 'utf8'), /^loadBuiltInCatalogs$/m);
  });

  it('are not told on another day where a rule ends on one', async () => {
    // Each server keeps what it found on its day, so that the next one has another day.
    const later = (days: number): string =>
      `const { now } = Date; const { Date: D } = globalThis; globalThis.Date = class extends D { constructor(...a) { super(...(a.length ? a : [now() + ${days} * 1728e5])); } };`;
    const { told } = await toldAtStart(
      (tries) => ({ nodeArguments: ['--import', `data:text/javascript,${encodeURIComponent(later(tries))}`] }),
      (name) => name !== 'dated.segplan',
    );
    assert.deepEqual(
      [...told].map(([name, each]) => [name, each.length]),
      Object.keys(SAME).map((name) => [name, name === 'dated.segplan' ? 1 : 2]),
    );
  });

  thoroughly('are neither told nor kept in a workspace that is not trusted', async () => {
    const client = await start({ initializationOptions: { trusted: false }, workspaceFolder: pathToFileURL(folder).toString() });
    assert.equal((await toldOf(client, 'many.segplan', SAME['many.segplan']!)).length, 1);
    await toldOf(client, 'untrusted.segplan', ZONES);
    await client.stop();
    assert.throws(() => keptFile('untrusted.segplan'));
  });

  it('are not told by another version of the program', async () => {
    const other = join(top, 'dist');
    fs.mkdirSync(other);
    fs.copyFileSync(join(dist, 'server.cjs'), join(other, 'server.cjs'));
    const program = fs.readFileSync(join(dist, 'server.main.cjs'), 'utf8');
    fs.writeFileSync(join(other, 'server.main.cjs'), `${program}\n// another one\n`);
    const client = await start({ program: [join(other, 'server.cjs'), '--stdio'] });
    assert.equal((await toldOf(client, 'imports.segplan', SAME['imports.segplan']!)).length, 1);
  });

  const OFF = { findings: { keep: false } };
  thoroughly(
    'are neither read nor written by settings that switch them off, however an editor says so, and stay as they are',
    async () => {
      const bare = { textDocument: { publishDiagnostics: { relatedInformation: true } } };
      const said: ClientOptions[] = [
        { settings: OFF },
        // Without settings to ask for, and with none of this section.
        { initializationOptions: { segplan: OFF }, capabilities: bare },
        { initializationOptions: { segplan: OFF }, settings: null },
      ];
      const kept = keptFile('unreadable.segplan');
      const before = fs.readFileSync(kept, 'utf8');
      await Promise.all(
        said.map(async (options) => {
          const client = await start(options);
          assert.equal((await toldOf(client, 'unreadable.segplan', SAME['unreadable.segplan']!)).length, 1);
          await toldOf(client, 'switched-off.segplan', ZONES);
          await client.stop();
        }),
      );
      assert.throws(() => keptFile('switched-off.segplan'));
      assert.equal(fs.readFileSync(kept, 'utf8'), before);
    },
  );

  it('are kept again as soon as a running server is told to', async () => {
    const client = await start({ settings: OFF });
    await toldOf(client, 'switched.segplan', ZONES);
    client.settings = {};
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    // It asks for the settings before it answers.
    await client.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri: uriOf('switched.segplan') } });
    await client.stop();
    assert.ok(keptFile('switched.segplan'));
  });

  it('lie where the user alone can read them', () => {
    const file = keptFile('dated.segplan');
    assert.equal(fs.statSync(file).mode & 0o777, 0o600);
    assert.equal(fs.statSync(dirname(file)).mode & 0o777, 0o700);
    assert.deepEqual(
      fs.readdirSync(dirname(file)).filter((name) => !name.endsWith('.findings')),
      [],
    );
  });
});
