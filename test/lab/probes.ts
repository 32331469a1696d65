// Probes for a plan, and what the plan says of them.
import assert from 'node:assert/strict';
import type * as ast from '../../language/generated/ast.ts';
import { type AddressSet, formatAddresses, ofFamily, parseAddress } from '../../language/model/addresses.ts';
import { cidrBlocks } from '../../language/model/cidr-blocks.ts';
import { generate } from '../../language/rulesets/generate.ts';
import type { OutputFile } from '../../language/rulesets/target.ts';
import { decide, type Packet } from '../rulesets/evaluator.ts';
import { loadPlan } from '../support/language.ts';
import { type LabRules, type LabZone, type Probe, runLab } from './lab.ts';

const OUTSIDE = ['198.51.100.0/24', '2001:db8:ffff::/48'];

/** A generator of the same numbers at every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Of the networks of a zone, the last of each family where there are several: it has a link of its own. */
function apartOf(networks: readonly AddressSet[]): readonly AddressSet[] {
  return ([4, 6] as const).flatMap((family) => {
    const own = networks.filter((network) => !ofFamily(network, family).isEmpty);
    const last = own.at(-1);
    return last && own.length > 1 && !own.slice(0, -1).some((network) => network.overlaps(last)) ? [last] : [];
  });
}

/** A namespace owns networks, and a zone may have a hole. */
function blocksOf(addresses: AddressSet): string[] {
  return ([4, 6] as const).flatMap((family) => cidrBlocks(addresses, family));
}

/** Every zone of a plan as the lab builds it, then their networks with links of their own; the rest of the world is a piece of it. */
function labZones(zones: readonly { name: string; rest: boolean; networks: readonly AddressSet[] }[]): LabZone[] {
  const parts = zones.map((zone) => ({ ...zone, apart: apartOf(zone.networks) }));
  const first = parts.map(({ name, rest, networks, apart }): LabZone => {
    const subnets = networks.filter((network) => !apart.includes(network)).flatMap(blocksOf);
    return { name, subnets: rest ? OUTSIDE : subnets };
  });
  const further = parts.flatMap(({ name, apart }, behind): LabZone[] =>
    apart.length ? [{ name: `${name} apart`, subnets: apart.flatMap(blocksOf), behind }] : [],
  );
  return [...first, ...further];
}

/** Where in the lab an address is. */
function homeIn(places: readonly LabZone[]): (address: string) => string | undefined {
  const sets = places.map(({ name, subnets }) => ({
    name,
    sets: subnets.map((text) => {
      const [start = '', prefix] = text.split('/');
      return parseAddress({ start, ...(prefix === undefined ? {} : { prefix: Number(prefix) }) }).set;
    }),
  }));
  return (address) => {
    const { set } = parseAddress({ start: address });
    return sets.find((place) => place.sets.some((s) => s.covers(set)))?.name;
  };
}

/** Addresses worth trying in a zone: its components' and its subnets' edges, and some between. */
function addressesOf(zone: {
  rest: boolean;
  networks: readonly AddressSet[];
  components: readonly { addresses: AddressSet; addressed: boolean }[];
}): string[] {
  if (zone.rest) return ['198.51.100.1', '198.51.100.200', '2001:db8:ffff::1'];
  const sets = [...zone.networks, ...zone.components.filter((c) => c.addressed).map((c) => c.addresses)];
  const texts = sets.flatMap((s) => [4, 6].flatMap((f) => formatAddresses(ofFamily(s, f as 4 | 6))));
  return [...new Set(texts.flatMap(edges))];
}

function edges(text: string): string[] {
  const [start = '', end] = text.split(/[-/]/);
  if (!text.includes('/')) return end ? [start, end] : [start];
  if (start.includes(':')) return [start.replace(/::$/, '::9'), start.replace(/::$/, '::1:1')];
  const [a, b, c, d] = start.split('.').map(Number) as [number, number, number, number];
  const size = 2 ** (32 - Number(end));
  return [0, 1, 7, 77, 255].filter((n) => n < size && d + n < 256).map((n) => `${a}.${b}.${c}.${d + n}`);
}

/** Ports that rules speak of, their neighbors, and some that none does. */
function portsOf(text: string): number[] {
  const numbers = [...text.matchAll(/\b(\d{2,5})\b/g)].map((m) => Number(m[1])).filter((p) => p > 1 && p < 65535);
  return [
    ...new Set([
      ...numbers.flatMap((p) => [p - 1, p, p + 1]),
      111,
      135,
      138,
      443,
      445,
      902,
      1058,
      2049,
      2500,
      3300,
      3301,
      6160,
      6161,
      6162,
      6170,
    ]),
  ];
}

interface JsonRule {
  readonly sources: readonly { readonly addresses: readonly string[]; readonly any: boolean }[];
  readonly destinations: readonly { readonly addresses: readonly string[]; readonly any: boolean }[];
  readonly services: Record<'tcp' | 'udp', readonly JsonSpan[]> & {
    readonly sourcePorts?: readonly {
      readonly protocol: 'tcp' | 'udp';
      readonly ports: readonly JsonSpan[];
      readonly source: JsonSpan;
    }[];
  };
}

interface JsonSpan {
  readonly from: number;
  readonly to: number;
}

type Zones = readonly Parameters<typeof addressesOf>[0][];

/** The addresses of the lab that a side of a rule may be about. */
function candidates(sides: JsonRule['sources'], zones: Zones): string[] {
  const all = zones.flatMap(addressesOf);
  const texts = sides.flatMap((s) => s.addresses).flatMap(edges);
  const known = all.filter((a) => texts.includes(a));
  return known.length && !sides.some((s) => s.any) ? known : all;
}

/** What the lab needs for a plan, and the plan itself. */
interface Prepared {
  readonly zones: LabZone[];
  readonly probes: Probe[];
  readonly files: readonly OutputFile[];
  readonly root: ast.Document;
}

async function prepare(text: string, seed: number, target: string): Promise<Prepared> {
  const { document, services } = await loadPlan(text);
  const root = document.parseResult.value;
  const generated = await generate(document, services, { target });
  assert.deepEqual(
    generated.problems.filter((p) => p.level === 'error'),
    [],
  );
  // In the order of rule sets, whose interfaces are counted.
  const zones = [...services.segplan.Plans.plan(root).zones].sort((a, b) => (a.name < b.name ? -1 : 1));
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const ports = portsOf(text);
  const probes: Probe[] = [];
  const places = labZones(zones);
  const home = homeIn(places);
  const bound = new Set<string>();
  const add = (source: string, destination: string, protocol: Probe['protocol'], port: number, sourcePort?: number): void => {
    const [from, to] = [home(source), home(destination)];
    // What stays behind one link never reaches the firewall.
    if (from === undefined || to === undefined || from === to || source.includes(':') !== destination.includes(':')) return;
    // A socket is bound to a port of its own, and one at a time.
    const own = `${protocol} ${source} ${sourcePort}`;
    if (sourcePort !== undefined && bound.has(own)) return;
    bound.add(own);
    probes.push({ from, to, source, destination, protocol, port, ...(sourcePort === undefined ? {} : { sourcePort }) });
  };
  for (const from of zones)
    for (const to of zones)
      for (let n = 0; n < 25; n++) {
        const source = pick(addressesOf(from));
        const destination = pick(addressesOf(to));
        add(source, destination, pick(['tcp', 'udp']), pick(ports));
      }
  // Chance alone seldom meets an open port: where the rules are only guides the sampling, what is expected comes from the plan.
  const rules = JSON.parse((await generate(document, services, { target: 'json' })).files[0]!.text).rules as JsonRule[];
  for (const rule of rules)
    for (let n = 0; n < 100; n++) {
      const source = pick(candidates(rule.sources, zones));
      const destination = pick(candidates(rule.destinations, zones));
      const protocol = pick(['tcp', 'udp'] as const);
      const spans = rule.services[protocol];
      const span = spans.length ? pick(spans) : { from: 99, to: 99 };
      const port = Math.min(65535, Math.max(1, pick([span.from - 1, span.from, span.to, span.to + 1])));
      add(source, destination, protocol, port);
    }
  for (const rule of rules)
    for (const { protocol, ports: spans, source: span } of rule.services.sourcePorts ?? [])
      for (let n = 0; n < 40; n++) {
        const sourcePort = pick([span.from - 1, span.from, span.to, span.to + 1, 40000 + n]);
        const [source, destination] = [pick(candidates(rule.sources, zones)), pick(candidates(rule.destinations, zones))];
        add(source, destination, protocol, pick(spans).from, Math.max(1, sourcePort));
      }
  return { zones: places, probes, files: generated.files, root };
}

/** A plan without the lines that a target refuses: it has no words for an allow of any but some services. */
export async function heldPart(text: string, target: string): Promise<string> {
  const { document, services } = await loadPlan(text);
  const refused = (await generate(document, services, { target })).problems.filter((p) => p.level === 'error');
  for (const { message } of refused) assert.match(message, /of this 'any' something is left out/);
  return text
    .split('\n')
    .filter((_, n) => !refused.some((p) => p.line === n + 1))
    .join('\n');
}

/**
 * What the kernel decides otherwise than the plan.
 * @param rules how the lab loads what the target writes
 * @param loaded the plan that is loaded, where it is another than the one that is held against it
 */
export async function differences(
  text: string,
  seed: number,
  target: string,
  rules: (files: readonly OutputFile[]) => LabRules,
  loaded: string = text,
): Promise<{ wrong: string[]; passed: number; dropped: number }> {
  const { zones, probes, files, root } = await prepare(text, seed, target);
  const others = loaded === text ? files : (await prepare(loaded, seed, target)).files;
  const decisions = probes.map((probe) => decide(root, probe));
  const sent = probes.map((probe, n) => ({ ...probe, shouldPass: decisions[n] === 'passed' }));
  const verdicts = await runLab({ zones, probes: sent, ...rules(others) });
  const wrong = probes.flatMap((probe, n) => {
    const { source, destination, protocol, port }: Packet = probe;
    const expected = decisions[n]!;
    return verdicts[n] === expected
      ? []
      : [`${source} -> ${destination} ${protocol} ${port}: ${verdicts[n]}, but the plan says ${expected}`];
  });
  return {
    wrong,
    passed: verdicts.filter((v) => v === 'passed').length,
    dropped: verdicts.filter((v) => v === 'dropped').length,
  };
}
