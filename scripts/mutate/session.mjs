// Tries mutants: runs all tests, a few files after the other, and after each few those mutants that they reach for and nothing has noticed yet.
import { fork } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { root } from '../setup.mjs';

/** How many files one process loads: what tests keep would not fit into one that has all of them. */
const FILES = 6;
/** How many files are loaded first for one mutant alone. */
const NEAREST = 3;
/** How much processor time the tests of a few files may take for one mutant, in seconds. */
const FIRST = 2;

export class Session {
  constructor({ instrumented: { sources, ids }, tests, seconds }) {
    this.ids = ids;
    this.seconds = seconds;
    this.files = globSync(`${tests}/**/*.test.ts`, { cwd: root })
      .sort()
      .map((file) => join(root, file));
    this.folder = mkdtempSync(join(tmpdir(), 'segplan-mutate-'));
    this.sources = join(this.folder, 'sources.json');
    writeFileSync(this.sources, JSON.stringify(sources));
    this.tests = new Map();
    /** What runs while files are loaded, by which of these. */
    this.static = new Map();
    this.alone = new Map();
    this.failed = [];
    this.cpu = 0;
  }

  end() {
    rmSync(this.folder, { recursive: true });
  }

  /** Says of each mutant how it was noticed, or that it survived; in what order it comes out. */
  async *judge(mutants) {
    let open = mutants;
    for (let n = 0; n < this.files.length && open.length; n += FILES) {
      const files = this.files.slice(n, n + FILES);
      const noticed = new Set();
      for await (const { mutant, result } of this.together(files, open)) {
        noticed.add(mutant);
        yield { ...mutant, ...result };
      }
      open = open.filter((mutant) => !noticed.has(mutant));
      const done = Math.min(n + FILES, this.files.length);
      console.log(
        `${done} of ${this.files.length} files, ${Math.round(this.cpu)} s of processor time; ${open.length} mutants are left`,
      );
    }
    for (const mutant of open) yield { ...mutant, ...(await this.judgeAlone(mutant)) };
  }

  /** Runs the tests of a few files without a mutant, then with each of some mutants that they reach for, in one process. */
  async *together(files, mutants) {
    let worker = this.start(files);
    const { tests = [], coverage, failed: broken } = await ask(worker, { coverage: true });
    if (broken) this.failed.push(broken);
    for (const test of tests) {
      this.cpu += test.cpu;
      if (test.ok) this.tests.set(test.title, { ...test, reach: coverage.perTest[test.title] ?? {} });
      else this.failed.push(test.title);
    }
    const own = new Set(files);
    for (const id of Object.keys(coverage?.static ?? {})) this.static.set(id, (this.static.get(id) ?? new Set()).union(own));
    for (const mutant of mutants) {
      const id = this.ids.get(mutant.key);
      const reaching = this.static.has(id) ? [] : this.testsFor(mutant, id).filter(({ file }) => own.has(file));
      if (!reaching.length) continue;
      worker ??= this.start(files);
      const answer = await ask(worker, { id, batches: batchesOf(within(reaching, FIRST, FILES)) });
      const { ended, signal, failed } = answer;
      if (ended) worker = undefined;
      if (ended && signal) yield { mutant, result: { outcome: 'timed out', reached: true } };
      if (!failed) continue;
      // A mutant may leave something behind that has the next tests fail: what failed must pass again without it.
      const test = this.tests.get(failed);
      const after = test ? await ask(worker, { batches: batchesOf([test]) }) : { failed };
      if (!after.failed && !after.ended) yield { mutant, result: { outcome: 'killed', by: failed, reached: true } };
      else {
        worker.kill('SIGKILL');
        worker = undefined;
      }
    }
    worker?.kill('SIGKILL');
  }

  /** Whether a test fails with a mutant, in a process of its own: nothing from before hides it. */
  async judgeAlone(mutant) {
    const id = this.ids.get(mutant.key);
    const all = this.testsFor(mutant, id);
    if (!all.length) return { outcome: 'survived', reached: false };
    // The nearest tests first: to load all of these files takes longer than to run them. Then more of them, a part of the files after the other.
    const chosen = within(all, this.seconds, Number.POSITIVE_INFINITY);
    const files = [...new Set(chosen.map(({ file }) => file))];
    let result;
    for (let n = 0, most = NEAREST; n < files.length && !result; n += most, most = 10 * FILES) {
      const own = new Set(files.slice(n, n + most));
      result = await this.noticed(
        id,
        chosen.filter(({ file }) => own.has(file)),
      );
    }
    return { outcome: 'survived', ...result, reached: true };
  }

  /** How some tests notice a mutant; nothing where they don't. */
  async noticed(id, tests) {
    const batches = batchesOf(tests);
    const files = [...new Set(tests.map(({ file }) => file))];
    const { ended, signal, failed } = await this.run(files, { id, batches }, id);
    if (ended) return { outcome: signal ? 'timed out' : 'killed' };
    if (!failed) return undefined;
    // What can't be loaded without the mutant either says nothing of it: files were changed since they were read.
    if (failed.startsWith('loading: ') && (await this.run(files, { batches: [] })).failed)
      throw new Error(`The files of tests can't be loaded any more (${failed}). Leave the folder alone while it is measured.`);
    const by = this.tests.get(failed);
    // A test may need others before it; then it says nothing by itself.
    if (!by || (await this.passesAlone(by))) return { outcome: 'killed', by: failed };
    const others = tests.filter((test) => test !== by);
    return others.length ? await this.noticed(id, others) : undefined;
  }

  async passesAlone(test) {
    if (!this.alone.has(test.title)) {
      const { ended, failed } = await this.run([test.file], { batches: batchesOf([test]) });
      this.alone.set(test.title, !ended && !failed);
      if (ended || failed) this.tests.delete(test.title);
    }
    return this.alone.get(test.title);
  }

  /**
   * Tests that reach for a mutant: those first that are named after its file or folder, then quick ones. All of a file may reach for what runs
   * while it is loaded.
   */
  testsFor({ file }, id) {
    const names = [basename(file, '.ts'), basename(dirname(file))];
    const far = ({ title, file: test }) => names.findIndex((name) => title.includes(name) || test.includes(`/${name}.`)) >>> 0;
    return [...this.tests.values()]
      .filter(({ reach, file }) => reach[id] || this.static.get(id)?.has(file))
      .map((test) => [far(test), test])
      .sort(([a, one], [b, other]) => a - b || one.cpu - other.cpu)
      .map(([, test]) => test);
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
