import { asName } from '../names.ts';
import { fix, NAME, type Place, type Slip } from '../slip.ts';
import { type OtherWord, otherWord } from './line.ts';

const TITLED = '(?:role|feature|source|service|vendor)';

/** `role "Vault server"`, `feature "Reports"`, `source "guide.pdf"` and `vendor "Acme" {`. */
export function titleFirst({ line, start }: Place): Slip | undefined {
  const found = new RegExp(`(?:^|[{\\s])(${TITLED})\\s+(["'])([^"']*\\p{L}[^"']*)\\2`, 'u').exec(line);
  if (!found || start !== found.index + found[0].length - found[3]!.length - 2) return undefined;
  const name = asName(found[1] === 'source' ? found[3]!.replace(/^.*[/\\](?=.)|\.\w+$/g, '') : found[3]!);
  return {
    message: `A name stands before the ${found[1] === 'source' ? 'file' : 'title'}: ${found[1]} ${name} "${found[3]}".`,
    fixes: [fix(`Put the name '${name}' before it`, start, start, `${name} `)],
    end: line.length,
  };
}

/** `role server = "Server"`, `feature reports: "Reports"` and `source guide = "guide.pdf"`. */
export function markBeforeTitle({ line, start }: Place): Slip | undefined {
  const before = new RegExp(`(?:^|[{\\s])(role|feature|source|vendor)\\s+${NAME}\\s*(:\\s*)?$`, 'u').exec(line.slice(0, start));
  if (!before) return undefined;
  const [mark] = (before[2] ? /^(?=["'])/ : /^(?:[:=]|is\b|-)\s*(?=["'])/).exec(line.slice(start)) ?? [];
  if (mark === undefined) return undefined;
  const from = start - (before[2]?.length ?? 0);
  const name = line.slice(0, from).trimEnd().length;
  return {
    message: `The ${before[1] === 'source' ? 'file' : 'title'} stands right behind the name.`,
    fixes: [fix(`Leave out '${(before[2] ?? mark).trim()}'`, name, start + mark.length, ' ')],
    end: line.length,
  };
}

/** `role a, b` and `feature a, b`. */
export function several({ line, start, message }: Place): Slip | undefined {
  const [, indent, word] = new RegExp(`^(\\s*)(role|feature)\\s+${NAME}\\s*$`, 'u').exec(line.slice(0, start)) ?? [];
  const [whole, list] = new RegExp(`^,\\s*(${NAME}(?:\\s*,\\s*${NAME})*)`, 'u').exec(line.slice(start)) ?? [];
  if (!message.startsWith("Expected '}'") || !word || !list) return undefined;
  const lines = list.split(/\s*,\s*/).map((name) => `\n${indent}${word} ${name}`);
  return {
    message: `Each ${word} has a line of its own.`,
    fixes: [fix(`Write ${lines.length + 1} lines`, line.slice(0, start).trimEnd().length, start + whole!.length, lines.join(''))],
    end: line.length,
  };
}

/** `role server extends base`, `role server is base` and `role server inherits from base`. */
export function derived({ line, start }: Place): Slip | undefined {
  if (!new RegExp(`(?:^|[{\\s])role\\s+${NAME}\\s*("[^"]*"\\s*)?$`, 'u').test(line.slice(0, start))) return undefined;
  const [words] =
    /^(?:extends?|inherits?(?:\s+from)?|derives?(?:\s+from)?|derived\s+from|is\s+an?|is|of|as|like|kind\s+of|->|<|=)\s*(?=\p{L})/u.exec(
      line.slice(start),
    ) ?? [];
  if (!words) return undefined;
  return {
    message: "What a role derives from stands behind a colon ':'.",
    fixes: [fix(`Write ':' for '${words.trim()}'`, start, start + words.length, ': ')],
    end: line.length,
  };
}

/** What a role says of itself. */
const ROLES: readonly OtherWord[] = [
  [
    /^(?:aka|a\.k\.a\.|alias(?:es)?|synonyms?|called|also)\b\s*[:=]?\s*(?=[\p{L}"'])/iu,
    'also known as ',
    "Other names of a role stand behind 'also known as'.",
  ],
  [
    /^(?:os|on|platform|system|operating\s+system|runs\s+on|running)\b\s*[:=]?\s*(?=windows\b|linux\b|other\b)/i,
    'runs ',
    "What the machines of a role run stands behind 'runs': windows, linux or other.",
  ],
  [/^(?:relay|relaying|gateway|forwards|proxies)(?![\p{L}\d_-])/iu, 'relays', "A role that passes traffic on says 'relays'."],
];

/** `role vault aka "Vault"`, `os windows` and `relay`. */
export function partsOfRole(place: Place): Slip | undefined {
  if (!place.message.startsWith('Expected') || !/(?:^|[{\s])role\s/.test(place.line.slice(0, place.start))) return undefined;
  return otherWord(ROLES, place);
}

/** `role server { tasks = number }`, `property tasks : number` and `property mode = "lan", "wan"`. */
export function properties({ line, start, message }: Place): Slip | undefined {
  const [before, rest] = [line.slice(0, start), line.slice(start)];
  const inRole = /\brole\s[^{}]*\{\s*(?:property\s[^{}]*\s)?$/.test(before) || !before.trim();
  if (
    message.startsWith("Expected '}'") &&
    inRole &&
    new RegExp(`^(?!property\\b)${NAME}\\s*=\\s*(?:port\\b|number\\b|${NAME}\\s*\\|)`, 'u').test(rest)
  )
    return {
      message: "A property of a role begins with 'property'.",
      fixes: [fix("Put in 'property'", start, start, 'property ')],
      end: line.length,
    };
  if (message.startsWith("Expected '}'") && /^property\s/.test(rest) && !before.trim())
    return {
      message: 'A property belongs in the braces of its role: role name { property … }.',
      fixes: [],
      end: line.length,
    };
  const property = /\bproperty\s+[\p{L}\d_-]+\s*(=[^{}]*)?$/u.exec(before);
  if (!property) return undefined;
  const [mark] = property[1] ? [] : (/^(?:[:]|is\b|in\b|as\b|of\b)?\s*(?=[\p{L}"'([])/u.exec(rest) ?? []);
  if (mark !== undefined)
    return {
      message: "What a property can be stands behind '='.",
      fixes: [
        fix(mark.trim() ? `Write '=' for '${mark.trim()}'` : "Put in '='", before.trimEnd().length, start + mark.length, ' = '),
      ],
      end: line.length,
    };
  const from = before.lastIndexOf('=') + 1;
  const [list] =
    /^\s*[[(]?\s*(?:["']?[\p{L}\d_-]+["']?(?:\s*(?:[|,/]|\bor\b)\s*["']?[\p{L}\d_-]+["']?)+|["'][\p{L}\d_-]+["'])(?:\s*[\])])?/u.exec(
      line.slice(from),
    ) ?? [];
  if (!list || start > from + list.length) return undefined;
  const values = list
    .replace(/["'[\]()]/g, '')
    .trim()
    .split(/\s*(?:[|,/]|\bor\b)\s*/);
  const text = values.join(' | ');
  if (text === list.trim()) return undefined;
  return {
    message: `The values of a property have '|' between them: '${text}'.`,
    fixes: [fix(`Write '${text}'`, from, from + list.length, ` ${text}`)],
    end: line.length,
  };
}
