// What somebody does to the rules of a plan: writes, takes out, moves, copies and changes them, and says when they hold and why.
import { statements } from '../rulesets/edited-plans.ts';
import type { Pick } from './changed-lines.ts';

const SERVICES = [
  'required',
  'tcp 443',
  'tcp 1-65535',
  'any',
  'udp 53, tcp 22',
  'tcp 2500-3300',
  'icmp',
  'required except tcp 443',
  'one of (tcp 1, tcp 2)',
  'web',
  'tcp 99999',
  'nothing',
];
const TIMES = ['', ' phase setup', ' until 2026-12-24', ' until 2020-01-01', ' "as agreed"', ' // why'];
const NAMED = /^\s*(?:site|zone|component|group) ([\w-]+)/gm;

/** A plan after one edit of a rule, or of what stands between rules. */
export function changedRules(text: string, pick: Pick): string {
  const all = statements(text);
  const places = all.flatMap((each, n) => (/^(allow|deny)/.test(each) ? [n] : []));
  const names = [...[...text.matchAll(NAMED)].map(([, name]) => name!), 'any', '10.0.0.0/8', '10.1.0.1', '"a.example.com"'];
  const one = <T>(list: readonly T[]): T => list[pick(list.length)]!;
  const name = (): string => one(names);
  const at = places.length ? one(places) : pick(all.length);
  const anywhere = (): number => pick(all.length + 1);
  const change = (from: RegExp, to: string): void => {
    all[at] = all[at]!.replace(from, () => to);
  };
  switch (pick(13)) {
    case 0:
      all.splice(at, 1);
      break;
    case 1:
      all.splice(anywhere(), 0, all[at]!);
      break;
    case 2:
      all.splice(anywhere(), 0, ...all.splice(at, 1));
      break;
    case 3:
    case 4:
      change(/: [^"]*$/, `: ${one(SERVICES)}${one(TIMES)}`);
      break;
    case 5:
      change(/^(allow|deny)/, all[at]!.startsWith('deny') ? 'allow' : 'deny');
      break;
    case 6:
    case 7:
      all.splice(anywhere(), 0, `${one(['allow', 'allow', 'deny'])} ${name()} -> ${name()} : ${one(SERVICES)}${one(TIMES)}`);
      break;
    case 8:
      change(/-> [\w.-]+/, `-> ${name()}`);
      break;
    case 9:
      change(/\d+(?=\D*$)/, `${1 + pick(9000)}`);
      break;
    case 10:
      all.splice(anywhere(), 0, one([`deny ${name()} -> ${name()} except ${name()}`, `group some = ${name()}, ${name()}`]));
      break;
    case 11:
      all.splice(anywhere(), 0, one(['// note', '', 'phase setup', 'service web = tcp 443', 'check any-service off']));
      break;
    default:
      all.splice(anywhere(), 0, `assert ${name()} ${one(['reaches', 'never reaches'])} ${name()}`);
  }
  return `${all.join('\n')}\n`;
}
