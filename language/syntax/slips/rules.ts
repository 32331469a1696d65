import { fix, NAME, type Place, type Slip } from './slip.ts';

const RULE = /^\s*(?:allow|deny)\s/;

/** `a -> b : tcp 443` without its word, and lines of the configurations of devices. */
export function noRule({ line, start, message }: Place): Slip | undefined {
  if (!message.startsWith('Expected a statement') || line.slice(0, start).trim()) return undefined;
  const rest = line.slice(start);
  if (/^(?:access-list|iptables|ip6tables|nft|set|config|edit|object(?:-group)?|interface|ip\s+access)\s+\S+\s+\S/.test(rest))
    return {
      message: "This is a line of a device's configuration: 'segplan import FILE' makes a plan of the whole file.",
      fixes: [],
      end: line.length,
    };
  if (!new RegExp(`^(?:any|${NAME})\\s*(?:,[^":]*)?->\\s*\\S`, 'u').test(rest)) return undefined;
  return {
    message: "A rule begins with 'allow' or 'deny'.",
    fixes: ['allow', 'deny'].map((word) => fix(`Put in '${word}'`, start, start, `${word} `, false)),
    end: line.length,
  };
}

/** `allow zone a -> role veeam.proxy` and `allow host 10.0.0.1 -> b`. */
export function kindBeforeName({ line, start, message }: Place): Slip | undefined {
  if (!RULE.test(line) || !/^Expected (?:a zone|an arrow|a statement)|is a word of the language/.test(message)) return undefined;
  const kinds =
    /(?<=^\s*(?:allow|deny)\s|->\s*|,\s*)(zone|site|component|group|role|host|server|network|subnet|address|ip)\s+(?=[\p{L}\d])/gu;
  const found = [...line.matchAll(kinds)].find(({ index, 0: all }) => start >= index && start <= index + all.length);
  if (!found) return undefined;
  const name = /^[^\s,:]+/.exec(line.slice(found.index + found[0].length))![0];
  return {
    message: `At the ends of a rule a name or an address stands by itself: '${name}'.`,
    fixes: [fix(`Leave out '${found[1]}'`, found.index, found.index + found[0].length, '')],
    end: line.length,
  };
}

/** `allow !a -> b`, `allow not a -> b`, `any but a` and `any except a except tcp 22`. */
export function exceptions({ line, start, end, message }: Place): Slip | undefined {
  if (!RULE.test(line)) return undefined;
  const [before, rest] = [line.slice(0, start), line.slice(start)];
  const left = "What is left out stands behind 'except'";
  const [mark, name] = new RegExp(`^!\\s*(${NAME})`, 'u').exec(rest) ?? [];
  if (mark && /(?:\b(?:allow|deny)|->|,)\s*$/.test(before)) {
    const text = `any except ${name}`;
    return {
      message: `${left}: '${text}'.`,
      fixes: [fix(`Write '${text}'`, start, start + mark.length, text)],
      end: line.length,
    };
  }
  const not = /(?:\b(?:allow|deny)|->)\s*(not\s+)$/.exec(before)?.[1];
  if (not && /^[\p{L}\d"]/u.test(rest)) {
    const text = `any except ${/^[^\s,:]+/.exec(rest)![0]}`;
    return {
      message: `${left}: '${text}'.`,
      fixes: [fix(`Write '${text}'`, start - not.length, start, 'any except ')],
      end: line.length,
    };
  }
  const [word] = /^(?:but(?:\s+not)?|excluding|excludes?|minus|other\s+than|-)\s+(?=[\p{L}\d"])/iu.exec(rest) ?? [];
  if (word && /[\p{L}\d"]\s*$/u.test(before))
    return {
      message: `${left}.`,
      fixes: [fix(`Write 'except' for '${word.trim()}'`, start, start + word.length, 'except ')],
      end: line.length,
    };
  const except = /^([^":]*->[^":]*?)\s*except\s+$/.exec(before)?.[1];
  if (!except || !message.startsWith('Expected a zone') || !/^(?:tcp|udp|icmp|icmpv6|protocol)$/.test(line.slice(start, end)))
    return undefined;
  return {
    message: `${left}: services are left out of services, ': any except ${rest.trim()}'.`,
    fixes: [fix("Put in ': any'", except.length, start, ' : any except ')],
    end: line.length,
  };
}

/** `allow a -> b { tcp 443 }`. */
export function servicesInBraces({ line, start }: Place): Slip | undefined {
  if (!/^\s*(?:allow|deny)\s[^:"]*->[^:"]*\S\s*$/.test(line.slice(0, start))) return undefined;
  const [whole, services] = /^\{\s*([^{}]*?)\s*\}/.exec(line.slice(start)) ?? [];
  if (!whole || !services) return undefined;
  return {
    message: "Services stand behind a colon ':', and not in braces.",
    fixes: [fix(`Write ': ${services}'`, start, start + whole.length, `: ${services}`)],
    end: line.length,
  };
}

/** `required when deployment`, `allow during deployment a -> b` and `expires 2027-01-31`. */
export function whenOfRule({ line, start }: Place): Slip | undefined {
  const [, begin, first, phase, ends] =
    /^(\s*(?:allow|deny)\s+)(during\s+([\p{L}\d_-]+)\s+)([^":]*->[^"]*?)(?:\s*".*)?$/u.exec(line) ?? [];
  if (first && start >= begin!.length)
    return {
      message: `When a rule holds is said behind its services: 'during ${phase}'.`,
      fixes: [
        fix(
          `Put 'during ${phase}' at the end`,
          begin!.length,
          begin!.length + first.length + ends!.length,
          `${ends} during ${phase}`,
        ),
      ],
      end: line.length,
    };
  if (!RULE.test(line) || !line.slice(0, start).includes('->')) return undefined;
  const rest = line.slice(start);
  const [until] =
    /^(?:(?:expires?|expiry|valid|till|before|ends?)\b\s*(?:on\b|until\b|till\b|by\b|at\b)?\s*[:=]?\s*)(?=\d{4}-\d{2}-\d{2})/i.exec(
      rest,
    ) ?? [];
  // What stands behind `for` is rather a reason: as a phase it would close the rule.
  const [during] = /^(?:(?:only\s+)?(?:when|while|phase|only)\b\s*[:=]?\s*(?:during\s+|phase\s+)?)(?=\p{L})/iu.exec(rest) ?? [];
  const [word, text, what] = until ? [until, 'until', 'The last day'] : [during, 'during', 'The phase'];
  if (!word) return undefined;
  return {
    message: `${what} of a rule stands behind '${text}'.`,
    fixes: [fix(`Write '${text}' for '${word.trim()}'`, start, start + word.length, `${text} `)],
    end: line.length,
  };
}

/** `x = 10.0.0.1`, `let x = tcp 22`. */
export function noDefinition({ line, start, message }: Place): Slip | undefined {
  if (!message.startsWith('Expected a statement')) return undefined;
  const [, indent, word = '', value] =
    new RegExp(String.raw`^(\s*)((?:let|var|const|def|define|set|val)\s+)?${NAME}\s*:?=\s*(.*\S)\s*$`, 'u').exec(line) ?? [];
  if (!value || start > indent!.length) return undefined;
  const kind = /^(?:tcp|udp|icmp|protocol)\b/.test(value) ? 'service' : 'group';
  return {
    message: `A list of services is named by 'service', and one of zones, components or addresses by 'group'.`,
    fixes: [fix(`Write '${kind}'${word && ` for '${word.trim()}'`}`, start, start + word.length, `${kind} `)],
    end: line.length,
  };
}

/** `during "deployment"`, `: asa` in quotes and services in quotes. */
export function quotedName({ line, start, message }: Place): Slip | undefined {
  if (!/^Expected a (?:name|service)/.test(message)) return undefined;
  const [quoted, , name] = new RegExp(`^(["'])(${NAME})\\1`, 'u').exec(line.slice(start)) ?? [];
  if (!quoted) return undefined;
  return {
    message: `Names have no quotes: '${name}'.`,
    fixes: [fix('Leave out the quotes', start, start + quoted.length, name!)],
    end: line.length,
  };
}
