import type * as ast from '../generated/ast.ts';
import type { EndpointResolver } from './endpoint-resolver.ts';
import { keptRule, madeOf } from './kept-rules.ts';
import { linkedSince, linkings } from './linkings.ts';
import { keptEnds, noteDifference, placesThatDiffer, spliced } from './lists.ts';
import type { Named } from './named-ends.ts';
import type { PlanComponent, PlanRule, PlanZone } from './plan.ts';
import type { Steps } from './steps.ts';

type Said = Map<Named, Set<ast.Rule>>;

/** What rules are read with. */
export interface Among {
  readonly resolver: EndpointResolver;
  readonly zones: readonly PlanZone[];
  readonly components: readonly PlanComponent[];
}

/**
 * The rules of a plan by what they are made of: after an edit those alone are read again that say another text, a name that leads elsewhere,
 * or one of something that is something else by now. All others are not even looked at.
 */
export class RuleBook {
  /** In the order of the text. */
  readonly rules: readonly PlanRule[];
  private readonly nodes: readonly ast.Rule[];
  private readonly linkings: number;
  /** Rules by the names at their ends: of zones and their components under these zones, all others apart. */
  private readonly inZones: Map<PlanZone, Said>;
  private readonly elsewhere: Said;
  /** Rules that say names of services, or that all of a plan decides about. */
  private readonly particular: Set<ast.Rule>;

  private constructor(nodes: readonly ast.Rule[], rules: readonly PlanRule[], linkedTo: number, former?: RuleBook) {
    this.nodes = nodes;
    this.rules = rules;
    this.linkings = linkedTo;
    this.inZones = former?.inZones ?? new Map();
    this.elsewhere = former?.elsewhere ?? new Map();
    this.particular = former?.particular ?? new Set();
  }

  /**
   * Reads rules, step by step.
   * @param former the book before an edit, which must not be used once all steps are done
   */
  static *reading(nodes: readonly ast.Rule[], among: Among, former?: RuleBook): Steps<RuleBook> {
    const linkedTo = linkings();
    const again = former?.changedIn(nodes, among.resolver);
    const rules = former?.rulesAt(nodes) ?? new Array<PlanRule>(nodes.length);
    const asked = again ?? nodes.keys();
    let count = 0;
    for (const n of asked) {
      if (count++ % RULES_A_STEP === 0) yield;
      rules[n] = keptRule(nodes[n]!, among.resolver, among.zones, among.components, rules[n]);
    }
    if (again && former!.rules.length === rules.length) {
      const others = [...again].filter((n) => rules[n] !== former!.rules[n]).sort((a, b) => a - b);
      noteDifference(former!.rules, rules, others);
    }
    const book = new RuleBook(
      nodes,
      former && isSameRules(former.rules, rules) ? former.rules : rules,
      linkedTo,
      again && former,
    );
    book.note(again ? former!.rules : NONE);
    return book;
  }

  /** The rules of before where their statements are by now. */
  private rulesAt(nodes: readonly ast.Rule[]): PlanRule[] {
    if (nodes.length === this.nodes.length) return this.rules.slice();
    const [start, end] = keptEnds(this.nodes, nodes);
    const between = new Array<PlanRule>(nodes.length - start - end);
    return spliced(this.rules, start, this.rules.length - end, between);
  }

  /** The places of the rules that may be others than before an edit; nothing where all may be. */
  private changedIn(nodes: readonly ast.Rule[], resolver: EndpointResolver): ReadonlySet<number> | undefined {
    const linked = linkedSince(this.linkings);
    if (!linked || resolver.whole !== resolver) return undefined;
    const result = new Set<number>();
    const add = (node: ast.Rule): void => {
      const n = placeOf(node, nodes);
      if (n !== undefined) result.add(n);
    };
    if (nodes.length === this.nodes.length) {
      for (const n of placesThatDiffer(this.nodes, nodes)) result.add(n);
    } else {
      const [start, end] = keptEnds(this.nodes, nodes);
      for (let n = start; n < nodes.length - end; n++) result.add(n);
    }
    for (const statement of linked) add(statement as ast.Rule);
    for (const node of this.particular) add(node);
    const ask = (said: Said): void => {
      for (const [named, rules] of said) if (!named.isStill(resolver)) for (const node of rules) add(node);
    };
    ask(this.elsewhere);
    // A zone that is the object that it was has the components that it had.
    for (const [zone, said] of this.inZones) if (!resolver.holds(zone)) ask(said);
    return result;
  }

  /** Takes down the rules that have come, and strikes out those that have gone. */
  private note(before: readonly PlanRule[]): void {
    const { rules } = this;
    if (before === rules) return;
    if (before.length === rules.length) {
      const places = placesThatDiffer(before, rules);
      for (const n of places) this.strike(before[n]!);
      for (const n of places) this.enter(rules[n]!);
      return;
    }
    const [start, end] = keptEnds(before, rules);
    for (let n = start; n < before.length - end; n++) this.strike(before[n]!);
    for (let n = start; n < rules.length - end; n++) this.enter(rules[n]!);
  }

  private enter(rule: PlanRule): void {
    const { node } = rule;
    const { named, isParticular } = madeOf(rule);
    if (isParticular) this.particular.add(node);
    for (const each of named) {
      let said = each.home ? this.inZones.get(each.home) : this.elsewhere;
      if (!said) {
        said = new Map();
        this.inZones.set(each.home!, said);
      }
      const known = said.get(each);
      if (known) known.add(node);
      else said.set(each, new Set([node]));
    }
  }

  private strike(rule: PlanRule): void {
    const { node } = rule;
    const { named, isParticular } = madeOf(rule);
    if (isParticular) this.particular.delete(node);
    for (const each of named) {
      const said = each.home ? this.inZones.get(each.home) : this.elsewhere;
      const known = said?.get(each);
      if (!said || !known?.delete(node) || known.size) continue;
      said.delete(each);
      if (each.home && !said.size) this.inZones.delete(each.home);
    }
  }
}

/** Whether two lists are of the same rules. */
function isSameRules(before: readonly PlanRule[], rules: readonly PlanRule[]): boolean {
  return before.length === rules.length && !placesThatDiffer(before, rules).length;
}

const RULES_A_STEP = 50;
const NONE: readonly never[] = [];

/** Which of some rules, in the order of the text, a node is; nothing where it is none of them. */
function placeOf(node: ast.Rule, nodes: readonly ast.Rule[]): number | undefined {
  const place = node.$containerIndex ?? -1;
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]!.$containerIndex ?? -1) < place) low = middle + 1;
    else high = middle;
  }
  return nodes[low] === node ? low : undefined;
}
