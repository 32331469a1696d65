// What every target for hosts has to prove: packets of chance are decided as firewalls around each component would decide them, through the
// text that was emitted and read back.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { formatAddresses, ofFamily, parseAddress } from '../../language/model/addresses.ts';
import { portSet } from '../../language/model/services.ts';
import { buildHostRuleSets, type HostRuleSet } from '../../language/rulesets/host-rule-set.ts';
import { limits } from '../../language/rulesets/limits.ts';
import type { RuleEntry, RuleSide } from '../../language/rulesets/rule-set.ts';
import type { OutputFile, Target } from '../../language/rulesets/target.ts';
import { provesChance } from '../reading/chance-proof.ts';
import { tryHosts } from '../reading/through-targets.ts';
import { ofChance, someOf } from '../support/chance.ts';
import { analysisOf, loadPlan } from '../support/language.ts';
import { serviceOf } from '../support/packet-services.ts';
import { randomBeyondPorts, randomPlanWithDenies } from '../support/random-plans.ts';
import { addressIn } from './address-in.ts';
import { decide, type Packet } from './evaluator.ts';
import { packetsBeyond, packetsTo } from './host-packets.ts';
import { HOSTILE } from './hostile.ts';
import { otherNamesHosts } from './other-names.ts';
import { plans } from './plans.ts';
import type { Verdict } from './readers.ts';

/** Reads what a target has emitted for one host, as that host would. */
export type HostReader = (files: readonly OutputFile[], set: HostRuleSet) => (packet: Packet) => Verdict | Promise<Verdict>;

export interface HostProof {
  readonly target: Target;
  /** What is tried, where it is not what the target emits as it is. */
  readonly title?: string;
  readonly read: HostReader;
  /** Whether it understands packets of icmp by their type, of other protocols by their number, and source ports. */
  readonly beyondPorts?: true;
}

const examples = join(import.meta.dirname, '../../examples');
const PORTS = [22, 111, 135, 137, 443, 445, 2500, 3000, 3300, 3301, 6160, 6162, 6163, 6170, 9392, 9419];

/** The files of one host, of those of all: they are named after the plan and the host. */
export function filesOf(files: readonly OutputFile[], { host }: HostRuleSet): OutputFile[] {
  const spelled = host.name.replace('ä', 'ae').replace('ü', 'ue');
  const own = files.filter((f) => [host.name, spelled].some((name) => f.name.startsWith(`plan.${name}.`)));
  assert.ok(own.length, `no file of ${host.name}`);
  return own;
}

/** The plan with each component in a zone of its own and a rule for what its former zone needs: a network firewall between all of them. */
function takenApart(text: string): string {
  const zones = [...text.matchAll(/^zone (\w+) \{\n {2}subnet (.*)\n([^}]*)\}/gm)].map(
    ([, name = '', subnet = '', body = '']) => ({
      name,
      subnet,
      components: [...body.matchAll(/component (\w+) .*/g)].map(([line, component = '']) => ({ component, line })),
    }),
  );
  const parts = zones.flatMap(({ name, subnet, components }) => [
    `group ${name} = ${subnet}`,
    ...components.map(({ component, line }) => `zone only-${component} { ${line} }`),
    ...components.flatMap(({ component: a }) =>
      components.flatMap(({ component: b }) => (a === b ? [] : [`allow ${a} -> ${b} : required`])),
    ),
  ]);
  return `${text.replace(/^zone [^}]*\}/gm, '')}\n${parts.join('\n')}\n`;
}

/** What the neutral rule set of a host decides: a loop over its entries. */
function decideHost({ entries }: HostRuleSet, packet: Packet): Verdict {
  const on = (sides: readonly RuleSide[], address: string): boolean =>
    sides.some(
      (s) =>
        s.any ||
        addressIn(
          address,
          formatAddresses(s.addresses).filter((t) => /^[\d.:a-f/-]+$/.test(t) && /[.:]/.test(t)),
        ),
    );
  const matching = entries.filter(
    (e) => on(e.sources, packet.source) && on(e.destinations, packet.destination) && e.services.covers(serviceOf(packet)),
  );
  return matching.some((e) => e.action === 'allow') && !matching.some((e) => e.action === 'deny') ? 'passed' : 'dropped';
}

async function hostSets(text: string, phases: string[] = []): Promise<HostRuleSet[]> {
  return buildHostRuleSets(await analysisOf(text, phases));
}

/** What a slip of the hand would make of an entry; nothing where it would change nothing. */
const MUTANTS: Record<string, (entry: RuleEntry) => RuleEntry | undefined> = {
  'a changed port': (entry) => ({ ...entry, services: portSet('tcp', 59999, 59999) }),
  'a changed address': (entry) => ({
    ...entry,
    sources: [{ ...entry.sources[0]!, any: false, label: 'wrong', addresses: parseAddress({ start: '203.0.113.77' }).set }],
  }),
  'a changed direction': (entry) => ({ ...entry, sources: entry.destinations, destinations: entry.sources }),
  'a lost family': (entry) => ({
    ...entry,
    sources: entry.sources.map((s) => ({ ...s, any: false, addresses: ofFamily(s.addresses, 4) })),
    destinations: entry.destinations.map((s) => ({ ...s, addresses: ofFamily(s.addresses, 4) })),
  }),
};

const MUTATED = `plan "mutants"
zone a { subnet 10.1.0.0/24, fd00:a::/64 component x at 10.1.0.5, fd00:a::5 }
zone b { subnet 10.2.0.0/24, fd00:b::/64 component y at 10.2.0.6, fd00:b::6 }
allow x -> y : tcp 443, 8000-8010
`;

const HOSTILE_HOSTS = `plan "${HOSTILE[0]}"
zone a "${HOSTILE[7]}" { subnet 10.0.0.0/24, fd00:a::/64 component ${'long-name-'.repeat(12)}1 "${HOSTILE[1]}" at 10.0.0.1, fd00:a::1 }
zone b "${HOSTILE[2]}" { subnet 10.0.1.0/24, fd00:b::/64 component set "${HOSTILE[4]}" at 10.0.1.3, fd00:b::3 }
${HOSTILE.map((label, n) => `allow a -> set : tcp ${n + 1} "${label}"`).join('\n')}
allow ${'long-name-'.repeat(12)}1 -> b : udp 1
allow b -> ${'long-name-'.repeat(12)}1 : udp 2
`;

/** Adds the tests that a target for hosts has to pass, whatever its form. */
export function provesHosts({ target, title = target.name, read, beyondPorts }: HostProof): void {
  const emit = async (sets: readonly HostRuleSet[]): Promise<OutputFile[]> => target.emitHosts!(sets, 'plan');
  const holds = (sets: readonly HostRuleSet[]): boolean =>
    !sets.some((s) => [...(target.problems?.(s) ?? []), ...limits(s.entries, target)].some((p) => p.level === 'error'));

  /** @returns how many packets pass, and how many don't */
  const compare = async (text: string, phases: string[] = []): Promise<Record<Verdict, number>> => {
    const count = { passed: 0, dropped: 0 };
    const sets = (await hostSets(text, phases)).filter((s) => !s.entries.some((e) => e.sources.some((x) => x.hostNames.length)));
    if (!sets.length || !holds(sets)) return count;
    const files = await emit(sets);
    for (const set of sets) {
      const decideText = read(filesOf(files, set), set);
      for (const packet of [...packetsTo(set), ...(beyondPorts ? packetsBeyond(set) : [])]) {
        const expected = decideHost(set, packet);
        count[expected]++;
        assert.equal(await decideText(packet), expected, `${set.host.name}: ${JSON.stringify(packet)}\n${text}`);
      }
    }
    return count;
  };

  describe(`${title}: what is emitted for hosts decides as the plan does`, () => {
    it('every packet as firewalls around each component would, over plans of chance', async () => {
      const count = { passed: 0, dropped: 0 };
      await fc.assert(
        fc.asyncProperty(randomPlanWithDenies, fc.nat(4), async (text, offset) => {
          const apart = (await loadPlan(takenApart(text))).document.parseResult.value;
          const sets = await hostSets(text);
          if (!holds(sets)) return;
          const files = await emit(sets);
          const all = sets.flatMap(({ host }) => formatAddresses(host.addresses));
          const sources = [...all, '10.0.0.99', '10.1.0.99', 'fd00:2::99'];
          for (const set of sets) {
            const decideText = read(filesOf(files, set), set);
            const own = formatAddresses(set.host.addresses);
            const packets = own.flatMap((destination) =>
              sources.flatMap((source) =>
                own.includes(source) || source.includes(':') !== destination.includes(':')
                  ? []
                  : PORTS.flatMap((port) =>
                      (['tcp', 'udp'] as const).map((protocol): Packet => ({ source, destination, protocol, port })),
                    ),
              ),
            );
            for (const packet of packets.filter((_, p) => p % 5 === offset)) {
              const expected = decide(apart, packet);
              count[expected]++;
              assert.equal(await decideText(packet), expected, `${JSON.stringify(packet)}\n${text}`);
            }
          }
        }),
        { numRuns: ofChance(40), seed: 7 },
      );
      assert.ok(count.passed > ofChance(100) && count.dropped > ofChance(200), JSON.stringify(count));
    });

    it('the plans that all targets are tried on, and the examples', async () => {
      const files = readdirSync(examples).filter((f) => f.endsWith('.segplan'));
      const texts = [
        ...Object.values(plans),
        ...someOf(files, 8, title.length).map((file) => readFileSync(join(examples, file), 'utf8')),
      ];
      const sum = { passed: 0, dropped: 0 };
      for (const text of texts)
        for (const phases of [[], ['deployment']]) {
          const { passed, dropped } = await compare(text, phases);
          sum.passed += passed;
          sum.dropped += dropped;
        }
      assert.ok(sum.passed > ofChance(500) && sum.dropped > ofChance(500), JSON.stringify(sum));
    });

    if (beyondPorts)
      it('plans of chance with types of icmp, other protocols and source ports', async () => {
        const sum = { passed: 0, dropped: 0 };
        await fc.assert(
          fc.asyncProperty(randomBeyondPorts, async (text) => {
            const { passed, dropped } = await compare(text);
            sum.passed += passed;
            sum.dropped += dropped;
          }),
          { numRuns: ofChance(40), seed: 3 },
        );
        assert.ok(sum.passed > ofChance(200) && sum.dropped > ofChance(200), JSON.stringify(sum));
      });

    provesChance((plan, seed, tally) => tryHosts({ target, read }, plan, seed, tally, filesOf));

    for (const [name, mutate] of Object.entries(MUTANTS))
      it(`${name} is noticed`, async () => {
        const [, set] = await hostSets(MUTATED);
        const packets = packetsTo(set!);
        const wrong = { ...set!, entries: set!.entries.map((entry) => mutate(entry) ?? entry) };
        const readWrong = read(filesOf(await emit([wrong]), wrong), wrong);
        const verdicts = await Promise.all(packets.map(async (p) => (await readWrong(p)) === decideHost(set!, p)));
        assert.ok(verdicts.includes(false), 'no packet shows the difference');
      });

    it('hostile labels change nothing of what is decided, and hide nothing', async () => {
      const { passed } = await compare(HOSTILE_HOSTS);
      assert.ok(passed > HOSTILE.length, `${passed} pass`);
      for (const file of await emit(await hostSets(HOSTILE_HOSTS)))
        for (const line of file.text.split(/\r?\n/))
          assert.doesNotMatch(line, /(?!^\uFEFF)[\p{Cf}\p{Zl}\p{Zp}]|(?!\t)\p{Cc}/u, file.name);
    });

    it('names in other scripts change nothing of what is decided', async () => {
      const { passed } = await compare(otherNamesHosts);
      assert.ok(passed > 10, `${passed} pass`);
    });

    it('gives the same bytes for the same plan', async () => {
      for (const text of someOf(Object.values(plans))) {
        const sets = await hostSets(text);
        if (sets.length && holds(sets)) assert.deepEqual(await emit(sets), await emit(await hostSets(text)));
      }
    });
  });
}
