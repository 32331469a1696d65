import type { IToken, TokenType } from 'chevrotain';
import { AbstractCstNode, type AstNode, CompositeCstNodeImpl, type CstNode, type LeafCstNode } from 'langium';
import type { Position, Range } from 'vscode-languageserver-types';

/** Where a chunk of a text begins; all of its syntax nodes are counted from here. */
export interface Origin {
  offset: number;
  line: number;
  character: number;
}

/** A word, which moves with the chunk that it stands in. A plan has hundred thousands, so that what follows from the rest is no field. */
export class MovableLeaf extends AbstractCstNode implements LeafCstNode {
  readonly tokenType: TokenType;
  protected readonly origin: Origin;
  /** Where it stands in the chunk. */
  private from: number;
  private size: number;
  private readonly line: number;
  private readonly column: number;

  /** @param moving what the origin becomes, where that is another object */
  constructor(token: IToken, origin: Origin, moving: Origin) {
    super();
    this.tokenType = token.tokenType;
    this.origin = moving;
    // Chevrotain counts lines and columns from 1. What it puts in to go on from an error stands nowhere.
    this.from = (token.startOffset - origin.offset) | 0;
    this.size = token.image.length;
    this.line = (token.startLine! - 1 - origin.line) | 0;
    this.column = (token.startColumn! - 1 - (this.line ? 0 : origin.character)) | 0;
  }

  get hidden(): boolean {
    return false;
  }

  get offset(): number {
    return this.from + this.origin.offset;
  }

  get length(): number {
    return this.size;
  }

  get end(): number {
    return this.from + this.size + this.origin.offset;
  }

  get astNode(): AstNode {
    if (!this.container) throw new Error('This word is part of nothing.');
    return this.container.astNode;
  }

  get range(): Range {
    return { start: this.place(this.line, this.column), end: this.place(...this.behind(this.line, this.column + this.size)) };
  }

  /** Puts it so many characters further in the text, on the line and at the column that it has: something on a line before has grown. */
  shift(by: number): void {
    this.from += by;
  }

  /** Makes a comment that ends with its line so many characters longer. */
  lengthen(by: number): void {
    this.size += by;
  }

  /** Line and column behind it, counted as those of its beginning are. */
  protected behind(line: number, column: number): [line: number, column: number] {
    return [line, column];
  }

  private place(line: number, column: number): Position {
    return { line: line + this.origin.line, character: column + (line ? 0 : this.origin.character) };
  }
}

/** A comment, or what else goes on over several lines or ends elsewhere than its letters say. */
class FarLeaf extends MovableLeaf {
  private readonly isHidden: boolean;
  private readonly endLine: number;
  private endColumn: number;

  constructor(token: IToken, isHidden: boolean, origin: Origin, moving: Origin) {
    super(token, origin, moving);
    this.isHidden = isHidden;
    this.endLine = (token.endLine! - 1 - origin.line) | 0;
    // The end column is the last letter's, so that it needs no adjustment.
    this.endColumn = (token.endColumn! - (this.endLine ? 0 : origin.character)) | 0;
  }

  override get hidden(): boolean {
    return this.isHidden;
  }

  override lengthen(by: number): void {
    super.lengthen(by);
    this.endColumn += by;
  }

  protected override behind(): [line: number, column: number] {
    return [this.endLine, this.endColumn];
  }
}

/**
 * A word or a comment.
 * @param moving what the origin becomes, where that is another object
 */
export function leafOf(token: IToken, isHidden: boolean, origin: Origin, moving = origin): MovableLeaf {
  const endsAsItSays = token.endLine === token.startLine && token.endColumn === token.startColumn! + token.image.length - 1;
  return isHidden || !endsAsItSays ? new FarLeaf(token, isHidden, origin, moving) : new MovableLeaf(token, origin, moving);
}

/**
 * What is made of several words; where it stands is found out when somebody asks, and not remembered: that would be wrong once the chunk has
 * moved. So it must not ask both of its ends, which are often one and the same, for all of where they stand: within each other, each level
 * would take twice the time.
 */
export class MovableComposite extends CompositeCstNodeImpl {
  /** What is in it; most hold one node, and have no list. */
  declare private held: CstNode | CstNode[];

  /** Ends it: nothing is put into it from now on. An exact copy takes less room than a list that was pushed to. */
  fit(): void {
    const { held } = this;
    if (Array.isArray(held)) this.held = held.length === 1 ? held[0]! : held.slice();
  }

  /** What it begins with, comments left out if there is more. */
  get firstPart(): CstNode | undefined {
    const { held } = this;
    if (!Array.isArray(held)) return held;
    for (let n = 0; n < held.length; n++) if (!held[n]!.hidden) return held[n];
    return held[0];
  }

  /** What it ends with, comments left out if there is more. */
  get lastPart(): CstNode | undefined {
    const { held } = this;
    if (!Array.isArray(held)) return held;
    for (let n = held.length - 1; n >= 0; n--) if (!held[n]!.hidden) return held[n];
    return held.at(-1);
  }

  override get offset(): number {
    return this.firstPart?.offset ?? 0;
  }

  override get end(): number {
    return this.lastPart?.end ?? 0;
  }

  override get range(): Range {
    return { start: startOf(this), end: endOf(this) };
  }
}

// What Langium has as fields of each: a list is made of one node when somebody asks for it, and where it stands is remembered nowhere.
Object.defineProperties(MovableComposite.prototype, {
  content: {
    get(this: { held: CstNode | CstNode[] }) {
      return Array.isArray(this.held) ? this.held : [this.held];
    },
    set(this: { held: CstNode | CstNode[] }, content: CstNode[]) {
      this.held = content;
    },
  },
  _rangeCache: { get: () => undefined, set: () => {} },
});

const NOWHERE: Position = { line: 0, character: 0 };

function startOf(node: CstNode): Position {
  let at: CstNode | undefined = node;
  while (at instanceof MovableComposite) at = at.firstPart;
  return at?.range.start ?? NOWHERE;
}

/** What a broken text leaves empty ends where it begins. */
function endOf(node: CstNode): Position {
  const within: CstNode[] = [];
  let at: CstNode | undefined = node;
  while (at instanceof MovableComposite) {
    within.push(at);
    at = at.lastPart;
  }
  let end = at?.range.end ?? NOWHERE;
  // Langium's own reading, level by level; only what is empty can end before it begins.
  if (!at) for (const each of within.reverse()) end = later(startOf(each), end);
  return end;
}

function later(start: Position, end: Position): Position {
  return end.line < start.line ? start : end;
}
