import type { Analysis } from '../language/analysis/analyze.ts';
import { explainQuery } from '../language/analysis/explain/by-component.ts';
import type { Explanation } from '../language/analysis/explain/explain.ts';
import { type Asking, parseQuery, type Query } from '../language/analysis/explain/query.ts';
import type { Ends } from '../language/analysis/reach/assertions.ts';
import { Reach } from '../language/analysis/reach/reach.ts';
import { relaysOf } from '../language/analysis/reach/relays.ts';
import type { Chain, Hop } from '../language/analysis/reach/ways.ts';
import { hidesMeaning } from '../language/checking/document-errors.ts';
import { type TrafficWays, waysOfTraffic } from '../language/rulesets/firewalls/traffic-ways.ts';
import { SegplanError } from './errors.ts';
import type { OpenPlan } from './load.ts';
import { type Remedies, remediesFor } from './remedies.ts';

/** A question with what it was answered from. */
interface Asked {
  readonly question: string;
  readonly query: Query;
  readonly analysis: Analysis;
  /** Whether parts of the plan could not be understood, so that the answer may be incomplete. */
  readonly incomplete: boolean;
}

export interface Explained extends Asked {
  readonly explanation: Explanation;
  /** What would let pass what is needed of it and doesn't pass. */
  readonly remedies: Remedies;
  /** Which firewalls the traffic passes, and their rules about it; nothing where the plan names none. */
  readonly ways: TrafficWays | undefined;
}

/** The ways from one end to another. */
export interface Reached extends Asked, Ends {
  /** The components of the plan that pass traffic on. */
  readonly relays: readonly string[];
  readonly chains: readonly Chain[];
  /** Whether there are more than these. */
  readonly more: boolean;
  /** The zone that both ends lie in, where there is one. */
  readonly zone: string | undefined;
}

/** Nobody reads more of them. */
const MOST_CHAINS = 100;

/**
 * Whether a plan permits some traffic, by what, and what needs it.
 * @throws SegplanError with a sentence that says why the question can't be understood
 */
export async function explainIn(plan: OpenPlan, question: string): Promise<Explained> {
  const asked = await read(plan, question);
  const { analysis, query } = asked;
  return {
    ...asked,
    explanation: explainQuery(analysis, query),
    remedies: remediesFor(query, plan),
    ways: query.within ? undefined : waysOfTraffic(analysis, query),
  };
}

/** The ways on which traffic gets from one end to another, over components that relay. @throws SegplanError likewise */
export async function reachIn(plan: OpenPlan, question: string): Promise<Reached> {
  const asked = await read(plan, question, 'ends');
  const { query, analysis } = asked;
  const { sources, destinations } = query.rule;
  return {
    ...asked,
    sources,
    destinations,
    zone: (
      query.within ??
      analysis.plan.zones.find((z) => !z.external && z.addresses.covers(query.sources) && z.addresses.covers(query.destinations))
    )?.name,
    relays: relaysOf(analysis.plan).map((c) => c.name),
    ...new Reach(analysis, { sources: query.sources, targets: [query] }).chains(MOST_CHAINS),
  };
}

/** The firewalls that one hop of a way passes; nothing within a zone, and where the plan names none. */
export function waysOfHop({ inside, packet, services }: Hop, analysis: Analysis): TrafficWays | undefined {
  return inside ? undefined : waysOfTraffic(analysis, { ...packet, services });
}

async function read({ document, services }: OpenPlan, question: string, asking?: Asking): Promise<Asked> {
  const root = document.parseResult.value;
  let query: Query;
  try {
    query = await parseQuery(question, root, services, asking);
  } catch (error) {
    throw new SegplanError((error as Error).message);
  }
  const analysis = services.segplan.Plans.analysis(root);
  return { question, query, analysis, incomplete: (document.diagnostics ?? []).some(hidesMeaning) };
}
