import type { PortRange, PortService, SourcePorts } from '../generated/ast.ts';
import { IntervalSet } from './interval-set.ts';
import { checkPort, firstAsZero, formatSpan, type PortSpan, portSet, type ServiceSet, type Transport } from './services.ts';

/** The transports a `tcp`, `udp` or `tcp+udp` stands for. */
export function transportsOf(protocol: string): readonly Transport[] {
  const only = ALONE.get(protocol);
  if (only) return only;
  const words = protocol.replace(/\s+/g, '').split('+');
  return words.filter((w): w is Transport => w === 'tcp' || w === 'udp');
}

/** Nearly all that plans say, so that a long one has one list of each. */
const ALONE = new Map<string, readonly Transport[]>([
  ['tcp', ['tcp']],
  ['udp', ['udp']],
]);

/** So many ports a range by step may have: each is one of its own to a firewall. */
const MOST_STEPS = 512;

/** First and last port of a range as numbers, and how far one is from the next. @throws Error with a sentence for the user */
export function portRangeBounds(range: PortRange): { from: number; to: number; step: number } {
  const from = checkPort(range.start ?? Number.NaN);
  const to = range.end === undefined ? from : checkPort(range.end);
  if (to < from) throw new Error(`The range ends before it begins; write ${to}-${from}.`);
  const step = range.step ?? 1;
  if (step < 1) throw new Error('A step is 1 or more; 2 takes every second port.');
  if (range.per !== undefined && (range.per < 1 || range.per > 65535))
    throw new Error(`${range.per} for each is no number of ports; write one from 1 to 65535.`);
  const count = Math.floor((to - from) / step) + 1;
  if (step > 1 && !range.per && count > MOST_STEPS)
    throw new Error(
      `These are ${count} single ports, and more than ${MOST_STEPS} are too many for a firewall; write the range without a step.`,
    );
  return { from, to, step: range.per ? 1 : step };
}

/** Ports of a range, each so far above the last. */
export function steppedPorts(
  transports: readonly Transport[],
  from: number,
  to: number,
  step: number,
  source?: PortSpan,
): ServiceSet {
  if (step === 1) return IntervalSet.unionAll(transports.map((t) => portSet(t, from, to, source)));
  const starts = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, n) => from + n * step);
  return IntervalSet.unionAll(transports.flatMap((t) => starts.map((port) => portSet(t, port, port, source))));
}

/** The initiator's own ports, where they are fixed. @throws Error with a sentence for the user */
export function sourceBounds(source: SourcePorts): PortSpan {
  const from = checkPort(source.start ?? Number.NaN, 0);
  const to = source.end === undefined ? from : checkPort(source.end, 0);
  if (to < from) throw new Error(`The range ends before it begins; write ${to}-${from}.`);
  return { from, to };
}

/** The source ports of an item of a list, as they are told of sets; an empty text where it has none. */
export function statedSource({ source }: PortService): string {
  if (source?.start === undefined) return '';
  return formatSpan(firstAsZero({ from: source.start, to: source.end ?? source.start }));
}
