import type { FlowCondition } from './catalog.ts';

/**
 * Conditions that all have to hold, only with the keys that there are. `anyOf` is a list of choices: of each, one has to hold. None of what
 * `noneOf` lists may hold. Both hold conditions of this same form.
 */
export function conditionsJson(conditions: readonly FlowCondition[]): Record<string, unknown> {
  const versions = conditions.flatMap((c) =>
    c.kind === 'version' ? [`${c.side ? `${c.side} ` : ''}${c.operator} ${c.version.text}`] : [],
  );
  const sites = conditions.flatMap((c) =>
    c.kind === 'sites' ? [c.relation] : c.kind === 'nearest' ? [`nearest ${c.side}`] : [],
  );
  const among = conditions.flatMap((c) => (c.kind === 'nearest' ? c.among : []));
  const shared = conditions.flatMap((c) => (c.kind === 'no-shared' ? c.roles : []));
  const absent = conditions.flatMap((c) => (c.kind === 'absent' ? c.roles : []));
  const properties = conditions.flatMap((c) =>
    c.kind === 'property'
      ? [
          {
            ...(c.side ? { side: c.side } : {}),
            role: c.role,
            property: c.property,
            ...(c.operator === '=' ? {} : { operator: c.operator }),
            values: [...c.values],
          },
        ]
      : [],
  );
  const roles = conditions.flatMap((c) => (c.kind === 'role' ? [{ side: c.side, [c.negated ? 'isNot' : 'is']: c.role }] : []));
  const systems = conditions.flatMap((c) => (c.kind === 'system' ? [{ side: c.side, runs: c.system }] : []));
  const choices = conditions.flatMap((c) => (c.kind === 'any' ? [c.of.map(oneJson)] : []));
  const negated = conditions.flatMap((c) => (c.kind === 'not' ? [oneJson(c.of)] : []));
  return {
    ...(systems.length ? { systems } : {}),
    ...(versions.length ? { version: versions.join(' and ') } : {}),
    ...(properties.length ? { properties } : {}),
    ...(roles.length ? { roles } : {}),
    ...(sites.length ? { sites: sites.length > 1 ? sites : sites[0] } : {}),
    ...(among.length ? { nearestAmong: among } : {}),
    ...(shared.length ? { unlessShared: shared } : {}),
    ...(absent.length ? { unlessPresent: absent } : {}),
    ...(choices.length ? { anyOf: choices } : {}),
    ...(negated.length ? { noneOf: negated } : {}),
  };
}

function oneJson(condition: FlowCondition): Record<string, unknown> {
  return conditionsJson(condition.kind === 'all' ? condition.of : [condition]);
}
