import { fix, type Place, type Slip } from './slip.ts';

/** `firewall edge asa { … }` and `firewall edge type asa { … }`. */
export function formOfFirewall({ line, start }: Place): Slip | undefined {
  const [whole, begin, name, word, form] =
    /^(\s*firewall\s+)([\p{L}_][\p{L}\d_-]*)\s+((?:type|form|kind|vendor|is)\s+|=\s*)?([a-z][a-z-]*)(?=\s*(?:\{|$))/u.exec(
      line,
    ) ?? [];
  if (!whole || start < begin!.length + name!.length) return undefined;
  const titled = word ? [] : [`${name}-${form} "${name} ${form}"`];
  return {
    message: `What a firewall is stands behind a colon: ': ${form}'.${word ? '' : ` A name has no blanks: '${name}-${form}'.`}`,
    fixes: [`${name} : ${form}`, ...titled].map((text) =>
      fix(`Write '${text}'`, begin!.length, whole.length, text, Boolean(word)),
    ),
    end: line.length,
  };
}

const INSIDE = /^(\s*firewall\s[^{}]*\{[^{}]*|\s*)$/;

/** `firewall edge { a, b }`, `inside = a` and `interface inside a`. */
export function partsOfFirewall({ line, start, message }: Place): Slip | undefined {
  const rest = line.slice(start);
  const before = line.slice(0, start);
  if (message.startsWith("Expected '='") && /\binterface\s+(?:[\p{L}\d_-]+|"[^"]*")\s+$/u.test(before))
    return {
      message: "An equals sign '=' stands between an interface and its zone.",
      fixes: [fix("Put in '='", start, start, '= ')],
      end: line.length,
    };
  if (!message.startsWith("Expected '}'") || !INSIDE.test(before) || !/\bfirewall\b/.test(before)) return undefined;
  if (/^[\p{L}\d_-]+\s*=\s*\p{L}/u.test(rest))
    return {
      message: "What an interface stands for begins with 'interface'.",
      fixes: [fix("Put in 'interface'", start, start, 'interface ')],
      end: line.length,
    };
  const zones = /\bzones\s[^{}=]*[\p{L}\d_-]\s+$/u.exec(before);
  if (zones)
    return {
      message: 'Commas stand between several zones.',
      fixes: [fix("Put in ','", before.trimEnd().length, start, ', ')],
      end: line.length,
    };
  if (!/^[\p{L}\d_-]+\s*(?:,|\})/u.test(rest)) return undefined;
  return {
    message: "The zones of a firewall stand behind 'zones'.",
    fixes: [fix("Put in 'zones'", start, start, 'zones ')],
    end: line.length,
  };
}
