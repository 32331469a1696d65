import type { AstNode } from 'langium';
import { type ContestedReading, contestedReadings } from '../analysis/contested/contested.ts';
import { at, type CheckContext, defineCheck, type Fix, type Place } from '../checking/check.ts';
import { insertTrust } from '../editing/edits.ts';
import type { CatalogFlow, Source } from '../model/catalog.ts';
import { describeServices, purposeOf } from '../model/describe-flow.ts';
import { placeInSource } from '../model/describe-source.ts';
import { statementsOf } from '../syntax/statements.ts';

/** So many ends, and flows of the maker, are spelled out in a message; related information has the others. */
const MOST = 3;

/** A reading of a source that a maker's reference contests. */
export const contestedFlow = defineCheck<readonly ContestedReading[]>({
  code: 'contested-flow',
  level: 'info',
  theme: 'needs',
  ofPlan: true,
  title: 'A reading of a source that the maker’s own reference contests',
  documentation: `The sources of a catalog don't always agree. Where a product's own reference contradicts another document, the maker's reading is the
one that is required. The other one is kept and shown: it is known traffic, so that a rule that permits it is not called unneeded, and it is
not required. The finding says who has what, and leads to both lines of the catalog. There is one for each source that a plan can trust, at
the \`use\` of its catalog, about all readings that trusting it would change anything for.

\`\`\`segplan
use veeam 13
trust veeam.segmentation   // what this document says is required, whatever contests it
\`\`\`

Go by the maker's reference, and there is nothing to do. Where you know that your installation does what the other document says, the
quick-fix adds \`trust\`: then both readings are required, and nothing more is reported. To keep the maker's reading without being told,
silence the finding on its line with \`// segplan-disable-next-line contested-flow -- why\`, or all of them with
\`check contested-flow off "we go by the maker's reference"\`.`,
  besidesRules: true,
  ofShape: true,
  *detect(context) {
    for (const readings of bySource(contestedReadings(context.analysis)))
      yield {
        ...placeOf(readings[0]!, context),
        message: message(readings),
        // Readings of one source share the maker's lines and the reference.
        related: [...new Map(readings.flatMap((r) => related(r, context)).map((p) => [p.node, p])).values()],
        data: readings,
      };
  },
  fix: ({ data }, { root }): Fix[] =>
    (data?.[0]?.sources ?? []).flatMap((source) => {
      const edits = insertTrust(root, source);
      return edits.length ? [{ title: `Trust ${source}: require its readings as well`, edits }] : [];
    }),
});

/** Readings together that a plan trusts together; those of which no source can be trusted, by what says them. */
function bySource(readings: readonly ContestedReading[]): ContestedReading[][] {
  const keyOf = ({ flow, sources }: ContestedReading): string =>
    sources.length ? sources.join(' ') : `${flow.vendor}: ${flow.sources.map((s) => s.title).join(', ')}`;
  const result = new Map<string, ContestedReading[]>();
  for (const reading of readings) result.set(keyOf(reading), [...(result.get(keyOf(reading)) ?? []), reading]);
  return [...result.values()];
}

/** The `use` of the catalog: without one none of its readings would be any. */
function placeOf({ flow }: ContestedReading, { root }: CheckContext): { node: AstNode; property?: string } {
  return at(statementsOf(root, 'Use').find(({ vendor }) => vendor?.ref?.name === flow.vendor)!, 'vendor');
}

function message(readings: readonly ContestedReading[]): string {
  const [only, ...more] = readings;
  if (!more.length) return messageOfOne(only!);
  const { sources, flow } = only!;
  const titles = (of: readonly Source[]): string => [...new Set(of.map((s) => s.title))].join(' and ');
  const has = readings.slice(0, MOST).map((r) => flowText(r.flows));
  const rest = readings.length > MOST ? ` and ${readings.length - MOST} more` : '';
  const unless = sources.length ? `, unless the plan says 'trust ${sources[0]}'` : '';
  return `${titles(flow.sources.filter((s) => !s.vendor)) || `The catalog ${flow.vendor}`} has ${has.join('; ')}${rest}. These are contested by the maker's reference, ${titles(readings.flatMap((r) => r.flow.contestedBy))}. The contested readings are not required${unless}.`;
}

function messageOfOne({ flow, flows, rivals, sources }: ContestedReading): string {
  const makers = [...new Set(rivals.map((each) => flowText([each])))];
  const more = makers.length > MOST ? ` and ${makers.length - MOST} more` : '';
  const theirs = makers.length
    ? `which has ${makers.slice(0, MOST).join('; ')}${more}`
    : 'which has no flow between the two that holds in this plan';
  return `${citing(flow.sources) || `The catalog ${flow.vendor}`} has ${flowText(flows)}. This is contested by the maker's reference, ${citing(flow.contestedBy)}, ${theirs}. The contested reading is not required${sources.length ? `, unless the plan says 'trust ${sources[0]}'` : ''}.`;
}

function citing(sources: readonly Source[]): string {
  return sources.map(placeInSource).join(' and ');
}

/** Who connects to whom on what: `veeam.proxy -> veeam.mount-server on tcp 2500-3300`. */
function flowText(flows: readonly CatalogFlow[]): string {
  const roles = (side: 'initiator' | 'responder'): string => {
    const all = [...new Set(flows.map((flow) => flow[side]))];
    return `${all.slice(0, MOST).join(', ')}${all.length > MOST ? ` and ${all.length - MOST} more` : ''}`;
  };
  return `${roles('initiator')} -> ${roles('responder')} on ${describeServices(flows[0]!.services)}`;
}

function related({ flow, node, rivals }: ContestedReading, { plan }: CheckContext): Place[] {
  const makers = [...new Map(rivals.map((each) => [each.node, each])).values()];
  const references = plan.catalog.vendors.get(flow.vendor)?.sources ?? [];
  return [
    { node, message: `${placeInSources(flow)}: ${purposeOf(flow)}` },
    ...makers.map((each): Place => ({ node: each.node, message: `${placeInSources(each)}: ${purposeOf(each)}` })),
    ...references
      .filter((s) => flow.contestedBy.some((by) => by.id === s.id))
      .map((s): Place => ({ node: s.node, message: `The maker's reference that contests it: ${s.title}` })),
  ];
}

function placeInSources(flow: CatalogFlow): string {
  return flow.sources.map(placeInSource).join(', ');
}
