import { type Family, ofFamily } from '../../../model/addresses.ts';
import { ANY_SERVICE, icmpTypes, portSpans, type ServiceSet } from '../../../model/services.ts';
import { insideTraffic } from '../../inside-zones.ts';
import { NameTable } from '../../names.ts';
import type { RuleEntry, RuleSet, RuleSide } from '../../rule-set.ts';
import { ruleText } from '../../rule-text.ts';
import { plainText } from '../../set-commands/plain-text.ts';
import type { Naming } from './naming.ts';

/** A term of a policy, with the keys that Aerleon has for them. */
export type Term = Readonly<Record<string, string | readonly string[]>>;

/** Comments reach devices of every kind, some of which cut them without a word. */
export const COMMENT_LENGTH = 240;
/** The shortest limit of those generators that refuse a long name: Google's, where Aerleon adds to it. */
export const TERM_NAME_LENGTH = 53;

/** A plan's text without anything that ends a comment, or begins something else, in the configuration of any device. */
export function commentText(text: string): string {
  return plainText(text, COMMENT_LENGTH)
    .replace(/;/g, ',')
    .replace(/[^A-Za-z0-9 .,:()[\]+/=_-]+/g, ' ')
    .replace(/\/{2,}|--+|- -/g, '-')
    .replace(/ +/g, ' ')
    .trim();
}

/**
 * The day after: Aerleon leaves a term out from its date on, and a plan's rule is there on its last day.
 * @returns nothing for the last day that can be written, as whoever means forever writes it
 */
export function dayAfter(date: string): string | undefined {
  if (date === '9999-12-31') return undefined;
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

interface ServiceMatch {
  readonly ending: string;
  readonly protocols: readonly string[];
  readonly ports: readonly string[];
}

/** The terms of a rule set: what passes inside of zones, then denies, then allows, then a deny of everything else. */
export function termsOf(ruleSet: RuleSet, naming: Naming): Term[] {
  // Ids of rules are none of `default-deny`: each says from where and to where.
  const names = new NameTable({ most: TERM_NAME_LENGTH, refused: /[^a-z0-9]+/, joint: '-', begins: /^[a-z]/, prefix: 'from' });
  const inside = insideTraffic(ruleSet).map(({ entry }) => entry);
  const terms = [...inside, ...ruleSet.entries].flatMap((entry) => entryTerms(entry, naming, names));
  return [...terms, { name: 'default-deny', comment: 'What no term above permits', action: 'deny' }];
}

function entryTerms(entry: RuleEntry, naming: Naming, names: NameTable): Term[] {
  const matches = serviceMatches(entry, naming);
  const expiration = entry.until && dayAfter(entry.until);
  return endPairs(entry, naming).flatMap(({ ends, ending, key }) =>
    matches.map((match) => {
      const own = `${entry.id}${matches.length > 1 ? match.ending : ''}${ending}`;
      return {
        name: names.name(own, `${own} ${key}`),
        comment: commentText(ruleText(entry, COMMENT_LENGTH)),
        ...(expiration ? { expiration } : {}),
        ...ends,
        ...(match.protocols.length ? { protocol: match.protocols } : {}),
        ...(match.ports.length ? { 'destination-port': match.ports } : {}),
        action: entry.action === 'deny' ? 'deny' : 'accept',
      };
    }),
  );
}

/** The ends of a rule as a term has them: addresses and host names are matched by different keys, which both have to match. */
function endPairs(entry: RuleEntry, naming: Naming): { ends: Term; ending: string; key: string }[] {
  const sources = endsOf(entry.sources, 'source', naming);
  const destinations = endsOf(entry.destinations, 'destination', naming);
  return sources.flatMap((from) =>
    destinations.flatMap((to) => {
      // Addresses of two families never meet.
      if (from.families && to.families && !from.families.some((f) => to.families!.includes(f))) return [];
      // Names on one side or on both: each such term has a name of its own.
      const key = `${from.named} ${to.named}`;
      return [{ ends: { ...from.keys, ...to.keys }, ending: from.named || to.named ? '-fqdn' : '', key }];
    }),
  );
}

interface TermEnd {
  readonly keys: Term;
  readonly named: boolean;
  /** Nothing where every family may match. */
  readonly families?: readonly Family[];
}

function endsOf(sides: readonly RuleSide[], which: 'source' | 'destination', naming: Naming): TermEnd[] {
  if (sides.some((s) => s.any)) return [{ keys: {}, named: false }];
  const tokens = (some: readonly RuleSide[]): string[] => [...new Set(some.flatMap((s) => naming.tokenOf(s) ?? []))];
  const families = familiesOf(sides);
  const addresses = tokens(sides.filter((s) => familiesOf([s]).length));
  const names = tokens(sides.filter((s) => s.hostNames.length));
  return [
    ...(addresses.length ? [{ keys: { [`${which}-address`]: addresses }, named: false, families }] : []),
    ...(names.length ? [{ keys: { [`${which}-fqdn`]: names }, named: true }] : []),
  ];
}

function familiesOf(sides: readonly RuleSide[]): Family[] {
  return ([4, 6] as const).filter((f) => sides.some((s) => s.any || !ofFamily(s.addresses, f).isEmpty));
}

/** Ports of several protocols in one term would all be open in each of them, so that only the same ports go together. */
function serviceMatches({ services, sources, destinations }: RuleEntry, naming: Naming): ServiceMatch[] {
  if (services.equals(ANY_SERVICE)) return [{ ending: '', protocols: [], ports: [] }];
  const matches: ServiceMatch[] = [];
  const [tcp, udp] = [portSpans(services, 'tcp'), portSpans(services, 'udp')];
  if (tcp.length && JSON.stringify(tcp) === JSON.stringify(udp)) matches.push(portMatch(services, ['tcp', 'udp'], naming));
  else {
    if (tcp.length) matches.push(portMatch(services, ['tcp'], naming));
    if (udp.length) matches.push(portMatch(services, ['udp'], naming));
  }
  const families = familiesOf(sources).filter((f) => familiesOf(destinations).includes(f));
  for (const family of families)
    if (icmpTypes(services, family) === 'all') {
      const protocol = family === 4 ? 'icmp' : 'icmpv6';
      matches.push({ ending: `-${protocol}`, protocols: [protocol], ports: [] });
    }
  return matches;
}

function portMatch(services: ServiceSet, protocols: readonly ('tcp' | 'udp')[], naming: Naming): ServiceMatch {
  return { ending: protocols.length > 1 ? '' : `-${protocols[0]}`, protocols, ports: naming.portTokens(services, protocols) };
}
