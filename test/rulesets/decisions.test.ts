import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildRuleSet } from '../../language/rulesets/rule-set.ts';
import { json } from '../../language/rulesets/targets/json.ts';
import { nftables } from '../../language/rulesets/targets/nftables.ts';
import { loadPlan } from '../support/language.ts';
import { randomPlanWithDenies } from '../support/random-plans.ts';
import { decide, type Packet, parse } from './evaluator.ts';

type Verdict = 'passed' | 'dropped';

/** Whether an address is in one of the texts `10.0.0.1`, `10.0.0.0/24`, `10.0.0.1-10.0.0.9`. */
function within(address: string, texts: readonly string[]): boolean {
  const { value, bits } = parse(address);
  return texts.some((text) => {
    const [start = '', end = start] = text.split('-');
    const [network = '', prefix] = start.split('/');
    const first = parse(network);
    if (first.bits !== bits) return false;
    if (prefix !== undefined) return value >> BigInt(bits - Number(prefix)) === first.value >> BigInt(bits - Number(prefix));
    return value >= first.value && value <= parse(end).value;
  });
}

/** The nftables text, read as the kernel reads it: the first rule that matches decides. */
function readNft(text: string): (packet: Packet) => Verdict {
  const sets = new Map(
    [...text.matchAll(/set (\w+) \{[^}]*elements = \{([^}]*)\}/g)].map((m) => [m[1]!, m[2]!.split(',').map((e) => e.trim())]),
  );
  const rules = [...text.matchAll(/^ {4}(.*) (accept|drop) comment "/gm)].map((m) => ({ match: m[1]!, verdict: m[2]! }));
  const addresses = (name: string): readonly string[] => (name.startsWith('@') ? sets.get(name.slice(1))! : [name]);
  const ports = (match: string): string[] =>
    (/dport (?:\{ ([^}]*) \}|(\S+))/.exec(match)?.slice(1).find(Boolean) ?? '').split(', ').filter(Boolean);
  return (packet) => {
    const family = packet.source.includes(':') ? 'ip6' : 'ip';
    const hit = rules.find(({ match }) => {
      if (/\bip6? [sd]addr/.test(match) && !new RegExp(`\\b${family} [sd]addr`).test(match)) return false;
      const source = /saddr (\S+)/.exec(match)?.[1];
      const destination = /daddr (\S+)/.exec(match)?.[1];
      if (source && !within(packet.source, addresses(source))) return false;
      if (destination && !within(packet.destination, addresses(destination))) return false;
      if (/\bicmp/.test(match)) return false;
      const protocols = /l4proto \{ tcp, udp \}/.test(match) ? ['tcp', 'udp'] : [/(tcp|udp) dport/.exec(match)?.[1]];
      if (!/dport/.test(match)) return true;
      return (
        protocols.includes(packet.protocol) &&
        ports(match).some((p) => packet.port >= Number(p.split('-')[0]) && packet.port <= Number(p.split('-').pop()))
      );
    });
    return hit?.verdict === 'accept' ? 'passed' : 'dropped';
  };
}

interface JsonRule {
  action: string;
  sources: { addresses: string[]; any: boolean }[];
  destinations: { addresses: string[]; any: boolean }[];
  services: Record<'tcp' | 'udp', { from: number; to: number }[]>;
}

function readJson(text: string): (packet: Packet) => Verdict {
  const { rules } = JSON.parse(text) as { rules: JsonRule[] };
  const side = (sides: JsonRule['sources'], address: string): boolean => sides.some((s) => s.any || within(address, s.addresses));
  return (packet) => {
    const hit = rules.find(
      (r) =>
        side(r.sources, packet.source) &&
        side(r.destinations, packet.destination) &&
        r.services[packet.protocol].some((p) => packet.port >= p.from && packet.port <= p.to),
    );
    return hit?.action === 'allow' && packet.source.includes(':') === packet.destination.includes(':') ? 'passed' : 'dropped';
  };
}

const PORTS = [134, 135, 136, 137, 138, 443, 445, 2499, 2500, 3000, 3001, 3300, 3301, 6160, 6161, 6162, 6163, 9419];
const packets: Packet[] = [0, 1, 2].flatMap((a) =>
  [0, 1, 2].flatMap((b) =>
    a === b
      ? []
      : [1, 2, 9].flatMap((x) =>
          [1, 3].flatMap((y) =>
            PORTS.flatMap((port) =>
              (['tcp', 'udp'] as const).flatMap((protocol): Packet[] => [
                { source: `10.${a}.0.${x}`, destination: `10.${b}.0.${y}`, protocol, port },
                { source: `fd00:${a}::${x}`, destination: `fd00:${b}::${y}`, protocol, port },
              ]),
            ),
          ),
        ),
  ),
);

describe('rule sets decide every packet as the plan does', () => {
  it('over random plans, by what was emitted and read back', async () => {
    const count = { passed: 0, dropped: 0 };
    await fc.assert(
      fc.asyncProperty(randomPlanWithDenies, fc.nat(40), async (text, offset) => {
        const { document, services } = await loadPlan(text);
        const root = document.parseResult.value;
        const ruleSet = buildRuleSet(services.segplan.Plans.analysis(root));
        const readers = [readNft(nftables.emit(ruleSet, 'plan')[0]!.text), readJson(json.emit(ruleSet, 'plan')[0]!.text)];
        // Every 41st packet, and some that one of the readings lets pass: most packets of chance are dropped by all.
        const open = packets.filter((packet) => readers.some((read) => read(packet) === 'passed'));
        const chosen = [
          ...packets.filter((_, n) => n % 41 === offset),
          ...open.filter((_, n) => n % 7 === offset % 7).slice(0, 25),
        ];
        for (const packet of chosen) {
          const expected = decide(root, packet);
          count[expected]++;
          for (const read of readers) assert.equal(read(packet), expected, `${JSON.stringify(packet)}\n${text}`);
        }
      }),
      { numRuns: 120, seed: 11 },
    );
    assert.ok(count.passed > 200 && count.dropped > 200, JSON.stringify(count));
  });
});
