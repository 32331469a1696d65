import { type AstNode, CstUtils, GrammarUtils, type LangiumDocument } from 'langium';
import { type CompletionContext, findFirstFeatures, type NextFeature } from 'langium/lsp';
import type { Position } from 'vscode-languageserver';
import type { SegplanServices } from '../../services.ts';
import type { Reading } from '../fragment.ts';
import type { Surroundings } from '../surroundings.ts';

/** What completion knows of the place that is asked about. */
export interface Place {
  readonly surroundings: Surroundings;
  readonly reading: Reading;
}

/** Where a word begins and ends. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * What may be completed at a place: the word that the cursor stands in or behind, and what may follow. As Langium finds it, but that the
 * statement at the place is read and not all of the text before it.
 * @param featuresAfter what the grammar lets follow on a text
 */
export function* contextsAt(
  document: LangiumDocument,
  position: Position,
  { surroundings, reading }: Place,
  services: SegplanServices,
  featuresAfter: (text: string) => NextFeature[],
): IterableIterator<CompletionContext> {
  const { textDocument } = document;
  const text = textDocument.getText();
  const offset = textDocument.offsetAt(position);
  const { heads, from } = surroundings;
  const features = (end: number): NextFeature[] => featuresAfter(heads + text.slice(from, end));
  const contextAt = ({ start, end }: Span, node: AstNode | undefined): CompletionContext => ({
    document,
    textDocument,
    offset,
    position,
    ...(node ? { node } : {}),
    tokenOffset: start,
    tokenEndOffset: end,
    features: features(start),
  });
  const nodeAt = (place: number): AstNode | undefined => {
    const node = CstUtils.findLeafNodeBeforeOffset(reading.syntax, place + reading.shift)?.astNode;
    // The root of a fragment stands for the document.
    return node?.$container || !reading.isFragment ? node : node && document.parseResult.value;
  };
  const name = nameAt(reading, offset, services.parser.GrammarConfig.nameRegexp);
  if (name) yield contextAt(name, nodeAt(name.start));
  const { previous, next } = wordsAt(services, text, from, offset);
  const begun = begunAt(text, offset, nameAt(reading, offset - 1, services.parser.GrammarConfig.nameRegexp) ?? previous);
  if (begun) yield contextAt(begun, nodeAt(begun.start));
  const node = nodeAt(offset <= next.start && previous ? previous.start : next.start);
  let isOver = true;
  if (previous?.end === offset) {
    yield contextAt(previous, node);
    // Behind a letter or a digit the word goes on: what follows would be written into it, and Enter is to end the line.
    isOver = !/[\p{L}\p{N}_]$/u.test(text.slice(previous.start, previous.end));
    if (isOver) yield contextAt({ start: previous.end, end: previous.end }, node);
  }
  if (!node) {
    const entry = GrammarUtils.getEntryRule(services.Grammar)!;
    const first = findFirstFeatures(entry.definition).map((way) => way[way.length - 1]!);
    yield { ...contextAt(next, undefined), features: first };
  } else if (isOver) yield contextAt(next, node);
}

/** A name with the hyphen that was typed behind it: by itself that is no part of one, and a person goes on with it. */
function begunAt(text: string, offset: number, name: Span | undefined): Span | undefined {
  if (name?.end !== offset - 1 || !/[\p{L}\p{N}_]-$/u.test(text.slice(name.start, offset))) return undefined;
  return { start: name.start, end: offset };
}

/** The qualified name at a place, which is completed as a whole. */
function nameAt({ syntax, shift }: Reading, offset: number, letters: RegExp): Span | undefined {
  const leaf = CstUtils.findDeclarationNodeAtOffset(syntax, offset + shift, letters);
  const node = leaf && CstUtils.getDatatypeNode(leaf);
  return node && { start: node.offset - shift, end: node.end - shift };
}

/** The word at a place, or an empty one between two, and the word before it. */
function wordsAt(services: SegplanServices, text: string, from: number, offset: number): { previous?: Span; next: Span } {
  const line = text.indexOf('\n', offset);
  const { tokens } = services.parser.Lexer.tokenize(text.slice(from, line < 0 ? text.length : line));
  let previous: Span | undefined;
  for (const token of tokens) {
    const word = { start: from + token.startOffset, end: from + token.endOffset! + 1 };
    if (word.start >= offset) break;
    if (word.end > offset) return { ...(previous ? { previous } : {}), next: word };
    previous = word;
  }
  return { ...(previous ? { previous } : {}), next: { start: offset, end: offset } };
}
