import type { CatalogFlow } from '../language/model/catalog.ts';
import { describeConditions, describePorts } from '../language/model/describe-flow.ts';

/** When a flow is needed, in a few words each; none when it always is. */
export function whenNeeded(flow: CatalogFlow): string[] {
  return [
    ...(flow.phase ? [`only during the phase ${flow.phase}`] : []),
    ...(flow.features.length ? [`only with ${flow.features.join(' or ')}`] : []),
    ...describeConditions(flow),
    ...describePorts(flow.services),
    ...(flow.optional ? ['optional'] : []),
  ];
}

/** The documents that a flow rests on, one line each. */
export function sourceLines(flow: CatalogFlow): string[] {
  return flow.sources.map(
    (s) => `source: ${s.title} (${s.file}), section${s.sections.length === 1 ? '' : 's'} ${s.sections.join(', ')}`,
  );
}
