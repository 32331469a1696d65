import type { CatalogFlow } from '../language/model/catalog.ts';

/** When a flow is needed, in a few words each; none when it always is. */
export function whenNeeded(flow: CatalogFlow): string[] {
  const conditions = flow.conditions.map((c) => {
    if (c.kind === 'version') return `version ${c.operator} ${c.version.text}`;
    if (c.kind === 'role') return `${c.side} is ${c.negated ? 'not ' : ''}${c.role}`;
    return `${c.property} = ${c.values.join(' or ')}`;
  });
  return [
    ...(flow.phase ? [`only during the phase ${flow.phase}`] : []),
    ...(flow.features.length ? [`only with ${flow.features.join(' or ')}`] : []),
    ...(conditions.length ? [`when ${conditions.join(' and ')}`] : []),
    ...(flow.optional ? ['optional'] : []),
  ];
}

/** The documents that a flow rests on, one line each. */
export function sourceLines(flow: CatalogFlow): string[] {
  return flow.sources.map(
    (s) => `source: ${s.title} (${s.file}), section${s.sections.length === 1 ? '' : 's'} ${s.sections.join(', ')}`,
  );
}
