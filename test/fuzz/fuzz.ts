// npm run fuzz -- --minutes 10 [--seed 1]: texts of chance through the language, the server and the command line.
// npm run fuzz -- --workspaces 100 [--seed 1]: so many sessions with a server and several files that import one another.
// npm run fuzz -- --edits 1000 [--seed 1]: so many sessions of edits of such files in the same process, which takes a fraction of the time.
// npm run fuzz -- --files 1000 [--seed 1]: so many running files and inventories, read, audited, changed and imported.
// npm run fuzz -- --cheap 1000000 [--seed 1]: so many cases that are small enough for thousands a second; cheap/cases.ts says which.
import { parseArgs } from 'node:util';
import { buildCli } from '../cli/segplan.ts';
import { runCheap } from './cheap/run.ts';
import { commandOn } from './commands.ts';
import { Faults } from './faults.ts';
import { runFiles } from './files.ts';
import { largeTextOf } from './large.ts';
import { holdsFor } from './pipeline.ts';
import { sessionOf } from './protocol.ts';
import { anyText, examples } from './texts.ts';
import { Watchdog } from './watchdog.ts';
import { runEdits } from './workspaces/edits.ts';
import { workspaceOf } from './workspaces/session.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    cheap: { type: 'string' },
    files: { type: 'string' },
    edits: { type: 'string' },
    workspaces: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const minutes = Number(values.minutes ?? 1);
const cheap = Number(values.cheap ?? 0);
const first = Number(values.seed);
const files = Number(values.files ?? 0);
const edits = Number(values.edits ?? 0);
const workspaces = Number(values.workspaces ?? 0);
const asked = [values.minutes, values.cheap, values.files, values.edits, values.workspaces].filter((each) => each !== undefined);
const isRight =
  [cheap, files, edits, workspaces, first].every(Number.isSafeInteger) && (asked.length === 0 || Number(asked[0]) > 0);
if (asked.length > 1 || !isRight) {
  console.error('usage: npm run fuzz -- [--minutes N | --cheap N | --files N | --edits N | --workspaces N] [--seed N]');
  process.exit(2);
}

/** What takes longer on a machine that does nothing else is a fault. */
const MOST_SECONDS = 2;

const MOST_MEGABYTES = 10;

/** So many steps a session with a workspace takes. */
const STEPS_OF_WORKSPACE = 75;

/** What takes so many, however busy the machine, does not end. */
const ENDLESS_SECONDS = 240;

const watchdog = new Watchdog(ENDLESS_SECONDS);
const faults = new Faults();
if (cheap) await runCheap(first, cheap, faults, watchdog);
else if (files) await runFiles(first, files, faults, watchdog);
else if (edits) await runEdits(first, edits, faults);
else if (workspaces) await runWorkspaces();
else await runWhole();
process.exit(faults.size ? 1 : 0);

async function runWorkspaces(): Promise<void> {
  buildCli();
  for (let seed = first; seed < first + workspaces; seed++)
    await faults.attempt('workspace', seed, () => workspaceOf(seed, (steps) => steps < STEPS_OF_WORKSPACE));
  console.log(`${workspaces} sessions with a workspace: ${faults.size} faults`);
}

async function runWhole(): Promise<void> {
  const from = examples();
  buildCli();
  const start = Date.now();
  const share = (parts: number): number => start + (minutes * 60_000 * parts) / 10;
  let [texts, large, steps, commands] = [0, 0, 0, 0];
  for (; Date.now() < share(5); texts++) {
    const seed = first + texts;
    await faults.attempt('language', seed, () => watchdog.while(seed, () => holdsFor(anyText(seed, from), seed, MOST_SECONDS)));
  }
  for (; Date.now() < share(6); large++) {
    const seed = first + large;
    await faults.attempt('large text', seed, () => watchdog.while(seed, () => largeTextOf(seed, MOST_MEGABYTES)));
  }
  for (let n = first; Date.now() < share(7); n++)
    await faults.attempt('server', n, async () => {
      const end = Math.min(share(7), Date.now() + 20_000);
      steps += await sessionOf(n, from, () => Date.now() < end);
    });
  for (let n = first; Date.now() < share(8); n++)
    await faults.attempt('workspace', n, async () => {
      steps += await workspaceOf(n, (done) => done < STEPS_OF_WORKSPACE && Date.now() < share(8));
    });
  for (; Date.now() < share(10); commands++)
    await faults.attempt('command line', first + commands, () => commandOn(first + commands, from));
  console.log(`${texts} texts, ${large} large ones, ${steps} steps with a server, ${commands} commands: ${faults.size} faults`);
}
