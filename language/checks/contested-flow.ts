import { type AstNode, AstUtils } from 'langium';
import { type ContestedReading, contestedReadings } from '../analysis/contested/contested.ts';
import type { Requirement } from '../analysis/requirements.ts';
import { at, type CheckContext, defineCheck, type Fix, type Place } from '../checking/check.ts';
import { insertTrust } from '../editing/edits.ts';
import type { CatalogFlow, Source } from '../model/catalog.ts';
import { describeServices } from '../model/describe-flow.ts';
import { placeInSource } from '../model/describe-source.ts';
import type { PlanComponent } from '../model/plan.ts';

/** So many ends, and flows of the maker, are spelled out in a message; related information has the others. */
const MOST = 3;

/** A reading of a source that a maker's reference contests. */
export const contestedFlow = defineCheck<ContestedReading>({
  code: 'contested-flow',
  level: 'info',
  ofPlan: true,
  title: 'A reading of a source that the maker’s own reference contests',
  documentation: `The sources of a catalog don't always agree. Where a product's own reference contradicts another document, the maker's reading is the
one that is required. The other one is kept and shown: it is known traffic, so that a rule that permits it is not called unneeded, and it is
not required. The finding says who has what, and leads to both lines of the catalog. There is one for each line of the catalog, at the first
component that would connect, and none where all that the contested line asks for is required anyway.

\`\`\`segplan
use veeam 13
trust veeam.segmentation   // what this document says is required, whatever contests it
\`\`\`

Go by the maker's reference, and there is nothing to do. Where you know that your installation does what the other document says, the
quick-fix adds \`trust\`: then both readings are required, and nothing more is reported. To keep the maker's reading without being told,
silence the finding on its line with \`// segplan-disable-next-line contested-flow -- why\`, or all of them with
\`check contested-flow off "we go by the maker's reference"\`.`,
  *detect(context) {
    for (const reading of contestedReadings(context.analysis))
      yield { ...placeOf(reading, context), message: message(reading), related: related(reading, context), data: reading };
  },
  fix: ({ data }, { root }): Fix[] =>
    (data?.sources ?? []).flatMap((source) => {
      const edits = insertTrust(root, source);
      return edits.length ? [{ title: `Trust ${source}: require its readings as well`, edits }] : [];
    }),
});

/** The role of the first component that would connect, else its name; else what of the pair is in this file. */
function placeOf(
  { requirements, flow }: ContestedReading,
  { document, root, plan }: CheckContext,
): {
  node: AstNode;
  property?: string;
} {
  const here = (component: PlanComponent): boolean => AstUtils.getDocument(component.node) === document;
  for (const side of ['from', 'to'] as const)
    for (const requirement of requirements) {
      const component = requirement[side].find(here);
      if (!component) continue;
      const role = side === 'from' ? requirement.flow.initiator : requirement.flow.responder;
      const index = component.roles.findIndex((each) => plan.catalog.ancestors(each).has(role));
      // A role that leads nowhere is not among the roles of the component.
      const complete = component.roles.length === component.node.roles.length;
      return index >= 0 && complete ? at(component.node, 'roles', index) : at(component.node, 'name');
    }
  const use = root.statements.find((s) => s.$type === 'Use' && s.vendor?.ref?.name === flow.vendor);
  return use?.$type === 'Use' ? at(use, 'vendor') : { node: root };
}

function message({ flow, requirements, rivals, sources }: ContestedReading): string {
  const makers = [...new Map(rivals.map((r) => [`${flowText([r])}`, r])).values()].map((r) => flowText([r]));
  const more = makers.length > MOST ? ` and ${makers.length - MOST} more` : '';
  const theirs = makers.length
    ? `which has ${makers.slice(0, MOST).join('; ')}${more}`
    : 'which has no flow between the two that holds in this plan';
  return `${citing(flow.sources)} has ${flowText(requirements)}. This is contested by the maker's reference, ${citing(flow.contestedBy)}, ${theirs}. The contested reading is not required${sources.length ? `, unless the plan says 'trust ${sources[0]}'` : ''}.`;
}

function citing(sources: readonly Source[]): string {
  return sources.map(placeInSource).join(' and ');
}

/** Who connects to whom on what: `veeam.proxy -> veeam.mount-server on tcp 2500-3300`. */
function flowText(requirements: readonly Requirement[]): string {
  const roles = (side: 'initiator' | 'responder'): string => {
    const all = [...new Set(requirements.map((r) => r.flow[side]))];
    return `${all.slice(0, MOST).join(', ')}${all.length > MOST ? ` and ${all.length - MOST} more` : ''}`;
  };
  return `${roles('initiator')} -> ${roles('responder')} on ${describeServices(requirements[0]!.flow.services)}`;
}

function related({ flow, node, rivals }: ContestedReading, { plan }: CheckContext): Place[] {
  const makers = [...new Map(rivals.map((r) => [r.flow.node, r])).values()];
  const references = plan.catalog.vendors.get(flow.vendor)?.sources ?? [];
  return [
    { node, message: `${placeInSources(flow)}: ${flow.purpose}` },
    ...makers.map((r): Place => ({ node: r.flow.node, message: `${placeInSources(r.flow)}: ${r.flow.purpose}` })),
    ...references
      .filter((s) => flow.contestedBy.some((by) => by.id === s.id))
      .map((s): Place => ({ node: s.node, message: `The maker's reference that contests it: ${s.title}` })),
  ];
}

function placeInSources(flow: CatalogFlow): string {
  return flow.sources.map(placeInSource).join(', ');
}
