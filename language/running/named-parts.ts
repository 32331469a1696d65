import type { NamedParts } from './running.ts';

/** What several scopes of a file give names to; where two give the same name, the first one counts. */
export function namedTogether(parts: readonly NamedParts[]): NamedParts {
  const together = <T>(maps: readonly ReadonlyMap<string, T>[]): Map<string, T> =>
    new Map([...maps].reverse().flatMap((map) => [...map]));
  return {
    addresses: together(parts.map(({ addresses }) => addresses)),
    services: together(parts.map(({ services }) => services)),
  };
}
