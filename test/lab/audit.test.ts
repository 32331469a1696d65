import assert from 'node:assert/strict';
import { holds } from '../../language/analysis/region.ts';
import { parseAddress } from '../../language/model/addresses.ts';
import { portSet } from '../../language/model/services.ts';
import { nftables } from '../../language/rulesets/targets/nftables/nftables.ts';
import { decide } from '../rulesets/evaluator.ts';
import { running } from '../running/drift-proof.ts';
import { auditOf, drift } from '../running/mutants.ts';
import { labFault } from './available.ts';
import { type Probe, runLab } from './lab.ts';

const PLAN = `plan "Lab"
zone a { subnet 10.1.0.0/24, fd00:a::/64 component x at 10.1.0.5, fd00:a::5 }
zone b { subnet 10.2.0.0/24, fd00:b::/64 component y at 10.2.0.6, fd00:b::6 component z at 10.2.0.7 }
allow x -> y : tcp 443, 8000-8003
allow a -> z : udp 53
allow b -> x : tcp 22
deny 10.1.0.66 -> b
`;

/** What somebody did to the rules on the device. */
const CHANGES: Readonly<Record<string, (text: string) => string>> = {
  nothing: (text) => text,
  'a range cut short': (text) => text.replace(/8000-8003/g, '8000-8002'),
  'a deny taken away': (text) => text.replace(/^.* drop comment .*\n/m, ''),
  'a rule for everybody': (text) => text.replace(/ip saddr \S+ (?=ip daddr \S+ tcp dport \{ 443)/, ''),
  'a rule before all others': (text) =>
    text.replace(/(ct state invalid drop\n)/, '$1    tcp dport { 22, 8001 } drop\n    udp dport 54 accept\n'),
};

const ADDRESSES = {
  a: ['10.1.0.5', '10.1.0.9', '10.1.0.66', 'fd00:a::5', 'fd00:a::9'],
  b: ['10.2.0.6', '10.2.0.7', '10.2.0.9', 'fd00:b::6', 'fd00:b::9'],
};

function probes(): Probe[] {
  const between = (from: 'a' | 'b', to: 'a' | 'b'): Probe[] =>
    ADDRESSES[from].flatMap((source) =>
      ADDRESSES[to]
        .filter((destination) => destination.includes(':') === source.includes(':'))
        .flatMap((destination) => [
          ...[22, 443, 8001, 8003].map((port): Probe => ({ from, to, source, destination, protocol: 'tcp', port })),
          ...[53, 54].map((port): Probe => ({ from, to, source, destination, protocol: 'udp', port })),
        ]),
    );
  return [...between('a', 'b'), ...between('b', 'a')];
}

describe('what an audit says of rules that a kernel runs', () => {
  before(function () {
    const fault = labFault();
    if (fault) this.skip();
  });

  for (const [name, change] of Object.entries(CHANGES))
    it(`is what packets find, with ${name}`, async () => {
      const right = (await running(PLAN, nftables))!;
      const text = change(right.files[0]!.text);
      assert.equal(text === right.files[0]!.text, name === 'nothing');
      const { closed, open, unsure } = drift(auditOf({ ...right, files: [{ name: 'lab.nft', text }] }));
      assert.equal(unsure.length, 0);
      assert.equal(closed.length + open.length > 0, name !== 'nothing');
      const all = probes().map((probe) => {
        const packet = {
          source: parseAddress({ start: probe.source }).set.first,
          destination: parseAddress({ start: probe.destination }).set.first,
          service: portSet(probe.protocol, probe.port).first,
        };
        const plan = decide(right.root, probe);
        const said = closed.some((box) => holds(box, packet))
          ? 'dropped'
          : open.some((box) => holds(box, packet))
            ? 'passed'
            : plan;
        return { ...probe, plan, said, shouldPass: said === 'passed' };
      });
      const found = await runLab({
        zones: [
          { name: 'a', subnets: ['10.1.0.0/24', 'fd00:a::/64'] },
          { name: 'b', subnets: ['10.2.0.0/24', 'fd00:b::/64'] },
        ],
        probes: all,
        nft: text,
      });
      const differing: string[] = [];
      let changed = 0;
      for (const [n, probe] of all.entries()) {
        const { plan, said } = probe;
        if (said !== plan) changed++;
        if (found[n] !== said) differing.push(`${JSON.stringify(probe)}: the audit says ${said}, the kernel ${found[n]}`);
      }
      assert.deepEqual(differing, []);
      assert.equal(changed > 0, name !== 'nothing', `${changed}`);
    });
});
