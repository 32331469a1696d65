// What an edit of a plan does to its traffic, by two readings: exactly by the analysis, and packet by packet by the tests' evaluator.
import type { LangiumDocument } from 'langium';
import type { Analysis } from '../../language/analysis/analyze.ts';
import type { PairGap } from '../../language/analysis/pair-gaps.ts';
import { insideZones } from '../../language/analysis/reach/crossing.ts';
import { possibleTraffic, type Region, subtract } from '../../language/analysis/region.ts';
import type { Result } from '../../language/checking/run-checks.ts';
import type * as ast from '../../language/generated/ast.ts';
import { componentsOf, hostsOf, inComponent, inZone, isRest, zonesOf } from '../rulesets/evaluator/addresses.ts';
import { demandsOf } from '../rulesets/evaluator/required.ts';
import { decide, type Packet } from '../rulesets/evaluator.ts';
import { createTestLanguage, type TestLanguage } from '../support/language.ts';
import { formatRegion } from './format-region.ts';

/** A plan as both readings see it. */
export interface Read {
  readonly text: string;
  readonly document: LangiumDocument<ast.Document>;
  readonly root: ast.Document;
  readonly results: readonly Result[];
  readonly analysis: Analysis;
  /** With every phase on. */
  readonly later: Analysis;
  readonly broken: number;
  readonly services: TestLanguage['services'];
}

let language: Promise<TestLanguage> | undefined;

/** @param path plans of one path replace each other, so that thousands don't pile up */
export async function read(text: string, path: string): Promise<Read> {
  language ??= createTestLanguage();
  const { services, load } = await language;
  const document = await load({ [path]: text });
  const root = document.parseResult.value;
  return {
    text,
    document,
    root,
    services,
    results: await services.segplan.CheckRunner.run(document),
    analysis: services.segplan.Plans.analysis(root),
    later: services.segplan.Plans.analysis(root, ['install']),
    broken: document.parseResult.parserErrors.length + document.parseResult.lexerErrors.length,
  };
}

export function permitted({ allows, denies }: Analysis): Region {
  return subtract(
    allows.flatMap((b) => possibleTraffic(b.sources, b.destinations, b.services)),
    denies,
  );
}

/** What is required and lacking, for either reason. */
export function lacking({ missing, blocked }: Record<'missing' | 'blocked', Iterable<PairGap>>): Region {
  return [...missing, ...blocked].flatMap((pair) => pair.gaps.flatMap((gap) => gap.region));
}

/** Every one of several services that would do, where none of them is there. */
export function lackingChoices({ missing, blocked }: Record<'missing' | 'blocked', Iterable<PairGap>>): Region {
  return [...missing, ...blocked].flatMap(({ from, to, gaps }) =>
    gaps.flatMap(({ oneOf }) => (oneOf ?? []).flatMap((services) => possibleTraffic(from.addresses, to.addresses, services))),
  );
}

/** The traffic that may pass after an edit and might not before, beyond what it was to open; as a text, empty when there is none. */
export function openedBeyond(before: Analysis, after: Analysis, wanted: Region): string {
  const mayPass = permitted(before);
  // What lies within one zone is nobody's to filter.
  return formatRegion(subtract(permitted(after), [...mayPass, ...wanted, ...insideZones(before.plan)]));
}

/** What is required, passed before an edit and doesn't any more. Where any one of several lacked before, none of the others is cut off. */
export function cutOff(before: Analysis, after: Analysis): string {
  const lacked = new Set(choicesIn(before).map(({ key }) => key));
  const others = choicesIn(after).flatMap(({ key, region }) => (lacked.has(key) ? region : []));
  return formatRegion(subtract(lacking(after), [...lacking(before), ...others]));
}

/** What is lacking where any one of several would do, by whom and for which flow. */
function choicesIn({ missing, blocked }: Analysis): { readonly key: string; readonly region: Region }[] {
  const nameOf = ({ zone, name }: PairGap['from']): string => `${zone.name}.${name}`;
  return [...missing, ...blocked].flatMap(({ from, to, gaps }) =>
    gaps.flatMap(({ flow, region, oneOf }) => (oneOf ? [{ key: `${nameOf(from)} ${nameOf(to)} ${flow.id}`, region }] : [])),
  );
}

const SECOND_LAST = 4;

/** Addresses that tell plans apart: those of components, with a neighbor, and one of nobody in each network. */
function addressesIn(root: ast.Document): string[] {
  const own = componentsOf(root).flatMap((c) => hostsOf(c).flatMap((h) => (h.$type === 'Address' ? [h.start] : [])));
  return [...new Set([...own, '10.0.9.9', '10.1.9.9', '10.2.9.9', 'fd00:0::99', 'fd00:1::99', '203.0.113.9'])];
}

const PORTS = [
  7, 22, 25, 443, 445, 464, 465, 499, 500, 587, 2500, 2505, 2506, 2510, 2511, 3260, 6160, 6161, 6162, 7073, 9082, 9083, 9084,
  9392, 9669, 19669, 40000,
];

/** Packets between all of some addresses, a few ports each, drawn so that an edit that opens a port is seen from somewhere. */
export function packetsOf(root: ast.Document, seed: number): Packet[] {
  const addresses = addressesIn(root);
  const packets: Packet[] = [];
  let state = seed * 2654435761 + 1;
  const next = (most: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> SECOND_LAST) % most;
  };
  for (let n = 0; n < 120; n++)
    packets.push({
      source: addresses[next(addresses.length)]!,
      destination: addresses[next(addresses.length)]!,
      protocol: next(4) === 0 ? 'udp' : 'tcp',
      port: PORTS[next(PORTS.length)]!,
    });
  // What goes from one address of the rest of the world to another is nobody's to filter.
  const rest = zonesOf(root).filter(isRest).map(inZone);
  const outside = (address: string): boolean => rest.some((inRest) => inRest(address));
  return packets.filter((p) => p.source !== p.destination && !(outside(p.source) && outside(p.destination)));
}

export function passing(root: ast.Document, packets: readonly Packet[]): boolean[] {
  return packets.map((packet) => decide(root, packet) === 'passed');
}

/** Whether the catalogs require a packet, by the evaluator; of alternatives each counts. */
export function isDemanded(root: ast.Document, packet: Packet, phases: readonly string[]): boolean {
  const at = (address: string): ast.Component[] => componentsOf(root).filter((c) => inComponent(c)(address));
  return at(packet.source).some((a) =>
    at(packet.destination).some((b) =>
      demandsOf(root, a, b, phases).some(({ spans, choices }) =>
        [...spans, ...choices.flat(2)].some(
          (s) => s.protocol === packet.protocol && s.from <= packet.port && packet.port <= s.to,
        ),
      ),
    ),
  );
}
