import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { buildCli, bundle, FIRST_RULE, folderWith, planWith, removeFolders, segplan } from '../cli/segplan.ts';
import { thoroughly } from '../support/chance.ts';
import { installPacked } from '../support/packed.ts';

const SHORT = 'allow vbr -> repo : tcp 2500-3300';
const GOOD = 'allow vbr -> repo : tcp 6162, 2500-3300';
const clients: Client[] = [];

/** An assistant that works in a folder. */
async function assistant(folder: string, program: string = bundle, nodeArguments: readonly string[] = []): Promise<Client> {
  const client = new Client({ name: 'test', version: '1.0.0' });
  clients.push(client);
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [...nodeArguments, program, 'mcp'],
      cwd: folder,
      stderr: 'pipe',
    }),
  );
  // Answers are held against the schemas that the server tells.
  await client.listTools();
  return client;
}

// biome-ignore lint/suspicious/noExplicitAny: answers have the shapes that the schemas tell, which the client holds.
type Answer = any;

async function ask(client: Client, name: string, asked: Record<string, unknown>): Promise<Answer> {
  const result = await client.callTool({ name, arguments: asked });
  const [content] = result.content as { text: string }[];
  assert.ok(!result.isError, content!.text);
  assert.deepEqual(JSON.parse(content!.text), result.structuredContent);
  return result.structuredContent;
}

/** What a tool that can't answer says. */
async function refusal(client: Client, name: string, asked: Record<string, unknown>): Promise<string> {
  const result = await client.callTool({ name, arguments: asked });
  assert.equal(result.isError, true, JSON.stringify(result.structuredContent));
  return (result.content as { text: string }[])[0]!.text;
}

describe('segplan mcp', () => {
  before(buildCli);
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
  });
  after(removeFolders);

  thoroughly('refuses what there is no memory for, and answers the next question', async () => {
    const vast = `zone vast { }\n/*${' vast'.repeat(400_000)} */\n`;
    const folder = folderWith({
      'vast.segplan': vast,
      'plan.segplan': planWith(GOOD),
      'main.segplan': 'import "./vast.segplan"\nzone a { }\n',
    });
    const client = await assistant(folder, bundle, ['--max-old-space-size=120']);
    const why =
      /^vast\.segplan needs more memory than is left of what Node may use \(\d+ MB\); name fewer or smaller files, or give it more by NODE_OPTIONS=/;
    assert.match(await refusal(client, 'check', { path: 'vast.segplan' }), why);
    // What can't be imported is a finding of the plan.
    const { files } = await ask(client, 'check', { path: 'main.segplan' });
    assert.match(JSON.stringify(files), /'\.\/vast\.segplan' can't be imported: it needs more memory/);
    assert.equal((await ask(client, 'check', { path: 'plan.segplan' })).files.length, 1);
  });

  it('tells its tools, each read-only, with what it takes and what it gives', async () => {
    const client = await assistant(folderWith({}));
    assert.equal(client.getServerVersion()?.name, 'segplan');
    assert.match(client.getInstructions() ?? '', /change nothing/);
    const { tools } = await client.listTools();
    assert.deepEqual(tools.map((t) => t.name).sort(), [
      'audit',
      'catalog',
      'check',
      'diff',
      'explain',
      'propose_fix',
      'role_needs',
    ]);
    for (const { name, description, inputSchema, outputSchema, annotations } of tools) {
      assert.ok((description ?? '').length > 40, name);
      assert.ok(Object.keys(inputSchema.properties ?? {}).length, name);
      assert.ok(Object.keys(outputSchema?.properties ?? {}).length, name);
      assert.deepEqual(
        [annotations?.readOnlyHint, annotations?.destructiveHint, annotations?.openWorldHint],
        [true, false, false],
      );
    }
  });

  it('finds what is missing, proposes lines, and finds nothing once they are written', async () => {
    const folder = folderWith({ 'plan.segplan': planWith(SHORT) });
    const client = await assistant(folder);
    const { errors, files } = await ask(client, 'check', {});
    assert.equal(errors, 1);
    assert.deepEqual(
      [files[0].file, files[0].findings[0].code, files[0].findings[0].line],
      ['plan.segplan', 'missing-flow', FIRST_RULE],
    );
    const { findings, all } = await ask(client, 'propose_fix', { file: 'plan.segplan', code: 'missing-flow' });
    const { change } = findings[0].fixes.find((fix: Answer) => fix.preferred);
    assert.deepEqual(change, { firstLine: FIRST_RULE, lastLine: FIRST_RULE, before: SHORT, after: `${SHORT}, 6162` });
    assert.deepEqual(all, change);
    assert.equal(readFileSync(join(folder, 'plan.segplan'), 'utf8'), planWith(SHORT), 'nothing is changed');
    writeFileSync(join(folder, 'plan.segplan'), planWith(SHORT).replace(change.before, change.after));
    assert.equal((await ask(client, 'check', { path: 'plan.segplan' })).errors, 0);
  });

  it('proposes new lines where a pair has no rule', async () => {
    const folder = folderWith({ 'plan.segplan': planWith() });
    const client = await assistant(folder);
    const { all } = await ask(client, 'propose_fix', { file: 'plan.segplan' });
    const lines = planWith().split('\n');
    assert.equal(lines.slice(all.firstLine - 1, all.lastLine).join('\n'), all.before);
    lines.splice(all.firstLine - 1, all.lastLine - all.firstLine + 1, ...all.after.split('\n'));
    writeFileSync(join(folder, 'plan.segplan'), lines.join('\n'));
    assert.equal(segplan(['check', 'plan.segplan'], folder).code, 0);
  });

  it('explains traffic, with the rule and who needs it', async () => {
    const client = await assistant(
      folderWith({ 'plan.segplan': planWith(GOOD, 'allow vbr -> repo : tcp 22 during deployment') }),
    );
    const answer = await ask(client, 'explain', { file: 'plan.segplan', question: 'vbr -> repo tcp 6162' });
    assert.deepEqual(
      [answer.verdict, answer.permittedBy],
      ['permitted', [{ file: 'plan.segplan', line: FIRST_RULE, text: GOOD }]],
    );
    assert.match(answer.neededBy[0].sources[0], /vault-ports\.pdf/);
    assert.deepEqual(answer.remedies, []);
    const lacking = await assistant(folderWith({ 'plan.segplan': planWith() }));
    const [remedy] = (await ask(lacking, 'explain', { file: 'plan.segplan', question: 'vbr -> repo tcp 6162' })).remedies;
    const { code, line } = remedy;
    const proposed = await ask(lacking, 'propose_fix', { file: 'plan.segplan', code, line });
    assert.ok(proposed.findings[0].fixes.some(({ title }: { title: string }) => title === remedy.fixes[0]));
    const ssh = { file: 'plan.segplan', question: 'vbr -> repo tcp 22' };
    assert.equal((await ask(client, 'explain', ssh)).permitted, false);
    assert.equal((await ask(client, 'explain', { ...ssh, phases: ['deployment'] })).permitted, true);
    assert.match(await refusal(client, 'explain', { ...ssh, question: 'vbr -> nobody' }), /nobody/);
  });

  it('says what a role needs, and which there are', async () => {
    const client = await assistant(folderWith({ 'plan.segplan': planWith() }));
    const role = await ask(client, 'role_needs', { role: 'vault.hardened-repository', file: 'plan.segplan' });
    const ports = role.connectedToBy.map((flow: Answer) => `${flow.peer} ${flow.services}`).join('\n');
    assert.match(ports, /vault\.backup-server .*6162/);
    // Documents are named once, and flows name them by their ids.
    const proxy = await ask(client, 'role_needs', { role: 'veeam.vmware-proxy' });
    const ids = proxy.documents.map(({ id }: Answer) => id);
    const cited = proxy.connectsTo.flatMap(({ sources }: Answer) => sources.map((s: string) => s.slice(0, s.indexOf(': '))));
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(cited.length > 3 * ids.length && cited.every((id: string) => ids.includes(id)), cited.join());
    const towards = await ask(client, 'role_needs', { role: 'veeam.vmware-proxy', peer: 'vmware' });
    const peers = [...towards.connectsTo, ...towards.connectedToBy].map((flow: Answer) => flow.peer);
    assert.ok(peers.length && peers.every((each: string) => each.startsWith('vmware.')), peers.join());
    assert.ok(JSON.stringify(towards).length * 4 < JSON.stringify(proxy).length);
    assert.match(
      await refusal(client, 'role_needs', { role: 'veeam.vmware-proxy', peer: 'zerto' }),
      /^No flow is known between veeam\.vmware-proxy and 'zerto'\. .* has flows with .*veeam\.backup-server/,
    );
    assert.match(
      await refusal(client, 'role_needs', { role: 'veeam.hardened-repositry' }),
      /did you mean 'veeam\.hardened-repository'/,
    );
    const { vendors } = await ask(client, 'catalog', {});
    const own = vendors.find((v: Answer) => v.name === 'veeam');
    const [veeam] = (await ask(client, 'catalog', { vendor: 'veeam' })).vendors;
    assert.equal(own.roles, undefined);
    assert.equal(veeam.roles.length, own.roleCount);
    assert.ok(veeam.roles.some((r: Answer) => r.name === 'veeam.hardened-repository'));
  });

  it('compares a plan with its last commit, and two files', async () => {
    const folder = folderWith({
      'in/plan.segplan': planWith(GOOD),
      'in/other.segplan': planWith(SHORT),
      'in/early.segplan': planWith(SHORT, 'allow vbr -> repo : ssh'),
    });
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: folder });
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'plan');
    writeFileSync(join(folder, 'in/plan.segplan'), planWith(GOOD, 'allow vbr -> repo : tcp 8080'));
    const client = await assistant(join(folder, 'in'));
    const { opens, closes, changeRequest } = await ask(client, 'diff', { newer: 'plan.segplan' });
    assert.deepEqual([opens.map((o: Answer) => [o.services, o.unneeded]), closes], [[['tcp 8080', 'tcp 8080']], []]);
    assert.match(changeRequest, /^# Test: changes/);
    // What serves a phase that is off is not taken for a need.
    const before = await ask(client, 'diff', { older: 'other.segplan', newer: 'early.segplan' });
    const [opened] = before.opens.filter((o: Answer) => o.services === 'tcp 22');
    assert.match(opened.neededFor.join(), /^Sets up a Linux server \(not required now\); Port guide/);
    const lost = await ask(client, 'diff', { older: 'plan.segplan', newer: 'other.segplan' });
    assert.equal(lost.lost, 1);
    assert.match(lost.closes.flatMap((c: Answer) => c.lost).join(), /vbr -> repo on tcp 6162/);
  });

  it('says where what runs and the plan part, and reads no running file outside of its folder', async () => {
    const firewall = 'firewall main : iptables { zones management, backup  running "running/main.v4" }';
    const saved =
      '*filter\n:FORWARD DROP [0:0]\n-A FORWARD -d 10.2.0.20/32 -p tcp --dport 22 -j ACCEPT\n-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT\nCOMMIT\n';
    const folder = folderWith({ 'in/plan.segplan': planWith(GOOD, firewall), 'in/running/main.v4': saved, 'out.v4': saved });
    const client = await assistant(join(folder, 'in'));
    const { inStep, devices } = await ask(client, 'audit', { file: 'plan.segplan', firewall: 'main' });
    assert.equal(inStep, false);
    assert.deepEqual([devices.length, devices[0].firewall, devices[0].form], [1, 'main', 'iptables']);
    const [cut] = devices[0].cutOff;
    assert.deepEqual([cut.allowedByLine, cut.traffic[0].services], [FIRST_RULE, 'tcp 2500-3300, 6162']);
    assert.match(cut.neededBy[0].sources[0], /vault-ports\.pdf/);
    assert.deepEqual(
      devices[0].open.map((open: Answer) => [open.by.line, open.traffic[0].services]),
      [[3, 'tcp 22']],
    );
    for (const running of ['../out.v4', join(folder, 'out.v4')])
      assert.match(await refusal(client, 'audit', { file: 'plan.segplan', running: [running] }), /lies outside of the folder/);
    assert.match(await refusal(client, 'audit', { file: 'plan.segplan', firewall: 'edge' }), /no firewall 'edge'; it has main/);
  });

  it('refuses what does not fit its schemas, and goes on', async () => {
    const client = await assistant(folderWith({ 'plan.segplan': planWith(GOOD) }));
    assert.match(await refusal(client, 'explain', { file: 7 }), /file[\s\S]*question/);
    assert.match(await refusal(client, 'rm', {}), /rm/);
    // By another word than its own it would be all plans of the folder that are checked.
    assert.match(await refusal(client, 'check', { file: 'plan.segplan' }), /file/);
    assert.equal((await ask(client, 'check', {})).errors, 0);
  });

  it('reads nothing outside of the folder that it works in: by paths, links, imports and revisions', async () => {
    const folder = folderWith({
      'out.segplan': planWith(GOOD),
      'in/plan.segplan': `import "../out.segplan"\n${planWith(GOOD)}`,
      'in/good.segplan': planWith(GOOD),
    });
    execFileSync('git', ['init', '-q'], { cwd: folder });
    execFileSync('git', ['add', '.'], { cwd: folder });
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', 'commit', '-q', '-m', 'x'], { cwd: folder });
    symlinkSync('../out.segplan', join(folder, 'in/link.segplan'));
    symlinkSync('..', join(folder, 'in/up'), 'junction');
    const client = await assistant(join(folder, 'in'));
    for (const path of [
      '../out.segplan',
      '..',
      join(dirname(folder), 'x.segplan'),
      'link.segplan',
      'up',
      'up/out.segplan',
      '/etc/passwd',
    ]) {
      assert.match(await refusal(client, 'check', { path }), /lies outside of the folder/, path);
      for (const tool of ['propose_fix', 'explain', 'catalog', 'audit'])
        assert.match(
          await refusal(client, tool, { file: path, ...(tool === 'explain' ? { question: 'vbr -> repo tcp 1' } : {}) }),
          /lies outside of the folder/,
          path,
        );
    }
    const { files } = await ask(client, 'check', { path: 'plan.segplan' });
    assert.match(files[0].findings[0].message, /lies outside of the folder/);
    for (const older of ['HEAD:out.segplan', 'HEAD:../out.segplan', 'HEAD:./../out.segplan', '../out.segplan'])
      assert.match(await refusal(client, 'diff', { older, newer: 'good.segplan' }), /lies outside of the folder/, older);
    // A commit is bounded as the disk is, in what its plans import as well.
    assert.match(
      await refusal(client, 'diff', { older: 'HEAD:./plan.segplan', newer: 'good.segplan' }),
      /line 1: '\.\.\/out\.segplan' can't be imported: it lies outside of the folder that is worked in/,
    );
  });

  it('ends when the assistant hangs up, and takes no folder that there is not', async () => {
    const folder = folderWith({});
    const client = await assistant(folder);
    const pid = (client.transport as StdioClientTransport).pid!;
    await client.close();
    assert.throws(() => process.kill(pid, 0));
    const { code, stderr } = segplan(['mcp', '--folder', 'nowhere'], folder);
    assert.deepEqual([code, /nowhere is no folder/.test(stderr)], [2, true]);
  });

  it('still answers what was asked before the input ended', () => {
    const folder = folderWith({ 'plan.segplan': planWith(SHORT) });
    const message = (id: number | undefined, method: string, params: object): string =>
      `${JSON.stringify({ jsonrpc: '2.0', ...(id === undefined ? {} : { id }), method, params })}\n`;
    const client = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
    const input = [
      message(1, 'initialize', client),
      message(undefined, 'notifications/initialized', {}),
      message(2, 'tools/call', { name: 'check', arguments: {} }),
    ].join('');
    const { stdout, status } = spawnSync(process.execPath, [bundle, 'mcp'], {
      cwd: folder,
      input,
      encoding: 'utf8',
      timeout: 60_000,
    });
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual([answers.at(-1).id, answers.at(-1).result.structuredContent.errors, status], [2, 1, 0]);
  });

  it('leaves out lines that are no messages, and ends where one has no end, each with a word', () => {
    const run = (input: string): [number | null, string] => {
      const { status, stderr } = spawnSync(process.execPath, [bundle, 'mcp'], { input, encoding: 'utf8', timeout: 60_000 });
      return [status, stderr];
    };
    assert.deepEqual(run('{\n[]\n"x"\nContent-Length: 2\n'), [
      0,
      'A line of the input is no message and was left out.\n'.repeat(4),
    ]);
    const [status, stderr] = run('x'.repeat(11 * 1024 * 1024));
    assert.deepEqual([status, /more than 10 MB and is no question/.test(stderr)], [2, true]);
  });

  thoroughly('works from the package for npm', async () => {
    const installed = installPacked();
    const client = await assistant(
      folderWith({ 'plan.segplan': planWith(SHORT) }),
      join(installed, 'node_modules/segplan/dist/cli.cjs'),
    );
    assert.equal((await ask(client, 'check', {})).errors, 1);
  });
});
