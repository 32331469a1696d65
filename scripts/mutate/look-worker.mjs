// Looks at plans of chance with the mutants built into the sources, and says where one of them shows something else than none.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

const { sources: path, without, active } = JSON.parse(process.env.SEGPLAN_MUTATE);
const sources = JSON.parse(readFileSync(path, 'utf8'));

registerHooks({
  load(url, context, next) {
    const source = url.startsWith('file:') ? sources[fileURLToPath(url)] : undefined;
    return source === undefined ? next(url, context) : { format: 'module-typescript', source, shortCircuit: true };
  },
});

const deadline = new Float64Array(new SharedArrayBuffer(8));
new Worker(new URL('./watchdog.mjs', import.meta.url), { workerData: deadline });
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const allow = (seconds) => {
  deadline[0] = cpu() + seconds;
};

const state = { activeMutant: active };
globalThis.__stryker__ = state;
allow(60);
const { look } = await import('./look.mjs');
state.activeMutant = undefined;
const known = existsSync(without) ? JSON.parse(readFileSync(without, 'utf8')) : {};

process.on('message', async (question) => {
  process.send(question.plans ? await first(question.plans) : await differing(question));
});

/** What some plans show without a mutant, and which of these they reach for. */
async function first(plans) {
  for (const seed of plans) {
    allow(120);
    state.currentTestId = `${seed}`;
    const start = cpu();
    const seen = [];
    for await (const [what, text] of look(seed)) seen.push([what, hash(text)]);
    known[seed] = { seen, cpu: cpu() - start };
  }
  deadline[0] = 0;
  writeFileSync(without, JSON.stringify(known));
  return { coverage: state.mutantCoverage, cpu: Object.fromEntries(plans.map((seed) => [seed, known[seed].cpu])) };
}

/** The first plan that shows something else with a mutant than without it. */
async function differing({ id, seeds }) {
  for (const seed of seeds) {
    const { seen, cpu: usual } = known[seed];
    state.activeMutant = id;
    allow(15 + 10 * usual);
    let n = 0;
    try {
      for await (const [what, text] of look(seed)) {
        const [expected, sum] = seen[n++] ?? [];
        if (expected !== what || sum !== hash(text)) return { seed, what: expected ?? what };
      }
    } catch (error) {
      return { seed, what: `fails: ${error}` };
    } finally {
      state.activeMutant = undefined;
      deadline[0] = 0;
    }
    if (n !== seen.length) return { seed, what: 'the end' };
  }
  return {};
}

function hash(text) {
  return createHash('sha1').update(text).digest('base64');
}
