// Loads tests with the mutants built into the sources, and runs those that it is asked for with one mutant switched on.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import Mocha from 'mocha';

const { sources: path, files, active } = JSON.parse(process.env.SEGPLAN_MUTATE);
const sources = JSON.parse(readFileSync(path, 'utf8'));

/** Processor time in seconds. */
const MOST_OF_A_SUITE = 20;
const fewRuns = new URL('./few-runs.mjs', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    return specifier === 'fast-check' ? { url: fewRuns, shortCircuit: true } : next(specifier, context);
  },
  load(url, context, next) {
    const source = url.startsWith('file:') ? sources[fileURLToPath(url)] : undefined;
    return source === undefined ? next(url, context) : { format: 'module-typescript', source, shortCircuit: true };
  },
});

// A loop that never ends lets nothing else happen on this thread: another one ends the process.
const deadline = new Float64Array(new SharedArrayBuffer(8));
new Worker(new URL('./watchdog.mjs', import.meta.url), { workerData: deadline });
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
/** Several times what tests take without a mutant, and what it may take to load them. */
const allow = (seconds) => {
  deadline[0] = cpu() + 5 * seconds + 15;
};

const state = { activeMutant: active };
globalThis.__stryker__ = state;
if (active) allow(10 + files.length);

// By the clock nothing is too long: other programs may keep the machine busy. Processor time is limited instead.
Mocha.Runnable.prototype.timeout = function (...set) {
  return set.length ? this : 0;
};
class Silent {}
const mocha = new Mocha({ reporter: Silent });
mocha.cleanReferencesAfterRun(false);
for (const file of files) mocha.addFile(file);
let broken;
try {
  await mocha.loadFilesAsync();
} catch (error) {
  broken = error;
}
state.activeMutant = undefined;

process.on('message', async (question) => {
  process.send(await answerTo(question));
});

async function answerTo({ coverage, id, batches }) {
  if (broken) return { failed: `loading: ${broken.message}` };
  if (coverage) {
    // Long series are for other days: the first tests of each suite of a file, as far as they take some seconds.
    const spent = new Map();
    mocha.suite.beforeEach(function () {
      if (spent.get(suiteOf(this.currentTest)) > MOST_OF_A_SUITE) this.skip();
    });
    const tests = await runTests(undefined, ({ suite, alone }) => spent.set(suite, (spent.get(suite) ?? 0) + alone));
    spent.clear();
    return { tests, coverage: withHooks(tests, state.mutantCoverage) };
  }
  for (const { titles, cpu: seconds } of batches) {
    state.activeMutant = id;
    allow(seconds);
    const failed = (await runTests(new Set(titles))).find(({ ok }) => !ok);
    deadline[0] = 0;
    state.activeMutant = undefined;
    if (failed) return { failed: failed.title };
  }
  return {};
}

/** A file, and which of its outermost suites. */
function suiteOf(test) {
  return `${test.file} ${test.titlePath()[0]}`;
}

/** What is done before all tests of a suite, as if it were a test. */
const before = (suite) => `before all of ${suite}`;

/** The suites that a test is in, by their whole titles. */
function suitesOf({ parent }) {
  const found = [];
  for (let suite = parent; suite && !suite.root; suite = suite.parent) found.push(suite.fullTitle());
  return found;
}

/** Coverage by tests: what is made before all of a suite is reached by each of its tests. */
function withHooks(tests, coverage) {
  if (!coverage) return coverage;
  const perTest = { ...coverage.perTest };
  for (const { title, suites } of tests)
    perTest[title] = Object.assign({}, ...suites.map((suite) => coverage.perTest[before(suite)]), perTest[title]);
  return { ...coverage, perTest };
}

/** Runs tests until one fails; all of them where none are named. */
function runTests(titles, onTest) {
  const bail = (suite) => {
    suite.bail(titles !== undefined);
    for (const inner of suite.suites) bail(inner);
  };
  bail(mocha.suite);
  mocha.options.grep = titles && { test: (title) => titles.has(title) };
  return new Promise((resolve) => {
    const done = [];
    let start = 0;
    const ofHooks = new Map();
    const runner = mocha.run(() => resolve(done));
    runner.on('hook', ({ title, parent }) => {
      if (!title.startsWith('"before all"')) return;
      state.currentTestId = before(parent.fullTitle());
      start = cpu();
    });
    runner.on('hook end', ({ title, parent }) => {
      const suite = parent.fullTitle();
      if (title.startsWith('"before all"')) ofHooks.set(suite, (ofHooks.get(suite) ?? 0) + cpu() - start);
    });
    runner.on('test', (test) => {
      state.currentTestId = test.fullTitle();
      start = cpu();
    });
    const end = (test, ok) => {
      const title = test.type === 'test' ? test.fullTitle() : state.currentTestId;
      const suites = suitesOf(test);
      const alone = cpu() - start;
      // Who runs the test has all that done before it.
      const all = suites.reduce((sum, suite) => sum + (ofHooks.get(suite) ?? 0), alone);
      done.push({ title, file: test.file, suite: suiteOf(test), suites, cpu: all, alone, ok });
      onTest?.(done.at(-1));
    };
    runner.on('pass', (test) => end(test, true));
    runner.on('fail', (test) => end(test, false));
  });
}
