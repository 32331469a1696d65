import type { LangiumDocument } from 'langium';
import type { Analysis } from '../analysis/analyze.ts';
import type * as ast from '../generated/ast.ts';
import { formatServices } from '../model/services.ts';
import type { SegplanCoreServices } from '../module.ts';
import type { RuleEntry, RuleSet, RuleSide } from './rule-set.ts';

/** A plan whose rule sets are loaded somewhere. */
export interface OlderPlan {
  readonly document: LangiumDocument<ast.Document>;
  /** Those of the language that it was read in. */
  readonly services: SegplanCoreServices;
}

/**
 * What an older plan may have brought onto a device, by the phases that may have been on: its own, those that are on now, one more, and all.
 * Rules whose date has passed since are among it.
 */
export function analysesOf({ document, services }: OlderPlan, phases: readonly string[]): Analysis[] {
  const root = document.parseResult.value;
  const { Plans } = services.segplan;
  const plan = Plans.plan(root);
  const flows = [...plan.catalog.vendors.values()].flatMap((vendor) => vendor.flows);
  const all = [...new Set([...phases, ...[...plan.rules, ...flows].flatMap(({ phase }) => phase ?? [])])].sort();
  const sets = [[], phases, ...all.map((phase) => [...phases, phase]), all].map((each) => Plans.analysis(root, each));
  return [...new Map(sets.map((analysis) => [[...analysis.phases].sort().join('\n'), analysis])).values()].map((analysis) => ({
    ...analysis,
    moment: { ...analysis.moment, today: '' },
  }));
}

/** The rules that older rule sets have and a newer one has not, each in words, by their ids. */
export function goneRules(newer: readonly RuleSet[], older: readonly RuleSet[]): string[] {
  const kept = new Set(newer.flatMap(({ entries }) => entries.map(({ id }) => id)));
  const gone = new Map(older.flatMap(({ entries }) => entries.map((entry) => [entry.id, entry])));
  return [...gone.values()]
    .filter(({ id }) => !kept.has(id))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(inWords);
}

function inWords({ id, action, sources, destinations, services, phase, until }: RuleEntry): string {
  const labels = (sides: readonly RuleSide[]): string => sides.map(({ label }) => label).join(', ');
  const stay = `${phase ? ` during ${phase}` : ''}${until ? ` until ${until}` : ''}`;
  return `${id} (${action} ${labels(sources)} -> ${labels(destinations)} : ${formatServices(services)}${stay})`;
}

/** The things of some lists that another has not, each once. */
export function without<T>(lists: readonly (readonly T[])[], kept: readonly T[], keyOf: (thing: T) => string): T[] {
  const known = new Set(kept.map(keyOf));
  return [...new Map(lists.flat().map((thing) => [keyOf(thing), thing])).values()].filter((thing) => !known.has(keyOf(thing)));
}
