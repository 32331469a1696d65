import { UNWRITABLE_PROTOCOLS } from '../../model/protocol-words.ts';
import { fix, type Place, type Slip } from './slip.ts';

/** `tcp/udp 53`, `tcp, udp 53`, `tcp and udp 53` and `tcpudp 53`. */
export function bothProtocols({ line, start }: Place): Slip | undefined {
  const from = /(?<![\p{L}\d_.-])(?:tcp[-_/]?udp|tcp|udp)\s*$/iu.exec(line.slice(0, start));
  const both =
    from && /^(?:(?:tcp|udp)\s*(?:\/|,|&|\||-|and\b|or\b)\s*(?:tcp|udp)|tcp[-_]?udp)\s+(?=\d)/i.exec(line.slice(from.index));
  if (!both || start >= from.index + both[0].length + 1) return undefined;
  return {
    message: "The same ports of both protocols stand behind 'tcp+udp'.",
    fixes: [fix("Write 'tcp+udp'", from.index, from.index + both[0].length, 'tcp+udp ')],
    end: line.length,
  };
}

/** `22 tcp` and `22 TCP`. */
export function protocolBehindPorts({ line, start, message }: Place): Slip | undefined {
  if (!message.startsWith('Expected a service')) return undefined;
  const [whole, ports, protocol] = /^(\d[\d\s,-]*?)\s+(tcp|udp)\b(?!\s*\d)/i.exec(line.slice(start)) ?? [];
  if (!whole) return undefined;
  const text = `${protocol!.toLowerCase()} ${ports}`;
  return {
    message: `Ports stand behind their protocol: '${text}'.`,
    fixes: [fix(`Write '${text}'`, start, start + whole.length, text)],
    end: line.length,
  };
}

/** `port tcp 22` and `service https`. */
export function wordBeforeService({ line, start, message }: Place): Slip | undefined {
  if (!message.startsWith('Expected a service')) return undefined;
  const [word] =
    /^(?:ports?|services?|proto|protocols?)\b\s*[:=]?\s*(?=(?:tcp|udp|icmp|icmpv6)\b|[a-z])/i.exec(line.slice(start)) ?? [];
  if (!word || /^(?:source|set)\b/.test(line.slice(start + word.length))) return undefined;
  return {
    message: 'A service stands by itself, without a word before it.',
    fixes: [fix(`Leave out '${word.trim()}'`, start, start + word.length, '')],
    end: line.length,
  };
}

/** `icmp type 8`, `icmp/8`, `icmp echo request` and `icmp type 3 code 4`. */
export function typeOfIcmp({ line, start }: Place): Slip | undefined {
  const from = /(?<![\p{L}\d_.-])icmp(?:v6)?(?:\s[\sa-z\d-]*)?$/u.exec(line.slice(0, start));
  const [whole, protocol, word, code] =
    (from &&
      /^(icmp(?:v6)?)\s*[/:=]?\s*(?:type\b\s*[:=]?\s*)?(\d+|[a-z-]+(?:\s+[a-z-]+)*?)(\s*\/?\s*code\s*[:=]?\s*\d+)?(?=\s*(?:[,"]|$|(?:during|until|source)\b|\/\/))/u.exec(
        line.slice(from.index),
      )) ??
    [];
  if (!from || !whole || !word || from.index + whole.length <= start) return undefined;
  const text = `${protocol} ${word.replace(/\s+/g, '-')}`;
  const [begin, end] = [from.index, from.index + whole.length];
  return {
    message: code
      ? `A type of ICMP stands right behind it, and its codes are not told apart: '${text}' is all of them.`
      : `A type of ICMP stands right behind it: '${text}'.`,
    fixes: [fix(`Write '${text}'`, begin, end, text, !code)],
    end: line.length,
  };
}

/** `sctp 2905`, which the parser takes for a named service. */
export function otherProtocols({ line, start }: Place): Slip | undefined {
  const [, number] = /^(\d+)/.exec(line.slice(start)) ?? [];
  const other = /(?:[:,]|=)\s*(sctp|dccp|esp|ah|gre|vrrp|ospf|igmp|pim|eigrp|l2tp)\s+$/i.exec(line.slice(0, start));
  if (!other || !number) return undefined;
  const text = `protocol ${other[1]!.toLowerCase()}`;
  return {
    message: `Ports are those of tcp and udp. Another protocol is opened as a whole: '${text}'.`,
    fixes: [
      fix(
        `Write '${text}'`,
        start - other[1]!.length - (other[0].length - other[0].trimEnd().length),
        start + number.length,
        text,
      ),
    ],
    end: line.length,
  };
}

/** `protocol 6in4` and `6in4`, `protocol tp++`, `protocol 47/gre` and `protocol 41-47`: what is no name of the language, and no number either. */
export function protocolThatIsNoName({ line, start }: Place): Slip | undefined {
  const begin = start - /[\p{L}\d_./+-]*$/u.exec(line.slice(0, start))![0].length;
  const word = /^[\p{L}\d][\p{L}\d_./+-]*/u.exec(line.slice(begin))?.[0];
  const [keyword] = /(?<![\p{L}\d_.-])protocol\s+$/iu.exec(line.slice(0, begin)) ?? [];
  if (!word || (!keyword && !/[:,=]\s*$/.test(line.slice(0, begin)))) return undefined;
  const from = begin - (keyword?.length ?? 0);
  const write = (text: string): Slip['fixes'] => [fix(`Write '${text}'`, from, begin + word.length, text)];
  const known = UNWRITABLE_PROTOCOLS.get(word.toLowerCase());
  if (known) {
    const [instead] = known.instead;
    return { message: `'${word}' ${known.is}. Write '${instead}'.`, fixes: write(instead!), end: line.length };
  }
  if (!keyword || /^(?:\d+|\p{L}[\p{L}\d_-]*)$/u.test(word)) return undefined;
  const [, number, mark, last] = /^(\d+)([/-])(\w+)$/.exec(word) ?? [];
  if (mark === '/') {
    const text = `protocol ${number}`;
    return { message: `A protocol stands by its name or its number: '${text}'.`, fixes: write(text), end: line.length };
  }
  const isRange = mark && /^\d+$/.test(last!);
  return {
    message: isRange
      ? `Each protocol is written by itself: 'protocol ${number}, protocol ${last}'.`
      : `'${word}' is no IP protocol that has this name. A number does as well, as in 'protocol 47'.`,
    fixes: [],
    end: line.length,
  };
}
