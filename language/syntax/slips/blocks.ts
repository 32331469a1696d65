import { ADDRESSES, fix, NAME, type Place, SERVICE, type Slip } from './slip.ts';

/** So many lines a block may have that is read here. */
const MOST = 40;

interface Block {
  /** Its lines without what ends them, and the comments behind them. */
  readonly lines: readonly string[];
  readonly comments: readonly string[];
  /** How many lines on it is closed. */
  readonly end: number;
}

/** The lines below a brace, up to the one that closes it. */
function blockBelow({ all, at }: Place): Block | undefined {
  const lines: string[] = [];
  const comments: string[] = [];
  for (let n = at + 1; n < all.length && n <= at + MOST; n++) {
    const comment = /\s*\/\/.*|\/\*.*/.exec(all[n]!)?.[0].trimEnd() ?? '';
    const line = all[n]!.slice(0, all[n]!.length - comment.length).trim();
    if (line === '}') return { lines, comments, end: n - at };
    if (/[{}]/.test(line)) return undefined;
    if (!line && !comment) continue;
    lines.push(line.replace(/\s*[,;]$/, ''));
    comments.push(comment);
  }
  return undefined;
}

const IS_SERVICE = new RegExp(`^(?:${SERVICE}[^":]*|${NAME})$`, 'u');

/** `allow a -> b {`, with services in the lines below. */
export function servicesInLines(place: Place): Slip | undefined {
  const { line, start, at, all } = place;
  if (!/^\s*(?:allow|deny)\s[^:"]*->[^:"]*\S\s*$/.test(line.slice(0, start)) || !/^\{\s*$/.test(line.slice(start)))
    return undefined;
  const block = blockBelow(place);
  const services = block?.lines.map((each) => each.replace(/^(?:services?|ports?)\s*[:=]\s*/, ''));
  // What somebody has noted stays, and in one line there is no place for it.
  const isPlain = services?.length && services.every((each) => IS_SERVICE.test(each)) && !block!.comments.some(Boolean);
  const text = isPlain ? `: ${services.join(', ')}` : undefined;
  return {
    message: `Services stand behind a colon ':' and not in braces${text ? `: '${text}'` : ", with commas between them: ': tcp 443, udp 53'"}.`,
    fixes: text ? [{ ...fix(`Write '${text}'`, start, all[at + block!.end]!.length, text), to: block!.end }] : [],
    end: line.length,
    lines: block?.end ?? 0,
  };
}

/** `allow {`, with the ends of rules in the lines below. */
export function rulesInBraces(place: Place): Slip | undefined {
  const { line, start, at, all } = place;
  const [, indent, word] = /^(\s*)(allow|deny|rules?|policies|policy)\s*[:=]?\s*$/.exec(line.slice(0, start)) ?? [];
  if (word === undefined || !/^\{\s*$/.test(line.slice(start))) return undefined;
  const block = blockBelow(place);
  const isRule = new RegExp(`^(?:(?:allow|deny)\\s+)?(?:any|${NAME}|\\d)[^"]*->`, 'u');
  const rules = block?.lines.length && block.lines.every((each) => !each || isRule.test(each)) ? block.lines : [];
  const action = /^(?:allow|deny)$/.test(word) ? word : 'allow';
  const before = (each: string): string => (!each || /^(?:allow|deny)\s/.test(each) ? '' : `${action} `);
  const text = rules.map((each, n) => `${indent}${`${before(each)}${each}${block!.comments[n]}`.trimStart()}`).join('\n');
  return {
    message: 'Each rule is a statement by itself: allow a -> b : tcp 443.',
    fixes: text ? [{ ...fix('Write each on its own', 0, all[at + block!.end]!.length, text), to: block!.end }] : [],
    end: line.length,
    lines: block?.end ?? 0,
  };
}

const ROLES = new RegExp(String.raw`^(?:roles?|type|kind|is)\s*[:=]?\s*((?:${NAME}\.${NAME})(?:\s*,\s*${NAME})*)$`, 'u');
const PLACE = new RegExp(String.raw`^(?:address(?:es)?|ips?|ipv4|ipv6|at|host|hostname)\s*[:=]?\s*["']?(${ADDRESSES})["']?$`);
const TITLE = /^(?:title|name|description|label)\s*[:=]?\s*(["'])([^"']+)\1$/;

/** `component vbr {`, with its role and its address in the lines below. */
export function partsInLines({ all, at, line, start }: Place): Slip | undefined {
  if (
    line.slice(0, start).trim() &&
    !/^\s*(?:roles?|type|kind|is|address(?:es)?|ips?|ipv4|ipv6|at|host|hostname|title|name)\b/.test(line)
  )
    return undefined;
  let top = at;
  while (top >= 0 && at - top < MOST && !/^\s*component\s/.test(all[top]!) && (top === at || !/[{}]/.test(all[top]!))) top--;
  const [, indent, head, , title] = /^(\s*)(component\s+[\p{L}\d_-]+)(\s+("[^"]*"))?\s*\{\s*$/u.exec(all[top] ?? '') ?? [];
  if (!head || top === at) return undefined;
  const parts = { roles: '', place: '', title: title ?? '' };
  const rest: string[] = [];
  for (let n = top + 1; n < all.length && n <= top + MOST; n++) {
    if (/\/[/*]/.test(all[n]!)) return undefined;
    const each = all[n]!.trim().replace(/\s*[,;]$/, '');
    if (each === '}') {
      if (!parts.roles && !parts.place) return undefined;
      const braces = rest.length ? ` { ${rest.join(' ')} }` : '';
      const text = `${head}${parts.title && ` ${parts.title}`}${parts.roles && ` : ${parts.roles}`}${parts.place && ` at ${parts.place}`}${braces}`;
      return {
        message: `What a component is, and its address, stand in front of its braces: '${text}'.`,
        fixes: [{ ...fix(`Write '${text}'`, indent!.length, all[n]!.length, text), from: top - at, to: n - at }],
        end: line.length,
        lines: n - at,
      };
    }
    const [roles, place, said] = [ROLES.exec(each)?.[1], PLACE.exec(each)?.[1], TITLE.exec(each)?.[2]];
    if (roles) parts.roles = roles;
    else if (place) parts.place = place;
    else if (said) parts.title = `"${said}"`;
    else if (/^[\p{L}][\p{L}\d-]*\s*=\s*[\p{L}\d.-]+$/u.test(each)) rest.push(each);
    else if (each) return undefined;
  }
  return undefined;
}

/** `udp 53` in the line below a rule or a service. */
export function serviceBelow({ all, at, line, start, message }: Place): Slip | undefined {
  if (!/^Expected a statement|^Expected '}'/.test(message) || line.slice(0, start).trim()) return undefined;
  if (!/^(?:tcp|udp|icmp|icmpv6|protocol)\b[^":]*(?:".*)?$/.test(line.slice(start))) return undefined;
  let above = at - 1;
  while (above >= 0 && !all[above]!.replace(/\/\/.*/, '').trim()) above--;
  const text = (all[above] ?? '').replace(/\s*(?:\/\/.*)?$/, '');
  if (!/^\s*(?:allow|deny|service|flow)\s.*[:=]|^\s*(?:tcp|udp|icmp|icmpv6|protocol)\b/.test(text) || /["',]$/.test(text))
    return undefined;
  return {
    message: 'A list of services goes on in the next line behind a comma.',
    fixes: [{ ...fix("Put ',' at the end of the line above", text.length, text.length, ','), from: above - at, to: above - at }],
    end: line.length,
  };
}

/** `subnets = ["10.0.0.0/24", "10.0.1.0/24"]`. */
export function listOfNetworks({ line, start }: Place): Slip | undefined {
  const one = `["']?${ADDRESSES}["']?`;
  const found = new RegExp(
    String.raw`^(\s*|.*\{\s*)((?:subnets?|networks?|cidrs?|prefix(?:es)?|ranges?)\s*[:=]?\s*\[\s*(${one}(?:\s*,\s*${one})*)\s*\])(?=\s*(?:[,;}]|//|$))`,
  ).exec(line);
  if (!found || start < found[1]!.length || start > found[0].length) return undefined;
  const text = `subnet ${found[3]!
    .replace(/["']/g, '')
    .split(/\s*,\s*/)
    .join(', ')}`;
  if (text === found[2]) return undefined;
  return {
    message: `The networks of a zone stand behind 'subnet', with commas between them: '${text}'.`,
    fixes: [fix(`Write '${text}'`, found[1]!.length, found[0].length, text)],
    end: line.length,
  };
}
