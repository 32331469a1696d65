import { fix, type Place, type Slip } from './slip.ts';

/** `group g : a, b`, `service web { tcp 443 }` and `version: 13`. */
export function missingEquals({ line, start, message }: Place): Slip | undefined {
  if (!message.startsWith("Expected '='")) return undefined;
  const rest = line.slice(start);
  const [, list] = /^[{[(]\s*([^{}[\]()]*?)\s*[\])}]\s*$/.exec(rest) ?? [];
  const said = "An equals sign '=' stands between a name and what it means.";
  if (list) return { message: said, fixes: [fix(`Write '= ${list}'`, start, line.length, `= ${list}`)], end: line.length };
  const [mark] = /^(?::=?|->|is\b|are\b)/.exec(rest) ?? [];
  if (mark)
    return {
      message: said,
      fixes: [fix(`Write '=' for '${mark}'`, line.slice(0, start).trimEnd().length, start + mark.length, ' =')],
      end: line.length,
    };
  if (!/^\s*(?:group|service)\s/.test(line) || !/^[\p{L}\d"]/u.test(rest)) return undefined;
  return { message: said, fixes: [fix("Put in '='", start, start, '= ')], end: line.length };
}

/** `use veeam v13`, `use veeam version 13`, `use veeam 13 P1`, `use veeam 12.5 U2`, `use "veeam" 13` and `use veeam 13, zerto`. */
export function useOfVendor({ line, start }: Place): Slip | undefined {
  const before = /^\s*use\s+(.*)$/.exec(line.slice(0, start))?.[1];
  if (before === undefined) return undefined;
  const rest = line.slice(start);
  const [quoted, , vendor] = /^(["'])([\p{L}\d_-]+)\1/u.exec(rest) ?? [];
  if (quoted && !before)
    return {
      message: `Vendors have no quotes: '${vendor}'.`,
      fixes: [fix('Leave out the quotes', start, start + quoted.length, vendor!)],
      end: line.length,
    };
  if (/^[\p{L}\d_-]+\s*$/u.test(before)) {
    const [whole, version] = /^(?:v|ver\.?\s*|version\s*[:=]?\s*|[@:^~]|>?={1,2}\s*)(\d[\d.]*)/i.exec(rest) ?? [];
    if (whole)
      return {
        message: `A version stands right behind its vendor: '${before.trim()} ${version}'.`,
        fixes: [
          fix(`Write '${version}'`, start - (before.length - before.trimEnd().length), start + whole.length, ` ${version}`),
        ],
        end: line.length,
      };
  }
  const patch = /^(?:(?:P|SP|CP|HF|RC|patch|hotfix|build|beta|GA|RTM|LTS)\s*-?\s*[\w.]*|\([^()]*\))(?=\s|$)/i.exec(rest)?.[0];
  if (patch && /^[\p{L}\d_-]+\s+[\d.]+\s*$/u.test(before))
    return {
      message:
        'A version is as exact as a catalog speaks of it: numbers, and an update where there is one, as in 13.0.1 or 12.5 update 2.',
      fixes: [fix(`Leave out '${patch.trim()}'`, line.slice(0, start).trimEnd().length, start + patch.length, '')],
      end: line.length,
    };
  const [update, number] = /^(?:u|upd|update)\s*(\d+)(?=\s|$)/i.exec(rest) ?? [];
  if (update && /^[\p{L}\d_-]+\s+[\d.]+\s*$/u.test(before))
    return {
      message: `An update of a version is written 'update ${number}'.`,
      fixes: [fix(`Write 'update ${number}'`, start, start + update.length, `update ${number}`)],
      end: line.length,
    };
  const [comma] = /^(?:,|and\b|&)\s*(?=\p{L})/u.exec(rest) ?? [];
  if (!comma) return undefined;
  return {
    message: "Each vendor has a line of its own, which begins with 'use'.",
    fixes: [fix('Write two lines', line.slice(0, start).trimEnd().length, start + comma.length, '\nuse ')],
    end: line.length,
  };
}

/** `plan My plan` and `import shared.segplan`. */
export function unquotedText({ line, start, message }: Place): Slip | undefined {
  if (!message.startsWith('Expected a text in quotes')) return undefined;
  const word = /(?:^|[{\s])(plan|import|running)\s+$/.exec(line.slice(0, start))?.[1];
  const text = /^[^"'{}\s:=](?:(?!\s*\/\/)[^"'{}])*/.exec(line.slice(start))?.[0].trimEnd();
  if (!word || !text) return undefined;
  const end = start + text.length;
  const quoted = fix(`Write '${word} "${text}"'`, start, end, `"${text}"`);
  if (word !== 'import' || !/^[\p{L}\d_-]+$/u.test(text))
    return { message: `A text stands in quotes: ${word} "${text}".`, fixes: [quoted], end: line.length };
  const file = `"${text}.segplan"`;
  const from = line.slice(0, start).search(/\S/);
  return {
    message: `The file of another plan stands in quotes, 'import ${file}', and the catalog of a vendor is taken in with 'use ${text}'.`,
    fixes: [fix(`Write 'use ${text}'`, from, end, `use ${text}`, false), fix(`Write 'import ${file}'`, start, end, file, false)],
    end: line.length,
  };
}

/** `until 31.12.2027` and `until 2027/12/31`. */
export function otherDate({ line, start, message }: Place): Slip | undefined {
  if (!message.startsWith('Expected a date')) return undefined;
  const rest = line.slice(start);
  const ours = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)/.exec(rest);
  const [whole, year, month, day] =
    /^["']?(\d{4})[-./](\d{1,2})[-./](\d{1,2})["']?(?![\d.])/.exec(rest) ?? (ours ? [ours[0], ours[3], ours[2], ours[1]] : []);
  if (!whole || Number(month) > 12 || Number(day) > 31) return undefined;
  const text = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  return {
    message: `Dates have the year first: '${text}'.`,
    fixes: [fix(`Write '${text}'`, start, start + whole.length, text)],
    end: line.length,
  };
}

/** `allow a -> b : tcp 443 comment "why"` and `allow a -> b : tcp 443 (why)`. */
export function reasonOfRule({ line, start }: Place): Slip | undefined {
  if (!/^\s*(?:allow|deny|bind|vpn|nat)\s/.test(line)) return undefined;
  const rest = line.slice(start);
  const [word] =
    /^(?:comment|description|desc|reason|note|because|label|remark|why|title|name)\b\s*[:=]?\s*(?=["'])/i.exec(rest) ?? [];
  const message = 'The reason of a rule stands at its end in quotes, without anything before it.';
  if (word) return { message, fixes: [fix(`Leave out '${word.trim()}'`, start, start + word.length, '')], end: line.length };
  const open = /\(\s*$/.exec(line.slice(0, start));
  const [, reason] = /^([\p{L}][^()"]*?)\s*\)\s*$/u.exec(rest) ?? [];
  if (!open || !reason || /^set\b/.test(reason)) return undefined;
  return { message, fixes: [fix(`Write '"${reason}"'`, open.index, line.length, `"${reason}"`)], end: line.length };
}

const NOT = /\s(?:not|never|cannot|can't|can not|must not|doesn't|does not)\s+(?:reach|reaches|->)\s/;

/** `never a -> b`, `assert never a -> b` and `assert a not reaches b`. */
export function neverReaches({ line }: Place): Slip | undefined {
  const [, indent = '', asserts, never, rest = ''] =
    /^(\s*)((?:assert|check|test)\s+)?((?:never|not|no)\s+)?(\S[^"]*)$/.exec(line) ?? [];
  if (!asserts && !never) return undefined;
  const [from, to, ...more] = rest.split(never ? /\s*->\s*|\s(?:reaches|reach|to)\s/ : NOT);
  if (!from || !to || more.length || /\s(?:never reaches|reaches)\s/.test(` ${from} `)) return undefined;
  const [whom = '', services] = to.split(/\s*:\s*/);
  const text = `assert ${from.trim()} never reaches ${whom.trim()}${services ? ` on ${services.trim()}` : ''}`;
  if (line.trim() === text) return undefined;
  return {
    message: `What nobody may reach is asserted so: '${text}'.`,
    fixes: [fix(`Write '${text}'`, indent.length, line.length, text)],
    end: line.length,
  };
}

/** `default deny` and `deny all`. */
export function defaultRule({ line, message }: Place): Slip | undefined {
  const [, action] =
    /^\s*default\s*[:=]?\s*(deny|drop|block|reject|allow|accept|permit)\b/i.exec(line) ??
    /^\s*(deny)\s+(?:all|any|everything)\s*(?:\/\/.*)?$/i.exec(line) ??
    [];
  if (!action || !message.startsWith('Expected')) return undefined;
  if (/^[ap]/i.test(action))
    return {
      message: "What no rule allows is closed. A rule that opens everything is 'allow any -> any : any'.",
      fixes: [],
      end: line.length,
    };
  return {
    message: 'What no rule allows is closed by itself, so that no line says so.',
    fixes: [fix('Leave out this line', 0, line.length, '')],
    end: line.length,
  };
}
