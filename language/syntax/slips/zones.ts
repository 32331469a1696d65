import { ADDRESS, ADDRESSES, fix, type Place, type Slip } from './slip.ts';

/** The prefix that a mask stands for. */
function prefixOf(text: string): { readonly mask: string; readonly prefix: number } | undefined {
  const found = /^(\d+)\.(\d+)\.(\d+)\.(\d+)/.exec(text);
  if (!found) return undefined;
  const bits = found
    .slice(1)
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
  const prefix = bits.indexOf('0') < 0 ? 32 : bits.indexOf('0');
  return bits.length !== 32 || bits.slice(prefix).includes('1') ? undefined : { mask: found[0], prefix };
}

/** `subnet 10.0.0.0 255.255.255.0`. */
export function mask({ line, start }: Place): Slip | undefined {
  const before = /(\d+\.\d+\.\d+\.\d+)\s+$/.exec(line.slice(0, start));
  const found = before && prefixOf(line.slice(start));
  if (!found) return undefined;
  const text = `${before[1]}/${found.prefix}`;
  return {
    message: `A network is written with the length of its prefix: '${text}'.`,
    fixes: [fix(`Write '${text}'`, before.index, start + found.mask.length, text)],
    end: line.length,
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

/** `10.0.2.*`, `10.0.2/24` and `10.0.2.0/255.255.255.0`. */
export function shortNetwork({ line, start, message }: Place): Slip | undefined {
  if (!/^Expected (?:an IP address|a number)/.test(message)) return undefined;
  const [star, three] = /^(\d+\.\d+\.\d+)\.\*/.exec(line.slice(start)) ?? [];
  const [slashed, parts, prefix] = /^(\d+(?:\.\d+){0,2})\/(\d+)(?![\d.])/.exec(line.slice(start)) ?? [];
  const before = /(\d+\.\d+\.\d+\.\d+)\s*\/\s*$/.exec(line.slice(0, start));
  const bits = before && prefixOf(line.slice(start));
  const [from, whole, text] = star
    ? [start, star, `${three}.0/24`]
    : slashed
      ? [start, slashed, `${[...parts!.split('.'), '0', '0', '0'].slice(0, 4).join('.')}/${prefix}`]
      : bits
        ? [before.index, before[0] + bits.mask, `${before[1]}/${bits.prefix}`]
        : [start, '', ''];
  if (!whole) return undefined;
  return {
    message: `A network is written with four numbers and the length of its prefix: '${text}'.`,
    fixes: [fix(`Write '${text}'`, from, from + whole.length, text)],
    end: line.length,
  };
}

/** `subnet any` and `subnet all`. */
export function everyNetwork({ line, start, message }: Place): Slip | undefined {
  const [word] = /^(?:any|all|\*|everything|internet)(?![\p{L}\d_-])/iu.exec(line.slice(start)) ?? [];
  if (!word || !message.startsWith('Expected an IP address') || !/\bsubnet\s+$/.test(line.slice(0, start))) return undefined;
  return {
    message:
      "Everything outside of the plan is a zone that is 'external' and has no subnets; all addresses are '0.0.0.0/0, ::/0'.",
    fixes: [fix("Write '0.0.0.0/0, ::/0'", start, start + word.length, '0.0.0.0/0, ::/0')],
    end: line.length,
  };
}

/** `zone c : external`, `zone c { external }` and `external zone c`. */
export function kindOfZone({ line, start }: Place): Slip | undefined {
  const found =
    /^(\s*)(external|isolated)\s+zone\s+([\p{L}\d_-]+(?:\s+"[^"]*")?)/u.exec(line) ??
    /^(\s*)zone\s+([\p{L}\d_-]+(?:\s+"[^"]*")?)\s*(?:[:=,]\s*|\{\s*(?=(?:external|isolated)\s*\}))(external|isolated)(?:\s*\})?/u.exec(
      line,
    );
  if (!found || start > found[0].length) return undefined;
  const [kind, name] = /^(?:external|isolated)$/.test(found[2]!) ? [found[2], found[3]] : [found[3], found[2]];
  const text = `zone ${name} ${kind}`;
  return {
    message: `That a zone is ${kind} stands behind its name: '${text}'.`,
    fixes: [fix(`Write '${text}'`, found[1]!.length, found[0].length, text)],
    end: line.length,
  };
}

const ELSEWHERE: Readonly<Record<string, string>> = {
  zone: "A zone has no zones in it. What stands at one place is a site: 'site name { zone … }'.",
  site: "A zone has no sites in it. What stands at one place is a site: 'site name { zone … }'.",
  allow: 'Rules stand by themselves, and not in the braces of a zone.',
  deny: 'Rules stand by themselves, and not in the braces of a zone.',
};

/** What the braces of a zone or a site can't hold: `vlan 20`, `description "…"`, other zones, rules. */
export function inBracesOfZone({ line, start, end, message }: Place): Slip | undefined {
  if (!message.startsWith("Expected '}'")) return undefined;
  const before = line.slice(0, start);
  const word = line.slice(start, end);
  if (/\bsite\b[^{}]*\{[^{}]*$/.test(before) && /^(?:subnet|component)$/.test(word))
    return {
      message: `In a site stand zones, and '${word}' stands in the braces of one: zone name { ${word} … }.`,
      fixes: [],
      end: line.length,
    };
  if (/\bzone\b[^{}]*\{/.test(before) && Object.hasOwn(ELSEWHERE, word))
    return { message: ELSEWHERE[word]!, fixes: [], end: line.length };
  if (!/^(?:vlan|vlan-id|gateway|description|name|title|tags?|comment|note|dns|dhcp|mtu|owner|type|vrf)$/i.test(word))
    return undefined;
  const rest = /^[^{}]*$/.test(line.slice(start)) && !before.trim();
  return {
    message: 'A zone has subnets and components. What else is to be known of it stands in its title or in a comment.',
    fixes: rest ? [fix('Make it a comment', start, start, '// ')] : [],
    end: line.length,
  };
}
