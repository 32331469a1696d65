// A second reading of "Firewalls" in docs/language.md, by going every way there is.

export interface ReadFirewall {
  readonly name: string;
  readonly zones: readonly string[];
}

/** A way: the zones that it leads through between its ends, and the firewalls, in turn. */
export interface ReadWay {
  readonly firewalls: readonly string[];
  readonly through: readonly string[];
}

/**
 * The ways that count from one zone to another: of all that pass no firewall and no zone twice those that lead through the fewest external
 * zones, and of these the ones with the fewest firewalls.
 */
export function readWays(firewalls: readonly ReadFirewall[], external: ReadonlySet<string>, from: string, to: string): ReadWay[] {
  if (from === to) return [];
  const found: ReadWay[] = [];
  const go = (at: string, way: ReadWay): void => {
    for (const { name, zones } of firewalls) {
      if (!zones.includes(at) || way.firewalls.includes(name)) continue;
      for (const next of zones) {
        const passed = [...way.firewalls, name];
        if (next === to) found.push({ firewalls: passed, through: way.through });
        else if (next !== from && !way.through.includes(next)) go(next, { firewalls: passed, through: [...way.through, next] });
      }
    }
  };
  go(from, { firewalls: [], through: [] });
  const outside = (way: ReadWay): number => way.through.filter((zone) => external.has(zone)).length;
  const least = Math.min(...found.map(outside));
  const inside = found.filter((way) => outside(way) === least);
  const fewest = Math.min(...inside.map((way) => way.firewalls.length));
  return inside.filter((way) => way.firewalls.length === fewest);
}
