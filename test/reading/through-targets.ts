// Plans of chance through what a target emits, as its reader understands it, held against the reading of the language reference.
import assert from 'node:assert/strict';
import { generate, heldBy } from '../../language/rulesets/generate.ts';
import { buildHostRuleSets } from '../../language/rulesets/host-rule-set.ts';
import { isFor } from '../../language/rulesets/host-systems.ts';
import { betweenZones, buildRuleSet } from '../../language/rulesets/rule-set.ts';
import type { OutputFile } from '../../language/rulesets/target.ts';
import type { Packet } from '../rulesets/evaluator.ts';
import type { HostProof } from '../rulesets/host-proof.ts';
import type { Proof } from '../rulesets/proof.ts';
import { type Address, anyHolds, holds, writeAddress } from './addresses.ts';
import { isSound, type Loaded, load } from './agreement.ts';
import { Chance } from './chance.ts';
import { letIn } from './hosts.ts';
import { inRestOfWorld, shareZone, verdict, zonesOfSide } from './packets.ts';
import { ADDRESSES_ONLY, NAMES, type PlanOfChance, planOfChance } from './plans.ts';
import { canBe, type Service } from './services.ts';

/** What errors would be about that no rule set depends on: plans of chance lack much, and assert what isn't so. */
const QUIET = ['missing-flow', 'blocked-flow', 'assertion-failed', 'isolation-breach']
  .map((code) => `check ${code} off`)
  .join('\n');

export interface Tally {
  plans: number;
  refused: number;
  passed: number;
  dropped: number;
  readonly wrong: string[];
  readonly refusals: Map<string, number>;
}

export function newTally(): Tally {
  return { plans: 0, refused: 0, passed: 0, dropped: 0, wrong: [], refusals: new Map() };
}

/** Every fourth plan holds host names, which most targets refuse. */
export function planFor(seed: number): PlanOfChance {
  const plan = planOfChance(seed, seed % 4 === 0 ? NAMES : ADDRESSES_ONLY);
  // What is found in a file that is imported counts where that file says it.
  const others = Object.fromEntries(Object.entries(plan.others).map(([name, text]) => [name, `${QUIET}\n${text}`]));
  return { ...plan, text: `${QUIET}\n${plan.text}`, others };
}

/** Adds to a tally what one plan gives. */
export async function tryPlan(proof: Proof, plan: PlanOfChance, seed: number, tally: Tally): Promise<void> {
  const loaded = await load(plan, true);
  if (!isSound(loaded)) return;
  const { document, services, analysis } = loaded;
  const options = { target: proof.target.name, phases: plan.phases };
  const generated = await generate(document, services, options);
  if (refused(generated.problems, tally)) return;
  const between = betweenZones(buildRuleSet(analysis));
  const ruleSet = heldBy(proof.target, between);
  if (proof.holds && !proof.holds(ruleSet)) return;
  const files = await proof.target.emit(ruleSet, 'plan');
  if (files[0]?.name === generated.files[0]?.name) assert.deepEqual(files, generated.files, 'the proof emits what is generated');
  const read = proof.read(files);
  tally.plans++;
  // A table has no row for what needs no rule, and says so.
  const inside = proof.inside !== 'none' && !generated.problems.some(({ message }) => message.includes('reach each other'));
  for (const { from, to, service } of packetsOf(loaded, seed, proof, inside)) {
    const expected = verdict(loaded.reading, { address: from }, { address: to }, service) as 'passed' | 'dropped';
    const packet = { source: writeAddress(from), destination: writeAddress(to), ...sentAs(service, from.family, proof) };
    tally[expected]++;
    const found = read(packet);
    // From behind another one of the zones that an address may be in, it may be closed.
    const several = [from, to].some((address) => zonesOfSide(loaded.reading.plan, { address }).length > 1);
    if (proof.byZones && several && expected === 'passed') continue;
    if (found !== expected) tally.wrong.push(`seed ${seed}: ${JSON.stringify(packet)} ${found}, by the reading ${expected}`);
  }
}

type Sent = Pick<Packet, 'protocol' | 'port' | 'sourcePort'>;

/** How a reader is told of what a packet asks for. */
function sentAs({ protocol, port, source }: Service, family: 4 | 6, { portless, beyondPorts }: Proof): Sent {
  const from = source === undefined ? {} : { sourcePort: source };
  if (beyondPorts) return { protocol: protocol === 'icmpv6' ? 'icmp' : protocol, port, ...from };
  if (protocol === 'tcp' || protocol === 'udp' || !portless) return { protocol: protocol as 'tcp' | 'udp', port, ...from };
  const name = protocol === 'other' ? portless.other : portless.icmp[family];
  return { protocol: (name ?? 'none') as 'tcp', port: portless.port ?? 0 };
}

function refused(problems: readonly { level: string; message: string }[], tally: Tally): boolean {
  const errors = problems.filter(({ level }) => level === 'error');
  if (errors.length === 0) return false;
  // Then nothing would be tried.
  assert.ok(!errors.some(({ message }) => /^There is no (target|check) /.test(message)), errors[0]!.message);
  tally.refused++;
  for (const message of new Set(
    errors.map((each) => each.message.replace(/'[^']*'|\bc\d+\b|[\w.*-]+\.example(\.net)?|[\d.:a-f/]{6,}|\d+/g, '…')),
  ))
    tally.refusals.set(message, (tally.refusals.get(message) ?? 0) + 1);
  return true;
}

/** Addresses that are nobody's, from which and to which no packet goes. */
function isOrdinary({ family, value }: Address): boolean {
  if (family === 6) return value > 1n && value >> 120n !== 0xffn && value >> 118n !== 0x3fan;
  const first = value >> 24n;
  return first !== 0n && first !== 127n && first < 224n;
}

interface Probe {
  readonly from: Address;
  readonly to: Address;
  readonly service: Service;
}

/** As many packets that pass as such that don't, if there are. */
function packetsOf(
  { reading, samples }: Loaded,
  seed: number,
  { holds: cloud, portless, beyondPorts, icmpIn }: Proof,
  inside: boolean,
): Probe[] {
  const { plan } = reading;
  const chance = new Chance(seed + 7);
  const edges = samples.edges.filter(({ address }) => isOrdinary(address!));
  const known = samples.services.filter(({ protocol, port }) => (protocol === 'tcp' || protocol === 'udp') && port > 0);
  const others = samples.services.filter(({ protocol }) => protocol !== 'tcp' && protocol !== 'udp');
  const found = { passed: [] as Probe[], dropped: [] as Probe[] };
  for (let i = 0; i < 1500 && found.passed.length < 60; i++) {
    const [from, to] = [chance.pick(edges), chance.pick(edges)];
    if (from.address!.family !== to.address!.family) continue;
    if (inRestOfWorld(plan, from) && inRestOfWorld(plan, to)) continue;
    if (
      shareZone(plan, from, to) &&
      plan.zones.some(({ nets }) => nets.some(({ seen }) => holds(seen, from.address!) && holds(seen, to.address!)))
    )
      continue;
    const outside = [from, to].every((side) => zonesOfSide(plan, side).every(({ external }) => external));
    if (!inside && shareZone(plan, from, to)) continue;
    if (outside && (cloud || shareZone(plan, from, to))) continue;
    for (let j = 0; j < 4; j++) {
      const service = chance.pick((portless || beyondPorts) && chance.percent(beyondPorts ? 35 : 15) ? others : known);
      if (!canBe(service, from.address!.family)) continue;
      if (service.protocol.startsWith('icmp') && icmpIn?.includes(from.address!.family) === false) continue;
      if (portless && service.protocol.startsWith('icmp') && !portless.icmp[from.address!.family]) continue;
      const expected = verdict(reading, from, to, service);
      if (expected === 'passed' || expected === 'dropped')
        found[expected].push({ from: from.address!, to: to.address!, service });
    }
  }
  return [...found.passed.slice(0, 60), ...found.dropped.slice(0, 60)];
}

/** The same for the firewalls of hosts. */
export async function tryHosts(
  { target, read }: HostProof,
  plan: PlanOfChance,
  seed: number,
  tally: Tally,
  filesOf: (files: readonly OutputFile[], set: ReturnType<typeof buildHostRuleSets>[number]) => OutputFile[],
): Promise<void> {
  const loaded = await load(plan, true);
  if (!isSound(loaded)) return;
  const { document, services, analysis, reading, samples } = loaded;
  const generated = await generate(document, services, { target: target.name, scope: 'host', phases: plan.phases });
  if (refused(generated.problems, tally)) return;
  tally.plans++;
  const chance = new Chance(seed + 11);
  const edges = samples.edges.filter(({ address }) => isOrdinary(address!));
  const known = samples.services.filter(({ protocol, port }) => (protocol === 'tcp' || protocol === 'udp') && port > 0);
  // Hosts that another target writes for may have what this one can't hold.
  const sets = buildHostRuleSets(analysis)
    .filter(({ host }) => isFor(target, host.system))
    .map((set) => heldBy(target, set));
  const files = await target.emitHosts!(sets, 'plan');
  for (const set of sets) {
    const component = reading.plan.components.find(({ name }) => name === set.host.name)!;
    const decide = read(filesOf(files, set), set);
    const hosts = [component, ...component.legs].flatMap(({ zone, own }) =>
      own.flatMap(({ family, low, high }) => [...new Set([low, high])].map((value) => ({ zone, address: { family, value } }))),
    );
    // What one machine says to itself never leaves it; with legs it has several addresses.
    const itself = [component, ...component.legs].flatMap(({ own }) =>
      own.filter(({ low, high }) => low === high || component.legs.length > 0),
    );
    const probes = { passed: [] as Probe[], dropped: [] as Probe[] };
    for (let i = 0; i < 300 && hosts.length > 0 && probes.passed.length < 15; i++) {
      const { zone, address: to } = chance.pick(hosts);
      const { address: from } = chance.pick(edges) as { address: Address };
      if (from.family !== to.family || anyHolds(itself, from)) continue;
      if (from.value === to.value) continue;
      const service = chance.pick(known);
      // The rest of the world has no networks, and those who stand in it.
      const stands = reading.plan.components.some((each) => each.zone === zone && anyHolds(each.own, from));
      const neighbor = stands || zone.nets.some((net) => holds(net.own, from));
      // Hosts of one zone know each other by their own addresses alone.
      if (!neighbor && zone.nets.some((net) => holds(net.seen, from))) continue;
      const open = letIn(reading, { zone, address: to }, neighbor ? { neighbor: from } : { side: { address: from } }, service);
      probes[open ? 'passed' : 'dropped'].push({ from, to, service });
    }
    for (const expected of ['passed', 'dropped'] as const)
      for (const { from, to, service } of probes[expected].slice(0, 15)) {
        const packet = {
          source: writeAddress(from),
          destination: writeAddress(to),
          protocol: service.protocol as 'tcp' | 'udp',
          port: service.port,
          ...(service.source === undefined ? {} : { sourcePort: service.source }),
        };
        tally[expected]++;
        const found = await decide(packet);
        if (found !== expected)
          tally.wrong.push(`seed ${seed}: ${set.host.name}: ${JSON.stringify(packet)} ${found}, by the reading ${expected}`);
      }
  }
}
