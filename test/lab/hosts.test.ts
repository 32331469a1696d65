import assert from 'node:assert/strict';
import { generate } from '../../language/rulesets/generate.ts';
import { loadPlan } from '../support/language.ts';
import { labFault } from './available.ts';
import { type Probe, runHostLab, type Verdict } from './lab.ts';

const PLAN = `plan "Host"
use kit
zone backup {
  subnet 10.0.0.0/24, fd00::/64
  component vbr : kit.server at 10.0.0.10, fd00::10
  component repo : kit.store at 10.0.0.20, fd00::20
  component proxy : kit.mover at 10.0.0.30, fd00::30
}
zone desk { subnet 10.0.1.0/24, fd00:1::/64 }
allow desk -> repo : udp 161, tcp 22
deny 10.0.1.7 -> repo : tcp 22
deny proxy -> repo : tcp 2500-2600
vendor kit "Kit" {
  source manual "manual.txt"
  role server role store runs linux role mover
  flow server, mover -> store : tcp 2500-3300 "Moves data" from manual "1"
  flow server -> store : tcp 6162 "Controls" from manual "1"
}
`;

const OTHERS = ['10.0.0.10', '10.0.0.30', '10.0.0.99', '10.0.1.6', '10.0.1.7', 'fd00::10', 'fd00::30', 'fd00::99', 'fd00:1::6'];
const HOST = ['10.0.0.20', 'fd00::20'];

/** What has to happen, worked out by hand from the plan and the catalog. */
const EXPECTED: [source: string, protocol: 'tcp' | 'udp', port: number, verdict: Verdict][] = [
  // What the zone needs.
  ['10.0.0.10', 'tcp', 6162, 'passed'],
  ['10.0.0.10', 'tcp', 2500, 'passed'],
  ['10.0.0.10', 'tcp', 3300, 'passed'],
  ['10.0.0.10', 'tcp', 3301, 'dropped'],
  ['10.0.0.10', 'udp', 6162, 'dropped'],
  ['10.0.0.10', 'tcp', 22, 'dropped'],
  ['fd00::10', 'tcp', 6162, 'passed'],
  ['fd00::10', 'tcp', 6163, 'dropped'],
  ['10.0.0.99', 'tcp', 6162, 'dropped'],
  ['fd00::99', 'tcp', 6162, 'dropped'],
  // A part of what the zone needs, and a deny closes it.
  ['10.0.0.30', 'tcp', 2500, 'dropped'],
  ['10.0.0.30', 'tcp', 2600, 'dropped'],
  ['10.0.0.30', 'tcp', 2601, 'passed'],
  ['fd00::30', 'tcp', 2600, 'dropped'],
  ['fd00::30', 'tcp', 3300, 'passed'],
  // The plan's rules.
  ['10.0.1.6', 'tcp', 22, 'passed'],
  ['10.0.1.6', 'udp', 161, 'passed'],
  ['10.0.1.6', 'tcp', 161, 'dropped'],
  ['10.0.1.6', 'tcp', 6162, 'dropped'],
  ['10.0.1.7', 'tcp', 22, 'dropped'],
  ['10.0.1.7', 'udp', 161, 'passed'],
  ['fd00:1::6', 'tcp', 22, 'passed'],
  ['fd00:1::6', 'tcp', 23, 'dropped'],
];

const hostOf = (address: string): string => (address.includes(':') ? 'fd00::20' : '10.0.0.20');
const inbound = EXPECTED.map(
  ([source, protocol, port]): Probe => ({ from: 'outside', to: 'host', source, destination: hostOf(source), protocol, port }),
);
/** What the host opens itself, to others and to itself. A machine of many addresses answers udp from its first one. */
const own = [
  ...[...OTHERS, ...HOST].map((to) => ['tcp', to] as const),
  ...['10.0.0.10', ...HOST].map((to) => ['udp', to] as const),
].map(
  ([protocol, destination]): Probe => ({
    from: 'host',
    to: 'outside',
    source: hostOf(destination),
    destination,
    protocol,
    port: 7,
  }),
);

async function repoFile(): Promise<string> {
  const { document, services } = await loadPlan(PLAN);
  const { files } = await generate(document, services, { target: 'nftables', scope: 'host' });
  return files.find((f) => f.name === 'plan.repo.nft')!.text;
}

function differences(probes: readonly Probe[], verdicts: readonly Verdict[]): string[] {
  return probes.flatMap(({ source, destination, protocol, port }, n) => {
    const expected = EXPECTED[n]?.[3] ?? 'passed';
    return verdicts[n] === expected ? [] : [`${source} -> ${destination} ${protocol} ${port}: ${verdicts[n]}, not ${expected}`];
  });
}

describe('the packet lab: a host lets in what its rule set says', () => {
  before(function () {
    const fault = labFault();
    if (!fault) return;
    if (process.env.CI) throw new Error(fault);
    console.log(`      skipped: ${fault}`);
    this.skip();
  });
  const lab = (nft: string): Promise<Verdict[]> => runHostLab({ host: HOST, others: OTHERS, probes: [...inbound, ...own], nft });

  it('from its zone and from others, in both families, and lets out everything', async () => {
    assert.deepEqual(differences([...inbound, ...own], await lab(await repoFile())), []);
  });

  it('finds one changed port, and a host that discovers no neighbors', async () => {
    const nft = await repoFile();
    const port = nft.replace('2500-2600', '2500-2599');
    const deaf = nft.replace(/ip6 hoplimit 255 icmpv6 .*/, '');
    assert.ok(port !== nft && deaf !== nft);
    const [ofPort, ofDeaf] = await Promise.all([lab(port), lab(deaf)]);
    assert.deepEqual(
      differences([...inbound, ...own], ofPort).map((d) => d.replace(/:? .*/, '')),
      ['10.0.0.30'],
    );
    const wrong = differences([...inbound, ...own], ofDeaf);
    assert.ok(wrong.length > 0 && wrong.every((w) => w.startsWith('fd00:')), wrong.join('\n'));
  });
});
