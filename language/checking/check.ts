import type { AstNode, CstNode, LangiumDocument, Properties } from 'langium';
import type { Range, TextEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis/analyze.ts';
import { type Closing, lostByClosing } from '../analysis/reach/lost-by-closing.ts';
import { lineOf } from '../analysis/reach/objections.ts';
import { ofEachRule } from '../analysis/surroundings.ts';
import type * as ast from '../generated/ast.ts';
import type { Plan, PlanRule, PlanZone } from '../model/plan.ts';
import type { Steps } from '../model/steps.ts';
import type { Drift } from '../running/drift.ts';
import { placeOfMember } from '../syntax/prepared-tree.ts';
import { syntaxOfProperty } from '../syntax/property-syntax.ts';
import type { VisibleDocuments } from '../workspace/visible-documents.ts';
import type { Suppression } from './suppressions.ts';
import { zonePlacesIn } from './zone-places.ts';

/** What a level can be: `off` silences a check. */
export const LEVELS = ['error', 'warning', 'info', 'hint', 'off'] as const;

/** What a check is about, in the words of the settings, and in their order. */
export const THEMES = {
  needs: 'What Is Needed and Missing',
  openings: 'What Is Open',
  firewalls: 'Firewalls and What They Run',
  places: 'Addresses and Names',
  words: 'What Is Written',
  idle: 'What Changes Nothing',
} as const;

export type Level = 'error' | 'warning' | 'info' | 'hint';

/** Everything that a check may look at. */
export interface CheckContext {
  readonly document: LangiumDocument<ast.Document>;
  readonly root: ast.Document;
  readonly plan: Plan;
  readonly analysis: Analysis;
  readonly visible: VisibleDocuments;
  /** All checks there are. */
  readonly checks: readonly Check[];
  /** The comments that silence findings; what they silenced is known to a check that runs last. */
  readonly suppressions: readonly Suppression[];
  /** Whether other files import this one, as far as anybody knows: they may use what nothing here does. */
  readonly isImported: boolean;
  /** Where the plan and what its firewalls run part; unset where nobody has read what they run. */
  readonly drift?: Drift;
}

/** A place in this or in another document, for related information. */
export interface Place {
  readonly node: AstNode;
  readonly property?: string;
  readonly index?: number;
  readonly message: string;
}

/** A line of a file that is no plan, for related information. */
export interface FilePlace {
  readonly uri: string;
  /** 1-based */
  readonly line: number;
  readonly message: string;
}

/** One thing that a check found. `Data` is what the check's own fix needs to know. */
export interface Finding<Data = unknown> {
  readonly node: AstNode;
  /** The part of the node to underline; the whole node otherwise. */
  readonly property?: string;
  readonly index?: number;
  readonly range?: Range;
  readonly message: string;
  readonly related?: readonly Place[];
  readonly elsewhere?: readonly FilePlace[];
  /** Shown faded: the text has no effect. */
  readonly unnecessary?: boolean;
  readonly data?: Data;
}

export interface Fix {
  /** What the editor's menu says. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** The fix to take without asking; at most one of a finding's fixes. */
  readonly preferred?: boolean;
  /** What the rules open no longer once it is done: where an assertion would fail by that, the title says so, and nobody takes it without asking. */
  readonly closes?: Closing;
}

/**
 * One check: a file of its own below `checks/`, with everything there is to say about it. The settings, the documentation page and the
 * README's table are generated from it.
 */
export interface Check<Data = unknown> {
  /** Stable, kebab-case, the name of its file. */
  readonly code: string;
  readonly level: Level;
  readonly theme: keyof typeof THEMES;
  /** One line: what it finds. */
  readonly title: string;
  /** Markdown: why it matters, an example, what to do. */
  readonly documentation: string;
  /** Set when findings are about what the rules of a file lack as a plan: one that imports the file has rules of its own. */
  readonly ofPlan?: boolean;
  /**
   * Set where a plan with such a finding can't be read for certain, so that a rule set made from it would be wrong: neither settings nor
   * the plan change its level, and no comment silences it.
   */
  readonly essential?: true;
  /** Set for a check that says itself how many more there are than it tells. */
  readonly tellsMost?: true;
  /** Set for a check of what firewalls run: it finds nothing where nobody has read that. */
  readonly ofRunning?: true;
  /** Set for a check of what other checks found: it runs after them. */
  readonly last?: true;
  /**
   * Set where rules, assertions and comments have no part in the findings, nor the lines on which anything stands: what was found is kept
   * while these are edited.
   */
  readonly besidesRules?: true;
  /**
   * Set besides where neither addresses nor what components are called decide whether there is any finding, but the shape of the plan
   * (`analysis/shape.ts`): where nothing was found, nothing is looked for while only these are edited.
   */
  readonly ofShape?: true;
  /** What takes longest of `detect`, which has it at hand then; between two steps a key may end it. */
  prepare?(context: CheckContext): Steps<void>;
  detect(context: CheckContext): Iterable<Finding<Data>>;
  fix?(finding: Finding<Data>, context: CheckContext): Fix[];
  /** The name of the firewall that could change instead of the plan. */
  device?(finding: Finding<Data>): string | undefined;
  /**
   * Edits that mend all of a file's findings at once, or some of them, for `source.fixAll.segplan`. Only where that is always right.
   * All edits of one call fit together.
   */
  fixAll?(findings: readonly Finding<Data>[], context: CheckContext): TextEdit[];
  /** Whether these edits leave a finding, or a part of it, for somebody to look at; none, where nothing is said. */
  leaves?(finding: Finding<Data>, context: CheckContext): boolean;
}

/** Keeps a check's own data type where it is defined; its fixes say which assertion they break. */
export function defineCheck<Data = undefined>(check: Check<Data>): Check {
  const { fix } = check;
  const told = fix && {
    fix: (finding: Finding<Data>, context: CheckContext) => fix(finding, context).map((each) => warned(each, context)),
  };
  return { ...check, ...told } as unknown as Check;
}

function warned({ closes, ...fix }: Fix, { root, analysis }: CheckContext): Fix {
  const lost = closes && lostByClosing(root, analysis, closes);
  if (!lost) return fix;
  const { preferred: _, ...asked } = fix;
  return { ...asked, title: `${fix.title}, against the assertion on line ${lineOf({ assertion: lost })}` };
}

/** Names of properties of a node, checked by the compiler. */
export function at<N extends AstNode>(
  node: N,
  property: Properties<N>,
  index?: number,
): { node: N; property: string; index?: number } {
  return index === undefined ? { node, property } : { node, property, index };
}

/** Where the pages of checks are: with the built-in catalogs, and not on the network, where they could be somebody else's. */
export const PAGES = 'builtin:///checks/';

/**
 * What is found in each rule of a plan by itself, together with what the plan has besides rules; of a rule that an edit left alone it is
 * what was found before, so that a finding must not speak of lines or of other rules.
 * @param more what else it depends on
 */
export function findingsOfRules<Data>(
  analysis: Analysis,
  name: string,
  find: (rule: PlanRule) => Iterable<Finding<Data>>,
  more: readonly unknown[] = [],
): readonly Finding<Data>[] {
  return ofEachRule(analysis, `findings: ${name}`, (rule) => [...find(rule)], more);
}

/**
 * What is found in each zone of a file by itself, with its components, its statement, settings and catalogs; of a zone that an edit left
 * alone it is what was found before. A zone is another object as soon as anything of it or of its components is, and its statement is
 * another one as soon as any word of it is.
 */
export function findingsOfZones<T>(
  { plan, analysis, document }: CheckContext,
  name: string,
  find: (zone: PlanZone) => Iterable<T>,
): readonly T[] {
  const here = zonePlacesIn(analysis, document);
  return analysis.memory.each(`zones: ${name}`, here, [plan.settings], ({ zone }) => [...find(zone)]);
}

/** Where a check is explained. */
export function documentationUrl(code: string): string {
  return `${PAGES}${code}.md`;
}

/** Where a finding or a related place is underlined. */
export function rangeOf(place: Pick<Finding, 'node' | 'property' | 'index' | 'range'>): Range {
  const member = place.property || place.range ? undefined : placeOfMember(place.node);
  if (member) return member;
  if (place.range) return place.range;
  const { $cstNode } = place.node;
  if (!$cstNode) return { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  return (place.property === undefined ? $cstNode : syntaxOf($cstNode, place.property, place.index)).range;
}

const properties = new WeakMap<CstNode, Map<string, CstNode>>();

/** What of the syntax of a node says a property, or all of it; found once, wherever it moves: thousands of findings may stand at one name. */
function syntaxOf(node: CstNode, property: string, index: number | undefined): CstNode {
  let known = properties.get(node);
  if (!known) {
    known = new Map();
    properties.set(node, known);
  }
  const key = index === undefined ? property : `${property} ${index}`;
  let found = known.get(key);
  if (!found) {
    found = syntaxOfProperty(node, property, index) ?? node;
    known.set(key, found);
  }
  return found;
}
