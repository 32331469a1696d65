import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Probe, Verdict } from './lab.ts';

/** The program of a peer in the folder of this run, without its types: a third of the time that a process takes to start with them. */
const program = join(dirname(process.argv[2]!), 'peer.mjs');
writeFileSync(program, stripTypeScriptTypes(readFileSync(join(import.meta.dirname, 'peer.ts'), 'utf8')));

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
      program,
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
