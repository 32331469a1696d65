import { hiddenLetters, nameOfWords } from './name-slips.ts';
import { isWord } from './name-words.ts';
import { fix, type Place, type Slip } from './slip.ts';

/** The slip behind a syntax error, if it is one that people make. */
export function slipAt(place: Place): Slip | undefined {
  for (const find of KINDS) {
    const slip = find(place);
    if (slip) return slip;
  }
  return undefined;
}

/** `# why`: a comment as other languages have it. */
function comment({ line, start }: Place): Slip | undefined {
  const mark = /^#+[ \t]*/.exec(line.slice(start));
  if (!mark) return undefined;
  const fixes = [fix("Write '//'", start, start + mark[0].length, '// ')];
  return { message: "Comments begin with '//'.", fixes, end: line.length };
}

/** `=>`, `>`, `→` and `to` for `->`. */
function arrow({ line, start, message }: Place): Slip | undefined {
  const isExpected = message.startsWith("Expected an arrow '->'");
  const [mark] =
    /^(?:[=–—]>|-{2,}>|=+>|>+|[→⇒⟶➔])/.exec(line.slice(start)) ?? (isExpected ? (/^to\b/.exec(line.slice(start)) ?? []) : []);
  if (!mark) return undefined;
  const next = /^\s*[^\s:]*/.exec(line.slice(start + mark.length))![0].length;
  return {
    message: `Which side connects is said by an arrow '->', and not by '${mark}'.`,
    fixes: [fix("Write '->'", start, start + mark.length, '->')],
    end: start + mark.length + next,
  };
}

const PORTS = /^\d+(?:-\d+)?(?:\/(?:tcp|udp))?(?:\s*,\s*\d+(?:-\d+)?(?:\/(?:tcp|udp))?)*/i;

/** `443`, `443/tcp` and `2500-3300` where a service is to stand. */
function barePorts({ line, start, message }: Place): Slip | undefined {
  if (!message.startsWith('Expected a service')) return undefined;
  const list = PORTS.exec(line.slice(start))?.[0];
  if (!list) return undefined;
  const end = start + list.length;
  if (list.includes('/')) {
    const text = withProtocols(list);
    return { message: `Ports stand behind their protocol: '${text}'.`, fixes: [fix(`Write '${text}'`, start, end, text)], end };
  }
  const texts = ['tcp', 'udp'].map((protocol) => `${protocol} ${list}`);
  return {
    message: `Ports stand behind their protocol: '${texts[0]}' or '${texts[1]}'.`,
    fixes: texts.map((text) => fix(`Write '${text}'`, start, end, text, false)),
    end,
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
function protocolBehind({ line, start }: Place): Slip | undefined {
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
function joinedProtocol({ line, start }: Place): Slip | undefined {
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
function largeProtocol({ line, start, end }: Place): Slip | undefined {
  const protocol = /(?<![\w.-])(tcp|udp)\s+$/i.exec(line.slice(0, start));
  if (!protocol || !/^\d/.test(line.slice(start)) || protocol[1] === protocol[1]!.toLowerCase()) return undefined;
  const small = protocol[1]!.toLowerCase();
  const fixes = [fix(`Write '${small}'`, protocol.index, protocol.index + small.length, small)];
  return { message: `Words of the language have small letters: '${small} ${line.slice(start, end)}'.`, fixes, end: line.length };
}

/** `allow a -> b tcp 443`. */
function missingColon({ line, start, end }: Place): Slip | undefined {
  if (!/^\s*(?:allow|deny)\s[^:"]*->[^:"]*\S\s*$/.test(line.slice(0, start))) return undefined;
  if (!/^(?:tcp|udp|icmp|icmpv6|protocol|required|any)\b/.test(line.slice(start))) return undefined;
  return { message: "Services stand behind a colon ':'.", fixes: [fix("Put in ':'", start, start, ': ')], end };
}

/** `subnet 10.0.0.0 255.255.255.0`. */
function mask({ line, start }: Place): Slip | undefined {
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

/** `component x : veeam.proxy 10.0.0.1`, and `component x = veeam.proxy`. */
function partsOfComponent({ line, start, end }: Place): Slip | undefined {
  const before = line.slice(0, start);
  if (/\bcomponent\s+[\p{L}\d_-]+\s*("[^"]*"\s*)?$/u.test(before) && line.startsWith('=', start))
    return { message: "Roles stand behind a colon ':'.", fixes: [fix("Write ':'", start, start + 1, ':')], end };
  if (/\bcomponent\s[^{}\n]*$/.test(before) && !/\sat\s[^{}\n]*$/.test(before) && /^\d+\.\d+\.\d+\.\d+/.test(line.slice(start)))
    return { message: "Addresses stand behind 'at'.", fixes: [fix("Put in 'at'", start, start, 'at ')], end };
  return undefined;
}

/** `any except a except b`, and `service web = tcp 1-1024 except ssh`. */
function secondExcept({ line, start, end }: Place): Slip | undefined {
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

/** `*` for `any`, and `;` at the end of a line. */
function marks({ line, start }: Place): Slip | undefined {
  const isEnd = /^\s*(?:allow|deny|assert)\s+(?:[^:"]*->\s*|[^:"]*,\s*)?$/.test(line.slice(0, start));
  if (line.startsWith('*', start) && isEnd) {
    const rest = /^\*\s*\S*/.exec(line.slice(start))![0].length;
    return {
      message: "Everything there is is called 'any'.",
      fixes: [fix("Write 'any'", start, start + 1, 'any')],
      end: start + rest,
    };
  }
  if (line.startsWith(';', start))
    return {
      message: 'A statement ends with its line, without a semicolon.',
      fixes: [fix("Leave out ';'", start, start + 1, '')],
      end: start + 1,
    };
  return undefined;
}

/** What other products call statements. */
const SAID: Readonly<Record<string, string>> = {
  accept: 'allow',
  permit: 'allow',
  block: 'deny',
  drop: 'deny',
  reject: 'deny',
  network: 'zone',
  segment: 'zone',
  vlan: 'zone',
  host: 'component',
  server: 'component',
  include: 'import',
};

/** `Zone`, `alow` and `permit`: what the message of the parser has found, and what it can't know. */
function words({ line, start, end, message }: Place): Slip | undefined {
  const text = line.slice(start, end);
  const meant = / Did you mean (.*)\?$/
    .exec(message)?.[1]
    ?.split(' or ')
    .map((each) => each.slice(1, -1));
  const lower = text.toLowerCase();
  const word = lower !== text && isWord(lower) ? lower : message.startsWith('Expected a statement') ? SAID[lower] : undefined;
  const all = word ? [word] : (meant ?? []);
  if (!all.length) return undefined;
  const fixes = all.map((newText) => fix(`Replace by '${newText}'`, start, end, newText, all.length === 1));
  if (meant) return { fixes, end };
  return { message: `${message.replace(/ \(plan, use.*?\)/, '')} Did you mean '${word}'?`, fixes, end };
}

const KINDS: readonly ((place: Place) => Slip | undefined)[] = [
  comment,
  arrow,
  barePorts,
  protocolBehind,
  joinedProtocol,
  largeProtocol,
  missingColon,
  nameOfWords,
  hiddenLetters,
  mask,
  partsOfComponent,
  secondExcept,
  marks,
  words,
];
