import assert from 'node:assert/strict';
import { generate } from '../../language/rulesets/generate.ts';
import { decide } from '../rulesets/evaluator.ts';
import { loadPlan } from '../support/language.ts';
import { labFault } from './available.ts';
import { type Probe, runRow } from './lab.ts';

const PLAN = `plan "Behind a firewall that translates"
zone internet { subnet 198.51.100.0/24, 2001:db8:100::/64 component tenant at 198.51.100.7, 2001:db8:100::7 }
zone transit { subnet 192.0.2.0/29 }
zone dmz {
  subnet 10.20.0.0/24, fd00:20::/64
  component gateway at 10.20.0.10
  component mail at 10.20.0.11
  component six at fd00:20::10
}
firewall provider : nftables { zones internet, transit }
firewall edge : nftables {
  zones transit, dmz
  nat 203.0.113.10 tcp 6180 from transit -> gateway
  nat 203.0.113.10 tcp 443 from transit -> gateway port 8443
  nat 203.0.113.10 udp 5000-5002 from transit -> gateway port 6000
  nat 203.0.113.11 from transit -> mail
  nat 2001:db8:113::6 tcp 443 from transit -> six port 8443
}
allow tenant -> gateway : tcp 22, 6180, 8443, udp 6001
allow internet -> mail : tcp 25
allow mail -> tenant : tcp 25
allow gateway -> tenant : tcp 26
allow tenant -> six : tcp 8443
deny 198.51.100.9 -> mail
`;

/** What somebody sends, and what of the plan it means; nothing where it reaches nobody. */
const SENT: readonly (readonly [from: string, to: string, service: string, means: string])[] = [
  ['198.51.100.7', '203.0.113.10', 'tcp 6180', '10.20.0.10 6180'],
  ['198.51.100.7', '203.0.113.10', 'tcp 443', '10.20.0.10 8443'],
  ['198.51.100.7', '203.0.113.10', 'udp 5000', '10.20.0.10 6000'],
  ['198.51.100.7', '203.0.113.10', 'udp 5001', '10.20.0.10 6001'],
  ['198.51.100.7', '203.0.113.10', 'udp 5002', '10.20.0.10 6002'],
  ['198.51.100.7', '203.0.113.10', 'tcp 8443', ''],
  ['198.51.100.7', '203.0.113.10', 'tcp 22', ''],
  ['198.51.100.7', '10.20.0.10', 'tcp 22', '10.20.0.10 22'],
  ['198.51.100.7', '10.20.0.10', 'tcp 6180', ''],
  ['198.51.100.7', '203.0.113.11', 'tcp 25', '10.20.0.11 25'],
  ['198.51.100.7', '203.0.113.11', 'tcp 26', '10.20.0.11 26'],
  ['198.51.100.8', '203.0.113.10', 'tcp 443', '10.20.0.10 8443'],
  ['198.51.100.8', '203.0.113.11', 'tcp 25', '10.20.0.11 25'],
  ['198.51.100.9', '203.0.113.11', 'tcp 25', '10.20.0.11 25'],
  ['2001:db8:100::7', '2001:db8:113::6', 'tcp 443', 'fd00:20::10 8443'],
  ['2001:db8:100::8', '2001:db8:113::6', 'tcp 443', 'fd00:20::10 8443'],
  // The provider lets mail through by its outer address alone, and gateway by its own.
  ['10.20.0.11', '198.51.100.7', 'tcp 25', '198.51.100.7 25'],
  ['10.20.0.11', '198.51.100.8', 'tcp 25', '198.51.100.8 25'],
  ['10.20.0.10', '198.51.100.7', 'tcp 26', '198.51.100.7 26'],
  ['10.20.0.10', '198.51.100.7', 'tcp 25', '198.51.100.7 25'],
];

describe('the packet lab: a firewall that translates', () => {
  before(function () {
    const fault = labFault();
    if (!fault) return;
    if (process.env.CI) throw new Error(fault);
    console.log(`      skipped: ${fault}`);
    this.skip();
  });

  it('leads what is sent to an outer address to the machine where the plan permits it, and nothing without its translations', async () => {
    const { document, services } = await loadPlan(PLAN);
    const root = document.parseResult.value;
    const texts: string[] = [];
    for (const firewall of ['provider', 'edge']) texts.push((await generate(document, services, { firewall })).files[0]!.text);
    const isOutside = (address: string): boolean => /^(198|2001)/.test(address);
    const probes = SENT.map(([source, destination, service]): Probe => {
      const [protocol, port] = service.split(' ') as ['tcp' | 'udp', string];
      const [from, to] = isOutside(source) ? ['internet', 'dmz'] : ['dmz', 'internet'];
      return { from: from!, to: to!, source, destination, protocol, port: Number(port) };
    });
    const expected = SENT.map(([source, , service, means]) => {
      const [destination = '', port] = means.split(' ');
      return means
        ? decide(root, { source, destination, protocol: service.slice(0, 3) as 'tcp' | 'udp', port: Number(port) })
        : 'dropped';
    });
    assert.deepEqual(SENT.flatMap((each, n) => (expected[n] === 'passed' ? [each.slice(0, 3).join(' ')] : [])).length, 9);
    const plain = texts.map((text) => text.replace(/\n {2}chain (?:pre|post)routing \{[^}]*(?:\{[^}]*\}[^}]*)*\n {2}\}/g, ''));
    assert.ok(!/nat /.test(plain[1]!.replace(/^#.*$/gm, '')), plain[1]);
    const firewalls = [
      { zones: [{ name: 'internet', subnets: ['198.51.100.0/24', '2001:db8:100::/64'] }] },
      { zones: [{ name: 'dmz', subnets: ['10.20.0.0/24', 'fd00:20::/64'] }], outer: ['203.0.113.0/28', '2001:db8:113::/64'] },
    ];
    const [whole, without] = await runRow({ firewalls, probes, runs: [texts, plain] });
    const told = (verdicts: readonly string[]): string[] =>
      SENT.map((each, n) => `${each.slice(0, 3).join(' ')}: ${verdicts[n]}`);
    assert.deepEqual(told(whole!), told(expected));
    // What needs no translation passes all the same.
    const untranslated = (n: number): boolean => SENT[n]![1] === '10.20.0.10' || SENT[n]![0] === '10.20.0.10';
    assert.deepEqual(told(without!), told(expected.map((verdict, n) => (untranslated(n) ? verdict : 'dropped'))));
  });
});
