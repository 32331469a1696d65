import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkspace, SegplanError } from '../../api/main.ts';
import { buildCli, folderWith, removeFolders, segplan } from './segplan.ts';

const RULES = `*filter
:FORWARD DROP [0:0]
-A FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24 -p tcp -m tcp --dport 443 -m comment --comment "shop" -j ACCEPT
-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT
COMMIT
`;
const RULES6 = `*filter
:FORWARD DROP [0:0]
-A FORWARD -s fd00:1::/64 -d fd00:2::/64 -p tcp -m tcp --dport 443 -m comment --comment "shop" -j ACCEPT
-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT
COMMIT
`;

const PLAN = 'zone m {\n  subnet 10.1.0.0/24\n}\n';

describe('segplan import', () => {
  let folder = '';
  before(() => {
    buildCli();
    folder = folderWith({
      'running/rules.v4': RULES,
      'running/rules.v6': RULES6,
      'notes.txt': 'Nothing to see here.\n',
      'contexts.txt': Array.from({ length: 2001 }, (_, n) => `ASA Version 9.1(2) <c${n}>\nhostname c${n}\n`).join(''),
      'machines.csv': 'name,ip\nvbr,10.1.0.5\n',
      'mine.segplan': PLAN,
    });
  });
  after(removeFolders);

  it('writes a plan that an audit finds in step, and that knows its files from where it lies', () => {
    const { code, stdout } = segplan(['import', 'running/rules.v4', 'running/rules.v6', '--out', 'plans/edge.segplan'], folder);
    assert.deepEqual([code, stdout], [0, 'plans/edge.segplan\n']);
    const text = readFileSync(join(folder, 'plans/edge.segplan'), 'utf8');
    assert.match(text, /running "\.\.\/running\/rules\.v4", "\.\.\/running\/rules\.v6"/);
    assert.match(text, /^allow net-10-1-0, net-fd00-1 -> net-10-2-0, net-fd00-2 : https "shop"$/m);
    const audit = segplan(['audit', 'plans/edge.segplan'], folder);
    assert.equal(audit.code, 0, audit.stdout);
  });

  it('writes to standard output, and says what is wrong in one line with the way out', () => {
    const { code, stdout } = segplan(['import', 'running/rules.v4'], folder);
    assert.equal(code, 0);
    assert.match(stdout, /^\/\/ What running\/rules\.v4 says, as a plan\.\n/);
    for (const [args, message] of [
      [['notes.txt'], /^notes\.txt is in no form that is known here\. Known are: /],
      [['missing.txt'], /^missing\.txt does not exist; check the path\./],
      [['contexts.txt'], /^contexts\.txt: these are 2,001 firewalls, and a plan is begun with at most 2,000\. Give some of them/],
      [['running/rules.v4', '--form', 'junos'], /^Nothing in running\/rules\.v4 is understood as junos: leave the form out/],
      [['running/rules.v4', '--form', 'frob'], /'frob' is no form of running files\. Known are: /],
      [['running/rules.v4', '--out', 'running/rules.v4'], /running\/rules\.v4 is no \.segplan file; end its name in \.segplan\./],
      [['running/rules.v4', '--out', 'plans/edge.segplan'], /plans\/edge\.segplan is there already; name a new file\./],
    ] as const) {
      const failed = segplan(['import', ...args], folder);
      assert.equal(failed.code, 2);
      assert.match(failed.stderr.replace(/^segplan: /, ''), message);
    }
  });

  it('puts the machines of an inventory into a plan, or begins one', async () => {
    const begun = segplan(['import', 'machines.csv'], folder);
    assert.match(begun.stdout, /^\/\/ The machines of machines\.csv\.\n/);
    assert.match(
      begun.stdout,
      /zone net-10-1-0 \{\n {2}subnet 10\.1\.0\.0\/24\n {2}component vbr at 10\.1\.0\.5 \/\/ perhaps veeam\.backup-server\n\}/,
    );
    const { code, stdout, stderr } = segplan(['import', 'machines.csv', '--into', 'mine.segplan', '--roles'], folder);
    assert.equal(code, 0);
    assert.equal(stdout, 'use veeam\n\nzone m {\n  subnet 10.1.0.0/24\n  component vbr : veeam.backup-server at 10.1.0.5\n}\n');
    assert.match(stderr, /For 1 of 1 the role is guessed by the name: look at each\./);
    const both = segplan(['import', 'machines.csv', 'running/rules.v4'], folder);
    assert.deepEqual([both.code, /An inventory is imported by itself/.test(both.stderr)], [2, true]);
    const { text, added } = await openWorkspace({
      texts: { 'm.csv': 'name,ip\nvbr,10.1.0.5\n', 'p.segplan': PLAN },
    }).importInventory('m.csv', {
      into: 'p.segplan',
    });
    assert.deepEqual([added, /component vbr at 10\.1\.0\.5 \/\/ perhaps veeam\.backup-server/.test(text)], [1, true]);
  });

  it('is a method of a workspace as well', async () => {
    const { text, notes, inStep } = await openWorkspace({ texts: { 'rules.v4': RULES } }).importRunning(['rules.v4']);
    assert.match(text, /^allow net-10-1-0 -> net-10-2-0 : https "shop"$/m);
    assert.deepEqual([inStep, notes.length], [true, 1]);
    await assert.rejects(openWorkspace({ texts: {} }).importRunning([]), SegplanError);
  });
});
