// Tries mutants, in a process that has all tests loaded, and where that is not enough in one of their own.
import { fork } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root } from '../setup.mjs';

/** How much processor time tests of one mutant may take in the process that is shared, in seconds. */
const FIRST = 4;

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
    this.unreliable = new Set();
  }

  end() {
    this.shared?.kill('SIGKILL');
    rmSync(this.folder, { recursive: true });
  }

  /** Runs all tests once, without a mutant: which reach for which mutants, and how long they take. */
  async prepare() {
    this.shared = this.start({ files: this.files });
    const { tests, coverage } = await ask(this.shared, { coverage: true });
    this.tests = new Map(tests.filter(({ ok }) => ok).map((test) => [test.title, test]));
    this.coverage = coverage;
    return {
      passed: this.tests.size,
      skipped: tests.filter(({ ok }) => !ok).map(({ title }) => title),
      seconds: tests.reduce((sum, { cpu }) => sum + cpu, 0),
    };
  }

  /** Whether a test fails with a mutant. */
  async judge(mutant) {
    const id = this.ids.get(mutant.key);
    const atLoading = id in this.coverage.static;
    const titles = this.titlesFor(mutant, id, atLoading);
    if (!titles.length) return { outcome: 'survived', reached: false };
    if (!atLoading) {
      const hits = Object.values(this.coverage.perTest).reduce((sum, of) => sum + (of[id] ?? 0), 0);
      const answer = await this.inShared({ id, titles: this.within(titles, FIRST), hitLimit: 1000 + hits * 100 });
      if (answer) return answer;
    }
    return await this.inOwn({ id, titles: this.within(titles, this.seconds) });
  }

  /** Tests that reach for a mutant, quick ones first. What runs while loading is reached by all: those that name it first. */
  titlesFor({ file }, id, atLoading) {
    const name = basename(file, '.ts');
    const far = ({ title, file: test }) => (title.includes(name) || test.includes(name) ? 0 : 1);
    return [...this.tests.values()]
      .filter(({ title }) => !this.unreliable.has(title) && (atLoading || this.coverage.perTest[title]?.[id]))
      .sort((a, b) => (atLoading ? far(a) - far(b) : 0) || a.cpu - b.cpu)
      .map(({ title }) => title);
  }

  /** The first tests that together take no longer than so many seconds, and at least one. */
  within(titles, seconds) {
    let sum = 0;
    return titles.filter((title, n) => {
      sum += this.tests.get(title).cpu;
      return n === 0 || sum <= seconds;
    });
  }

  async inShared({ id, titles, hitLimit }) {
    this.shared ??= this.start({ files: this.files });
    const answer = await ask(this.shared, { id, hitLimit, batches: this.batches(titles) });
    if (answer.ended) {
      this.shared = undefined;
      return answer.signal ? { outcome: 'timed out', reached: true } : undefined;
    }
    if (!answer.failed) return undefined;
    // A mutant may leave something behind that has the next tests fail: what failed must pass again without it.
    const after = await ask(this.shared, { batches: this.batches([answer.failed]) });
    if (!after.failed && !after.ended) return outcomeOf(answer);
    this.shared.kill('SIGKILL');
    this.shared = undefined;
    return undefined;
  }

  async inOwn({ id, titles }) {
    const files = [...new Set(titles.map((title) => this.tests.get(title).file))];
    const own = this.start({ files, active: id });
    const answer = await ask(own, { id, batches: this.batches(titles) });
    own.kill('SIGKILL');
    if (answer.ended) return { outcome: answer.signal ? 'timed out' : 'killed', reached: true };
    if (!answer.failed) return { outcome: 'survived', reached: true };
    if (!this.tests.has(answer.failed)) return outcomeOf(answer);
    // A test may need others before it; then it says nothing by itself.
    const unchanged = this.start({ files: [this.tests.get(answer.failed).file] });
    const after = await ask(unchanged, { batches: this.batches([answer.failed]) });
    unchanged.kill('SIGKILL');
    if (!after.failed) return outcomeOf(answer);
    this.unreliable.add(answer.failed);
    const rest = titles.filter((title) => title !== answer.failed);
    return rest.length ? await this.inOwn({ id, titles: rest }) : { outcome: 'survived', reached: true };
  }

  /** Few quick tests, then more: within one run tests come in the order of their files. */
  batches(titles) {
    const found = [];
    let limit = 0.2;
    let batch = { titles: [], cpu: 0 };
    for (const title of titles) {
      const cpu = this.tests.get(title)?.cpu ?? 1;
      if (batch.titles.length && batch.cpu + cpu > limit) {
        found.push(batch);
        batch = { titles: [], cpu: 0 };
        limit *= 3;
      }
      batch.titles.push(title);
      batch.cpu += cpu;
    }
    return [...found, batch];
  }

  start({ files, active }) {
    const env = { ...process.env, SEGPLAN_MUTATE: JSON.stringify({ sources: this.sources, files, active }) };
    return fork(join(import.meta.dirname, 'worker.mjs'), { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  }
}

const outcomeOf = ({ failed, limit }) => ({ outcome: limit ? 'timed out' : 'killed', by: failed, reached: true });

/** Asks a worker. One that is ended by a signal instead of answering ran for too long, or out of memory. */
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
