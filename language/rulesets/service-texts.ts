import { formatSpan, icmpTypes, type PortSpan, type ServiceSet } from '../model/services.ts';

/** Numbers as runs of them: `0`, `3-5`. */
export function runsOf(numbers: readonly number[]): PortSpan[] {
  const runs: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.to === number - 1) last.to = number;
    else runs.push({ from: number, to: number });
  }
  return runs;
}

/** The types of one family that a set has, as numbers; nothing where it has none, and `all` where it has all. */
export function typesFor(services: ServiceSet, family: 4 | 6): 'all' | readonly number[] | undefined {
  const types = icmpTypes(services, family);
  return types === 'all' || types.length ? types : undefined;
}

/** `0, 3-5` */
export function runText(numbers: readonly number[]): string {
  return runsOf(numbers).map(formatSpan).join(', ');
}
