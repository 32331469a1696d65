import { type AstNode, type AstReflection, type CstNode, type GrammarAST, isAstNode, type Linker } from 'langium';
import { NOTHING } from '../../model/lists.ts';
import { leafOf, MovableComposite, type MovableLeaf, type Origin } from '../incremental/movable-syntax.ts';
import type { Word } from './words.ts';

/** What an element of the grammar does with what it reads. */
export interface Assigned {
  readonly operator: string;
  readonly property: string;
  readonly isReference: boolean;
}

type Held = Record<string, unknown>;

/** A node that is being made; what a rule for plain values reads is gathered in `text`. */
interface Making {
  node: Held & { $type: string; $cstNode?: CstNode | undefined };
  readonly isText: boolean;
  text: string;
}

type Maker = new (type: string) => Making['node'];

/**
 * Makes objects like any other. V8 gives all that one function makes the room that the first of them came to need, where what is put into `{}` one
 * after the other lies outside of it, in lists that are copied as they grow.
 */
function makerOf(): Maker {
  const make = function (this: { $type: string }, type: string): void {
    this.$type = type;
  };
  make.prototype = Object.prototype;
  return make as unknown as Maker;
}

/** Makes the nodes that Langium's parser makes of the same words, with the same syntax nodes. */
export class TreeBuilder {
  private readonly reflection: AstReflection;
  private readonly linker: Linker;
  private readonly defaults = new Map<string, readonly (readonly [name: string, value: unknown])[]>();
  private readonly makers = new Map<string, Maker>();
  private words: readonly Word[] = [];
  private hidden: readonly Word[] = [];
  private origin: Origin = { offset: 0, line: 0, character: 0 };
  private at = 0;
  private hiddenAt = 0;
  private root = new MovableComposite();
  private syntax: MovableComposite[] = [];
  private making: Making[] = [];

  constructor(reflection: AstReflection, linker: Linker) {
    this.reflection = reflection;
    this.linker = linker;
  }

  /** @param origin where the syntax nodes count from */
  begin(words: readonly Word[], hidden: readonly Word[], origin: Origin): void {
    this.words = words;
    this.hidden = hidden;
    this.origin = origin;
    this.at = 0;
    this.hiddenAt = 0;
    this.root = new MovableComposite();
    this.syntax = [this.root];
    this.making = [];
  }

  /** The syntax nodes of everything that was read, comments at the end included. */
  end(): CstNode[] {
    for (const word of this.hidden.slice(this.hiddenAt)) this.append(this.root, this.leaf(word, true));
    const content = this.root.content.slice();
    this.begin([], [], this.origin);
    return content;
  }

  /** Begins what a rule makes: a node of a type, or a plain value. */
  open(feature: GrammarAST.AbstractElement, type: string | undefined): MovableComposite {
    const node = new MovableComposite();
    node.grammarSource = feature;
    this.append(this.syntax.at(-1)!, node);
    this.syntax.push(node);
    this.making.push({ node: this.newNode(type ?? ''), isText: type === undefined, text: '' });
    return node;
  }

  /** Ends what a rule makes, and gives it to what it is a part of. */
  close(syntax: MovableComposite, assigned: Assigned | undefined): unknown {
    const { node, isText, text } = this.construct();
    const value = isText ? text : node;
    const outer = this.making.at(-1);
    if (!outer) return value;
    if (assigned) this.assign(assigned, value, node.$cstNode ?? syntax);
    else if (outer.isText) outer.text += text;
    else this.replace(outer, node);
    return value;
  }

  /** A word; a plain value that it stands for goes where it is assigned. */
  word(feature: GrammarAST.AbstractElement, assigned: Assigned | undefined, convert?: (image: string) => unknown): void {
    const word = this.words[this.at++]!;
    this.comments(word.startOffset);
    const leaf = this.leaf(word, false);
    leaf.grammarSource = feature;
    this.append(this.syntax.at(-1)!, leaf);
    const value = convert ? convert(word.image) : word.image;
    if (assigned) {
      this.assign(assigned, value, leaf);
      return;
    }
    const current = this.making.at(-1)!;
    if (current.isText) current.text += String(value);
  }

  /** From here on the current node is of another type. */
  rename(type: string): void {
    this.making.at(-1)!.node.$type = type;
  }

  /** Puts the current node into a new one, which takes its place. */
  wrap(type: string, operator: string, property: string, action: GrammarAST.AbstractElement): void {
    const { node } = this.construct();
    const syntax = node.$cstNode as MovableComposite;
    const parent = this.syntax.at(-1)!;
    parent.content.splice(parent.content.indexOf(syntax), 1);
    const outer = new MovableComposite();
    outer.grammarSource = action;
    this.append(parent, outer);
    this.syntax.push(outer);
    this.append(outer, syntax);
    this.making.push({ node: this.newNode(type), isText: false, text: '' });
    this.assign({ operator, property, isReference: false }, node, syntax);
  }

  private construct(): Making {
    const made = this.making.pop()!;
    const syntax = this.syntax.pop()!;
    syntax.fit();
    if (made.isText) return made;
    const { node } = made;
    node.$cstNode = syntax;
    for (const [name, value] of this.defaultsOf(node.$type))
      if (node[name] === undefined) node[name] = Array.isArray(value) ? NOTHING : value;
    return made;
  }

  private newNode(type: string): Making['node'] {
    let make = this.makers.get(type);
    if (!make) {
      make = makerOf();
      this.makers.set(type, make);
    }
    return new make(type);
  }

  private defaultsOf(type: string): readonly (readonly [string, unknown])[] {
    let known = this.defaults.get(type);
    if (!known) {
      const all = Object.values(this.reflection.getTypeMetaData(type).properties);
      known = all.filter((each) => each.defaultValue !== undefined).map((each) => [each.name, each.defaultValue] as const);
      this.defaults.set(type, known);
    }
    return known;
  }

  private assign({ operator, property, isReference }: Assigned, value: unknown, syntax: CstNode): void {
    const { node } = this.making.at(-1)!;
    const item = isReference ? this.linker.buildReference(node as unknown as AstNode, property, syntax, value as string) : value;
    if (isAstNode(item) && item.$cstNode) (item.$cstNode as { astNode: AstNode }).astNode = item;
    if (operator === '=') node[property] = item;
    else if (operator === '?=') node[property] = true;
    else {
      const list = node[property];
      // A node that is done has one list for all that holds nothing, and may go on as another one.
      if (Array.isArray(list) && list.length) list.push(item);
      else node[property] = [item];
    }
  }

  /** What a rule made stands for what called it, with what that had before. */
  private replace(outer: Making, node: Making['node']): void {
    for (const [name, value] of Object.entries(outer.node)) {
      const own = node[name];
      if (own === undefined) node[name] = value;
      else if (Array.isArray(own) && Array.isArray(value)) node[name] = [...value, ...own];
    }
    node.$cstNode = undefined;
    outer.node = node;
  }

  private leaf(word: Word, hidden: boolean): MovableLeaf {
    return leafOf(word, hidden, this.origin);
  }

  private append(parent: MovableComposite, child: MovableComposite | MovableLeaf): void {
    child.container = parent;
    parent.content.push(child);
  }

  /** Comments stand in front of the outermost node that begins behind them. */
  private comments(until: number): void {
    const from = this.hiddenAt;
    while (this.hiddenAt < this.hidden.length && this.hidden[this.hiddenAt]!.startOffset < until) this.hiddenAt++;
    if (this.hiddenAt === from) return;
    let n = this.syntax.length - 1;
    const begins = n > 0 && !this.syntax[n]!.content.length;
    if (begins) while (n > 1 && this.syntax[n - 1]!.content[0] === this.syntax[n]) n--;
    const begun = begins ? this.syntax[n]! : undefined;
    const parent = begun ? this.syntax[n - 1]! : this.syntax[n]!;
    const leaves = this.hidden.slice(from, this.hiddenAt).map((word) => this.leaf(word, true));
    for (const each of leaves) each.container = parent;
    const behind = begun ? parent.content.splice(parent.content.indexOf(begun)) : [];
    parent.content = parent.content.concat(leaves, behind);
  }
}

/** Ties the nodes below a node to what holds them. */
export function tie(node: AstNode): void {
  const held = node as unknown as Held;
  for (const name in held) {
    if (name.charCodeAt(0) === 36) continue;
    const value = held[name];
    if (Array.isArray(value)) {
      for (let n = 0; n < value.length; n++) if (isAstNode(value[n])) tieOne(value[n] as AstNode, node, name, n);
    } else if (isAstNode(value)) tieOne(value, node, name);
  }
}

type Tied = { -readonly [K in keyof AstNode]: AstNode[K] };

function tieOne(child: AstNode, container: AstNode, property: string, index?: number): void {
  const tied = child as Tied;
  tied.$container = container;
  tied.$containerProperty = property;
  if (index !== undefined) tied.$containerIndex = index;
  tie(child);
}
