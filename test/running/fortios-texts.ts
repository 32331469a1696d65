// Texts of a FortiGate with one policy, as tests of its words need them.
import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';

/** The first device of a file. */
export const read = (text: string): RunningDevice => readRunning(text, 'fgt.conf', 'fortios')[0]!;
/** A policy from a to b for https with whatever is set otherwise; a setting that begins with `-` is left out. */
export const policy = (...settings: readonly string[]): string => {
  const all = [
    'srcintf "a"',
    'dstintf "b"',
    'srcaddr "all"',
    'dstaddr "all"',
    'action accept',
    'schedule "always"',
    'service "HTTPS"',
  ];
  const own = new Set(settings.map((each) => each.split(' ')[0]));
  const lines = [...all.filter((each) => !own.has(each.split(' ')[0])), ...settings.filter((each) => !each.startsWith('-'))];
  return `config firewall policy\nedit 1\n${lines.map((each) => `set ${each}\n`).join('')}next\nend\n`;
};
/** A table with one entry. */
export const table = (path: string, name: string, ...lines: readonly string[]): string =>
  `config ${path}\nedit "${name}"\n${lines.map((each) => `${each}\n`).join('')}next\nend\n`;
export const HTTPS = 'a 10.1.0.5 -> b 10.2.0.1 tcp 443';
