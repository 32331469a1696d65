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

/** `icmp type 8`, `icmp/8`, and `sctp 2905`, which the parser takes for a named service. */
export function otherProtocols({ line, start }: Place): Slip | undefined {
  const icmp = /(?<![\p{L}\d_.-])(icmp|icmpv6)\s+type\s+$|(?<![\p{L}\d_.-])(icmp|icmpv6)\s*$/u.exec(line.slice(0, start));
  const [, number] = /^(?:[/:=]\s*)?(\d+|[a-z][a-z-]*)/.exec(line.slice(start)) ?? [];
  if (icmp && number && !/^(?:during|until)$/.test(number)) {
    const end = start + /^(?:[/:=]\s*)?(?:\d+|[a-z][a-z-]*)/.exec(line.slice(start))![0].length;
    const text = `${icmp[1] ?? icmp[2]} ${number}`;
    return {
      message: `A type of ICMP stands right behind it: '${text}'.`,
      fixes: [fix(`Write '${text}'`, icmp.index, end, text)],
      end: line.length,
    };
  }
  const other = /(?:[:,]|=)\s*(sctp|dccp|esp|ah|gre|vrrp|ospf|igmp|pim|eigrp|l2tp)\s+$/i.exec(line.slice(0, start));
  if (!other || !number || !/^\d/.test(number)) return undefined;
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
