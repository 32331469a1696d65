import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFiles } from '../../cli/write-files.ts';
import { buildCli, FIRST_RULE, folderWith, planWith, type Run, removeFolders, segplan } from './segplan.ts';

const GOOD = 'allow vbr -> repo : tcp 6162, 2500-3300';

describe('segplan generate', () => {
  before(() => {
    buildCli();
  });
  after(removeFolders);

  it('writes one target to standard output', () => {
    const folder = folderWith({ 'plan.segplan': planWith(GOOD) });
    const { code, stdout, stderr } = segplan(['generate', 'plan.segplan', '--target', 'nftables'], folder);
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /10\.1\.0\.10/);
    assert.match(stdout, /2500-3300/);
    assert.deepEqual(readdirSync(folder), ['plan.segplan']);
  });

  it('writes several targets to a folder, whether repeated or with commas, and names the files', () => {
    const folder = folderWith({ 'plan.segplan': planWith(GOOD) });
    const commas = segplan(['generate', 'plan.segplan', '--target', 'nftables,csv', '--out', 'new/a'], folder);
    const repeated = segplan(['generate', 'plan.segplan', '--target', 'nftables', '--target', 'csv', '--out', 'b'], folder);
    assert.deepEqual([commas.code, repeated.code], [0, 0]);
    assert.deepEqual(readdirSync(join(folder, 'new/a')).sort(), ['plan.csv', 'plan.nft']);
    assert.deepEqual(commas.stdout.trim().split('\n').sort(), [join('new/a', 'plan.csv'), join('new/a', 'plan.nft')]);
    for (const name of ['plan.csv', 'plan.nft'])
      assert.equal(readFileSync(join(folder, 'b', name), 'utf8'), readFileSync(join(folder, 'new/a', name), 'utf8'));
  });

  it('writes no rule set of a plan without zones, which would drop everything, and leaves what is there', () => {
    for (const text of ['', '// cut off\n', 'service web = tcp 443\n', 'vendor acme "Acme" { role agent }\n'])
      for (const target of ['nftables', 'csv,asa', 'windows-firewall']) {
        const folder = folderWith({ 'plan.segplan': text, 'out/plan.nft': 'former' });
        const scope = target === 'windows-firewall' ? ['--scope', 'host'] : [];
        const { code, stdout, stderr } = segplan(
          ['generate', 'plan.segplan', '--target', target, ...scope, '--out', 'out'],
          folder,
        );
        assert.deepEqual([code, stdout, readFileSync(join(folder, 'out/plan.nft'), 'utf8')], [1, '', 'former']);
        assert.match(stderr, /^plan\.segplan: error: The plan has no zone, .*zone NAME .*\nNothing was written\.\n$/);
        assert.deepEqual(readdirSync(join(folder, 'out')), ['plan.nft']);
      }
    const folder = folderWith({ 'zones.segplan': planWith(GOOD), 'plan.segplan': 'import "./zones.segplan"\n' });
    assert.equal(segplan(['generate', 'plan.segplan', '--target', 'nftables'], folder).code, 0);
  });

  it('gives to a folder the same bytes as to standard output', () => {
    const folder = folderWith({ 'plan.segplan': planWith(GOOD) });
    const { stdout } = segplan(['generate', 'plan.segplan', '--target', 'csv'], folder);
    segplan(['generate', 'plan.segplan', '--target', 'csv', '--out', 'out'], folder);
    assert.equal(readFileSync(join(folder, 'out/plan.csv'), 'utf8'), stdout);
  });

  it('--since takes away what an older plan had, and says in words what that is', () => {
    const folder = folderWith({
      'plan.segplan': planWith(GOOD),
      'old.segplan': planWith(`${GOOD}\nallow vbr -> repo : tcp 3389 "set-up"`),
      'broken.segplan': `${planWith(GOOD)}\nallow vbr -> \n`,
    });
    const run = (old: string): Run => segplan(['generate', 'plan.segplan', '--target', 'fortios', '--since', old], folder);
    const { code, stdout, stderr } = run('old.segplan');
    assert.equal(code, 0);
    assert.match(
      stderr,
      /plan\.segplan: 1 rule of old\.segplan is gone:\n {2}vbr-to-repo-\w{4} \(allow vbr -> repo : tcp 3389\)\n$/,
    );
    assert.match(stdout, /^# Takes away vbr-to-repo-\w{4} \(allow vbr .* repo : tcp 3389\)$/m);
    assert.match(stdout, /^ {4}delete \d{6}$/m);
    assert.match(stdout, /config firewall service custom\n {4}delete "tcp 3389"\nend/);
    const same = run('plan.segplan');
    assert.deepEqual([same.code, same.stderr], [0, 'plan.segplan: nothing of plan.segplan is gone.\n']);
    assert.doesNotMatch(same.stdout, /^ *delete /m);
    for (const old of ['broken.segplan', 'missing.segplan']) {
      const wrong = run(old);
      assert.deepEqual([wrong.code, wrong.stdout], [2, '']);
      assert.match(wrong.stderr, new RegExp(`^segplan: ${old.replace('.', '\\.')}[^\\n]*\\n$`));
    }
  });

  it('stops at errors, prints them as check does, and leaves former files as they were', () => {
    const folder = folderWith({ 'plan.segplan': planWith('allow vbr -> repo : tcp 6162'), 'out/plan.csv': 'former' });
    const { code, stdout, stderr } = segplan(['generate', 'plan.segplan', '--target', 'csv,nftables', '--out', 'out'], folder);
    assert.deepEqual([code, stdout], [1, '']);
    const [finding] = segplan(['check', 'plan.segplan'], folder).stdout.split('\n\n');
    assert.ok(stderr.startsWith(`${finding}\n`));
    assert.match(stderr, /nothing was written/);
    assert.deepEqual(readdirSync(join(folder, 'out')), ['plan.csv']);
    assert.equal(readFileSync(join(folder, 'out/plan.csv'), 'utf8'), 'former');
  });

  it('opens the rules of a phase with --phase only', () => {
    const folder = folderWith({ 'plan.segplan': planWith(GOOD, 'allow vbr -> repo : tcp 22 during deployment') });
    const csv = (...more: string[]): string => segplan(['generate', 'plan.segplan', '--target', 'csv', ...more], folder).stdout;
    const rule = /^vbr-to-repo-\w{4},allow,vbr,.*tcp 22/m;
    assert.doesNotMatch(csv(), rule);
    assert.match(csv('--phase', 'deployment'), rule);
  });

  it('refuses a phase whose flows the plan lacks', () => {
    const folder = folderWith({ 'plan.segplan': planWith(GOOD) });
    const { code, stdout, stderr } = segplan(['generate', 'plan.segplan', '--target', 'csv', '--phase', 'deployment'], folder);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /missing-flow: No rule permits vbr -> repo on tcp 22/);
  });

  it('says which line a target can not hold, and writes none of the targets', () => {
    const folder = folderWith({ 'plan.segplan': planWith(GOOD, 'allow vbr -> "updates.example.com" : tcp 443') });
    const { code, stderr } = segplan(['generate', 'plan.segplan', '--target', 'csv,nftables', '--out', 'out'], folder);
    assert.equal(code, 1);
    assert.match(stderr, new RegExp(`^plan\\.segplan:${FIRST_RULE + 1}: error: .*updates\\.example\\.com`));
    assert.equal(existsSync(join(folder, 'out')), false);
  });

  it('generates from a plan whose zones are imported, and not from one with a faulty import', () => {
    const main = 'import "./zones.segplan"\nuse vault\nallow management -> backup : required\n';
    const good = folderWith({ 'main.segplan': main, 'zones.segplan': planWith() });
    const run = segplan(['generate', 'main.segplan', '--target', 'csv'], good);
    assert.deepEqual([run.code, run.stderr], [0, '']);
    const bad = folderWith({ 'main.segplan': main, 'zones.segplan': planWith().replace('hardened-repository', 'hardened-repo') });
    const refused = segplan(['generate', 'main.segplan', '--target', 'csv'], bad);
    assert.deepEqual([refused.code, refused.stdout], [1, '']);
    assert.match(refused.stderr, /^zones\.segplan:10:\d+: error unknown-role/);
  });

  it('writes rule sets of hosts with --scope host', () => {
    const folder = folderWith({ 'plan.segplan': planWith(GOOD) });
    const generate = (...more: string[]): Run => segplan(['generate', 'plan.segplan', '--scope', 'host', ...more], folder);
    const { code, stdout, stderr } = generate('--target', 'nftables,csv', '--out', 'out');
    assert.deepEqual([code, stderr], [0, '']);
    const names = ['plan.hosts.csv', 'plan.repo.nft', 'plan.vbr.nft'];
    assert.deepEqual(readdirSync(join(folder, 'out')).sort(), names);
    assert.deepEqual(
      stdout.trim().split('\n').sort(),
      names.map((n) => join('out', n)),
    );
    assert.match(
      readFileSync(join(folder, 'out/plan.repo.nft'), 'utf8'),
      /hook input[\s\S]*tcp dport \{ 2500-3300, 6162 \} accept/,
    );
    assert.match(generate('--target', 'csv').stdout, /^repo,backup,Linux,vbr-to-repo-\w{4},allow,vbr,/m);
    const several = generate('--target', 'nftables');
    assert.deepEqual(
      [several.code, several.stdout, several.stderr],
      [2, '', 'segplan: nftables writes 2 files; add --out DIR.\n'],
    );
  });

  it('writes for hosts by what they run: a Linux repository, a Windows server, and a server that nobody says it of', () => {
    const more = '  component proxy : vault.windows-server at 10.1.0.30\n';
    const plan = planWith().replace(/^ {2}component vbr/m, `${more}$&`);
    const folder = folderWith({ 'plan.segplan': `${plan}allow management -> backup : required\n` });
    const generate = (target: string): Run =>
      segplan(['generate', 'plan.segplan', '--scope', 'host', '--target', target, '--out', 'out'], folder);
    const both = generate('windows-firewall,nftables');
    assert.equal(both.code, 0, both.stderr);
    assert.deepEqual(readdirSync(join(folder, 'out')).sort(), [
      'plan.proxy.ps1',
      'plan.repo.nft',
      'plan.vbr.nft',
      'plan.vbr.ps1',
    ]);
    assert.equal(
      both.stderr,
      [
        'plan.segplan: info: windows-firewall: no file for hosts that run another system: repo (Linux, written for by iptables and nftables).\n',
        'plan.segplan: info: nftables: no file for hosts that run another system: proxy (Windows, written for by windows-firewall).\n',
      ].join(''),
    );
    assert.match(readFileSync(join(folder, 'out/plan.vbr.ps1'), 'utf8'), /it is taken to be Windows/);
    assert.match(readFileSync(join(folder, 'out/plan.vbr.nft'), 'utf8'), /it is taken to be Linux/);
    const csv = generate('csv');
    assert.deepEqual([csv.code, csv.stderr], [0, '']);
    const rows = readFileSync(join(folder, 'out/plan.hosts.csv'), 'utf8');
    assert.match(rows, /^proxy,management,Windows,/m);
    assert.match(rows, /^repo,backup,Linux,/m);
  });

  it('says where no network rule is needed, and that hosts have rules', () => {
    const single = planWith().replace(/}\nzone backup {\n/, '');
    const folder = folderWith({ 'single.segplan': single, 'plan.segplan': planWith(GOOD) });
    const note = 'No traffic crosses a zone: no network rule is needed. Host rule sets: --scope host.\n';
    const network = segplan(['generate', 'single.segplan', '--target', 'nftables,csv', '--out', 'out'], folder);
    assert.deepEqual([network.code, network.stderr], [0, note]);
    assert.match(readFileSync(join(folder, 'out/single.nft'), 'utf8'), /hook forward priority filter; policy drop;/);
    const hosts = segplan(['generate', 'single.segplan', '--target', 'csv', '--scope', 'host'], folder);
    assert.deepEqual([hosts.code, hosts.stderr], [0, '']);
    assert.match(
      hosts.stdout,
      /^repo,management,Linux,vbr-to-repo-\w{4},allow,vbr,10\.1\.0\.10,repo,10\.2\.0\.20,"tcp 2500-3300, 6162"/m,
    );
  });

  it('writes nothing when one of the files can not be placed', () => {
    const folder = folderWith({ 'plan.segplan': planWith(GOOD), 'out/plan.nft': 'former' });
    mkdirSync(join(folder, 'out/plan.csv'));
    const { code, stderr } = segplan(['generate', 'plan.segplan', '--target', 'nftables,csv', '--out', 'out'], folder);
    assert.equal(code, 2);
    assert.match(stderr, /^segplan: out[\\/]plan\.csv is a folder.*--out\.\n$/);
    assert.deepEqual(readdirSync(join(folder, 'out')).sort(), ['plan.csv', 'plan.nft']);
    assert.equal(readFileSync(join(folder, 'out/plan.nft'), 'utf8'), 'former');
  });

  it('takes everything back when a file can not be written', () => {
    const folder = folderWith({ 'old/a.txt': 'former' });
    const files = [
      { name: 'a.txt', text: 'new' },
      { name: 'no-such-folder/b.txt', text: 'new' },
    ];
    assert.throws(() => writeFiles(join(folder, 'old'), files), /can't be written to \(no folder can be made there, ENOENT\)/);
    assert.throws(() => writeFiles(join(folder, 'new'), files), /can't be written to \(no folder can be made there, ENOENT\)/);
    assert.deepEqual(readdirSync(folder), ['old']);
    assert.deepEqual(readdirSync(join(folder, 'old')), ['a.txt']);
    assert.equal(readFileSync(join(folder, 'old/a.txt'), 'utf8'), 'former');
  });
});
