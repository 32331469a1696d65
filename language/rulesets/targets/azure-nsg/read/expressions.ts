import { type JsonNode, textAt } from '../../../../running/forms/json.ts';

/** The texts that expressions of a template name, by `parameters name` and `variables name` in lower case. */
export type NamedTexts = ReadonlyMap<string, string>;

/** Longer than this no name is written. */
const MOST_LENGTH = 1000;
const TOKEN = /\s*(?:'((?:[^']|'')*)'|(\d+)|([A-Za-z]\w*)\s*\(|([(),]))/y;

/** What a template says of its parameters and variables, as far as it is texts: of a parameter what it has where nobody says anything else. */
export function namedTexts({ members }: JsonNode): NamedTexts {
  const result = new Map<string, string>();
  for (const [name, value] of members.get('parameters')?.members ?? []) {
    const node = value.members.get('defaultvalue');
    if (node?.kind === 'text') result.set(`parameters ${name.toLowerCase()}`, node.text);
  }
  for (const [name, value] of members.get('variables')?.members ?? [])
    if (value.kind === 'text') result.set(`variables ${name.toLowerCase()}`, value.text);
  return result;
}

/**
 * What a resource is called, where its name is an expression such as `[concat(parameters('group'), '/rule')]`. A parameter of which nothing is known goes by its own name,
 * which is the same wherever it is named.
 */
export function nameOfResource(value: JsonNode, texts: NamedTexts): string {
  const text = textAt(value, 'name') ?? '';
  return (text.startsWith('[') && text.length <= MOST_LENGTH ? textOf(text, texts) : undefined) ?? text;
}

/** The text that an expression is; nothing where it takes more than this to say. */
function textOf(expression: string, texts: NamedTexts): string | undefined {
  // Each call with what it has been given so far.
  const open: { name: string; given: string[] }[] = [{ name: '', given: [] }];
  const end = expression.trimEnd().length - 1;
  for (let at = 1; at < end; ) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(expression);
    if (!found) return expression.slice(at, end).trim() ? undefined : finished(open);
    at = TOKEN.lastIndex;
    const [, quoted, number, name, sign] = found;
    if (name !== undefined) open.push({ name: name.toLowerCase(), given: [] });
    else if (sign === ')') {
      const call = open.pop();
      const made = call?.name ? resultOf(call.name, call.given, texts) : undefined;
      if (made === undefined || !open.length || made.length > MOST_LENGTH) return undefined;
      open.at(-1)!.given.push(made);
    } else if (sign === '(') return undefined;
    else if (sign !== ',') open.at(-1)!.given.push(quoted?.replaceAll("''", "'") ?? number!);
  }
  return finished(open);
}

function finished(open: readonly { readonly given: readonly string[] }[]): string | undefined {
  const [only, more] = open;
  return more || only!.given.length !== 1 ? undefined : only!.given[0];
}

function resultOf(name: string, given: readonly string[], texts: NamedTexts): string | undefined {
  const [first = '', ...rest] = given;
  switch (name) {
    case 'parameters':
    case 'variables': {
      const known = texts.get(`${name} ${first.toLowerCase()}`);
      return known === undefined || known.startsWith('[') ? first : known;
    }
    case 'concat':
      return given.join('');
    case 'format':
      return first.replace(/\{(\d+)\}/g, (_, n: string) => rest[Number(n)] ?? '');
    default:
      return undefined;
  }
}
