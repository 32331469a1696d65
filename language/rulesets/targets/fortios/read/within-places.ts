import { type AddressSet, ANYWHERE } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { ANY_SERVICE } from '../../../../model/services.ts';
import { ANY_IPV4, ANY_IPV6 } from '../../../../running/lines.ts';
import type { RunningRule } from '../../../../running/running.ts';
import { type ConfigNode, nodeAt, valueAt } from '../../../../running/tree.ts';

/** A zone whose interfaces reach each other where no policy says otherwise. */
export interface OpenZone {
  readonly name: string;
  readonly line: number;
  /** Whether it has one interface. */
  readonly isSingle: boolean;
}

/** An interface, with the place that it is, or that it is a part of. */
export interface Passage {
  readonly place: string;
  readonly isMember: boolean;
  /** The networks that it stands in, and all that lie behind it. */
  readonly own: AddressSet;
  readonly networks: AddressSet;
  readonly rest: boolean;
  readonly line: number;
}

/** As in `7.4.10`, of which the last number may not be said. */
export type Release = readonly [major: number, minor: number, patch: number | undefined];

/** The release that a backup says it is of: `#config-version=FGT60F-7.4.3-FW-build2573-240201:…`. */
export function releaseOf(text: string): Release | undefined {
  const [, major, minor, patch] = /^\uFEFF?#config-version=[^\s-]+-(\d+)\.(\d+)(?:\.(\d+))?-/.exec(text.slice(0, 200)) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), patch === undefined ? undefined : Number(patch)];
}

/** Whether a release is one, or comes after it; nothing where nobody knows. */
function isFrom(release: Release | undefined, [major, minor, patch]: readonly [number, number, number]): boolean | undefined {
  if (!release) return undefined;
  const before = release[0] - major || release[1] - minor;
  if (before || release[2] === undefined) return before ? before > 0 : undefined;
  return release[2] >= patch;
}

/**
 * What a zone lets pass within itself, which is looked at behind the policies: a policy that denies it comes first
 * (https://community.fortinet.com/t5/FortiGate/Technical-Tip-Information-about-policy-matching-order-when-the/ta-p/264457).
 */
export function openZoneRule({ name, line, isSingle }: OpenZone, release: Release | undefined): RunningRule {
  const own = new Set([name]);
  // https://community.fortinet.com/t5/FortiGate/Technical-Tip-Block-or-allow-intra-zone-traffic/ta-p/279733
  const isSure = !isSingle || isFrom(release, [7, 4, 4]);
  return {
    action: 'permit',
    traffic: [{ sources: ANYWHERE, destinations: ANYWHERE, services: ANY_SERVICE }],
    from: own,
    to: own,
    name,
    line,
    text: 'set intrazone allow',
    ...(isSure ? {} : { perhaps: 'of a zone with one interface it has no effect before 7.4.4' }),
  };
}

const FAMILIES = [
  ['allow-traffic-redirect', ANY_IPV4],
  ['ipv6-allow-traffic-redirect', ANY_IPV6],
] as const;

const UNSAID = 'what comes in and leaves by one interface passes without a policy, unless allow-traffic-redirect is disabled';

/**
 * What comes in and leaves by the same interface, which no policy is asked about, also none that denies it, unless the device was told otherwise. That it was is what nothing said
 * means since 7.4.10, 7.6.5 and 8.0
 * (https://community.fortinet.com/t5/FortiGate/Technical-Tip-Traffic-handled-by-FortiGate-for-packets-with/ta-p/196651).
 * @param outer where the settings of the device are
 */
export function redirectedRules(outer: ConfigNode, passages: readonly Passage[], release: Release | undefined): RunningRule[] {
  const isOff = release && (isFrom(release, [7, 6, 0]) ? isFrom(release, [7, 6, 5]) : isFrom(release, [7, 4, 10]));
  const asked = FAMILIES.flatMap(([key, any]) => {
    const said = valueAt(outer, 'system global', key);
    if (said === 'disable' || (said === undefined && isOff)) return [];
    return [{ any, setting: said === undefined ? undefined : nodeAt(outer, 'system global', key) }];
  });
  if (!asked.length) return [];
  const outside = ANYWHERE.subtract(IntervalSet.unionAll(passages.map(({ networks }) => networks)));
  return passages.flatMap((passage) => {
    const place = new Set([passage.place]);
    const sides = passage.isMember ? [passage.networks, ...(passage.rest ? [outside] : [])] : [ANYWHERE];
    const between = (froms: readonly AddressSet[], any: AddressSet) =>
      froms.flatMap((from) =>
        sides.flatMap((to) => {
          const [sources, destinations] = [from.intersect(any), to.intersect(any)];
          return sources.isEmpty || destinations.isEmpty ? [] : [{ sources, destinations, services: ANY_SERVICE }];
        }),
      );
    const rest = { action: 'permit' as const, from: place, to: place, name: passage.place, isImplied: true as const };
    const sure = asked.flatMap(({ any, setting }): RunningRule[] => {
      // Of what comes from further away releases differ, and of zones nobody says it.
      if (!setting || passage.isMember) return [];
      const traffic = between([passage.own], any);
      return traffic.length ? [{ ...rest, traffic, line: setting.line, text: `set ${setting.word} enable` }] : [];
    });
    const traffic = asked.flatMap(({ any }) => between(sides, any));
    if (!traffic.length) return sure;
    const text = 'comes and goes through the same interface';
    return [...sure, { ...rest, traffic, perhaps: UNSAID, line: passage.line, text }];
  });
}
