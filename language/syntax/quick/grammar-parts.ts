import { AstUtils, GrammarAST, GrammarUtils } from 'langium';
import { composed } from '../name-value.ts';
import type { Assigned, TreeBuilder } from './builder.ts';
import type { QuickLexer } from './words.ts';

/** The kinds of the words that are read, and which way was taken at each place of the grammar that has several. */
export interface Reading {
  readonly kinds: readonly number[];
  /** As long as words are only looked at: what was decided so far. As soon as nodes are made: what was decided, up to `next`. */
  readonly decided: number[];
  next: number;
}

/** A part of the grammar. */
export interface Part {
  /** With which kinds of words it may begin. */
  readonly first: ReadonlySet<number>;
  readonly mayBeEmpty: boolean;
  /** Behind which word it ends if it begins at one, or -1. Notes what it decided. */
  match(reading: Reading, at: number): number;
  /** Makes what it matched, by what was noted. */
  build(reading: Reading, tree: TreeBuilder): void;
}

/**
 * Makes parts of the rules of a grammar. Of several ways the first one that can be gone is gone: a text without errors has one. What can't be
 * gone in this manner, or has an error, is for Langium's parser, which looks further ahead.
 */
export class GrammarParts {
  private readonly lexer: QuickLexer;
  private readonly rules = new Map<GrammarAST.ParserRule, Part>();
  private readonly types = new Map<GrammarAST.ParserRule, string | undefined>();

  constructor(lexer: QuickLexer) {
    this.lexer = lexer;
  }

  rule(rule: GrammarAST.ParserRule): Part {
    let part = this.rules.get(rule);
    if (!part) {
      part = this.part(rule.definition);
      this.rules.set(rule, part);
    }
    return part;
  }

  /** What a rule makes; nothing for one that makes a plain value. */
  private typeOf(rule: GrammarAST.ParserRule): string | undefined {
    if (!this.types.has(rule)) this.types.set(rule, isOfValues(rule.definition) ? undefined : GrammarUtils.getTypeName(rule));
    return this.types.get(rule);
  }

  private part(element: GrammarAST.AbstractElement): Part {
    const inner = this.single(element);
    if (element.cardinality === '?') return optional(inner);
    if (element.cardinality === '*') return repeated(inner);
    return element.cardinality === '+' ? sequence([inner, repeated(inner)]) : inner;
  }

  private single(element: GrammarAST.AbstractElement): Part {
    if (GrammarAST.isKeyword(element)) return this.word(element, element.value);
    if (GrammarAST.isGroup(element)) return sequence(element.elements.map((each) => this.part(each)));
    if (GrammarAST.isAlternatives(element)) return alternatives(element.elements.map((each) => this.part(each)));
    if (GrammarAST.isAssignment(element)) return this.part(element.terminal);
    if (GrammarAST.isRuleCall(element)) return this.call(element, element.rule.ref);
    if (GrammarAST.isCrossReference(element) && GrammarAST.isRuleCall(element.terminal))
      return this.call(element, element.terminal.rule.ref);
    if (GrammarAST.isAction(element)) return action(element);
    throw new Error(`The grammar has a ${element.$type} that is not known here.`);
  }

  private word(element: GrammarAST.AbstractElement, name: string, convert?: (image: string) => unknown): Part {
    const { kind } = this.lexer.type(name);
    const assigned = assignedBy(element);
    return {
      first: new Set([kind]),
      mayBeEmpty: false,
      match: ({ kinds }, at) => (kinds[at] === kind ? at + 1 : -1),
      build: (_reading, tree) => tree.word(element, assigned, convert),
    };
  }

  private call(element: GrammarAST.AbstractElement, rule: GrammarAST.AbstractRule | undefined): Part {
    if (GrammarAST.isTerminalRule(rule)) return this.word(element, rule.name, CONVERTERS[rule.name]);
    if (!GrammarAST.isParserRule(rule)) throw new Error('The grammar calls a rule that is not known here.');
    const assigned = assignedBy(element);
    // A rule may call itself.
    let called: Part | undefined;
    const part = (): Part => {
      called ??= this.rule(rule);
      return called;
    };
    return {
      get first() {
        return part().first;
      },
      get mayBeEmpty() {
        return part().mayBeEmpty;
      },
      match: (reading, at) => part().match(reading, at),
      build: (reading, tree) => {
        const syntax = tree.open(element, this.typeOf(rule));
        part().build(reading, tree);
        tree.close(syntax, assigned);
      },
    };
  }
}

/**
 * Whether a rule makes a plain value: it assigns nothing, and neither do those that it calls. Langium asks that by streams over all of a rule, which
 * took a twentieth of checking a small plan.
 */
function isOfValues(element: GrammarAST.AbstractElement, asked = new Set<GrammarAST.AbstractElement>()): boolean {
  if (asked.has(element)) return true;
  asked.add(element);
  if (GrammarAST.isAssignment(element) || GrammarAST.isAction(element)) return false;
  if (GrammarAST.isGroup(element) || GrammarAST.isAlternatives(element))
    return element.elements.every((each) => isOfValues(each, asked));
  const rule = GrammarAST.isRuleCall(element) ? element.rule.ref : undefined;
  return !GrammarAST.isParserRule(rule) || isOfValues(rule.definition, asked);
}

/** What `SegplanValueConverter` makes of terminals. */
const CONVERTERS: Readonly<Record<string, (image: string) => unknown>> = {
  ID: composed,
  INT: (image) => Number.parseInt(image, 10),
  STRING: textOf,
};

const ESCAPED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', 0: '\0' };

function textOf(image: string): string {
  const text = image.slice(1, -1);
  return text.includes('\\') ? text.replace(/\\([\s\S])/g, (_, char: string) => ESCAPED[char] ?? char) : text;
}

function assignedBy(element: GrammarAST.AbstractElement): Assigned | undefined {
  const assignment = AstUtils.getContainerOfType(element, GrammarAST.isAssignment);
  if (!assignment) return undefined;
  return {
    operator: assignment.operator,
    property: assignment.feature,
    isReference: GrammarAST.isCrossReference(assignment.terminal),
  };
}

function action(element: GrammarAST.Action): Part {
  const type = element.inferredType?.name ?? element.type?.$refText ?? '';
  const { feature, operator } = element;
  return {
    first: new Set(),
    mayBeEmpty: true,
    match: (_reading, at) => at,
    build: (_reading, tree) => (feature && operator ? tree.wrap(type, operator, feature, element) : tree.rename(type)),
  };
}

function sequence(parts: readonly Part[]): Part {
  if (parts.length === 1) return parts[0]!;
  return lazily({
    first: () => {
      const behind = parts.findIndex((each) => !each.mayBeEmpty) + 1;
      return union(behind ? parts.slice(0, behind) : parts);
    },
    mayBeEmpty: () => parts.every((each) => each.mayBeEmpty),
    match(reading, from) {
      let at = from;
      for (const part of parts) {
        at = part.match(reading, at);
        if (at < 0) return -1;
      }
      return at;
    },
    build(reading, tree) {
      for (const part of parts) part.build(reading, tree);
    },
  });
}

function alternatives(parts: readonly Part[]): Part {
  // Which of them may begin with a word.
  const ways = new Map<number | undefined, readonly number[]>();
  const waysFor = (kind: number | undefined): readonly number[] => {
    let known = ways.get(kind);
    if (!known) {
      known = parts.flatMap((part, n) => (part.mayBeEmpty || (kind !== undefined && part.first.has(kind)) ? n : []));
      ways.set(kind, known);
    }
    return known;
  };
  return lazily({
    first: () => union(parts),
    mayBeEmpty: () => parts.some((each) => each.mayBeEmpty),
    match(reading, at) {
      const { decided } = reading;
      const before = decided.length;
      for (const n of waysFor(reading.kinds[at])) {
        decided.push(n);
        const end = parts[n]!.match(reading, at);
        if (end >= 0) return end;
        decided.length = before;
      }
      return -1;
    },
    build(reading, tree) {
      parts[reading.decided[reading.next++]!]!.build(reading, tree);
    },
  });
}

function optional(part: Part): Part {
  return lazily({
    first: () => part.first,
    mayBeEmpty: () => true,
    match(reading, at) {
      const end = attempt(part, reading, at);
      if (end >= 0) return end;
      reading.decided.push(0);
      return at;
    },
    build(reading, tree) {
      if (reading.decided[reading.next++]) part.build(reading, tree);
    },
  });
}

function repeated(part: Part): Part {
  return lazily({
    first: () => part.first,
    mayBeEmpty: () => true,
    match(reading, from) {
      let at = from;
      for (let end = attempt(part, reading, at); end > at; end = attempt(part, reading, at)) at = end;
      reading.decided.push(0);
      return at;
    },
    build(reading, tree) {
      while (reading.decided[reading.next++]) part.build(reading, tree);
    },
  });
}

/** Goes a way that need not be gone. */
function attempt(part: Part, reading: Reading, at: number): number {
  const { kinds, decided } = reading;
  if (!part.first.has(kinds[at]!)) return -1;
  const before = decided.push(1) - 1;
  const end = part.match(reading, at);
  if (end <= at) decided.length = before;
  return end > at ? end : -1;
}

/** A rule may call itself, so that with what a part begins is found out when it is asked for, once. */
function lazily(made: { first(): ReadonlySet<number>; mayBeEmpty(): boolean; match: Part['match']; build: Part['build'] }): Part {
  let first: ReadonlySet<number> | undefined;
  let mayBeEmpty: boolean | undefined;
  return {
    get first() {
      first ??= made.first();
      return first;
    },
    get mayBeEmpty() {
      mayBeEmpty ??= made.mayBeEmpty();
      return mayBeEmpty;
    },
    match: made.match,
    build: made.build,
  };
}

function union(parts: readonly Part[]): ReadonlySet<number> {
  return new Set(parts.flatMap((each) => [...each.first]));
}
