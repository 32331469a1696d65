import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeWriters } from '../../language/generated/change-writers.ts';
import { readers } from '../../language/generated/readers.ts';
import type { Target } from '../../language/rulesets/target.ts';
import { iptables } from '../../language/rulesets/targets/iptables/iptables.ts';
import { nftables } from '../../language/rulesets/targets/nftables/nftables.ts';
import { audit } from '../../language/running/audit.ts';
import { changeOf } from '../../language/running/changing/change-file.ts';
import { running } from '../running/drift-proof.ts';
import { drift } from '../running/mutants.ts';
import { labFault } from './available.ts';

const PLAN = `plan "Lab"
zone a { subnet 10.1.0.0/24, fd00:a::/64 component x at 10.1.0.5, fd00:a::5 }
zone b { subnet 10.2.0.0/24, fd00:b::/64 component y at 10.2.0.6, fd00:b::6 component z at 10.2.0.7 }
zone outside external
allow x -> y : tcp 443, 8000-8003 "it's 'quoted' $(id) \\\\ # ; COMMIT"
allow a -> z : udp 53, icmp
allow b -> x : tcp 22
allow b -> outside : tcp 443
deny 10.1.0.66 -> b
`;

/** What somebody did to the rules on the device, in both forms. */
const CHANGES: Readonly<Record<string, (text: string) => string>> = {
  'a range cut short': (text) => text.replace(/8000([-:])8003/g, '8000$18002'),
  'a deny taken away': (text) => text.replace(/^(?!.*ctstate).*(?: drop comment | -j DROP$).*\n/m, ''),
  'a rule too wide': (text) => text.replace(/(dport )53/, '$150').replace(/ip6? saddr \S+ (?=ip6? daddr)/, ''),
  'rules turned': (text) => text.replace(/ accept comment/, ' drop comment').replace(/^(-A SEGPLAN-.*)-j ACCEPT$/m, '$1-j DROP'),
  'rules taken away': (text) =>
    text.replace(/^ {4}(?:ip|ip6) .* accept comment.*\n/gm, '').replace(/^-A SEGPLAN-\S+ .*-j ACCEPT\n/gm, ''),
};

interface Form {
  readonly target: Target;
  /** What loads a file, and what prints what runs. */
  readonly load: (file: string, name: string) => string;
  readonly print: (name: string) => string;
}

const program = (name: string): string => (name.endsWith('.v6') ? 'ip6tables' : 'iptables');

const FORMS: readonly Form[] = [
  { target: nftables, load: (file) => `nft -f ${file}`, print: () => 'nft -a list ruleset' },
  {
    target: iptables,
    load: (file, name) => `${program(name)}-restore --noflush < ${file}`,
    print: (name) => `${program(name)}-save`,
  },
];

describe('commands that bring a kernel in step', () => {
  let folder = '';
  before(function () {
    const fault = labFault('iptables-restore');
    if (fault) this.skip();
    folder = mkdtempSync(join(tmpdir(), 'segplan-changes-'));
  });
  after(() => folder && rmSync(folder, { recursive: true }));

  /** Loads texts one after the other in a network of their own. @returns what runs then */
  const loaded = ({ load, print }: Form, name: string, texts: readonly string[]): string => {
    const files = texts.map((text, n) => {
      const file = join(folder, `${n}`);
      writeFileSync(file, text);
      return file;
    });
    const script = [...files.map((file) => load(file, name)), print(name)].join(' && ');
    const flags = process.getuid?.() === 0 ? ['-n'] : ['-U', '-r', '-n'];
    return execFileSync('unshare', [...flags, 'sh', '-c', script], { encoding: 'utf8' });
  };

  for (const form of FORMS)
    for (const [what, change] of Object.entries(CHANGES))
      it(`are taken by ${form.target.name} as they are, and do it, with ${what}`, async () => {
        const [reader, writer] = [readers, changeWriters].map((all) => all.find(({ name }) => name === form.target.name)) as [
          (typeof readers)[number],
          (typeof changeWriters)[number],
        ];
        const { analysis, files } = (await running(PLAN, form.target))!;
        let changed = 0;
        for (const { text: right, name } of files) {
          const wrong = change(right);
          const now = loaded(form, name, [wrong]);
          const read = (text: string) => reader.read(text, name);
          const made = changeOf(analysis, read(now), now, writer, read);
          assert.ok(!('why' in made), `${JSON.stringify(made)}\n${now}`);
          if (!made.commands.length) continue;
          changed++;
          const then = loaded(form, name, [wrong, `${made.commands.join('\n')}\n`]);
          const { closed, open, unsure } = drift(audit(analysis, read(then)));
          assert.deepEqual([closed.length, open.length, unsure.length], [0, 0, 0], `${made.commands.join('\n')}\n${then}`);
        }
        assert.ok(changed > 0);
      });
});
