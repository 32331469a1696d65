import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { openSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { buildCli, bundle, folderWith, removeFolders, segplan } from './segplan.ts';

const ZONES = `zone a { subnet 10.1.0.0/24 component x at 10.1.0.1 }
zone b { subnet 10.2.0.0/24 component y at 10.2.0.1 }
`;
const PLAN = `${ZONES}allow x -> y : tcp 22\n`;
const FIREWALL = `import "./shared.segplan"\nfirewall core : asa { zones a, b running "core.asa" }\nallow x -> y : tcp 22\n`;

/** What a command was given, and is to be there afterward. */
describe('segplan loses nothing without a word', () => {
  let folder = '';
  const refused = (args: readonly string[], message: RegExp): void => {
    const { code, stdout, stderr } = segplan(args, folder);
    assert.deepEqual([code, stdout], [2, ''], args.join(' '));
    assert.match(stderr, /^segplan: [^\n]+\n$/);
    assert.match(stderr, message);
  };
  const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');

  beforeEach(() => {
    buildCli();
    folder = folderWith({
      'plan.segplan': PLAN,
      'shared.segplan': ZONES,
      'fw.segplan': FIREWALL,
      'core.asa': 'what the firewall runs\n',
      'rules/kept.txt': '',
    });
  });
  after(removeFolders);

  it('writes no map in the place of a plan, nor under the name of one', () => {
    for (const out of ['plan.segplan', './plan.segplan', 'new.segplan'])
      refused(['map', 'plan.segplan', '--format', 'svg', '--out', out], /\.segplan is the name of a plan, and a map is none/);
    assert.equal(textOf('plan.segplan'), PLAN);
  });

  it('writes no rule set over what the plan says that a firewall runs, by its name or by a link', () => {
    const lost = /core\.asa is a file that the plan reads, and would be lost; name another folder with --out/;
    refused(['generate', 'fw.segplan', '--out', '.'], lost);
    if (process.platform !== 'win32') {
      symlinkSync('.', join(folder, 'here'));
      refused(['generate', 'fw.segplan', '--out', 'here'], lost);
    }
    assert.equal(textOf('core.asa'), 'what the firewall runs\n');
    assert.equal(segplan(['generate', 'fw.segplan', '--out', 'rules'], folder).code, 0);
    // What was written before is written again.
    assert.equal(segplan(['generate', 'fw.segplan', '--out', 'rules'], folder).code, 0);
  });

  it('draws no map over a running file that it is made from', () => {
    assert.equal(segplan(['generate', 'fw.segplan', '--out', 'rules'], folder).code, 0);
    const running = join(folder, 'rules/core.asa');
    const at = folderWith({ 'fw.segplan': FIREWALL, 'shared.segplan': ZONES, 'core.asa': readFileSync(running) });
    const { code, stderr } = segplan(['map', 'fw.segplan', '--audit', '--format', 'svg', '--out', 'core.asa'], at);
    assert.equal(code, 2);
    assert.match(stderr, /core\.asa is a file that the plan reads/);
    assert.deepEqual(readFileSync(join(at, 'core.asa')), readFileSync(running));
  });

  it('names the folder that a plan says a firewall runs', () => {
    for (const path of ['', '.']) {
      const at = folderWith({ 'p.segplan': `${ZONES}firewall core : asa { zones a, b running "${path}" }\n` });
      const { code, stderr } = segplan(['audit', 'p.segplan'], at);
      assert.equal(code, 2);
      assert.match(stderr, /^segplan: \. is a folder; name a file that a firewall wrote\.\n$/);
    }
  });

  it('takes no second value for an option that has one', () => {
    for (const args of [
      ['generate', 'plan.segplan', '--target', 'csv', '--out', 'one', '--out', 'two'],
      ['generate', 'plan.segplan', '--target', 'csv', '--since', 'plan.segplan', '--since=plan.segplan'],
      ['audit', 'fw.segplan', '--firewall', 'core', '--firewall', 'core'],
      ['explain', 'plan.segplan', '--rule', 'a', '--rule', 'b'],
      ['generate', 'plan.segplan', '--target', 'csv', '--scope', 'network', '--scope', 'host'],
      ['check', 'plan.segplan', '--format', 'json', '--format', 'text'],
    ])
      refused(args, /--(out|since|firewall|rule|scope|format) is given twice, and takes one value\. See segplan \w+ --help\.$/m);
    assert.equal(segplan(['check', 'plan.segplan', '--phase', 'a', '--phase', 'b'], folder).code, 0);
    assert.deepEqual(readdirSync(folder).includes('one'), false);
  });

  it('reports a plan once that is named twice', () => {
    const { files } = JSON.parse(
      segplan(['check', 'plan.segplan', './plan.segplan', join(folder, 'plan.segplan'), '--format', 'json'], folder).stdout,
    );
    assert.deepEqual(
      files.map((each: { file: string }) => each.file),
      ['plan.segplan'],
    );
  });

  it('says that a plan is gone which was there when it was read', () => {
    const gone = folderWith({
      'plan.segplan': 'zone   a { }\n',
      'gone.cjs': `const fs = require('node:fs');
const { existsSync, lstatSync, unlinkSync } = fs;
fs.lstatSync = (path, ...more) => {
  if (String(path).endsWith('plan.segplan') && existsSync(path)) unlinkSync(path);
  return lstatSync(path, ...more);
};
`,
    });
    const { code, stdout, stderr } = segplan(['format', 'plan.segplan'], gone, ['--require', join(gone, 'gone.cjs')]);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(
      stderr,
      /^segplan: plan\.segplan can't be found any more where it was read \(ENOENT\), and nothing was changed[^\n]*\n$/,
    );
  });

  it('lays out a plan whose name is as long as names may be', () => {
    const name = `${'n'.repeat(247)}.segplan`;
    const at = folderWith({ [name]: 'zone   a { }\n' });
    const { code, stderr } = segplan(['format', name], at);
    assert.deepEqual([code, stderr], [0, '']);
    assert.deepEqual(readdirSync(at), [name]);
    assert.equal(readFileSync(join(at, name), 'utf8'), 'zone a { }\n');
  });

  it('does not take a folder on standard input for an empty plan', function () {
    if (process.platform === 'win32') this.skip();
    const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, 'check', '-'], {
      cwd: folder,
      stdio: [openSync(folder, 'r'), 'pipe', 'pipe'],
      encoding: 'utf8',
    });
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /^segplan: Standard input is a folder; [^\n]+\n$/);
  });
});
