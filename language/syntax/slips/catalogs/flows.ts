import { fix, NAME, type Place, type Slip } from '../slip.ts';
import { endOfLine, standsInFlow } from './line.ts';

const ENDS = String.raw`${NAME}(?:\s*,\s*${NAME})*`;

/** `flow from a to b`, `flow a to b`, `flow a <- b`, `flow a <-> b` and `flow between a, b`. */
export function arrows({ line, start, message }: Place): Slip | undefined {
  if (!/^Expected (?:an arrow|'and')|^Unexpected character/.test(message)) return undefined;
  const pattern = String.raw`^(\s*flow\s+)((?:from|between)\s+)?(${ENDS})\s*(<?[-=]+>|<[-=]+|<>|[→⇒⟶➔←⇐↔⇔]|,|&|\band\b|\bto\b)\s*(${ENDS})(?=\s|:|$)`;
  const [whole, begin, word, left, mark, right] = new RegExp(pattern, 'u').exec(line) ?? [];
  if (!whole || start > whole.length) return undefined;
  const isBetween = word?.startsWith('between') || /^(?:<.*>|[↔⇔]|and|&)$/.test(mark!);
  const isBack = /^(?:<[-=]+|[←⇐])$/.test(mark!);
  const text = isBetween ? `between ${left} and ${right}` : isBack ? `${right} -> ${left}` : `${left} -> ${right}`;
  if (mark === ',' && !isBetween) return undefined;
  const saying = isBetween
    ? `A flow of which either side connects is written '${text}'.`
    : `A flow leads from who connects to whom it connects to: '${text}'.`;
  return { message: saying, fixes: [fix(`Write '${text}'`, begin!.length, whole.length, text)], end: line.length };
}

/** `server -> agent : tcp 7000` without its word. */
export function noFlow({ line, start, message }: Place): Slip | undefined {
  if (!message.startsWith("Expected '}'") || line.slice(0, start).trim()) return undefined;
  if (!new RegExp(`^${ENDS}\\s*->`, 'u').test(line.slice(start))) return undefined;
  return { message: "A flow begins with 'flow'.", fixes: [fix("Put in 'flow'", start, start, 'flow ')], end: line.length };
}

/** `flow a -> any`, `flow a -> "updates.example.com"` and `flow a -> 10.0.0.0/8`. */
export function placesAsEnds({ line, start, end }: Place): Slip | undefined {
  const before = line.slice(0, start);
  if (!/^\s*flow\s+(?:[^:"]*(?:->|,|\bbetween|\band)\s*)?$/.test(before)) return undefined;
  const text = line.slice(start, end);
  const said = 'The two ends of a flow are roles, and a plan says which of its components have them';
  if (text === 'any')
    return {
      message: `${said}: 'any' is none. Name a role for it: role client "Whoever connects".`,
      fixes: [],
      end: line.length,
    };
  const host = /^(["'])((?:\*\.)?([a-z\d-]+)(?:\.[a-z\d-]+)+)\1$/i.exec(text);
  if (!host && !/^[\d*]|^["'].*\.|:/.test(text)) return undefined;
  const name = host?.[3]?.replace(/^(?=\d)/, 'n-').toLowerCase();
  const [indent] = /^\s*/.exec(line)!;
  return {
    message: `${said}. A role that always stands in one place says it: role ${name ?? 'cloud'} at ${host ? `"${host[2]}"` : text}.`,
    fixes: name ? [fix(`Make it a role '${name}'`, 0, end, `${indent}role ${name} at "${host![2]}"\n${before}${name}`)] : [],
    end: line.length,
  };
}

const ITEM = String.raw`(?:(?:tcp|udp)\s+\d+(?:-\d+)?|\d+(?:-\d+)?|${NAME})`;

/** `tcp 25 or tcp 465`, `tcp 25 or 465` and `one of tcp 25, tcp 465`. */
export function alternatives({ line, start, message }: Place): Slip | undefined {
  const bare = message.startsWith("Expected '('") && /\b(?:one|first)\s+of\s*$/.test(line.slice(0, start));
  const mark = bare ? ',' : String.raw`(?:or|\||/)`;
  const found = new RegExp(`${bare ? String.raw`\bof` : '[:=]'}\\s*(${ITEM}(?:\\s*${mark}\\s*${ITEM})+)`, 'u').exec(line);
  if (!found || start < found.index || start > found.index + found[0].length || !standsInFlow(line, 0, true)) return undefined;
  if (!bare && !/^(?:or\b|\||\/)/.test(line.slice(start))) return undefined;
  let protocol = '';
  const items = found[1]!.split(/\s*(?:,|\bor\b|[|/])\s*/).map((item) => {
    protocol = /^(?:tcp|udp)\s/.exec(item)?.[0] ?? protocol;
    return /^\d/.test(item) ? protocol + item : item;
  });
  const from = found.index + found[0].length - found[1]!.length;
  const text = `${bare ? '' : 'one of '}(${items.join(', ')})`;
  return {
    message: bare
      ? `What one of is enough stands in parentheses: '${text}'.`
      : `Services of which one is enough are written '${text}'.`,
    fixes: [fix(`Write '${text}'`, from, found.index + found[0].length, text)],
    end: line.length,
  };
}

/** `tcp high ports` and `tcp ephemeral`. */
export function highPorts({ line, start, message }: Place): Slip | undefined {
  if (!message.startsWith('Expected a number')) return undefined;
  const [words] =
    /^(?:any\s+)?(?:high|ephemeral|random|dynamic|rpc|free|unprivileged)(?:\s+(?:range|ports?|rpc))*/i.exec(line.slice(start)) ??
    [];
  if (!words || !/\b(?:tcp|udp)\s*$/.test(line.slice(0, start))) return undefined;
  const text = 'dynamic 49152-65535';
  return {
    message: `Ports that an operating system takes as they come are written with their range, '${text}' on Windows.`,
    fixes: [fix(`Write '${text}'`, start, start + words.length, text, false)],
    end: line.length,
  };
}

/** `optional flow a -> b`, `flow optional a -> b`, `: optional tcp 22` and `required`. */
export function optionalFirst({ line, message }: Place): Slip | undefined {
  const found =
    /^(\s*)(optional|required|mandatory)\s+(?=flow\s)|^(\s*flow\s+)(optional|required|mandatory)\s+(?=[^:]*->)|^(\s*flow\s[^:"]*:\s*)(optional)\s+/.exec(
      line,
    );
  if (!found || !/^Expected|is a word of the language/.test(message)) return undefined;
  const [whole, a, first, b, second, c, third] = found;
  const begin = (a ?? b ?? c)!.length;
  const isOptional = (first ?? second ?? third) === 'optional';
  const until = endOfLine(line);
  const rest = line.slice(whole.length, until);
  return {
    message: isOptional ? "'optional' stands behind the services of a flow." : "A flow is required unless it says 'optional'.",
    fixes: [
      fix(
        isOptional ? "Put 'optional' at the end" : `Leave out '${first ?? second}'`,
        begin,
        until,
        isOptional ? `${rest} optional` : rest,
      ),
    ],
    end: line.length,
  };
}
