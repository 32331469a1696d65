// What every target has to prove: packets of chance are decided as the plan decides them, through the text that was emitted and read back.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type * as ast from '../../language/generated/ast.ts';
import { ofFamily, parseAddress } from '../../language/model/addresses.ts';
import { portSet } from '../../language/model/services.ts';
import { limits } from '../../language/rulesets/limits.ts';
import { buildRuleSet, type RuleEntry, type RuleSet, type RuleSide } from '../../language/rulesets/rule-set.ts';
import type { OutputFile, Target } from '../../language/rulesets/target.ts';
import { withoutDenies } from '../../language/rulesets/without-denies.ts';
import { provesChance } from '../reading/chance-proof.ts';
import { tryPlan } from '../reading/through-targets.ts';
import { ofChance, someOf, thoroughly } from '../support/chance.ts';
import { loadPlan } from '../support/language.ts';
import {
  randomBeyondPorts,
  randomPlan,
  randomPlanWithDenies,
  randomVeeamRules,
  randomZertoRules,
} from '../support/random-plans.ts';
import { randomZones } from '../support/random-zones.ts';
import { decide, type Packet } from './evaluator.ts';
import { hostilePlan } from './hostile.ts';
import { otherNamesPlan } from './other-names.ts';
import { boundaryPackets, crossing, type Inside } from './packets.ts';
import { plans } from './plans.ts';
import type { Verdict } from './readers.ts';

/** Reads what a target has emitted, as the product that it is for would. */
export type Reader = (files: readonly OutputFile[]) => (packet: Packet) => Verdict;

/** Protocols without ports: ICMP of the address families for which a target has it, and any other one. */
export interface Portless {
  readonly icmp: Readonly<Partial<Record<4 | 6, string>>>;
  readonly other: string;
  /** What stands in place of a port; 0 where nothing else is said. */
  readonly port?: number;
}

export interface Proof {
  readonly target: Target;
  /** What is tried, where it is not what the target emits as it is. */
  readonly title?: string;
  readonly read: Reader;
  /** Plans of one's own, besides those that all targets are tried on. */
  readonly plans?: Readonly<Record<string, string>>;
  /** More of them, which take long. */
  readonly longPlans?: Readonly<Record<string, string>>;
  /** Whether its reader asks behind which zone an address is, which the plan leaves open where it has several for the rest of the world. */
  readonly byZones?: true;
  /** Whether a rule set is one to try, where capabilities and problems don't say it all. */
  readonly holds?: (ruleSet: RuleSet) => boolean;
  /** What its reader calls protocols without ports, where it tells them apart. */
  readonly portless?: Portless;
  /** Whether it understands packets of icmp by their type, of other protocols by their number, and source ports. */
  readonly beyondPorts?: true;
  /** The address families in which it has icmp; both where nothing is said. */
  readonly icmpIn?: readonly (4 | 6)[];
  /** What its form says of traffic inside of zones: where it says nothing else, that networks of one zone reach each other. */
  readonly inside?: Inside;
}

const examples = join(import.meta.dirname, '../../examples');

interface Loaded {
  readonly root: ast.Document;
  readonly ruleSet: RuleSet;
}

async function ruleSetOf(text: string, phases: readonly string[] = [], target?: Target): Promise<Loaded> {
  const { root, ruleSet } = await loaded(text, phases);
  return { root, ruleSet: target && !target.capabilities.deny ? withoutDenies(ruleSet) : ruleSet };
}

const loaded = remembered(async (text: string, phases: readonly string[]): Promise<Loaded> => {
  const { document, services } = await loadPlan(text);
  assert.deepEqual(document.parseResult.parserErrors, []);
  const root = document.parseResult.value;
  return { root, ruleSet: buildRuleSet(services.segplan.Plans.analysis(root, phases)) };
});

/** Packets to try on a plan, and what it says of each. Every target is held against the same ones. */
const judgedAll = remembered(async (text: string, phases: readonly string[], seed: number, count: number) => {
  const { root, ruleSet } = await loaded(text, phases);
  return boundaryPackets(root, ruleSet.phases, seed, count).map((packet) => ({ packet, expected: decide(root, packet, phases) }));
});

/** Those of them that a form says something of. */
const judged = remembered(async (text: string, phases: readonly string[], seed: number, count: number, inside: Inside) => {
  const { root } = await loaded(text, phases);
  const all = await judgedAll(text, phases, seed, count);
  const seen = new Set(
    crossing(
      root,
      all.map((a) => a.packet),
      inside,
    ),
  );
  return all.filter(({ packet }) => seen.has(packet));
});

/** The function, with its answers kept: targets ask the same questions one after the other. */
function remembered<A extends readonly unknown[], R>(answer: (...question: A) => R): (...question: A) => R {
  const known = new Map<string, R>();
  return (...question) => {
    const key = JSON.stringify(question);
    const result = known.get(key) ?? answer(...question);
    known.set(key, result);
    return result;
  };
}

/** Whether a target can hold a rule set; what it can't is a problem that it reports, and is tested elsewhere. */
function isHeld({ target, holds }: Proof, ruleSet: RuleSet): boolean {
  const { entries } = ruleSet;
  const can = target.capabilities;
  const names = entries.flatMap((e) => [...e.sources, ...e.destinations].flatMap((s) => s.hostNames));
  if (can.hostNames === 'none' && names.length) return false;
  if (can.hostNames === 'plain' && names.some((n) => n.startsWith('*'))) return false;
  if ([...(target.problems?.(ruleSet) ?? []), ...limits(entries, target)].some((p) => p.level === 'error')) return false;
  return holds?.(ruleSet) ?? true;
}

/** Holds what was emitted against the plan, packet by packet. @returns how many were compared, and how many of them pass */
export async function compare(
  proof: Proof,
  text: string,
  phases: readonly string[],
  seed: number,
  count: number,
): Promise<[number, number]> {
  const { ruleSet } = await ruleSetOf(text, phases, proof.target);
  if (!isHeld(proof, ruleSet)) return [0, 0];
  const read = proof.read(await proof.target.emit(ruleSet, 'plan'));
  const packets = await judged(text, phases, seed, count, proof.inside ?? 'several');
  let passed = 0;
  for (const { packet, expected } of packets) {
    if (!proof.beyondPorts && isBeyondPorts(packet)) continue;
    if (packet.protocol === 'icmp' && proof.icmpIn?.includes(packet.source.includes(':') ? 6 : 4) === false) continue;
    if (expected === 'passed') passed++;
    assert.equal(read(packet), expected, `phases ${phases.join()}: ${JSON.stringify(packet)}\n${text}`);
  }
  return [packets.length, passed];
}

function isBeyondPorts({ protocol, sourcePort }: Packet): boolean {
  return protocol === 'icmp' || protocol === 'other' || sourcePort !== undefined;
}

/** What a slip of the hand would make of an entry; nothing where it would change nothing. */
const MUTANTS: Record<string, (entry: RuleEntry) => RuleEntry | undefined> = {
  'a changed port': (entry) => ({ ...entry, services: portSet('tcp', 59999, 59999) }),
  'a changed address': (entry) => ({
    ...entry,
    destinations: entry.destinations.map(
      (s): RuleSide => ({ ...s, any: false, label: 'wrong', addresses: parseAddress({ start: '203.0.113.77' }).set }),
    ),
  }),
  'a changed direction': (entry) => ({ ...entry, sources: entry.destinations, destinations: entry.sources }),
  'a lost family': (entry) => {
    const without = (sides: readonly RuleSide[]): RuleSide[] =>
      sides.map((s) => ({ ...s, any: false, addresses: ofFamily(s.addresses, 4) })).filter((s) => !s.addresses.isEmpty);
    const [sources, destinations] = [without(entry.sources), without(entry.destinations)];
    const both = [entry.sources, entry.destinations].every((sides) => sides.some((s) => !ofFamily(s.addresses, 6).isEmpty));
    return both && sources.length && destinations.length ? { ...entry, sources, destinations } : undefined;
  },
};

const MUTATED = `plan "mutants"
zone a { subnet 10.1.0.0/24, fd00:a::/64 component x at 10.1.0.5, fd00:a::5 }
zone b { subnet 10.2.0.0/24, fd00:b::/64 component y at 10.2.0.6, fd00:b::6 }
allow x -> y : tcp 443, 8000-8010
`;

/** Packets on both sides of every edge of the plan above. */
const MUTATED_PACKETS: readonly Packet[] = [
  ['10.1.0.5', '10.2.0.6'],
  ['10.2.0.6', '10.1.0.5'],
  ['fd00:a::5', 'fd00:b::6'],
  ['fd00:b::6', 'fd00:a::5'],
].flatMap(([source, destination]) =>
  [443, 8000, 8010, 59999].map((port): Packet => ({ source: source!, destination: destination!, protocol: 'tcp', port })),
);

/** Adds the tests that a target has to pass, whatever its form. */
export function proves(proof: Proof): void {
  const { target, read, title = target.name } = proof;

  describe(`${title}: what is emitted decides as the plan does`, () => {
    const holds = (text: string) => async (): Promise<void> => {
      for (const phases of [[], ['deployment']]) await compare(proof, text, phases, 5, 300);
    };
    for (const [name, text] of Object.entries({ ...plans, ...proof.plans })) it(name, holds(text));
    for (const [name, text] of Object.entries(proof.longPlans ?? {})) thoroughly(name, holds(text));

    const files = readdirSync(examples).filter((f) => f.endsWith('.segplan'));
    for (const file of someOf(files, 8, title.length))
      it(`examples/${file}`, async () => {
        for (const phases of [[], ['deployment']])
          await compare(proof, readFileSync(join(examples, file), 'utf8'), phases, 3, 200);
      });

    it('plans of chance', async () => {
      let [compared, passed] = [0, 0];
      for (const [random, all] of [
        [randomPlan, 40],
        [randomPlanWithDenies, 40],
        [randomZertoRules, 30],
        [randomVeeamRules, 15],
        [randomZones, 60],
        ...(proof.beyondPorts ? ([[randomBeyondPorts, 80]] as const) : []),
      ] as const)
        await fc.assert(
          fc.asyncProperty(random, fc.nat(), async (text, seed) => {
            const [n, open] = await compare(proof, text, [], seed, 60);
            compared += n;
            passed += open;
          }),
          { numRuns: ofChance(all), seed: 17 },
        );
      assert.ok(compared > ofChance(500) && passed > ofChance(50), `${compared} packets compared, ${passed} of them pass`);
    });

    provesChance((plan, seed, tally) => tryPlan(proof, plan, seed, tally));

    for (const [name, mutate] of Object.entries(MUTANTS))
      it(`${name} is noticed`, async () => {
        const { root, ruleSet } = await ruleSetOf(MUTATED);
        const right = read(await target.emit(ruleSet, 'plan'));
        for (const packet of MUTATED_PACKETS) assert.equal(right(packet), decide(root, packet), JSON.stringify(packet));
        const entries = ruleSet.entries.map((entry) => mutate(entry) ?? entry);
        const wrong = read(await target.emit({ ...ruleSet, entries }, 'plan'));
        assert.ok(
          MUTATED_PACKETS.some((packet) => wrong(packet) !== decide(root, packet)),
          'no packet shows the difference',
        );
      });

    it('hostile labels change nothing of what is decided, and hide nothing', async () => {
      await compare(proof, hostilePlan, [], 9, 200);
      const { ruleSet } = await ruleSetOf(hostilePlan);
      for (const file of await target.emit(ruleSet, 'plan'))
        if (!file.binary)
          for (const line of file.text.split(/\r?\n/)) assert.doesNotMatch(line, /[\p{Cf}\p{Zl}\p{Zp}]|(?!\t)\p{Cc}/u, file.name);
    });

    it('names in other scripts change nothing of what is decided', async () => {
      await compare(proof, otherNamesPlan, [], 11, 300);
    });

    it('gives the same bytes for the same plan', async () => {
      for (const text of someOf(Object.values(plans))) {
        const { ruleSet } = await ruleSetOf(text, [], target);
        if (!isHeld(proof, ruleSet)) continue;
        assert.deepEqual(await target.emit(ruleSet, 'plan'), await target.emit(ruleSet, 'plan'));
      }
    });
  });
}
