import { ofWord } from '../../model/word-tables.ts';
import { fix, NAME, type Place, type Slip } from './slip.ts';

const LEVELS: Readonly<Record<string, string>> = {
  none: 'off',
  disable: 'off',
  disabled: 'off',
  ignore: 'off',
  false: 'off',
  warn: 'warning',
};

/** `check missing-flow: off`, `check off missing-flow`, `check missing-flow none` and `disable missing-flow`. */
export function levelOfCheck({ line, start }: Place): Slip | undefined {
  const [, begin, said = '', level, code] =
    /^(\s*)(?:check\s+)?((off|error|warning|warn|info|hint|disabled?|ignore|none)\s+([a-z]+(?:-[a-z]+)*))\s*(?=["'/]|$)/.exec(
      line,
    ) ?? [];
  const behind = /^(\s*)check\s+([a-z]+(?:-[a-z]+)*)\s*([:=]?)\s*([a-z]+)\s*(?=["'/]|$)/.exec(line);
  const found = said
    ? { begin: begin!, code: code!, level: level!, end: line.indexOf(said) + said.length }
    : behind && { begin: behind[1]!, code: behind[2]!, level: behind[4]!, end: behind[0].trimEnd().length };
  if (!found || start < found.begin.length || start > found.end) return undefined;
  const known = ofWord(LEVELS, found.level) ?? found.level;
  if (!/^(?:off|error|warning|info|hint)$/.test(known)) return undefined;
  const text = `check ${found.code} ${known}`;
  return {
    message: `The level of a check stands right behind it: '${text}'.`,
    fixes: [fix(`Write '${text}'`, found.begin.length, found.end, text)],
    end: line.length,
  };
}

/** `phase deployment on`, `enable veeam.x = true`. */
export function switchedOn({ line, start }: Place): Slip | undefined {
  const before = new RegExp(`^\\s*(?:phase|enable)\\s+${NAME}\\s*$`, 'u').exec(line.slice(0, start));
  const [value] = /^(?:=\s*)?(?:on|true|yes|enabled)\b\s*/i.exec(line.slice(start)) ?? [];
  if (!before || !value) return undefined;
  return {
    message: 'What stands here is switched on by itself.',
    fixes: [fix(`Leave out '${value.trim()}'`, line.slice(0, start).trimEnd().length, start + value.length, '')],
    end: line.length,
  };
}

/** `pair a b`, `vpn a and b` and `deployment d = a b`. */
export function membersWithoutComma({ line, start }: Place): Slip | undefined {
  const before = line.slice(0, start);
  if (!/^\s*(?:(?:pair|vpn)\s+|deployment\s[^=]*=\s*)[^"=]*[\p{L}\d]\s*$/u.test(before)) return undefined;
  const [word] = /^(?:(?:and|or|with|to)\s+|<?-?>\s*|[&|+]\s*)?(?=\p{L})/u.exec(line.slice(start)) ?? [];
  if (word === undefined) return undefined;
  return {
    message: 'Commas stand between several members.',
    fixes: [fix(word ? `Write ',' for '${word.trim()}'` : "Put in ','", before.trimEnd().length, start + word.length, ', ')],
    end: line.length,
  };
}

/** `bind a to b`, `bind a -> b` and `bind a b`. */
export function bindingWithout({ line, start, message }: Place): Slip | undefined {
  if (!message.startsWith("Expected 'with'") || !/^\s*bind\s/.test(line)) return undefined;
  const [word] = /^(?:(?:to|and)\s+|<?-?>\s*|[&=:+]\s*)?(?=[\p{L}\d])/u.exec(line.slice(start)) ?? [];
  if (word === undefined) return undefined;
  return {
    message: "Who belongs together is said by 'with'.",
    fixes: [fix(word ? `Write 'with' for '${word.trim()}'` : "Put in 'with'", start, start + word.length, 'with ')],
    end: line.length,
  };
}
