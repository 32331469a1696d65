import { Worker } from 'node:worker_threads';

/** Looks from another thread, since what does not end leaves none of this one's time to anybody. */
const LOOKING = `
const { workerData: { state, seconds } } = require('node:worker_threads');
const { writeSync } = require('node:fs');
setInterval(() => {
  const [seed, since] = state;
  if (!since || Date.now() - since < seconds * 1000) return;
  writeSync(1, 'seed ' + seed + ': does not end\\n');
  process.kill(process.pid, 'SIGKILL');
}, 500);
`;

/** Ends the process when a piece of work goes on for so many seconds, and tells the seed that finds it again. */
export class Watchdog {
  private readonly state = new Float64Array(new SharedArrayBuffer(16));

  constructor(seconds: number) {
    new Worker(LOOKING, { eval: true, workerData: { state: this.state, seconds } }).unref();
  }

  async while(seed: number, work: () => Promise<void>): Promise<void> {
    this.begin(seed);
    try {
      await work();
    } finally {
      this.end();
    }
  }

  begin(seed: number): void {
    this.state[0] = seed;
    this.state[1] = Date.now();
  }

  end(): void {
    this.state[1] = 0;
  }
}
