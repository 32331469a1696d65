import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { segplan } from './segplan.ts';

const FOLDER = join(import.meta.dirname, '../../language/templates');
const names = readdirSync(FOLDER).map((f) => f.replace('.segplan', ''));

describe('segplan new', () => {
  it('lists every template with what it is', () => {
    const { stdout, code } = segplan(['new']);
    assert.equal(code, 0);
    for (const name of names) assert.match(stdout, new RegExp(`^${name} +\\w.*\\.$`, 'm'));
  });

  for (const name of names)
    it(`${name} is clean, in operation and during deployment`, () => {
      const file = join(mkdtempSync(join(tmpdir(), 'segplan-new-')), 'plan.segplan');
      assert.equal(segplan(['new', name, '--out', file]).code, 0);
      for (const phase of [[], ['--phase', 'deployment']]) {
        const { files } = JSON.parse(segplan(['check', file, '--format', 'json', ...phase]).stdout);
        // What a catalog leaves out is no fault of the plan.
        const found = files[0].diagnostics.filter((d: { code: string }) => d.code !== 'incomplete-catalog');
        assert.deepEqual(found, []);
      }
      assert.equal(segplan(['new', name]).stdout, readFileSync(file, 'utf8'));
    });

  it('begins with the components of products, at so many sites and in such zones', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'segplan-new-')), 'plan.segplan');
    const choice = ['--product', 'veeam-vmware,zerto', '--sites', '2', '--zone', 'management,production,backup'];
    assert.equal(segplan(['new', ...choice, '--out', file]).code, 0);
    assert.equal(segplan(['check', file]).code, 0);
    const text = readFileSync(file, 'utf8');
    assert.match(text, /^site site-2 \{$/m);
    assert.match(text, /^use veeam 13\nuse vmware\nuse zerto 8\.5$/m);
    assert.doesNotMatch(text, /isolated|external/);
    assert.match(segplan(['new']).stdout, /^zerto +Zerto for VMware vSphere, at 2 sites\.$/m);
    assert.match(segplan(['new', 'bareos']).stdout, /^allow clients -> storage : /m);
  });

  it('says what there is instead of what it was asked for', () => {
    for (const [args, message] of [
      [['--product', 'bakula'], /^segplan: There is no product 'bakula'; choose from /],
      [
        ['acronis'],
        /no template 'acronis'; did you mean 'acronis-cyber-protect' or 'acronis-scs'\? Choose from veeam-four-zones, /,
      ],
      [['--product', 'vsphere'], /no product 'vsphere'; did you mean 'veeam-vmware' or 'zerto' or 'vsphere-replication'\?/],
      [['--product', 'proxmos'], /did you mean 'proxmox'\?/],
      [['zerto', '--sites', 'two'], /from 1 to 20/],
      [['zerto', '--zone', 'dmz'], /There is no zone 'dmz'/],
      [['veeam-four-zones', '--sites', '2'], /--product/],
      [['--sites', '2'], /Name the template/],
    ] as const) {
      const { code, stderr } = segplan(['new', ...args]);
      assert.equal(code, 2, args.join(' '));
      assert.match(stderr, message);
    }
  });

  it('holds the four zones of the segmented design', () => {
    const { stdout } = segplan(['new', 'veeam-four-zones']);
    assert.deepEqual(
      [...stdout.matchAll(/^zone (\w+).*\{$/gm)].map((m) => m[1]),
      ['management', 'production', 'backup', 'recovery'],
    );
  });

  it('overwrites nothing', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'segplan-new-')), 'plan.segplan');
    writeFileSync(file, 'mine');
    const { code, stderr } = segplan(['new', names[0]!, '--out', file]);
    assert.equal(code, 2);
    assert.match(stderr, /^segplan: .* is there already; name a new file\.\n$/);
    assert.equal(readFileSync(file, 'utf8'), 'mine');
    const other = file.replace('.segplan', '.txt');
    assert.match(segplan(['new', names[0]!, '--out', other]).stderr, /end its name in \.segplan/);
    assert.equal(existsSync(other), false);
    assert.match(segplan(['new', 'nothing']).stderr, /^segplan: There is no template 'nothing'; choose from /);
  });
});
