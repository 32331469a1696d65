import { fix, NAME, type Place, type Slip } from '../slip.ts';

const OPERATORS: readonly (readonly [RegExp, string])[] = [
  [/^(?:!=|<>|≠|is\s+not|isn't|not)$/, '!='],
  [/^(?:=?>=|=>|>\s+=|≥|from|since|at\s+least|min(?:imum)?|starting\s+(?:with|at|from))$/, '>='],
  [/^(?:=?<=|=<|<\s+=|≤|up\s+to|at\s+most|until|max(?:imum)?)$/, '<='],
  [/^(?:>|after|newer\s+than|above|later\s+than|greater\s+than)$/, '>'],
  [/^(?:<|before|older\s+than|below|earlier\s+than|less\s+than)$/, '<'],
  [/^(?:={1,3}|is|equals?|:)$/, '='],
];

const TAILS: readonly (readonly [RegExp, string])[] = [
  [/^(?:\+|(?:and|or)\s+(?:later|newer|higher|above|up|upwards?|greater)|onwards?)$/, '>='],
  [/^(?:(?:and|or)\s+(?:earlier|older|lower|below|before|less))$/, '<='],
];

const SAID =
  /(\b(?:initiator|responder)\s+)?\b(versions?)(?:\s+|\s*(?=[:=<>!≥≤≠]))((?:[:=<>!≥≤≠]+(?:\s+=)?|is\s+not|isn't|not|is|equals?|from|since|at\s+least|min(?:imum)?|starting\s+(?:with|at|from)|up\s+to|at\s+most|until|max(?:imum)?|(?:newer|above|later|greater|older|below|earlier|less)(?:\s+than)?|after|before)\s*)?(["']?)v?(\d+(?:\.\d+)*(?:\s+update\s+\d+)?)\4(\s*\+|\s+(?:and|or)\s+(?:later|newer|higher|above|up|upwards?|greater|earlier|older|lower|below|before|less)\b|\s+onwards?\b)?/g;

const meaning = (table: readonly (readonly [RegExp, string])[], text: string): string | undefined =>
  table.find(([said]) => said.test(text.trim()))?.[1];

/** `when version == 4`, `version >= "4.1"`, `version 4 or later` and `version != 4`. */
export function versions({ line, start, end }: Place): Slip | undefined {
  const when = /\bwhen\s/.exec(line);
  for (const found of line.matchAll(SAID)) {
    const [whole, side = '', , operator, , version, tail] = found;
    const from = found.index;
    if (start < from || start > from + whole.length || !(when ?? /^\s*(?:and|or|not)\s/.test(line))) continue;
    const last = (tail && meaning(TAILS, tail)) || (operator && meaning(OPERATORS, operator));
    const texts = (last ? [last] : ['>=', '=']).map((each) =>
      each === '!=' ? `not ${side}version = ${version}` : `${side}version ${each} ${version}`,
    );
    if (texts.includes(whole)) continue;
    return {
      message: `A version is compared with <, <=, >, >= or =: '${texts[0]}'.`,
      fixes: texts.map((text) => fix(`Write '${text}'`, from, from + whole.length, text, texts.length === 1)),
      end: Math.max(end, line.length),
    };
  }
  return undefined;
}

/** `a = b && c = d`, `a == b`, `a != b` and `a = "b"`. */
export function operators({ line, start, end }: Place): Slip | undefined {
  const before = line.slice(0, start);
  if (!/\bwhen\s/.test(before) && !/^\s*(?:and|or|not)\s/.test(before)) return undefined;
  // The first of two bars stands between values.
  const from = before.endsWith('|') ? start - 1 : start;
  const rest = line.slice(from);
  const [join] = /^(?:&&?|\|\||,\s*(?=\p{L}+[^",]*[=<>]))\s*/u.exec(rest) ?? [];
  if (join) {
    const word = join.startsWith('|') ? 'or' : 'and';
    return {
      message: "Conditions are joined by 'and', 'or' and 'not'.",
      fixes: [fix(`Write '${word}' for '${join.trim()}'`, line.slice(0, from).trimEnd().length, from + join.length, ` ${word} `)],
      end: line.length,
    };
  }
  const [not] = /^!\s*(?=[\p{L}(])/u.exec(rest) ?? [];
  if (not)
    return {
      message: "Conditions are joined by 'and', 'or' and 'not'.",
      fixes: [fix("Write 'not' for '!'", start, start + not.length, 'not ')],
      end: line.length,
    };
  const value = String.raw`(["']?)([\p{L}\d_-]+(?:\s*\|\s*[\p{L}\d_-]+)*)\3`;
  const compared = new RegExp(
    String.raw`((?:(?:initiator|responder)\s+)?(?!version\b)\p{L}[\p{L}\d_-]*)\s*(={1,3}|!=|<>|≠|:|in\s|equals?\s|(?:>|<)\s*=|=[<>]|[≥≤])\s*\(?${value}\)?`,
    'gu',
  );
  for (const found of line.matchAll(compared)) {
    const [whole, property, mark, , values] = found;
    if (start < found.index || start > found.index + whole.length || found.index < before.search(/\S/)) continue;
    const sign = /^[>=≥]/.test(mark!) && /[>≥]/.test(mark!) ? '>=' : /[<≤]/.test(mark!) && /[=≤]/.test(mark!) ? '<=' : '=';
    const text = /^(?:!=|<>|≠)$/.test(mark!.trim()) ? `not ${property} = ${values}` : `${property} ${sign} ${values}`;
    if (text === whole) continue;
    return {
      message: `A property is compared so: '${text}'.`,
      fixes: [fix(`Write '${text}'`, found.index, found.index + whole.length, text)],
      end: Math.max(end, line.length),
    };
  }
  return undefined;
}

/** `when server runs linux`, `when runs linux` and `when nearest server`. */
export function sides({ line, start }: Place): Slip | undefined {
  const before = line.slice(0, start);
  const said =
    new RegExp(String.raw`(\b(?:when|and|or|not)\s+(?:nearest\s+)?\(?)(${NAME})?\s*$`, 'u').exec(before) ??
    /^(\s*(?:and|or|not)\s+)()$/u.exec(before);
  if (!said || (!/\bwhen\s/.test(before) && before.trim() !== said[0].trim())) return undefined;
  const isNearest = /nearest\s+\(?$/.test(said[1]!);
  const rest = line.slice(start);
  const own = isNearest ? (new RegExp(`^(${NAME})`, 'u').exec(rest)?.[1] ?? '') : (said[2] ?? '');
  if (isNearest ? !own || /^(?:initiator|responder)$/.test(own) : !/^(?:runs|is)\s/.test(rest)) return undefined;
  if (/^(?:initiator|responder|version|nearest|not|same|paired|no)$/.test(own)) return undefined;
  const from = said.index + said[1]!.length;
  const to = isNearest ? start + own.length : start;
  const [, initiators = '', responders = ''] = /^\s*flow\s+(.*?)\s*->\s*([^:]*?)\s*:/.exec(line) ?? [];
  const named = (ends: string): boolean => own !== '' && ends.split(/\s*,\s*/).includes(own);
  const only = named(initiators) === named(responders) ? undefined : named(initiators) ? 'initiator' : 'responder';
  return {
    message: `Of which side a condition speaks is said by 'initiator' or 'responder'${own ? `, and not by '${own}'` : ''}.`,
    fixes: (only ? [only] : ['initiator', 'responder']).map((side) =>
      fix(`Write '${side}'`, from, to, isNearest ? side : `${side} `, Boolean(only)),
    ),
    end: line.length,
  };
}

/** `when same sites`, `when paired site` and `when different sites`. */
export function sites({ line, start, message }: Place): Slip | undefined {
  if (!message.startsWith('Expected')) return undefined;
  const found = /\b(same|paired|different|other|across|between)\s+sites?\b/.exec(line);
  if (!found || start < found.index || start > found.index + found[0].length || !/\bwhen\s|^\s*(?:and|or|not)\s/.test(line))
    return undefined;
  const text = { same: 'same site', paired: 'paired sites' }[found[1]!] ?? 'not same site';
  if (text === found[0]) return undefined;
  return {
    message: `Where the two ends stand is said by 'same site', 'paired sites' or 'not same site'.`,
    fixes: [fix(`Write '${text}'`, found.index, found.index + found[0].length, text)],
    end: line.length,
  };
}
