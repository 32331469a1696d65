import { formatSpan, ICMP_OF, type PortSpan, type ServiceSet } from '../model/services.ts';

/** Whether services have anything to say of an address family: types of icmp of the other one are nothing there. */
export function isIn(services: ServiceSet, family: 4 | 6): boolean {
  return !services.subtract(ICMP_OF[family === 4 ? 6 : 4]).isEmpty;
}

/** Numbers as runs of them: `0, 3-5`. */
export function runText(numbers: readonly number[]): string {
  const runs: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.to === number - 1) last.to = number;
    else runs.push({ from: number, to: number });
  }
  return runs.map((run: PortSpan) => formatSpan(run)).join(', ');
}
