import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What is new lives shortly, as in a process of its own. */
const ROOM = ['--max-semi-space-size=32'];

/**
 * A process that runs the command line again and again: to start one for each command took a third of all processor time of its tests. What
 * hangs on a process of its own (streams, signals, options of Node) is still tried with one.
 */
export class StandingProgram {
  private readonly requests: number;
  private readonly answers: number;

  /**
   * @param program the bundle that commands load
   * @param starter what starts the process, with its arguments, where that isn't this process by itself
   */
  constructor(program: string, starter: readonly string[] = []) {
    const folder = mkdtempSync(join(tmpdir(), 'segplan-standing-'));
    const pipes = ['requests', 'answers'].map((name) => join(folder, name));
    execFileSync('mkfifo', pipes);
    const file = fileURLToPath(import.meta.resolve('./standing-program.cjs'));
    const [first, ...more] = [...starter, process.execPath, ...ROOM, file, program, ...pipes];
    spawn(first!, more, { stdio: ['ignore', 'ignore', 'inherit'] }).unref();
    this.requests = openSync(pipes[0]!, 'w');
    this.answers = openSync(pipes[1]!, 'r');
    rmSync(folder, { recursive: true });
  }

  /** Runs a command in a folder, perhaps with something on standard input. @throws where the process has ended in the middle of it */
  run(args: readonly string[], folder: string, input?: string): Answer {
    const request = Buffer.from(`${JSON.stringify({ args, folder, env: process.env, input })}\n`);
    for (let sent = 0; sent < request.length; ) sent += writeSync(this.requests, request, sent);
    const pieces: Buffer[] = [];
    const piece = Buffer.alloc(65536);
    for (;;) {
      const length = readSync(this.answers, piece);
      if (!length) throw new Error(`segplan ${args.join(' ')}: the process ended`);
      pieces.push(Buffer.from(piece.subarray(0, length)));
      if (piece[length - 1] === 10) return JSON.parse(Buffer.concat(pieces).toString()) as Answer;
    }
  }
}
