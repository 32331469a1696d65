// npm run fuzz -- --minutes 10 [--seed 1]: texts of chance through the language, the server and the command line.
import { AssertionError } from 'node:assert';
import { parseArgs } from 'node:util';
import { buildCli } from '../cli/segplan.ts';
import { commandOn } from './commands.ts';
import { largeTextOf } from './large.ts';
import { holdsFor } from './pipeline.ts';
import { sessionOf } from './protocol.ts';
import { examples, hostileText } from './texts.ts';
import { Watchdog } from './watchdog.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string', default: '1' } },
});
const minutes = Number(values.minutes);
const first = Number(values.seed);
if (!(minutes > 0) || !Number.isSafeInteger(first)) {
  console.error('usage: npm run fuzz -- [--minutes N] [--seed N]');
  process.exit(2);
}

/** What takes longer on a machine that does nothing else is a fault. */
const MOST_SECONDS = 2;

const MOST_MEGABYTES = 10;

/** What takes so many, however busy the machine, does not end. */
const ENDLESS_SECONDS = 240;

const from = examples();
const watchdog = new Watchdog(ENDLESS_SECONDS);
const faults = new Map<string, string>();

/** Does a piece of the work; what it finds is told once, with the seed that finds it again. */
async function attempt(what: string, seed: number, work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    const message = error instanceof AssertionError ? error.message : String((error as Error).stack);
    const key = `${what} ${message.split('\n')[0]!.replaceAll(/\d+/g, 'N')}`;
    if (faults.has(key)) return;
    faults.set(key, message);
    console.log(`${what}, seed ${seed}: ${message.slice(0, 2000)}\n`);
  }
}

buildCli();
const start = Date.now();
const share = (parts: number): number => start + (minutes * 60_000 * parts) / 10;
let [texts, large, steps, commands] = [0, 0, 0, 0];
for (; Date.now() < share(5); texts++) {
  const seed = first + texts;
  await attempt('language', seed, () => watchdog.while(seed, () => holdsFor(hostileText(seed, from), seed, MOST_SECONDS)));
}
for (; Date.now() < share(6); large++) {
  const seed = first + large;
  await attempt('large text', seed, () => watchdog.while(seed, () => largeTextOf(seed, MOST_MEGABYTES)));
}
for (let n = first; Date.now() < share(8); n++)
  await attempt('server', n, async () => {
    const end = Math.min(share(8), Date.now() + 20_000);
    steps += await sessionOf(n, from, () => Date.now() < end);
  });
for (; Date.now() < share(10); commands++)
  await attempt('command line', first + commands, () => commandOn(first + commands, from));
console.log(`${texts} texts, ${large} large ones, ${steps} steps with a server, ${commands} commands: ${faults.size} faults`);
process.exit(faults.size ? 1 : 0);
