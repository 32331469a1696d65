import { execFileSync } from 'node:child_process';
import type { LabRules } from './lab.ts';

/** Loads rules into the kernel, where we are. @throws Error when it refuses them */
export function load({ nft, iptables }: LabRules): void {
  const run = (command: string, args: readonly string[], input: string): unknown =>
    execFileSync(command, args, { input, stdio: ['pipe', 'ignore', 'pipe'] });
  if (nft !== undefined) for (const check of [['-c'], []]) run('nft', [...check, '-f', '-'], nft);
  if (iptables === undefined) return;
  // What a file says is loaded has to be loadable again.
  for (let n = 0; n < 2; n++) {
    run('iptables-restore', ['--noflush', '--wait'], iptables.v4);
    run('ip6tables-restore', ['--noflush', '--wait'], iptables.v6);
  }
}
