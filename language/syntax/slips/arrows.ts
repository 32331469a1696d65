import { fix, type Place, type Slip } from './slip.ts';

const RULE = /^(\s*(?:allow|deny)\s+)/;

/** `allow from a to b`. */
export function fromTo({ line }: Place): Slip | undefined {
  const found = /^(\s*(?:allow|deny)\s+)(from\s+([^:"]*?[^:"\s])\s+(?:to|->)\s+)[^:"\s]/.exec(line);
  if (!found) return undefined;
  const [, begin, ends, from] = found;
  return {
    message: `Which side connects is said by an arrow '->', and not by 'from' and 'to'.`,
    fixes: [fix(`Write '${from} ->'`, begin!.length, begin!.length + ends!.length, `${from} -> `)],
    end: line.length,
  };
}

/** `a <- b` and `a <-> b`. */
export function backward({ line, start }: Place): Slip | undefined {
  const [mark] = /^(?:<[-=]+>?|<>|[←⇐↔⇔])/.exec(line.slice(start)) ?? [];
  const begin = RULE.exec(line)?.[1];
  if (!mark || !begin) return undefined;
  const left = line.slice(begin.length, start).trim();
  const [right = '', rest = ''] =
    /^\s*([^:"]*?)(\s*(?:[:"]|\b(?:during|until)\b|\/\/).*)?$/.exec(line.slice(start + mark.length))?.slice(1) ?? [];
  if (!left || !right.trim()) return undefined;
  const turned = `${right.trim()} -> ${left}${rest}`;
  if (/^(?:<[-=]+|[←⇐])$/.test(mark))
    return {
      message: `An arrow leads from who connects to whom it connects to: '${right.trim()} -> ${left}'.`,
      fixes: [fix(`Write '${right.trim()} -> ${left}'`, begin.length, line.length, turned)],
      end: line.length,
    };
  const both = `${begin}${left} -> ${right.trim()}${rest}\n${begin}${turned}`;
  return {
    message: `A rule says who connects, and answers come back by themselves. Where both sides connect, there are two rules.`,
    fixes: [
      fix(`Write '${left} -> ${right.trim()}'`, begin.length, line.length, `${left} -> ${right.trim()}${rest}`, false),
      fix('Write two rules', 0, line.length, both, false),
    ],
    end: line.length,
  };
}

/** `=>`, `>`, `→` and `to` for `->`. */
export function arrow({ line, start, message }: Place): Slip | undefined {
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

/** `deny any any` and `allow a b : tcp 443`. */
export function missingArrow({ line, start, message }: Place): Slip | undefined {
  if (!message.startsWith("Expected an arrow '->'") || !RULE.test(line) || line.slice(start).includes('->')) return undefined;
  if (!/^[\p{L}\d"]/u.test(line.slice(start))) return undefined;
  return {
    message: "Which side connects is said by an arrow '->': it stands between the two.",
    fixes: [fix("Put in '->'", start, start, '-> ')],
    end: line.length,
  };
}
