import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ANYWHERE } from '../../language/model/addresses.ts';
import { readRunning } from '../../language/running/detect.ts';
import { compile } from '../../language/running/program.ts';
import { someOf } from '../support/chance.ts';

const many = (n: number, line: (n: number) => string): string => Array.from({ length: n }, (_, at) => line(at)).join('');
const forward = (rules: string): string => `*filter\n:FORWARD DROP [0:0]\n${rules}COMMIT\n`;
const network = (k: number): string => `10.${k >> 8}.${k & 255}.0/24`;
const zones = (n: number): string =>
  `zone x { subnet 192.168.0.0/24 }\n${many(n, (k) => `zone z${k} { subnet ${network(k)} component c${k} at 10.${k >> 8}.${k & 255}.5 }\n`)}`;
/** Everything to everywhere, a zone each, but for one port. */
const toAny = (n: number): string => many(n, (k) => `allow z${k} -> any : tcp 1-1000\ndeny z${k} -> x : tcp 23\n`);
const accept = (n: number): string => forward(many(n, (k) => `-A FORWARD -s ${network(k)} -p tcp --dport 1:1000 -j ACCEPT\n`));

/** A plan and what runs, by how long; and how much is open beyond the plan. */
const LONG: Readonly<Record<string, (n: number) => { plan: string; runs: string; open: number }>> = {
  'rules to anywhere over denies, a zone each': (n) => ({ plan: zones(n) + toAny(n), runs: accept(n), open: n }),
  'rules from anywhere over denies, a zone each': (n) => ({
    plan: zones(n) + many(n, (k) => `allow any -> z${k} : tcp 1-1000\ndeny x -> z${k} : tcp 23\n`),
    runs: forward(many(n, (k) => `-A FORWARD -d ${network(k)} -p tcp --dport 1:1000 -j ACCEPT\n`)),
    open: n,
  }),
  'a rule that opens everything behind the rules of the plan': (n) => ({
    plan: zones(n) + many(n, (k) => `allow c${k} -> c${(k + 1) % n} : tcp ${1000 + k}\n`),
    runs: forward(
      `${many(n, (k) => `-A FORWARD -s 10.${k >> 8}.${k & 255}.5 -d 10.${((k + 1) % n) >> 8}.${((k + 1) % n) & 255}.5 -p tcp --dport ${1000 + k} -j ACCEPT\n`)}-A FORWARD -j ACCEPT\n`,
    ),
    open: 1,
  }),
  // Of each rule from outside, what comes from there for certain and what may; of each from the tunnel, what may.
  'rules beside a place of which nothing is known': (n) => ({
    plan: zones(n),
    runs: [
      'set network interface ethernet ethernet1/1 layer3 ip 10.0.0.1/8',
      'set network virtual-router vr routing-table ip static-route d destination 0.0.0.0/0 interface ethernet1/2',
      'set zone lan network layer3 ethernet1/1',
      'set zone wan network layer3 ethernet1/2',
      'set zone vpn network layer3 tunnel.1',
      'set rulebase default-security-rules rules intrazone-default action deny',
      ...['wan', 'vpn'].map((from) =>
        many(
          n,
          (k) =>
            `set rulebase security rules ${from}${k} from ${from} to lan source any destination ${network(k)} application any service any action allow\n`,
        ),
      ),
    ].join('\n'),
    open: 3 * n,
  }),
};

// Counted in blocks of code that ran, since seconds show how busy a machine is.
describe('an audit of four times the rules and zones', () => {
  it('takes no more than about four times the work, whatever the rules are about', async () => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.resolve('./count-audit.ts'))], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const cases = someOf(Object.entries(LONG)).flatMap(([name, of]) => [50, 200].map((n) => ({ name, n, ...of(n) })));
    child.stdin.end(JSON.stringify(cases.map(({ plan, runs }) => [plan, runs])));
    const counts = JSON.parse(await text(child.stdout)) as { blocks: number; open: number }[];
    for (const [at, { name, n, open }] of cases.entries()) {
      assert.equal(counts[at]!.open, open, `${name}: what is open beyond the plan`);
      if (n === 50) continue;
      const times = counts[at]!.blocks / counts[at - 1]!.blocks;
      assert.ok(times < 5.5, `${name}: ${times.toFixed(1)} times the work`);
      assert.ok(counts[at - 1]!.blocks > 1000, name);
    }
  });
});

describe('rules that leave one group out', () => {
  it('hold what is left of it once, so that memory goes with the length of the file and not with rules times addresses', () => {
    const text = (rules: number, addresses: number): string =>
      [
        'set zone a network layer3 ethernet1/1',
        'set network interface ethernet ethernet1/1 layer3 ip 10.0.0.1/8',
        ...Array.from({ length: addresses }, (_, n) => `set address h${n} ip-netmask 10.1.${n >> 7}.${2 * (n & 127)}/32`),
        `set address-group g static [ ${Array.from({ length: addresses }, (_, n) => `h${n}`).join(' ')} ]`,
        ...Array.from(
          { length: rules },
          (_, n) =>
            `set rulebase security rules r${n} from a to b source g destination any application any service any action allow negate-source yes`,
        ),
      ].join('\n');
    const held = (rules: number): number => {
      const [device] = readRunning(text(rules, 500), 'fw.set', 'panos');
      const at = new Map(device!.places.map(({ name, networks }) => [name, networks]));
      const lists = compile(device!, { at, unplaced: ANYWHERE.subtract(at.get('a')!), whole: new Set() });
      const sets = [...lists.values()].flatMap(({ entries }) => entries.flatMap((each) => [each.sources, each.destinations]));
      return [...new Set(sets)].reduce((sum, { intervals }) => sum + intervals.length, 0);
    };
    assert.ok(held(10) > 500);
    assert.ok(held(100) <= 2 * held(10));
  });
});
