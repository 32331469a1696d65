import type { IToken, TokenType } from 'chevrotain';
import { AbstractParserErrorMessageProvider, DefaultLexerErrorMessageProvider } from 'langium';
import { nearestNames } from './near-names.ts';

/** The words that begin a statement, and those that begin what stands in its braces, by the rule that reads them. */
const BEGINNINGS: Record<string, readonly string[]> = {
  Document:
    'plan use enable phase import zone site pair bind deployment group service allow deny assert vendor check direction vpn nat firewall'.split(
      ' ',
    ),
  Site: ['zone'],
  Firewall: ['zones', 'interface', 'nat', 'running'],
  Zone: ['component', 'subnet'],
  Vendor: ['source', 'feature', 'service', 'role', 'flow', 'advice', 'sizing'],
};

/** What stands in the braces of something alone, by the word that it begins with. */
const BELONGS: Readonly<Record<string, string>> = Object.fromEntries(
  ['Zone', 'Vendor', 'Firewall'].flatMap((rule) =>
    BEGINNINGS[rule]!.filter((word) => !BEGINNINGS.Document!.includes(word)).map((word) => [word, rule.toLowerCase()]),
  ),
);

/** What is wrong with a name that the language needs for itself. */
export function reservedWord(word: string): string {
  return `'${word}' is a word of the language; choose another name.`;
}

/** What a reader calls the things that the grammar has other names for. */
const TERMINALS: Record<string, string> = {
  ID: 'a name',
  INT: 'a number',
  STRING: 'a text in quotes',
  DATE: 'a date such as 2027-01-31',
  IPV4: 'an IP address',
  IPV6: 'an IP address',
  DECIMAL: 'a version number',
  '->': "an arrow '->'",
};

const RULES: Record<string, string> = {
  Statement:
    'a statement (plan, use, enable, phase, import, zone, site, pair, bind, deployment, group, service, allow, deny, assert, vendor …)',
  Endpoint: 'a zone, component, group, role, address or any',
  ServiceItem: "a service: tcp or udp with ports, icmp, a named service, 'required' or 'any'",
  Address: 'an IP address',
  IpAddress: 'an IP address',
  Host: 'an IP address or a host name in quotes',
  Name: 'a name',
  VendorMember: 'source, feature, service, role, flow, advice or sizing',
  FlowClause:
    'a clause of the flow (when, for, during, carries, across deployments, protected by, a purpose in quotes, note, from)',
};

function describe(type: TokenType): string {
  const known = TERMINALS[type.name];
  if (known) return known;
  return `'${type.LABEL?.replace(/^'|'$/g, '') ?? type.name.replace(/:KW$/, '')}'`;
}

/** What stands in a text, for a message; no more of it than a reader takes in. */
function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function found(token: IToken | undefined, isAtEnd: boolean): string {
  if (token && token.tokenType.name !== 'EOF' && token.image !== '') return `here stands '${shown(token.image)}'`;
  return isAtEnd ? 'the file ends here' : 'the statement ends here';
}

/** What a mistyped word may be meant to begin. */
function meant(token: IToken, ruleName: string): string {
  const beginnings = BEGINNINGS[ruleName.replace(/[^A-Za-z]/g, '')] ?? [];
  const { image } = token;
  // Any two short words are near each other; mistyped ones still begin alike.
  const alike = beginnings.filter((word) => image.length > 4 || word[0] === image[0]?.toLowerCase());
  const names = token.tokenType.name === 'ID' ? nearestNames(image, alike) : [];
  return names.length ? ` Did you mean ${names.map((name) => `'${name}'`).join(' or ')}?` : '';
}

function expected(ruleName: string, paths: TokenType[][][] | undefined): string {
  const rule = RULES[ruleName.replace(/[^A-Za-z]/g, '')];
  if (rule) return rule;
  const firsts = [
    ...new Set(
      (paths ?? []).flatMap((alternative) => alternative.map((path) => path[0])).flatMap((t) => (t ? [describe(t)] : [])),
    ),
  ];
  if (firsts.includes('a name')) return 'a name';
  return firsts.length > 6 ? 'something else' : firsts.join(' or ');
}

/** Says what is expected in the words of the language's documentation, not in those of its grammar. */
export class SegplanParserErrorMessages extends AbstractParserErrorMessageProvider {
  /** Nothing stands behind what is parsed. */
  isAtEnd = true;

  override buildMismatchTokenMessage(options: {
    expected: TokenType;
    actual: IToken;
    previous: IToken;
    ruleName: string;
  }): string {
    if (options.expected.name === 'EOF')
      return this.buildNotAllInputParsedMessage({ firstRedundant: options.actual, ruleName: options.ruleName });
    const hint = options.expected.name === '}' ? meant(options.actual, options.ruleName) : '';
    return `Expected ${describe(options.expected)}, but ${found(options.actual, this.isAtEnd)}.${hint}`;
  }

  override buildNotAllInputParsedMessage(options: { firstRedundant: IToken; ruleName: string }): string {
    const stray = options.firstRedundant.image;
    if (stray === '}') return "This '}' closes nothing.";
    const owner = Object.hasOwn(BELONGS, stray) ? BELONGS[stray] : undefined;
    if (owner)
      return `Expected a statement, but here stands '${stray}', which belongs in the braces of a ${owner}: ${owner} name { ${stray} … }.`;
    const hint = meant(options.firstRedundant, 'Document');
    return `Expected ${hint ? 'a statement' : RULES.Statement}, but here stands '${shown(stray)}'.${hint}`;
  }

  override buildNoViableAltMessage(options: {
    expectedPathsPerAlt: TokenType[][][];
    actual: IToken[];
    previous: IToken;
    customUserDescription?: string;
    ruleName: string;
  }): string {
    return `Expected ${expected(options.ruleName, options.expectedPathsPerAlt)}, but ${found(options.actual[0], this.isAtEnd)}.`;
  }

  override buildEarlyExitMessage(options: {
    expectedIterationPaths: TokenType[][];
    actual: IToken[];
    previous: IToken;
    customUserDescription: string;
    ruleName: string;
  }): string {
    return `Expected ${expected(options.ruleName, [options.expectedIterationPaths])}, but ${found(options.actual[0], this.isAtEnd)}.`;
  }
}

export class SegplanLexerErrorMessages extends DefaultLexerErrorMessageProvider {
  override buildUnexpectedCharactersMessage(fullText: string, startOffset: number, length: number): string {
    const text = fullText.slice(startOffset, startOffset + length);
    if (text.startsWith('"') || text.startsWith("'")) return 'This text has no closing quote on its line.';
    if (text.startsWith('*') && fullText.charAt(startOffset - 1) === '/') return "This comment has no end: '*/' is missing.";
    if (/^[“”‘’„«»]/.test(text)) return `Texts stand in plain quotes ("), not in ${text[0]}.`;
    return `Unexpected ${length === 1 ? 'character' : 'characters'} '${shown(text)}'.`;
  }
}
