// What survived the tests, tried on plans of chance: which of them looks otherwise with a mutant, if any does.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../setup.mjs';

export class Plans {
  /** @param count how many plans to look at; each takes about half a second */
  constructor({ sources, ids }, count) {
    this.ids = ids;
    this.seeds = Array.from({ length: count }, (_, n) => n + 1);
    this.folder = mkdtempSync(join(tmpdir(), 'segplan-plans-'));
    this.sources = join(this.folder, 'sources.json');
    this.without = join(this.folder, 'without.json');
    writeFileSync(this.sources, JSON.stringify(sources));
  }

  end() {
    this.worker?.kill('SIGKILL');
    rmSync(this.folder, { recursive: true });
  }

  /** Says of each mutant how many plans reach for it, and the first of them that looks otherwise, with what of it does. */
  async *tried(mutants) {
    const first = this.start();
    const { coverage = {}, cpu } = await ask(first, { plans: this.seeds });
    first.kill('SIGKILL');
    for (const mutant of mutants) {
      const id = this.ids.get(mutant.key);
      const isStatic = !!coverage.static?.[id];
      const seeds = this.seeds.filter((seed) => isStatic || coverage.perTest?.[seed]?.[id]).sort((a, b) => cpu[a] - cpu[b]);
      yield { key: mutant.key, plans: seeds.length, ...(seeds.length ? await this.differing(id, seeds, isStatic) : {}) };
    }
  }

  /** What runs while loading needs a process of its own. */
  async differing(id, seeds, isStatic) {
    if (!isStatic) this.worker ??= this.start();
    const worker = isStatic ? this.start(id) : this.worker;
    const { ended, ...found } = await ask(worker, { id, seeds });
    if (isStatic) worker.kill('SIGKILL');
    else if (ended) this.worker = undefined;
    return ended ? { what: 'it never ends' } : found;
  }

  start(active) {
    const env = { ...process.env, SEGPLAN_MUTATE: JSON.stringify({ sources: this.sources, without: this.without, active }) };
    return fork(join(import.meta.dirname, 'look-worker.mjs'), {
      cwd: root,
      env,
      stdio: ['ignore', 'ignore', active ? 'ignore' : 'inherit', 'ipc'],
    });
  }
}

function ask(worker, question) {
  return new Promise((resolve) => {
    const done = (answer) => {
      worker.off('message', done);
      worker.off('exit', ended);
      resolve(answer);
    };
    const ended = () => done({ ended: true });
    worker.on('message', done);
    worker.on('exit', ended);
    worker.send(question);
  });
}
