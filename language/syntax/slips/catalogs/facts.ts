import { fix, NAME, type Place, type Slip } from '../slip.ts';
import { type OtherWord, otherWord } from './line.ts';

/** What a source says of itself. */
const SOURCES: readonly OtherWord[] = [
  [
    /^(?:dated?|published|of|as\s+of|from|on)\b\s*[:=]?\s*(?=["']?\d{4})/i,
    'dated ',
    "The date of a source stands behind 'dated'.",
  ],
  [/^(?:v|ver\.?\s*|version\s*[:=]\s*)(?=\d)/i, 'version ', "The version of a source stands behind 'version'."],
  [
    /^(?:official|by\s+vendor|vendor's|maker|by\s+the\s+(?:vendor|maker))(?![\p{L}\d_-])/iu,
    'vendor',
    "The maker's own reference says 'vendor'.",
  ],
];

/** `source guide "guide.pdf" date 2026-01-31`, `url "…"` and `v4`. */
export function partsOfSource(place: Place): Slip | undefined {
  const { line, start, message } = place;
  if (!/(?:^|[{\s])source\s/.test(line.slice(0, start)) || !message.startsWith('Expected')) return undefined;
  const other = otherWord(SOURCES, place);
  if (other) return other;
  const titled = new RegExp(
    `^(\\s*source\\s+${NAME}\\s+)((["'])[^"']*\\3)(\\s*(["'])[^"']*\\5)?\\s*(?:url|file|link|at|href)\\b\\s*[:=]?\\s*((["'])[^"']*\\7)`,
    'u',
  ).exec(line);
  if (!titled || start < titled[1]!.length || start > titled[0].length) return undefined;
  const text = `${titled[6]} ${titled[2]}`;
  return {
    message: `The file or the address of a source stands right behind its name, and its title behind that: ${text}.`,
    fixes: titled[4] ? [] : [fix(`Write '${text}'`, titled[1]!.length, titled[0].length, text)],
    end: line.length,
  };
}

/** `version 4.2`, `title "Acme"` and `note "…"` in the braces of a vendor, and `vendor acme 4.2 {`. */
export function partsOfVendor({ line, start, message }: Place): Slip | undefined {
  const [before, rest] = [line.slice(0, start), line.slice(start)];
  const header = new RegExp(`^\\s*(?:extend\\s+)?vendor\\s+${NAME}\\s*("[^"]*"\\s*)?$`, 'u').test(before);
  const [number] = /^(?:v|ver\.?\s*|version\s*[:=]?\s*|@)?(?=\d)/i.exec(rest) ?? [];
  if (header && number !== undefined)
    return {
      message: "The version that a catalog speaks of stands behind 'version'.",
      fixes: [
        fix(number ? `Write 'version' for '${number.trim()}'` : "Put in 'version'", start, start + number.length, 'version '),
      ],
      end: line.length,
    };
  if (before.trim()) return undefined;
  const [versions] = /^(?:version|releases?|supported\s+versions?)\b\s*[:=]?\s*(?=v?\d)/i.exec(rest) ?? [];
  if (versions)
    return {
      message:
        "The versions that the sources speak of stand behind 'versions', and that of the catalog itself behind the vendor's title.",
      fixes: [fix("Write 'versions'", start, start + versions.length, 'versions ')],
      end: line.length,
    };
  const [gap] = /^(?:todo|missing|gaps?|limitations?|unsupported)\b\s*[:=]?\s*(?=["'])/i.exec(rest) ?? [];
  if (gap)
    return {
      message: "What a catalog does not hold stands behind 'incomplete'.",
      fixes: [fix(`Write 'incomplete' for '${gap.trim()}'`, start, start + gap.length, 'incomplete ')],
      end: line.length,
    };
  if (
    !message.startsWith("Expected '}'") ||
    !/^(?:title|name|product|description|note|comment|label|remark)\b\s*[:=]?\s*["']/i.test(rest)
  )
    return undefined;
  return {
    message:
      'The title of a vendor stands behind its name, as that of a role does. What else is to be known stands in a comment.',
    fixes: [],
    end: line.length,
  };
}

/** `versions 4.1 and 4.2`, `versions: 4.1` and `versions v4.1`. */
export function listOfVersions({ line, start, message }: Place): Slip | undefined {
  const found =
    /^(\s*versions)\s*[:=]?\s*(v?\d[\d.]*(?:\s+update\s+\d+)?(?:\s*(?:,|\band\b|\bor\b|[|/&]|\s)\s*v?\d[\d.]*(?:\s+update\s+\d+)?)*)/.exec(
      line,
    );
  if (!found || !/^Expected|^Unexpected/.test(message) || start > found[0].length) return undefined;
  const list = found[2]!.replace(/v(?=\d)/g, '').split(/\s*(?:,|\band\b|\bor\b|[|/&])\s*|\s+(?=\d+(?:\.|$|\s))(?<!update\s+)/);
  const text = `${found[1]} ${list.join(', ')}`;
  if (text === found[0]) return undefined;
  return {
    message: `Commas stand between several versions: '${text.trim()}'.`,
    fixes: [fix(`Write '${text.trim()}'`, 0, found[0].length, text)],
    end: line.length,
  };
}

const KINDS = 'internal, closed, fixed-port, no-nat, encrypt-between-sites, own-segment, no-wide-rules';

/** `advice "Keep it closed"`, `advice internal server : tcp 1` and `advice closed for server tcp 1`. */
export function partsOfAdvice({ line, start, message }: Place): Slip | undefined {
  const before = /(?:^|[{\s])advice\s+([\p{L}\d_-]+\s*)?(for\s[^:]*\S\s*)?$/u.exec(line.slice(0, start));
  if (!before || !message.startsWith('Expected')) return undefined;
  const rest = line.slice(start);
  if (!before[1] && /^["']/.test(rest))
    return {
      message: `What an advice is about stands before its text: ${KINDS}, or a word of your own.`,
      fixes: ['internal', 'closed'].map((kind) => fix(`Put '${kind}' before it`, start, start, `${kind} `, false)),
      end: line.length,
    };
  const services = /^(?:on\s+)?(?=(?:tcp|udp|icmp|protocol)\b)/.exec(rest);
  if (before[1] && services)
    return {
      message: "Services stand behind a colon ':'.",
      fixes: [fix("Put in ':'", start, start + services[0].length, ': ')],
      end: line.length,
    };
  if (!before[1] || before[2] || !/^\p{L}/u.test(rest)) return undefined;
  return {
    message: "The roles that an advice is for stand behind 'for'.",
    fixes: [fix("Put in 'for'", start, start, 'for ')],
    end: line.length,
  };
}

/** `sizing server "x" by agents`, `100 = cores 4`, `100 : cores = 4` and commas between rows. */
export function partsOfSizing({ line, start, message }: Place): Slip | undefined {
  if (!/^Expected|^Unexpected/.test(message)) return undefined;
  const titled = new RegExp(`^(\\s*sizing\\s+${NAME}\\s+)("[^"]*")\\s*(by\\s+[\\p{L}\\d_-]+)`, 'u').exec(line);
  if (titled && start >= titled[1]!.length && start <= titled[0].length)
    return {
      message: `The title of a table stands behind what it goes by: ${titled[3]} ${titled[2]}.`,
      fixes: [fix(`Write '${titled[3]} ${titled[2]}'`, titled[1]!.length, titled[0].length, `${titled[3]} ${titled[2]}`)],
      end: line.length,
    };
  const row =
    /((?:^|[{,])\s*)((?:up\s+to\s+|<=?\s*|≤\s*|to\s+)?(\d+)\s*(?:[:=]>?|->)\s*)((?:[\p{L}\d_-]+\s*[:=]?\s*\d+)(?:\s*(?:,|\band\b|\+)\s*[\p{L}][\p{L}\d_-]*\s*[:=]?\s*\d+)*)/gu;
  if (!/\bsizing\s/.test(line) && line.slice(0, start).trim() && !/^\s*\d+\s*:/.test(line)) return undefined;
  for (const found of line.matchAll(row)) {
    if (start < found.index || start > found.index + found[0].length) continue;
    const needs = found[4]!.split(/\s*(?:,|\band\b|\+)\s*/).map((need) => need.replace(/\s*[:=]?\s*(?=\d+$)/, ' '));
    const comma = found[1]!.startsWith(',');
    const text = `${comma ? ' ' : found[1]}${found[3]} : ${needs.join(', ')}`;
    if (text === found[0]) continue;
    return {
      message: `A row of a table is written '${found[3]} : ${needs.join(', ')}'${comma ? ', without a comma before it' : ''}.`,
      fixes: [fix(`Write '${found[3]} : ${needs.join(', ')}'`, found.index, found.index + found[0].length, text)],
      end: line.length,
    };
  }
  return undefined;
}
