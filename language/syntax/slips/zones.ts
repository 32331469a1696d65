import { ADDRESS, ADDRESSES, fix, type Place, type Slip } from './slip.ts';

/** `subnet 10.0.0.0 255.255.255.0`. */
export function mask({ line, start }: Place): Slip | undefined {
  const found = /^(\d+)\.(\d+)\.(\d+)\.(\d+)/.exec(line.slice(start));
  const before = /(\d+\.\d+\.\d+\.\d+)\s+$/.exec(line.slice(0, start));
  if (!found || !before) return undefined;
  const bits = found
    .slice(1)
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
  const prefix = bits.indexOf('0') < 0 ? 32 : bits.indexOf('0');
  if (bits.length !== 32 || bits.slice(prefix).includes('1')) return undefined;
  const text = `${before[1]}/${prefix}`;
  const end = start + found[0].length;
  return {
    message: `A network is written with the length of its prefix: '${text}'.`,
    fixes: [fix(`Write '${text}'`, before.index, end, text)],
    end,
  };
}

/** `zone c 10.0.0.0/24`, `zone c = 10.0.0.0/24` and `zone c { 10.0.0.0/24 }`. */
export function bareNetwork({ line, start, message }: Place): Slip | undefined {
  if (!/^Expected (?:'}'|a statement)/.test(message)) return undefined;
  const inBraces = new RegExp(
    `^(?:(?:cidr|networks?|subnets|nets?|ips?|range|prefix|address(?:es)?)\\b\\s*)?[:=]?\\s*(?=${ADDRESS})`,
  );
  const [word] = inBraces.exec(line.slice(start)) ?? [];
  if (message.startsWith("Expected '}'")) {
    if (word === undefined || !/^\s*$|\bzone\b[^{}]*\{\s*$/.test(line.slice(0, start))) return undefined;
    const title = word.trim() ? `Write 'subnet' for '${word.trim()}'` : "Put in 'subnet'";
    const fixes = [fix(title, start, start + word.length, 'subnet ')];
    return { message: "Networks of a zone stand behind 'subnet'.", fixes, end: line.length };
  }
  const found = new RegExp(
    String.raw`^(\s*zone\s+[\p{L}\d_-]+(?:\s+(["']).*?\2)?)\s*[:=]?\s*(${ADDRESSES})\s*(\/\/.*)?$`,
    'u',
  ).exec(line);
  if (!found || start < found[1]!.length) return undefined;
  const [whole, zone, , networks, note = ''] = found;
  const text = ` { subnet ${networks} }`;
  return {
    message: `What a zone has stands in braces:${text}.`,
    fixes: [fix(`Write '${text.trim()}'`, zone!.length, whole.length, text + (note && ` ${note}`))],
    end: line.length,
  };
}

/** `zone c ( subnet … )` and `zone c [`. */
export function otherBraces({ line, start }: Place): Slip | undefined {
  const [, word] =
    /^\s*(zone|site|firewall|vendor)\s+[\p{L}\d_-]+(?:\s+(["']).*?\2)?\s*(?::\s*[\p{L}\d_-]+\s*)?$/u.exec(line.slice(0, start)) ??
    [];
  const found = /^([[(])([^[\](){}]*)([\])])?\s*$/.exec(line.slice(start));
  if (!word || !found) return undefined;
  const [, , content, close] = found;
  return {
    message: `What belongs to a ${word} stands in braces: '{ … }'.`,
    fixes: [fix("Write '{'", start, line.length, close ? `{ ${content!.trim()} }` : `{${content}`)],
    end: line.length,
  };
}

/** `firewall edge asa { … }`. */
export function formOfFirewall({ line, start }: Place): Slip | undefined {
  const [whole, begin, name, form] = /^(\s*firewall\s+)([\p{L}_][\p{L}\d_-]*)\s+([a-z][a-z-]*)(?=\s*(?:\{|$))/u.exec(line) ?? [];
  if (!whole || start < begin!.length + name!.length) return undefined;
  const joined = `${name}-${form}`;
  return {
    message: `What a firewall is stands behind a colon, ': ${form}', and a name has no blanks: '${joined}'.`,
    fixes: [`${name} : ${form}`, `${joined} "${name} ${form}"`].map((text) =>
      fix(`Write '${text}'`, begin!.length, whole.length, text, false),
    ),
    end: line.length,
  };
}
