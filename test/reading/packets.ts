// What becomes of one packet between the zones of a plan.
import { anyHolds } from './addresses.ts';
import type { Side } from './ends.ts';
import { type Plan, withName, type ZoneReading, zonesHolding } from './plan.ts';
import { allowed, denied, type Reading, surelyOpen } from './rules.ts';
import type { Service } from './services.ts';

/** `open` is nobody's to say; `unsure` depends on the address that a host name turns out to have. */
export type Verdict = 'passed' | 'dropped' | 'open' | 'unsure';

/** @returns what the rules say to a packet from one side to the other */
export function verdict(reading: Reading, from: Side, to: Side, service: Service): Verdict {
  const { plan } = reading;
  if (inRestOfWorld(plan, from) && inRestOfWorld(plan, to)) return 'open';
  if (shareZone(plan, from, to)) return 'passed';
  if (denied(reading, from, to, service, 'surely')) return 'dropped';
  if (!allowed(reading, from, to, service, 'perhaps')) return 'dropped';
  if (!surelyOpen(reading, from, to, service)) return 'unsure';
  return 'passed';
}

/** The zones that a side stands in. */
export function zonesOfSide(plan: Plan, { address, name, nowhere }: Side): ZoneReading[] {
  if (nowhere) return [nowhere.zone];
  const owners = name === undefined ? [] : withName(plan, name);
  // A component stands in its zone, whatever address its name turns out to have.
  if (owners.length > 0) return owners.map(({ zone }) => zone);
  const held = address ? zonesHolding(plan, address) : [];
  return name === undefined ? held : [...held, ...plan.zones.filter(({ rest }) => rest)];
}

export function shareZone(plan: Plan, from: Side, to: Side): boolean {
  const zones = zonesOfSide(plan, from);
  return zonesOfSide(plan, to).some((zone) => zones.includes(zone));
}

export function inRestOfWorld(plan: Plan, side: Side): boolean {
  if (side.address) return anyHolds(plan.restOfWorld, side.address);
  const zones = zonesOfSide(plan, side);
  return side.name !== undefined && (zones.length === 0 || zones.some(({ rest }) => rest));
}
