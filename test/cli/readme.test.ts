// The programs as somebody uses them who reads the README: one command after the other, on the Node that is at hand.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TestClient } from '../server/client.ts';
import { ofChance, someOf, thoroughly } from '../support/chance.ts';
import { npmNode } from '../support/npm-node.ts';
import { buildCli, bundle, folderWith, planWith, removeFolders, root } from './segplan.ts';

const { path: node, version } = npmNode();

/** The words of a command as a shell tells them apart. */
function words(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
}

const commands = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/^node dist\/cli\.cjs (.*)$/gm)].map((m) => m[1]!);

/** The second start takes what the first one compiled. */
const STARTS = ofChance(2, 1);

describe(`on Node ${version}`, () => {
  let folder: string;
  let environment: Record<string, string>;

  before(() => {
    buildCli();
    folder = folderWith({});
    environment = { XDG_CACHE_HOME: join(folder, 'cache'), LOCALAPPDATA: join(folder, 'cache') };
    cpSync(join(root, 'examples'), join(folder, 'examples'), { recursive: true });
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false', ...args], {
        cwd: folder,
      });
    git('init', '-q');
    git('add', 'examples');
    git('commit', '-qm', 'The examples');
  });
  after(removeFolders);

  const run = (args: readonly string[]) =>
    spawnSync(node, [bundle, ...args], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      env: { ...process.env, ...environment },
    });

  it('the README shows commands', () => {
    assert.ok(commands.length >= 15);
  });

  for (const command of someOf(commands, 4))
    it(`segplan ${command}`, () => {
      const { status, stdout, stderr } = run(words(command));
      // The firewalls of the example and what they run are out of step, which the audit shows.
      const hasDrift = command === 'audit examples/two-sites.segplan';
      assert.equal(status, hasDrift ? 1 : 0, stderr);
      assert.ok(stdout + stderr !== '');
      assert.doesNotMatch(stderr, /something went wrong|Warning/);
    });

  it('the plan that the README begins with says and gives what stands below it', () => {
    const blocks = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)];
    const [[, language, plan = ''] = [], [, , message = ''] = [], [, , rules = ''] = []] = blocks;
    assert.equal(language, 'segplan');
    writeFileSync(join(folder, 'plan.segplan'), plan);
    assert.equal(run(['check', 'plan.segplan']).status, 0);
    const generated = run(['generate', 'plan.segplan', '--target', 'nftables']).stdout;
    assert.match(rules, /6162/);
    assert.ok(generated.includes(rules), generated);
    writeFileSync(join(folder, 'plan.segplan'), plan.replace('6160, 6162', '6160'));
    const { status, stdout } = run(['check', 'plan.segplan']);
    assert.equal(status, 1);
    assert.ok(message.includes('missing-flow') && stdout.includes(message), stdout);
  });

  thoroughly('a second start, with what the first one compiled, says the same', () => {
    for (const command of [
      'generate examples/segmented-veeam.segplan --target html',
      'map examples/segmented-veeam.segplan',
      'check examples --format sarif',
    ]) {
      const [first, second] = [run(words(command)), run(words(command))];
      assert.equal(first.status, 0, first.stderr);
      assert.equal(second.stdout, first.stdout, second.stderr);
      assert.equal(second.stderr, first.stderr);
    }
  });

  it('an editor is served, the first time and with what was compiled by then', async () => {
    const uri = pathToFileURL(join(folder, 'plan.segplan')).href;
    for (const program of [
      [bundle, 'lsp', '--stdio'],
      [join(root, 'dist/server.cjs'), '--stdio'],
    ])
      for (let start = 0; start < STARTS; start++) {
        const client = await TestClient.start({ node, environment, program, workspaceFolder: pathToFileURL(folder).href });
        const [finding] = await client.open(uri, planWith());
        assert.equal(finding?.code, 'missing-flow');
        assert.equal(await client.stop(), 0);
      }
  });

  it('an assistant is served, the first time and with what was compiled by then', () => {
    const shake = { jsonrpc: '2.0', id: 1, method: 'initialize' };
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
    for (let start = 0; start < STARTS; start++) {
      const { status, stdout, stderr } = spawnSync(node, [bundle, 'mcp'], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, ...environment },
        input: `${JSON.stringify({ ...shake, params })}\n`,
      });
      assert.match(stdout, /"serverInfo":\{"name":"segplan"/, stderr);
      assert.equal(status, 0, stderr);
      assert.doesNotMatch(stderr, /Warning/);
    }
  });

  it('a program loads what it may import', () => {
    const script = `const { version } = require(${JSON.stringify(join(root, 'dist/api.cjs'))}); console.log(typeof version);`;
    const { status, stderr } = spawnSync(node, ['-e', script], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    assert.equal(stderr, '');
  });
});
