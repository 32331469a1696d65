// Tries mutants: runs all tests, a few files after the other, and after each few those mutants that they reach for and nothing has noticed yet.
// What is left is tried in processes of its own, and then with every test that it had no time for: what survives has survived all of them.
import { fork } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { root } from '../setup.mjs';
import { atOnce } from './at-once.mjs';

/** How many files one process loads: what tests keep would not fit into one that has all of them. */
const FILES = 6;
/** How many files are loaded first for one mutant alone. */
const NEAREST = 3;
/** How much processor time the tests of a few files may take for one mutant, in seconds. */
const FIRST = 2;

export class Session {
  /** @param jobs how many processes run tests at the same time */
  constructor({ instrumented: { sources, ids }, tests, seconds, jobs = 1 }) {
    this.ids = ids;
    this.seconds = seconds;
    this.jobs = jobs;
    /** Those that something has noticed: whoever else tries mutants at the same time leaves them out. */
    this.done = new Set();
    this.files = globSync(`${tests}/**/*.test.ts`, { cwd: root }).map((file) => join(root, file));
    this.folder = mkdtempSync(join(tmpdir(), 'segplan-mutate-'));
    this.sources = join(this.folder, 'sources.json');
    writeFileSync(this.sources, JSON.stringify(sources));
    this.tests = new Map();
    /** What runs while files are loaded, by which of these. */
    this.static = new Map();
    /** Which tests pass by themselves, by their titles. */
    this.passing = new Map();
    /** Which tests each mutant was tried with, by its key. */
    this.tried = new Map();
    this.failed = [];
    this.cpu = 0;
  }

  end() {
    rmSync(this.folder, { recursive: true });
  }

  /** Says of each mutant how it was noticed, or that it survived all tests that reach for it; in what order it comes out. */
  async *judge(mutants) {
    const groups = groupsOf(nearestFirst(this.files, mutants));
    let tried = 0;
    const told = () => `${++tried} of ${groups.length} groups of files`;
    const open = () => mutants.filter((mutant) => !this.done.has(mutant));
    yield* this.pass(
      groups.map((files) => () => this.together(files, open())),
      () => console.log(`${told()}, ${Math.round(this.cpu)} s of processor time; ${open().length} mutants are left`),
    );
    yield* this.pass(open().map((mutant) => () => this.alone(mutant)));
    if (open().length) console.log(`${open().length} mutants are left, and tried with the tests that there was no time for`);
    tried = 0;
    yield* this.pass(
      groups.map((files) => () => this.rest(files, open())),
      () => console.log(`${told()}; ${open().length} mutants are left`),
    );
    for (const mutant of open()) yield { ...mutant, outcome: 'survived', reached: this.testsFor(mutant).length > 0 };
  }

  /** Says which mutants were noticed, each once, by whichever task came first. */
  async *pass(tasks, onEnd) {
    for await (const { mutant, result } of atOnce(tasks, this.jobs, onEnd)) {
      if (this.done.has(mutant)) continue;
      this.done.add(mutant);
      yield { ...mutant, ...result, reached: true };
    }
  }

  /** Runs the tests of a few files without a mutant, then with each of some mutants that they reach for, in one process. */
  async *together(files, mutants) {
    if (!mutants.length) return;
    const worker = this.start(files);
    const { tests = [], coverage, failed: broken } = await ask(worker, { coverage: true });
    if (broken) this.failed.push(broken);
    for (const test of tests) {
      this.cpu += test.cpu;
      if (test.ok) this.tests.set(test.title, { ...test, reach: coverage?.perTest[test.title] ?? {} });
      else this.failed.push(test.title);
    }
    const own = new Set(files);
    for (const id of Object.keys(coverage?.static ?? {})) this.static.set(id, (this.static.get(id) ?? new Set()).union(own));
    yield* this.inOneProcess(files, mutants, (tests) => within(tests, FIRST, FILES), worker);
  }

  /** Tries mutants with the tests of a few files that these were not tried with yet. What runs while files are loaded needs a process for each. */
  async *rest(files, mutants) {
    yield* this.inOneProcess(files, mutants, (tests) => tests);
    const own = new Set(files);
    for (const mutant of mutants) {
      if (this.done.has(mutant)) continue;
      const id = this.ids.get(mutant.key);
      const tests = this.static.has(id) ? this.untried(mutant).filter(({ file }) => own.has(file)) : [];
      const result = tests.length ? await this.noticed(mutant, tests) : undefined;
      if (result) yield { mutant, result };
    }
  }

  /** @param choose which of the tests that reach for a mutant are run with it */
  async *inOneProcess(files, mutants, choose, worker) {
    const own = new Set(files);
    for (const mutant of mutants) {
      if (this.done.has(mutant)) continue;
      const id = this.ids.get(mutant.key);
      const reaching = this.static.has(id) ? [] : choose(this.untried(mutant).filter(({ file }) => own.has(file)));
      if (!reaching.length) continue;
      worker ??= this.start(files);
      this.note(mutant, reaching);
      const { ended, signal, failed } = await ask(worker, { id, batches: batchesOf(reaching) });
      if (ended) worker = undefined;
      if (!ended && !failed) continue;
      // A mutant may leave something behind that has the next tests fail: what failed must pass again without it.
      const test = this.tests.get(failed);
      const after = test && (await ask(worker, { batches: batchesOf([test]) }));
      if (after && !after.failed && !after.ended) yield { mutant, result: { outcome: 'killed', by: failed } };
      else {
        worker?.kill('SIGKILL');
        worker = undefined;
        const result = signal ? { outcome: 'timed out' } : await this.noticed(mutant, reaching);
        if (result) yield { mutant, result };
      }
    }
    worker?.kill('SIGKILL');
  }

  /** Whether a test fails with a mutant, in a process of its own: nothing from before hides it. The nearest tests, as many as there is time for. */
  async *alone(mutant) {
    // To load all of these files takes longer than to run them: few at first, then more of them.
    const chosen = within(this.testsFor(mutant), this.seconds, Number.POSITIVE_INFINITY);
    const files = [...new Set(chosen.map(({ file }) => file))];
    for (let n = 0, most = NEAREST; n < files.length; n += most, most = 10 * FILES) {
      const own = new Set(files.slice(n, n + most));
      const tests = chosen.filter(({ file }) => own.has(file));
      const result = await this.noticed(mutant, tests);
      if (result) {
        yield { mutant, result };
        return;
      }
    }
  }

  /** How some tests notice a mutant; nothing where they don't. */
  async noticed(mutant, tests) {
    const id = this.ids.get(mutant.key);
    const batches = batchesOf(tests);
    const files = [...new Set(tests.map(({ file }) => file))];
    const { ended, signal, failed } = await this.run(files, { id, batches }, id);
    this.note(mutant, tests);
    if (ended) return { outcome: signal ? 'timed out' : 'killed' };
    if (!failed) return undefined;
    // What can't be loaded without the mutant either says nothing of it: files were changed since they were read.
    if (failed.startsWith('loading: ') && (await this.run(files, { batches: [] })).failed)
      throw new Error(`The files of tests can't be loaded any more (${failed}). Leave the folder alone while it is measured.`);
    const by = this.tests.get(failed);
    // A test may need others before it; then it says nothing by itself.
    if (!by || (await this.passesAlone(by))) return { outcome: 'killed', by: failed };
    const others = tests.filter((test) => test !== by);
    return others.length ? await this.noticed(mutant, others) : undefined;
  }

  async passesAlone(test) {
    if (!this.passing.has(test.title)) {
      const { ended, failed } = await this.run([test.file], { batches: batchesOf([test]) });
      this.passing.set(test.title, !ended && !failed);
      if (ended || failed) this.tests.delete(test.title);
    }
    return this.passing.get(test.title);
  }

  /** Tests that reach for a mutant: the nearest first, and of these quick ones. All of a file may reach for what runs while it is loaded. */
  testsFor({ key, file }) {
    const id = this.ids.get(key);
    return [...this.tests.values()]
      .filter((test) => test.reach[id] || this.static.get(id)?.has(test.file))
      .map((test) => [distance(file, test.file, test.title), test])
      .sort(([a, one], [b, other]) => a - b || one.cpu - other.cpu)
      .map(([, test]) => test);
  }

  untried(mutant) {
    const tried = this.tried.get(mutant.key);
    return this.testsFor(mutant).filter(({ title }) => !tried?.has(title));
  }

  note({ key }, tests) {
    this.tried.set(key, new Set([...(this.tried.get(key) ?? []), ...tests.map(({ title }) => title)]));
  }

  start(files, active) {
    const env = { ...process.env, SEGPLAN_MUTATE: JSON.stringify({ sources: this.sources, files, active }) };
    return fork(join(import.meta.dirname, 'worker.mjs'), { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  }

  async run(files, question, active) {
    const worker = this.start(files, active);
    const answer = await ask(worker, question);
    worker.kill('SIGKILL');
    return answer;
  }
}

/** Asks a process. One that is ended by a signal instead of answering ran for too long, or out of memory. */
function ask(worker, question) {
  return new Promise((resolve) => {
    const done = (answer) => {
      worker.off('message', done);
      worker.off('exit', ended);
      resolve(answer);
    };
    const ended = (_, signal) => done({ ended: true, signal });
    worker.on('message', done);
    worker.on('exit', ended);
    worker.send(question);
  });
}

/** How far a test is from a source: it is named after its file, after one of its folders, lies in the folder that mirrors its own, or none of these. */
function distance(source, file, title = '') {
  const path = relative(root, file);
  const isNamed = (name) => title.includes(name) || path.includes(`/${name}.`) || path.includes(`/${name}-`);
  if (isNamed(basename(source, '.ts'))) return 0;
  if (dirname(source).split('/').slice(2).some(isNamed)) return 1;
  return path.split('/')[1] === source.split('/')[1] ? 2 : 3;
}

/** Those files of tests first that are near to many of the mutants, or import their files: what is noticed early is not tried with all others. */
function nearestFirst(files, mutants) {
  const near = (file) => {
    const text = readFileSync(file, 'utf8');
    return mutants.filter(({ file: source }) => distance(source, file) < 3 || text.includes(`/${source}'`)).length;
  };
  const counts = new Map(files.map((file) => [file, near(file)]));
  return files.toSorted((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
}

/** A few files each. */
function groupsOf(files) {
  const groups = [];
  for (let n = 0; n < files.length; n += FILES) groups.push(files.slice(n, n + FILES));
  return groups;
}

/** The first tests, from few files, that together take no longer than so many seconds; and at least one. */
function within(tests, seconds, files) {
  const chosen = new Set();
  let sum = 0;
  return tests.filter(({ cpu, file }, n) => {
    if (n && (sum + cpu > seconds || (!chosen.has(file) && chosen.size >= files))) return false;
    sum += cpu;
    chosen.add(file);
    return true;
  });
}

/** Few quick tests, then more: within one run tests come in the order of their files. */
function batchesOf(tests) {
  const found = [{ titles: [], cpu: 0 }];
  let limit = 0.2;
  for (const { title, cpu } of tests) {
    if (found.at(-1).titles.length && found.at(-1).cpu + cpu > limit) {
      found.push({ titles: [], cpu: 0 });
      limit *= 3;
    }
    found.at(-1).titles.push(title);
    found.at(-1).cpu += cpu;
  }
  return found;
}
