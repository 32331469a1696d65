import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Probe, Verdict } from './lab.ts';

/** What sends and answers probes within one network namespace. */
export class PeerProcess {
  readonly ready: Promise<void>;
  private readonly child: ChildProcess;
  private readonly lines: Interface;

  /** @param namespace a name that `ip netns` knows; none: where we are */
  constructor(namespace?: string) {
    const [command, ...args] = [
      ...(namespace === undefined ? [] : ['ip', 'netns', 'exec', namespace]),
      process.execPath,
      join(import.meta.dirname, 'peer.ts'),
    ];
    this.child = spawn(command!, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.lines = createInterface({ input: this.child.stdout! });
    this.ready = new Promise((resolve) => this.lines.once('line', () => resolve()));
  }

  /** Sends probes and notes their verdicts. @throws Error when anything but passing and dropping happens */
  run(probes: readonly (Probe & { index: number })[], verdicts: Verdict[]): Promise<void> {
    if (!probes.length) return Promise.resolve();
    let open = probes.length;
    return new Promise((resolve, reject) => {
      this.child.on('exit', (code) => reject(new Error(`a peer ended with ${code}`)));
      this.lines.on('line', (line) => {
        const { index, verdict, fault } = JSON.parse(line) as { index: number; verdict: Verdict; fault?: string };
        if (fault) reject(new Error(`probe ${JSON.stringify(probes.find((p) => p.index === index))}: ${fault}`));
        verdicts[index] = verdict;
        if (--open === 0) resolve();
      });
      this.child.stdin!.write(`${JSON.stringify(probes)}\n`);
    });
  }
}
