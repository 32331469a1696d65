import { type AddressSet, ALL_IPV4, ALL_IPV6, ALL_NAMES, formatAddresses } from '../model/addresses.ts';
import { nameOfSource } from '../model/describe-source.ts';
import { formatServices } from '../model/services.ts';
import { citations } from './citations.ts';
import type { RuleEntry, RuleSide } from './rule-set.ts';

/** A rule in words, for tables that people read. */
export interface Row {
  readonly id: string;
  readonly action: string;
  readonly sources: string;
  readonly sourceAddresses: string;
  readonly destinations: string;
  readonly destinationAddresses: string;
  readonly services: string;
  readonly purposes: readonly string[];
  readonly reason: string;
  readonly phase: string;
  readonly until: string;
  readonly references: readonly string[];
  /** Its services that none of the flows need which need others of them: `tcp 22`. */
  readonly unneeded: string;
}

/** Addresses as others see them, with those behind them that are not the same: `10.101.0.7 (own 10.0.0.7)`. */
export function withOwn(addresses: AddressSet, own: AddressSet | undefined): readonly string[] {
  if (!own) return formatAddresses(addresses);
  return [ALL_IPV4, ALL_IPV6, ALL_NAMES].flatMap((part) => {
    const texts = formatAddresses(addresses.intersect(part));
    const hidden = formatAddresses(own.intersect(part).subtract(addresses)).join(' and ');
    return texts.length ? [...texts.slice(0, -1), `${texts.at(-1)}${hidden && ` (own ${hidden})`}`] : [];
  });
}

function labels(sides: readonly RuleSide[]): string {
  return sides.map((s) => s.label).join(', ');
}

function addresses(sides: readonly RuleSide[]): string {
  if (sides.some((s) => s.any)) return 'any';
  const texts = sides.flatMap((s) => withOwn(s.addresses, s.own));
  return [...new Set(texts)].join(', ');
}

function unneededOf({ action, services, traces }: RuleEntry): string {
  if (action === 'deny' || !traces.length) return '';
  const rest = traces.reduce((left, trace) => left.subtract(trace.services), services);
  if (rest.isEmpty) return '';
  const text = formatServices(rest);
  return text.length > LONGEST_SERVICES ? 'the rest of its services' : text;
}

/** In letters: what is left of `any` would fill a row. */
const LONGEST_SERVICES = 80;

export function rowOf(entry: RuleEntry): Row {
  return {
    id: entry.id,
    action: entry.action,
    sources: labels(entry.sources),
    sourceAddresses: addresses(entry.sources),
    destinations: labels(entry.destinations),
    destinationAddresses: addresses(entry.destinations),
    services: formatServices(entry.services),
    purposes: [...new Set(entry.traces.map(({ purpose, from, to }) => purpose || `${from} connects to ${to}`))],
    reason: entry.reason ?? '',
    phase: entry.phase ?? '',
    until: entry.until ?? '',
    references: citations(entry, nameOfSource),
    // Tables without a column for it take no look.
    get unneeded() {
      return unneededOf(entry);
    },
  };
}
