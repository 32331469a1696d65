// Files of devices with one thing changed, and packets as the oracle: what an audit reports has to be what packets find, no more and no less.
import assert from 'node:assert/strict';
import type { Analysis } from '../../language/analysis/analyze.ts';
import { type Box, cornersOf, type Packet as Point } from '../../language/analysis/region.ts';
import type * as ast from '../../language/generated/ast.ts';
import { formatPoint, hasAddresses } from '../../language/model/addresses.ts';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { icmpTypes, protocolsOf } from '../../language/model/services.ts';
import type { OutputFile } from '../../language/rulesets/target.ts';
import { type Audit, audit } from '../../language/running/audit.ts';
import { readRunning } from '../../language/running/detect.ts';
import { decide, type Packet } from '../rulesets/evaluator.ts';
import { boundaryPackets, crossing } from '../rulesets/packets.ts';
import type { Verdict } from '../rulesets/readers.ts';
import { type Chance, chanceOf } from './random-devices.ts';

export interface Running {
  readonly root: ast.Document;
  readonly analysis: Analysis;
  readonly files: readonly OutputFile[];
}

export const auditOf = ({ analysis, files }: Running): Audit =>
  audit(
    analysis,
    files.flatMap(({ text, name }) => readRunning(text, name)),
  );

/** What parts plan and device, without what the plan itself lacks. */
export function drift(result: Audit): { closed: Box[]; open: Box[]; unsure: Box[] } {
  const all = result.devices.flatMap(({ cutOff, open }) => [
    ...cutOff.filter(({ rule }) => rule).map((each) => ({ ...each, kind: 'closed' as const })),
    ...open.map((each) => ({ ...each, kind: 'open' as const })),
  ]);
  const of = (kind: 'closed' | 'open'): Box[] =>
    all.filter((each) => each.kind === kind && each.perhaps === undefined).flatMap(({ region }) => region);
  return { closed: of('closed'), open: of('open'), unsure: all.filter(({ perhaps }) => perhaps).flatMap(({ region }) => region) };
}

function packetOf(point: Point): Packet {
  const set = IntervalSet.of([{ start: point.service, end: point.service + 1 }]);
  const ends = { source: formatPoint(point.source), destination: formatPoint(point.destination) };
  for (const protocol of ['tcp', 'udp'] as const) {
    // A port is a run of points, one for each source port.
    const base = protocol === 'tcp' ? 0 : 65_536 * 65_535;
    const place = point.service - base;
    if (place >= 0 && place < 65_536 * 65_535)
      return { ...ends, protocol, port: Math.floor(place / 65_535), sourcePort: (place % 65_535) + 1 };
  }
  for (const family of [4, 6] as const) {
    const types = icmpTypes(set, family);
    if (types !== 'all' && types.length) return { ...ends, protocol: 'icmp', port: types[0]! };
  }
  return { ...ends, protocol: 'other', port: protocolsOf(set)[0]! };
}

/** Packets at the corners of some traffic, those of each address family and kind by themselves. */
export function witnesses(box: Box): Packet[] {
  const parts = ([4, 6] as const).flatMap((family) => {
    if (!hasAddresses(box.sources, family) || !hasAddresses(box.destinations, family)) return [];
    return cornersOf(box).filter(
      (p) =>
        (formatPoint(p.source).includes(':') ? 6 : 4) === family && (formatPoint(p.destination).includes(':') ? 6 : 4) === family,
    );
  });
  return parts.map(packetOf);
}

/**
 * Holds an audit against packets: where they differ from the plan it has to say so, and where it says so they have to differ.
 * @returns whether anything was reported
 */
export function agrees(running: Running, decides: (packet: Packet) => Verdict, seed: number, count: number): boolean {
  const { root } = running;
  const { closed, open, unsure } = drift(auditOf(running));
  assert.deepEqual(unsure, [], 'all of it is certain');
  for (const [boxes, here] of [
    [closed, 'dropped'],
    [open, 'passed'],
  ] as const)
    for (const box of boxes.slice(0, 20))
      for (const packet of witnesses(box)) {
        const text = `${JSON.stringify(packet)}\n${running.files.map((f) => f.text).join('\n')}`;
        assert.equal(decides(packet), here, `reported, and the device says otherwise: ${text}`);
        assert.notEqual(decide(root, packet), here, `reported, and the plan says the same: ${text}`);
      }
  for (const packet of crossing(root, boundaryPackets(root, [], seed, count), 'none')) {
    const [plan, device] = [decide(root, packet), decides(packet)];
    if (plan !== device && !(device === 'dropped' ? closed : open).length)
      assert.fail(
        `not reported: ${JSON.stringify(packet)} plan ${plan}, device ${device}\n${running.files.map((f) => f.text).join('\n')}`,
      );
  }
  return closed.length + open.length > 0;
}

/** One change to the lines of a file that hold rules. @returns nothing where it changes nothing */
export type Mutation = (lines: readonly string[], at: number, chance: Chance) => string[] | undefined;

const widened =
  (change: (line: string, chance: Chance) => string): Mutation =>
  (lines, at, chance) => {
    const line = change(lines[at]!, chance);
    return line === lines[at] ? undefined : lines.with(at, line);
  };

/** What a rule looks like in any form that is changed here. */
const WORDS = /^-A .*-[jg] |^ {4}.*(?:accept|drop) comment/;

const closes = (line: string): boolean => /-j DROP| drop comment/.test(line);

/** What people do to running files, by name. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'a rule deleted': (lines, at) => lines.toSpliced(at, 1),
  'a rule disabled': (lines, at) => lines.with(at, `# ${lines[at]}`),
  // To go past a rule that does the same changes nothing.
  'a rule moved up': (lines, at) =>
    at && WORDS.test(lines[at - 1]!) && closes(lines[at]!) !== closes(lines[at - 1]!)
      ? lines.toSpliced(at - 1, 2, lines[at]!, lines[at - 1]!)
      : undefined,
  'a rule twice': (lines, at) => lines.toSpliced(at, 0, lines[at]!),
  'a port more': widened((line) =>
    line.replace(
      /(--dports? )(\d+)(?=\s)/,
      (_, head, port) => `${head.replace('dports', 'dport')}${port}:${Math.min(65_535, Number(port) + 1)}`,
    ),
  ),
  'another port': widened((line) =>
    line.replace(/(--dports? )(\d+)/, (_, head, port) => `${head}${(Number(port) % 65_000) + 1}`),
  ),
  'a wider source': widened((line) =>
    line.replace(/(-s )([\d.]+)\/32/, '$1$2/31').replace(/(-s 10\.\d+)\.\d+\.\d+\/24/, '$1.0.0/16'),
  ),
  'a wider destination': widened((line) =>
    line.replace(/(-d )([\d.]+)\/(?:32|24)/, (_, head, ip) => `${head}${ip}/23`).replace(/(-d [0-9a-f:]+)\/128/, '$1/120'),
  ),
  'any source': widened((line) => line.replace(/ -s \S+/, '')),
  'any port': widened((line) => line.replace(/ -m multiport --dports \S+| --dport \S+/, '')),
  'the other verdict': widened((line) =>
    /-j ACCEPT/.test(line) ? line.replace('-j ACCEPT', '-j DROP') : line.replace('-j DROP', '-j ACCEPT'),
  ),
  'the other protocol': widened((line) => line.replace(/-p (tcp|udp)/, (_, p) => `-p ${p === 'tcp' ? 'udp' : 'tcp'}`)),
};

export function isRule(line: string): boolean {
  return /^-A .*-[jg] /.test(line) && !/ctstate/.test(line);
}

/** The running files of a plan with one line of one of them changed by chance; nothing where this changes nothing. */
export function mutated(
  files: readonly OutputFile[],
  mutation: Mutation,
  seed: number,
  isChanged: (line: string) => boolean,
): OutputFile[] | undefined {
  const chance = chanceOf(seed);
  const n = chance(files.length);
  const lines = files[n]!.text.split('\n');
  const rules = lines.flatMap((line, at) => (isChanged(line) && mutation(lines, at, chanceOf(seed)) ? [at] : []));
  if (!rules.length) return undefined;
  const changed = mutation(lines, rules[chance(rules.length)]!, chance)!;
  return files.with(n, { ...files[n]!, text: changed.join('\n') });
}
