import { isName } from '../name-words.ts';
import { ADDRESS, fix, NAME, type Place, SERVICE, type Slip } from './slip.ts';

const IN_SERVICES = /^\s*(?:(?:allow|deny)\s[^"]*->[^":]*:|service\s[^=]*=)[^"]*[\p{L}\d)]\s+$/u;
const IN_ENDS = /^\s*(?:(?:allow|deny)\s(?:[^":]*->)?|group\s[^=]*=)[^":=]*[\p{L}\d]\s+$/u;
const IN_ADDRESSES = new RegExp(String.raw`(?:\bsubnet\s|\bat\s)\s*(?:${ADDRESS}\s*,\s*)*${ADDRESS}\s+$`);
const AND = String.raw`(?:(?:and|or)\s+|[&|+]\s*)`;

/** `tcp 22 and tcp 443`, `tcp 22 443`, `web and db ->`, `group g = web db` and `subnet 10.0.0.0/24 10.0.1.0/24`. */
export function missingComma({ line, start }: Place): Slip | undefined {
  const [before, rest] = [line.slice(0, start), line.slice(start)];
  const services = new RegExp(`^(${AND})?(?:${SERVICE}|\\d)`).exec(rest);
  // Behind a name no ports stand: what looks so is another slip.
  if (services && IN_SERVICES.test(before) && (services[1] || !/^\d/.test(rest) || /\d\s+$/.test(before)))
    return between('services', before, services[1] ?? '', line.length);
  const addresses = new RegExp(`^(${AND})?${ADDRESS}`).exec(rest);
  if (addresses && IN_ADDRESSES.test(before)) return between('addresses', before, addresses[1] ?? '', line.length);
  const isRule = /^\s*(?:allow|deny)\b/.test(before);
  // Behind the last end a name may begin a statement or a clause, and before an arrow that is not there one may be what is connected to.
  if (!IN_ENDS.test(before) || (isRule && !before.includes('->') && !rest.includes('->'))) return undefined;
  const name = new RegExp(`^(${AND})?(${NAME})`, 'u').exec(rest);
  if (!name || (!name[1] && (isRule ? before.includes('->') : !isName(name[2]!)))) return undefined;
  return between(isRule ? 'ends of a rule' : 'members', before, name[1] ?? '', line.length);
}

function between(what: string, before: string, word: string, end: number): Slip {
  const from = before.trimEnd().length;
  return {
    message: `Commas stand between several ${what}.`,
    fixes: [fix(word ? `Write ',' for '${word.trim()}'` : "Put in ','", from, before.length + word.length, ', ')],
    end,
  };
}

/** `web, ->` and `tcp 443, "why"`. */
export function lastComma({ line, start, message }: Place): Slip | undefined {
  if (!/^Expected (?:a zone|a service|a name|an IP address|a number)/.test(message)) return undefined;
  const comma = /\s*,\s*$/.exec(line.slice(0, start));
  if (!comma || !/^(?:->|[:"'}]|$)/.test(line.slice(start))) return undefined;
  const blank = /^[:"'-]/.test(line.slice(start)) ? ' ' : '';
  return {
    message: 'Behind this comma another one is missing.',
    fixes: [fix("Leave out ','", comma.index, start, /^}/.test(line.slice(start)) ? ' ' : blank)],
    end: line.length,
  };
}

/** `[tcp 22, tcp 443]`, `tcp (22, 443)` and `(web, db) ->`. */
export function brackets({ line, start, message }: Place): Slip | undefined {
  if (!/^(?:Unexpected character|Expected (?:a zone|a service|a name|an IP address|a number))/.test(message)) return undefined;
  const [whole, , list] = /^([[({])\s*([^[\](){}"]*?)\s*[\])}]/.exec(line.slice(start)) ?? [];
  if (!whole || !list) return undefined;
  return {
    message: 'Lists have commas alone, and no brackets around them.',
    fixes: [fix('Leave out the brackets', start, start + whole.length, list)],
    end: line.length,
  };
}

/** `any except a except b`, and `service web = tcp 1-1024 except ssh`. */
export function secondExcept({ line, start, end }: Place): Slip | undefined {
  if (line.slice(start, end) !== 'except') return undefined;
  const before = line.slice(0, start);
  if (/^\s*service\s[^=]*=/.test(before))
    return {
      message: "A named service leaves nothing out: 'except' stands in the rules that name it.",
      fixes: [],
      end: line.length,
    };
  const [list = ''] = /^.*(?:->|:|=|\breaches\b|\bon\b)/.exec(before) ?? [];
  const left = /\bexcept\s(?:.*,)?\s*([^,]*?)\s*$/.exec(before.slice(list.length))?.[1];
  if (!left) return undefined;
  const once = "'except' stands once in a list, and commas stand between what it leaves out.";
  if (/(?::|\bon)$/.test(list)) return { message: once, fixes: [], end: line.length };
  const kept = /^except\s+([^\s,]*)/.exec(line.slice(start))?.[1] || '…';
  return {
    message: `${once} To leave out only a part, give it a name, 'group … = ${left} except ${kept}', and leave the group out.`,
    fixes: [],
    end: line.length,
  };
}
