import { fix, type Place, type Slip } from './slip.ts';

const PORTS = /^(?:ports?\s*[:=]?\s*)?(\d+(?:-\d+)?(?:\/(?:tcp|udp))?(?:\s*,\s*\d+(?:-\d+)?(?:\/(?:tcp|udp))?)*)/i;

/** `443`, `port 443`, `443/tcp` and `2500-3300` where a service is to stand. */
export function barePorts({ line, start, message }: Place): Slip | undefined {
  if (!message.startsWith('Expected a service')) return undefined;
  const [whole, list] = PORTS.exec(line.slice(start)) ?? [];
  if (!whole || !list) return undefined;
  const end = start + whole.length;
  if (list.includes('/')) {
    const text = withProtocols(list);
    return { message: `Ports stand behind their protocol: '${text}'.`, fixes: [fix(`Write '${text}'`, start, end, text)], end };
  }
  return { ...ofEitherProtocol(list, start, end, ''), end };
}

/** Ports of which nobody knows the protocol. @param before what stands before it */
function ofEitherProtocol(list: string, start: number, end: number, before: string): Omit<Slip, 'end'> {
  const texts = ['tcp', 'udp'].map((protocol) => `${protocol} ${list}`);
  return {
    message: `Ports stand behind their protocol: '${texts[0]}' or '${texts[1]}'.`,
    fixes: texts.map((text) => fix(`Write '${text}'`, start, end, before + text, false)),
  };
}

/** `tcp 443, udp 53` for `443/tcp, 53/udp`; what has no protocol has that of what follows. */
function withProtocols(list: string): string {
  const ports = list.split(/\s*,\s*/).map((each) => each.split('/'));
  const known = ports.map(([, protocol]) => protocol?.toLowerCase());
  const of = (n: number): string => known.slice(n).find((each) => each) ?? known.findLast((each) => each) ?? 'tcp';
  return ports.map(([port], n) => (n && of(n) === of(n - 1) ? port : `${of(n)} ${port}`)).join(', ');
}

/** `tcp 22, 443/tcp` and `tcp 22, 53/udp`. */
export function protocolBehind({ line, start }: Place): Slip | undefined {
  const [behind, protocol] = /^\/(tcp|udp)\b/i.exec(line.slice(start)) ?? [];
  const port = /(\d+(?:-\d+)?)$/.exec(line.slice(0, start))?.[1];
  if (!behind || !protocol || !port) return undefined;
  const before = [...line.slice(0, start).matchAll(/(?<![\w.-])(tcp\s*\+\s*udp|tcp|udp)\s/gi)].at(-1)?.[1]?.toLowerCase();
  const text = before === protocol.toLowerCase() ? port : `${protocol.toLowerCase()} ${port}`;
  const [from, end] = [start - port.length, start + behind.length];
  return {
    message: `Ports stand behind their protocol: '${protocol.toLowerCase()} ${port}'.`,
    fixes: [fix(`Write '${text}'`, from, end, text)],
    end,
  };
}

/** `tcp/443` and `tcp:443`. */
export function joinedProtocol({ line, start }: Place): Slip | undefined {
  const protocol = /(?<![\w.-])(tcp|udp)\s*$/i.exec(line.slice(0, start));
  const port = /^[/:]\s*(\d+(?:-\d+)?)/.exec(line.slice(start));
  if (!protocol || !port) return undefined;
  const text = `${protocol[1]!.toLowerCase()} ${port[1]}`;
  const end = start + port[0].length;
  return {
    message: `A blank stands between a protocol and its ports: '${text}'.`,
    fixes: [fix(`Write '${text}'`, protocol.index, end, text)],
    end,
  };
}

/** `TCP 443`, of which the parser takes the first for a name. */
export function largeProtocol({ line, start, end }: Place): Slip | undefined {
  const protocol = /(?<![\w.-])(tcp|udp)\s+$/i.exec(line.slice(0, start));
  if (!protocol || !/^\d/.test(line.slice(start)) || protocol[1] === protocol[1]!.toLowerCase()) return undefined;
  const small = protocol[1]!.toLowerCase();
  const fixes = [fix(`Write '${small}'`, protocol.index, protocol.index + small.length, small)];
  return { message: `Words of the language have small letters: '${small} ${line.slice(start, end)}'.`, fixes, end: line.length };
}

/** `tcp port 443`, `tcp eq 443` and `tcp = 443`. */
export function wordBeforePort({ line, start, message }: Place): Slip | undefined {
  if (!message.startsWith('Expected a number')) return undefined;
  const protocol = /(?<![\w.-])(tcp|udp)\s*$/.exec(line.slice(0, start))?.[1];
  const [word] = /^(?:(?:ports?|eq|dport|dst)\b\s*[:=]?|==?)\s*(?=\d)/i.exec(line.slice(start)) ?? [];
  if (!protocol || !word) return undefined;
  const port = /^[\d-]+/.exec(line.slice(start + word.length))![0];
  const text = `${protocol} ${port}`;
  return {
    message: `Ports stand right behind their protocol: '${text}'.`,
    fixes: [fix(`Leave out '${word.trim()}'`, start, start + word.length, '')],
    end: start + word.length + port.length,
  };
}

/** `tcp any`, `tcp all` and `tcp *`. */
export function allPorts({ line, start }: Place): Slip | undefined {
  // What has no ports yet is an error of its own where nothing but the mark stands behind it.
  const at = start + (/^(?:tcp|udp)?\s*(?=\*)/.exec(line.slice(start))?.[0].length ?? 0);
  const protocol = /(?<![\w.-])(tcp|udp)\s*$/.exec(line.slice(0, at));
  const [mark] = /^(?:\*|any\b|all\b)/i.exec(line.slice(at)) ?? [];
  if (!protocol || !mark) return undefined;
  const text = `${protocol[1]} 1-65535`;
  return {
    message: `All ports of ${protocol[1]} are written as '${text}', and all services as 'any'.`,
    fixes: [fix(`Write '${text}'`, protocol.index, at + mark.length, text)],
    end: line.length,
  };
}

/** `2500:3300`, `2500..3300`, `2500–3300` and `2500 to 3300`. */
export function rangeOfPorts({ line, start }: Place): Slip | undefined {
  const first = /(?<![\w.-])(?:tcp|udp)\s[\d\s,-]*?(\d+)\s*$/.exec(line.slice(0, start));
  const [mark, last] = /^(?::|\.{2,3}|[…–—~]|to\b)\s*(\d+)/.exec(line.slice(start)) ?? [];
  if (!first || !mark) return undefined;
  const text = `${first[1]}-${last}`;
  const from = first.index + first[0].lastIndexOf(first[1]!);
  const end = start + mark.length;
  return { message: `A range of ports has a hyphen: '${text}'.`, fixes: [fix(`Write '${text}'`, from, end, text)], end };
}

const BEFORE_SERVICES = /^\s*(?:allow|deny|flow)\s[^:"]*->[^:"]*\S\s*$/;

/** `allow a -> b tcp 443`, `allow a -> b on tcp 443` and `allow a -> b port 443`. */
export function missingColon({ line, start }: Place): Slip | undefined {
  if (!BEFORE_SERVICES.test(line.slice(0, start))) return undefined;
  const rest = line.slice(start);
  const ports = /^(?:(?:on|via|using|over)\s+)?ports?\s+(\d[\d\s,-]*\d|\d)/.exec(rest);
  if (ports) {
    const end = start + ports[0].length;
    return { ...ofEitherProtocol(ports[1]!, start, end, ': '), end: line.length };
  }
  const [word] = /^(?:(?:on|via|using|over|services?)\s+)?(?=(?:tcp|udp|icmp|icmpv6|protocol|required|any)\b)/.exec(rest) ?? [];
  if (word === undefined) return undefined;
  const title = word ? `Write ':' for '${word.trim()}'` : "Put in ':'";
  return {
    message: "Services stand behind a colon ':'.",
    fixes: [fix(title, start, start + word.length, ': ')],
    end: line.length,
  };
}

/** `allow tcp 22 a -> b` and `allow tcp a -> b 22`. */
export function servicesFirst({ line, start }: Place): Slip | undefined {
  const [, begin = '', protocol, rule, reason = ''] =
    /^(\s*(?:allow|deny)\s+)(tcp|udp|icmp)\s+([^:"]*[^:"\s])(\s*".*)?$/.exec(line) ?? [];
  if (!protocol || !rule || start < begin.length) return undefined;
  const [before, behind, ...more] = rule.split(/\s*->\s*|\s+to\s+/);
  if (!before || !behind || more.length) return undefined;
  const [, first, from] = /^(\d[\d,\s-]*\s)?(?:from\s+)?(.+)$/.exec(before)!;
  const [, to, last] = /^(\S.*?)(?:\s+(?:(?:ports?|eq)\s+)?(\d[\d,\s-]*))?$/.exec(behind)!;
  const ports = (first ?? last)?.trim();
  if ((first && last) || (protocol === 'icmp') === Boolean(ports)) return undefined;
  const text = `${from!.trim()} -> ${to} : ${protocol}${ports ? ` ${ports}` : ''}`;
  return {
    message: `Services stand at the end, behind a colon: '${text}'.`,
    fixes: [fix(`Write '${text}'`, begin.length, line.length, text + reason)],
    end: line.length,
  };
}
