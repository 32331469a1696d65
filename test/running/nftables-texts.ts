// A ruleset of nft with the rules that a test is about, and packets to ask of.
import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';

/** A chain of `forward` that drops what none of some rules accepts, with a set `s`. */
export const nft = (...lines: readonly string[]): RunningDevice =>
  readRunning(
    `table inet f {\n  set s {\n    type ipv4_addr\n    elements = { 10.1.0.5 }\n  }\n  chain c {\n    type filter hook forward priority 0; policy drop;\n${lines.map((line) => `    ${line}\n`).join('')}  }\n}\n`,
    'fw.nft',
  )[0]!;

export const HTTPS = 'x 10.1.0.5 -> y 10.2.0.1 tcp 443';
export const DNS = 'x 10.1.0.5 -> y 10.2.0.1 udp 53';
export const PING = 'x 10.1.0.5 -> y 10.2.0.1 icmp 8';
