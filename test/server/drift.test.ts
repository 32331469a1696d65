import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type CodeAction,
  CodeActionRequest,
  type Diagnostic,
  DidChangeWatchedFilesNotification,
  FileChangeType,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { DEVICE_COMMANDS_METHOD, type DeviceCommands } from '../../server/protocol.ts';
import { TestClient } from './client.ts';
import { positionOf } from './plans.ts';

const PLAN = `zone office { subnet 10.1.0.0/24  component desk at 10.1.0.9 }
zone shop { subnet 10.2.0.0/24  component till at 10.2.0.5 }
firewall main : iptables { zones office, shop  running "running/main.v4" }
allow desk -> till : tcp 443, 8443
`;

/** What iptables-save prints where these rules stand in the chain that passes traffic on. */
const saved = (...rules: string[]): string =>
  [
    '*filter',
    ':INPUT DROP [0:0]',
    ':FORWARD DROP [0:0]',
    ':OUTPUT ACCEPT [0:0]',
    ...rules.map((rule) => `-A FORWARD ${rule}`),
    'COMMIT',
    '',
  ].join('\n');

const REPLIES = '-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT';
const to = (port: number): string => `-s 10.1.0.9/32 -d 10.2.0.5/32 -p tcp -m tcp --dport ${port} -j ACCEPT`;

describe('what firewalls run, in an editor', () => {
  const top = mkdtempSync(join(tmpdir(), 'segplan-'));
  const folder = join(top, 'workspace');
  const file = join(folder, 'running/main.v4');
  const uri = pathToFileURL(join(folder, 'plan.segplan')).toString();
  let client: TestClient;
  before(async () => {
    mkdirSync(join(folder, 'running'), { recursive: true });
    mkdirSync(join(top, 'outside'));
    client = await TestClient.start({ initializationOptions: { commands: true } });
  });
  afterEach(() => client.close(uri));
  after(() => {
    client.process.kill();
    rmSync(top, { recursive: true });
  });

  const codes = (found: readonly Diagnostic[]): unknown[] => found.map(({ code }) => code).sort();
  const isDrift = ({ code }: Diagnostic): boolean => /^drift-|^unread-/.test(String(code));
  /** The next diagnostics that say, or no longer say, that plan and device part. */
  const drifting = (is: boolean): Promise<Diagnostic[]> => client.nextDiagnostics(uri, (found) => found.some(isDrift) === is);

  async function change(text: string | Uint8Array): Promise<void> {
    writeFileSync(file, text);
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: pathToFileURL(file).toString(), type: FileChangeType.Changed }],
    });
  }

  it('is told after what the plan says by itself, and follows the file and the plan', async () => {
    await change(saved(REPLIES, to(443)));
    const found = drifting(true);
    assert.deepEqual(await client.open(uri, PLAN), [], 'nothing waits for it');
    const [first, second] = await found;
    assert.deepEqual(codes(await found), ['drift-closed', 'drift-closed']);
    const [atFile, atRule] = first!.range.start.line < second!.range.start.line ? [first!, second!] : [second!, first!];
    assert.deepEqual(atFile.range.start, positionOf(PLAN, '<|>"running/main.v4"'));
    assert.match(String(atRule.message), /^main does not let desk -> till: tcp 8443 pass: running\/main\.v4, line 3: /);
    const places = atRule.relatedInformation?.map(({ location }) => [location.uri, location.range.start.line]);
    assert.deepEqual(places, [
      [uri, 2],
      [pathToFileURL(file).toString(), 2],
    ]);
    // The device changes: it lets pass what it should, and something besides.
    const open = client.nextDiagnostics(uri, (all) => all.some(({ code }) => code === 'drift-open'));
    await change(saved(REPLIES, to(443), to(8443), to(22)));
    assert.deepEqual(codes(await open), ['drift-open']);
    // The plan follows.
    const gone = drifting(false);
    client.change(uri, [{ text: `${PLAN}allow desk -> till : ssh\n` }]);
    assert.deepEqual(await gone, []);
  });

  for (const [name, encoded] of [
    ['UTF-16, as PowerShell writes it', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['Latin-1', (text: string) => Buffer.from(text, 'latin1')],
  ] as const)
    it(`is read from a file in ${name}`, async () => {
      await change(encoded(saved(REPLIES, `-m comment --comment "B\u00fcro" ${to(443)}`, to(8443), to(22))));
      const found = client.nextDiagnostics(uri, (all) => all.some(isDrift));
      await client.open(uri, PLAN);
      assert.deepEqual(codes(await found), ['drift-open']);
    });

  it('has the editor tell when a running file changes', () => {
    const watched = client.registrations.filter(({ method }) => method === 'workspace/didChangeWatchedFiles');
    assert.match(JSON.stringify(watched), /main\.v4/);
  });

  it('is audited again by what it depends on, and by nothing else', async () => {
    await change(saved(REPLIES, to(443)));
    // What the file said before may be told once more, where the server has not read it anew by then.
    const found = client.nextDiagnostics(uri, (all) => `${codes(all)}` === 'drift-closed,drift-closed');
    await client.open(uri, PLAN);
    const before = await found;
    const sent: number[] = [];
    let arrived: () => void = () => undefined;
    const first = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const counting = client.nextDiagnostics(uri, (all) => {
      arrived();
      return sent.push(all.length) > 1;
    });
    client.change(uri, [{ text: `// What the tills need.\n${PLAN}` }]);
    await first;
    // What was audited again would be sent again.
    await Promise.race([counting, new Promise((resolve) => setTimeout(resolve, 400))]);
    assert.deepEqual(sent, [before.length]);
  });

  it('offers to go by the device, and what it writes is in step with it', async () => {
    const own = '-s 10.1.0.0/24 -d 10.2.0.0/24 -p tcp -m tcp --dport 22 -m comment --comment "admins" -j ACCEPT';
    await change(saved(REPLIES, to(443), own));
    let found = drifting(true);
    await client.open(uri, PLAN);
    let text = PLAN;
    for (const code of ['drift-open', 'drift-closed']) {
      const diagnostic = (await found).filter((each) => each.code === code).at(-1)!;
      const { range } = diagnostic;
      const context = { diagnostics: [diagnostic], only: ['quickfix'] };
      const actions = (await client.connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri },
        range,
        context,
      })) as CodeAction[];
      const fix = actions.find(({ title }) => title.startsWith('Go by main: '))!;
      text = TextDocument.applyEdits(TextDocument.create(uri, 'segplan', 0, text), fix.edit!.changes![uri]!);
      found = client.nextDiagnostics(uri, (all) => !all.some((each) => each.code === code));
      client.change(uri, [{ text }]);
    }
    assert.deepEqual(await found, []);
    assert.equal(text, `${PLAN.replace(', 8443', '')}allow office -> shop : ssh "runs on main: admins"\n`);
  });

  it('offers the commands that bring the device in step instead, which is then what it runs', async () => {
    await change(saved(REPLIES, to(443), to(22)));
    const found = drifting(true);
    await client.open(uri, PLAN);
    const [{ range }] = (await found).filter(({ code }) => code === 'drift-closed') as [Diagnostic];
    const asked = { textDocument: { uri }, range, context: { diagnostics: await found, only: ['quickfix'] } };
    const actions = (await client.connection.sendRequest(CodeActionRequest.type, asked)) as CodeAction[];
    const shows = actions.filter(({ title }) => title === 'Show the commands for main');
    assert.deepEqual(
      shows.map(({ command }) => [command?.command, command?.arguments]),
      [['segplan.showDeviceCommands', [uri, 'main']]],
    );
    const { files } = await client.connection.sendRequest<{ files: readonly DeviceCommands[] }>(DEVICE_COMMANDS_METHOD, {
      uri,
      firewall: 'main',
    });
    const [{ commands, after, uri: of }] = files as [DeviceCommands];
    assert.equal(of, pathToFileURL(file).toString());
    assert.match(commands, /^# main\.v4 \(iptables, firewall main\): what brings it in step with the plan\./);
    assert.match(commands, /--dport 8443\b/);
    assert.ok(!commands.includes(top), 'no address stands in what somebody passes on');
    assert.match(commands, /^-D FORWARD 3$/m);
    const gone = drifting(false);
    await change(after!);
    assert.deepEqual(await gone, []);
    assert.deepEqual(await client.connection.sendRequest(DEVICE_COMMANDS_METHOD, { uri, firewall: 'edge' }), {
      error: "The plan has no firewall 'edge'; it has main.",
    });
  });

  it('is summed up in a hover over the file, with what was read of it', async () => {
    await change(saved(REPLIES, to(443), `-i eth9 ${to(80)}`));
    const found = drifting(true);
    await client.open(uri, PLAN);
    await found;
    const { contents } = await client.connection.sendRequest<{ contents: { value: string } }>('textDocument/hover', {
      textDocument: { uri },
      position: positionOf(PLAN, '"run<|>ning/main.v4'),
    });
    assert.match(contents.value, /^\*\*running\/main\.v4\*\* · what main runs$/m);
    assert.match(
      contents.value,
      /^iptables: \*\*1 cut off, 1 not certain\*\*\. 8 lines modeled, 0 without bearing, 0 unknown\.$/m,
    );
    assert.match(contents.value, /^Where eth9 of the device leads is not known/m);
  });

  it('follows the files of several plans that are opened at once', async () => {
    const plans = ['one', 'two', 'three'].map((name) => ({
      name,
      uri: pathToFileURL(join(folder, `${name}.segplan`)).toString(),
      text: PLAN.replace('running/main.v4', `running/${name}.v4`),
      file: join(folder, `running/${name}.v4`),
    }));
    for (const each of plans) writeFileSync(each.file, saved(REPLIES, to(443)));
    const drifts = (is: boolean) =>
      Promise.all(plans.map((each) => client.nextDiagnostics(each.uri, (found) => found.some(isDrift) === is)));
    const found = drifts(true);
    await Promise.all(plans.map((each) => client.open(each.uri, each.text)));
    await found;
    const gone = drifts(false);
    for (const each of plans) writeFileSync(each.file, saved(REPLIES, to(443), to(8443)));
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: plans.map((each) => ({
        uri: pathToFileURL(each.file).toString(),
        type: FileChangeType.Changed as FileChangeType,
      })),
    });
    assert.deepEqual(await gone, [[], [], []]);
    for (const each of plans) client.close(each.uri);
  });

  it('is fetched again by an editor that fetches findings', async () => {
    const fetching = await TestClient.start({
      initializationOptions: { diagnostics: 'pull' },
      capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
    });
    writeFileSync(file, saved(REPLIES, to(443)));
    const asked = new Promise((resolve) => {
      fetching.connection.onRequest('workspace/diagnostic/refresh', () => {
        resolve(undefined);
        return null;
      });
    });
    const textDocument = { uri, languageId: 'segplan', version: 1, text: PLAN };
    await fetching.connection.sendNotification('textDocument/didOpen', { textDocument });
    await asked;
    const { items } = await fetching.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    assert.deepEqual(codes(items), ['drift-closed', 'drift-closed']);
    fetching.process.kill();
  });

  it('is told in files that are open alone, since nobody follows it for others', async () => {
    await change(saved(REPLIES, to(443)));
    writeFileSync(join(folder, 'plan.segplan'), PLAN);
    const other = await TestClient.start({ workspaceFolder: pathToFileURL(folder).toString() });
    try {
      const found = other.nextDiagnostics(uri, (all) => all.some(isDrift));
      await other.open(uri, PLAN);
      await found;
      const next = other.nextDiagnostics(uri);
      other.close(uri);
      assert.deepEqual(await next, []);
    } finally {
      other.process.kill();
      rmSync(join(folder, 'plan.segplan'));
    }
  });

  it('is not read where it lies outside of a workspace that is not trusted, nor where it is no regular file', async () => {
    client.process.kill();
    client = await TestClient.start({
      workspaceFolder: pathToFileURL(folder).toString(),
      initializationOptions: { trusted: false },
    });
    writeFileSync(join(top, 'outside/main.v4'), saved(to(22)));
    if (process.platform !== 'win32') symlinkSync('../../outside/main.v4', join(folder, 'running/link.v4'));
    const at: Readonly<Record<string, RegExp>> = {
      '../outside/main.v4': /^\.\.\/outside\/main\.v4 lies outside of the workspace, which is not trusted/,
      ...(process.platform === 'win32' ? {} : { 'running/link.v4': /lies outside of the workspace/ }),
      running: /^running is a folder/,
      'running/nowhere.v4': /^running\/nowhere\.v4 can't be read: check the path/,
    };
    const text = PLAN.replace(
      '"running/main.v4"',
      Object.keys(at)
        .map((name) => JSON.stringify(name))
        .join(', '),
    );
    const found = client.nextDiagnostics(uri, (all) => all.some(({ code }) => code === 'unread-running'));
    await client.open(uri, text);
    const unread = (await found).filter(({ code }) => code === 'unread-running');
    assert.equal(unread.length, Object.keys(at).length);
    for (const [n, pattern] of Object.values(at).entries()) assert.match(String(unread[n]?.message), pattern);
    assert.doesNotMatch(JSON.stringify(await found), /drift-open/);
  });
});
