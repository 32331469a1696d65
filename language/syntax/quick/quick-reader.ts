import type { IToken } from 'chevrotain';
import { type AstNode, GrammarAST, type LangiumCoreServices } from 'langium';
import type { Words } from '../incremental/chunk.ts';
import type { Origin } from '../incremental/movable-syntax.ts';
import type { Reader } from '../incremental/reader.ts';
import { TreeBuilder, tie } from './builder.ts';
import { GrammarParts, type Part, type Reading } from './grammar-parts.ts';
import { END, QuickLexer, Word } from './words.ts';

/**
 * Reads statements without errors, and makes of them what Langium's parser makes: in about half to two thirds of the time, and none of it is
 * spent on analyzing the grammar, which took a third of the check of a small plan.
 */
export class QuickReader {
  private readonly lexer: QuickLexer;
  private readonly tree: TreeBuilder;
  private readonly statement: Part;
  private readonly called: GrammarAST.AbstractElement;

  constructor(services: LangiumCoreServices) {
    const { Grammar } = services;
    this.lexer = new QuickLexer(Grammar);
    this.tree = new TreeBuilder(services.shared.AstReflection, services.references.Linker);
    const entry = Grammar.rules.find((rule) => GrammarAST.isParserRule(rule) && rule.entry) as GrammarAST.ParserRule;
    // `statements+=Statement*`
    const { terminal } = entry.definition as GrammarAST.Assignment;
    this.called = terminal;
    this.statement = new GrammarParts(this.lexer).rule((terminal as GrammarAST.RuleCall).rule.ref as GrammarAST.ParserRule);
  }

  /** Nothing where something in the text is not a word. */
  lex(text: string): Words | undefined {
    return this.lexer.lex(text);
  }

  /** Nothing where the words are not statements, or were read by another lexer. */
  parse({ tokens, hidden }: Words, origin: Origin): ReturnType<Reader['parse']> | undefined {
    if (!isOwn(tokens) || !isOwn(hidden) || isDeep(tokens)) return undefined;
    const kinds: number[] = (tokens as readonly Word[]).map((word) => word.tokenType.kind);
    kinds.push(END);
    const reading: Reading = { kinds, decided: [], next: 0 };
    let count = 0;
    for (let at = 0; at < tokens.length; count++) {
      const end = this.statement.match(reading, at);
      if (end <= at) return undefined;
      at = end;
    }
    this.tree.begin(tokens, hidden, origin);
    const statements = Array.from({ length: count }, () => this.build(reading));
    return { statements, content: this.tree.end(), errors: [] };
  }

  /** Forgets what it was in the middle of. */
  reset(): void {
    this.tree.end();
  }

  private build(reading: Reading): AstNode {
    const syntax = this.tree.open(this.called, 'Statement');
    this.statement.build(reading, this.tree);
    const node = this.tree.close(syntax, undefined) as AstNode;
    (node.$cstNode as { astNode: AstNode }).astNode = node;
    tie(node);
    return node;
  }
}

function isOwn(tokens: readonly IToken[]): tokens is readonly Word[] {
  return tokens.every((each) => each instanceof Word);
}

/** Whoever goes through a tree goes down its levels; how many are too many is for the other parser to say. */
const DEEP = 100;

function isDeep(words: readonly Word[]): boolean {
  let depth = 0;
  for (const { image } of words) {
    if (image === '(') depth++;
    else if (image === ')') depth--;
    if (depth > DEEP) return true;
  }
  return false;
}
