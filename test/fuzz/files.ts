import { loadPlan } from '../support/language.ts';
import type { Faults } from './faults.ts';
import { inventoryCase } from './inventories.ts';
import { runningCase } from './running-files.ts';
import type { Watchdog } from './watchdog.ts';

/** What a case did, by name: one of four is an inventory, all others are files that firewalls run. */
export async function fileCase(seed: number): Promise<readonly string[]> {
  if (seed % 4 === 0) return [(await inventoryCase(seed)) ? 'inventory' : 'refused an inventory'];
  const { services } = await loadPlan('');
  return await runningCase(seed, services);
}

/** Tries the cases of so many seeds, and says what was done with them. */
export async function runFiles(first: number, count: number, faults: Faults, watchdog: Watchdog): Promise<void> {
  const done = new Map<string, number>();
  for (let seed = first; seed < first + count; seed++)
    await faults.attempt('files', seed, () =>
      watchdog.while(seed, async () => {
        for (const what of await fileCase(seed)) done.set(what, (done.get(what) ?? 0) + 1);
      }),
    );
  console.log(`${[...done].map(([what, n]) => `${n} ${what}`).join(', ')}: ${faults.size} faults`);
}
