import type { Faults } from '../faults.ts';
import type { Watchdog } from '../watchdog.ts';
import { cheapCase, KINDS } from './cases.ts';

/** After so many it is said how far it is. */
const TOLD = 250_000;

/** Tries the cases of so many seeds, and says how many of each kind there were. */
export async function runCheap(first: number, count: number, faults: Faults, watchdog: Watchdog): Promise<void> {
  const counts = new Map(KINDS.map(({ name }) => [name, 0]));
  for (let seed = first; seed < first + count; seed++) {
    const { name, run } = cheapCase(seed);
    counts.set(name, counts.get(name)! + 1);
    watchdog.begin(seed);
    try {
      const pending = run();
      // To wait for what is done already would cost more than most cases.
      if (pending) await pending;
    } catch (error) {
      faults.note(name, seed, error);
    }
    const done = seed - first + 1;
    if (done % TOLD === 0 && done < count) console.log(`${done} cases, ${Math.round(process.cpuUsage().user / 1e6)} s`);
  }
  watchdog.end();
  console.log(`${[...counts].map(([name, n]) => `${n} ${name}`).join(', ')}: ${faults.size} faults`);
}
