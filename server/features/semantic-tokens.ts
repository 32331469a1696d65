import {
  type AstNode,
  AstUtils,
  Cancellation,
  GrammarUtils,
  interruptAndCheck,
  isAstNode,
  isReference,
  type LangiumDocument,
  type Reference,
} from 'langium';
import type { SemanticTokenProvider } from 'langium/lsp';
import type {
  Range,
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensDeltaParams,
  SemanticTokensEdit,
  SemanticTokensOptions,
  SemanticTokensParams,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import * as ast from '../../language/generated/ast.ts';
import { append } from '../../language/model/lists.ts';
import { BUILT_IN_SCHEME } from '../../language/workspace/built-in-catalogs.ts';

const TYPES = ['namespace', 'variable', 'struct', 'type', 'class', 'function', 'property', 'enumMember', 'event'] as const;
const MODIFIERS = ['declaration', 'defaultLibrary'] as const;
const DECLARATION = 1;
const DEFAULT_LIBRARY = 2;

/** Standard token types, so that every theme has colors for them. */
const TYPE_OF: Record<string, (typeof TYPES)[number]> = {
  [ast.Zone.$type]: 'namespace',
  [ast.Site.$type]: 'namespace',
  [ast.Component.$type]: 'variable',
  [ast.Group.$type]: 'struct',
  [ast.Deployment.$type]: 'struct',
  [ast.Firewall.$type]: 'class',
  [ast.Vendor.$type]: 'type',
  [ast.Role.$type]: 'class',
  [ast.Service.$type]: 'function',
  [ast.Property.$type]: 'property',
  [ast.Feature.$type]: 'enumMember',
  [ast.Source.$type]: 'event',
};

interface Token {
  readonly range: Range;
  readonly type: (typeof TYPES)[number];
  readonly modifiers: number;
}

/** Colors names by what they name, which a grammar of patterns cannot know: zones, components, roles, services, properties. */
export class SegplanSemanticTokenProvider implements SemanticTokenProvider {
  readonly semanticTokensOptions: SemanticTokensOptions = {
    legend: { tokenTypes: [...TYPES], tokenModifiers: [...MODIFIERS] },
    full: { delta: true },
    range: true,
  };
  /** What was told last of a document that is open, so that only what has changed since is told again. */
  private readonly told = new WeakMap<TextDocument, Told>();
  private count = 0;
  readonly tokenTypes: Record<string, number> = Object.fromEntries(TYPES.map((type, n) => [type, n]));
  readonly tokenModifiers: Record<string, number> = Object.fromEntries(MODIFIERS.map((modifier, n) => [modifier, 1 << n]));

  async semanticHighlight(
    document: LangiumDocument,
    _params: SemanticTokensParams,
    cancelToken = Cancellation.CancellationToken.None,
  ): Promise<SemanticTokens> {
    return this.tell(document, encode(await tokensOf(document, cancelToken)));
  }

  async semanticHighlightRange(
    document: LangiumDocument,
    { range }: { range: Range },
    cancelToken = Cancellation.CancellationToken.None,
  ): Promise<SemanticTokens> {
    const tokens = await tokensOf(document, cancelToken, range);
    // Without an id: nobody may ask what has changed since a part was told.
    return {
      data: encode(tokens.filter((t) => t.range.start.line >= range.start.line && t.range.start.line <= range.end.line)),
    };
  }

  /** What has changed since tokens were told under an id; all of them where that is not known any more. */
  async semanticHighlightDelta(
    document: LangiumDocument,
    { previousResultId }: SemanticTokensDeltaParams,
    cancelToken = Cancellation.CancellationToken.None,
  ): Promise<SemanticTokens | SemanticTokensDelta> {
    const data = encode(await tokensOf(document, cancelToken));
    const before = this.told.get(document.textDocument);
    const { resultId } = this.tell(document, data);
    return before?.id === previousResultId ? { resultId, edits: editsBetween(before.data, data) } : { resultId, data };
  }

  private tell(document: LangiumDocument, data: number[]): SemanticTokens & { resultId: string } {
    const resultId = `${++this.count}`;
    this.told.set(document.textDocument, { id: resultId, data });
    return { resultId, data };
  }
}

interface Told {
  readonly id: string;
  readonly data: readonly number[];
}

/** The one edit that makes the one list of the other. The library's own ids are times, of which two may be the same. */
function editsBetween(before: readonly number[], now: readonly number[]): SemanticTokensEdit[] {
  const least = Math.min(before.length, now.length);
  let start = 0;
  while (start < least && before[start] === now[start]) start++;
  let same = 0;
  while (same < least - start && before[before.length - 1 - same] === now[now.length - 1 - same]) same++;
  const deleteCount = before.length - start - same;
  const data = now.slice(start, now.length - same);
  return deleteCount || data.length ? [{ start, deleteCount, data }] : [];
}

/** So many statements are colored before it is looked whether they are still wanted. */
const STATEMENTS_BETWEEN_CHECKS = 500;

/** @param within the lines that are asked about */
async function tokensOf(
  document: LangiumDocument,
  cancelToken: Cancellation.CancellationToken,
  within?: Range,
): Promise<Token[]> {
  const tokens: Token[] = [];
  const root = document.parseResult.value;
  const statements = ast.isDocument(root) ? root.statements : [];
  for (const [n, statement] of statements.entries()) {
    if (n % STATEMENTS_BETWEEN_CHECKS === 0) await interruptAndCheck(cancelToken);
    const lines = within && statement.$cstNode?.range;
    if (!lines || (lines.start.line <= within.end.line && lines.end.line >= within.start.line)) addTokens(statement, tokens);
  }
  return tokens;
}

/** Adds the tokens of a node and of all below it, in a plain loop: there are tens of thousands. */
function addTokens(node: AstNode, tokens: Token[]): void {
  append(tokens, declarationToken(node));
  append(tokens, valueTokens(node));
  for (const property in node) {
    if (property.startsWith('$')) continue;
    const value = (node as unknown as Record<string, unknown>)[property];
    if (typeof value !== 'object' || value === null) continue;
    for (const each of Array.isArray(value) ? value : [value])
      if (isReference(each)) append(tokens, referenceToken(each));
      else if (isAstNode(each)) addTokens(each, tokens);
  }
}

function referenceToken({ ref: target, $refNode: node }: Reference): Token[] {
  const type = target && TYPE_OF[target.$type];
  if (!type || !node) return [];
  const builtIn = AstUtils.findRootNode(target).$document?.uri.scheme === BUILT_IN_SCHEME;
  return [{ range: node.range, type, modifiers: builtIn ? DEFAULT_LIBRARY : 0 }];
}

function declarationToken(node: AstNode): Token[] {
  const type = TYPE_OF[node.$type];
  const name = type && GrammarUtils.findNodeForProperty(node.$cstNode, 'name');
  return name ? [{ range: name.range, type, modifiers: DECLARATION }] : [];
}

/** Values of properties, and phases: words that are no references. */
function valueTokens(node: AstNode): Token[] {
  const words = (property: string, type: Token['type']): Token[] =>
    GrammarUtils.findNodesForProperty(node.$cstNode, property).map((cst) => ({ range: cst.range, type, modifiers: 0 }));
  if (ast.isPropertyAssignment(node)) return words('value', 'enumMember');
  if (ast.isProperty(node) || ast.isPropertyCondition(node)) return words('values', 'enumMember');
  if (ast.isRule(node) || ast.isAssertion(node) || ast.isPhaseClause(node)) return words('phase', 'event');
  if (ast.isAdvice(node)) return words('kind', 'event');
  if (ast.isPhaseSwitch(node)) return words('phases', 'event');
  if (ast.isFirewall(node)) return words('form', 'type');
  return [];
}

/** Positions relative to the token before, as the protocol wants them. A name broken over lines gets no color. */
function encode(tokens: readonly Token[]): number[] {
  const sorted = tokens
    .filter((t) => t.range.start.line === t.range.end.line && t.range.end.character > t.range.start.character)
    .sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
  const data: number[] = [];
  let line = 0;
  let character = 0;
  for (const { range, type, modifiers } of sorted) {
    const { start, end } = range;
    data.push(
      start.line - line,
      start.line === line ? start.character - character : start.character,
      end.character - start.character,
      TYPES.indexOf(type),
      modifiers,
    );
    line = start.line;
    character = start.character;
  }
  return data;
}
