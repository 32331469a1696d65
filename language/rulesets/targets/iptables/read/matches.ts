import type { AddressSet, Family } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { ANY_SERVICE, type ServiceSet } from '../../../../model/services.ts';
import { ANY_IPV4, ANY_IPV6 } from '../../../../running/lines.ts';
import { otherAddresses, readAddresses } from '../../../../running/parts.ts';
import { nameUnknown } from '../../../../running/port-names.ts';
import { OPEN_MATCHES, PLAIN_MATCHES } from './match-names.ts';
import { type Parts, readSpan, readTypes, servicesOf } from './services.ts';
import { ANSWERING_FLAGS, flagsOf, SYN } from './tcp-flags.ts';

/** What the words of one rule say. */
export interface Matches {
  sources: AddressSet;
  destinations: AddressSet;
  services: ServiceSet;
  from?: ReadonlySet<string>;
  to?: ReadonlySet<string>;
  notFrom?: ReadonlySet<string>;
  notTo?: ReadonlySet<string>;
  /** Set where no packet that opens a connection matches, or none that isn't broken. */
  neverNew: boolean;
  /** Set where no packet that answers matches. */
  neverAnswer: boolean;
  /** Set where some packets of an answer match, and others don't. */
  answerPerhaps?: string;
  /** Set where packets match that do not come from where their source is: what drops these looks for attacks. */
  isForged?: boolean;
  /** Set where it may match less than that, with why. */
  perhaps?: string;
  comment?: string;
  target?: string;
  goTo: boolean;
  /** The first option that nobody knows here. */
  unknown?: string;
}

const STATES = new Set(['NEW', 'RELATED', 'ESTABLISHED', 'INVALID']);
const isNeither = (states: readonly string[]): boolean => states.every((state) => STATES.has(state) || state === 'UNTRACKED');

/** Reads the matches and the target of a rule. @param words those behind the chain's name */
export function readMatches(words: readonly string[], family: Family): Matches {
  const any = family === 4 ? ANY_IPV4 : ANY_IPV6;
  const result: Matches = {
    sources: any,
    destinations: any,
    services: ANY_SERVICE,
    neverNew: false,
    neverAnswer: false,
    goTo: false,
  };
  const parts: Parts = { notProtocol: false, ports: [], notTypes: false };
  let open: string | undefined;
  let n = 0;
  const unknown = (word: string): void => {
    result.unknown ??= word;
  };
  const perhaps = (why: string): void => {
    result.perhaps ??= why;
  };
  while (n < words.length) {
    let not = false;
    if (words[n] === '!') {
      not = true;
      n++;
    }
    const word = words[n++] ?? '';
    const value = (): string => {
      // Older texts have the `!` between an option and its value.
      if (words[n] === '!') {
        not = true;
        n++;
      }
      return words[n++] ?? '';
    };
    const addresses = (end: 'sources' | 'destinations', texts: readonly string[]): void => {
      const sets = texts.map(readAddresses);
      if (sets.some((set) => set === undefined)) {
        unknown(word);
        return;
      }
      const set = IntervalSet.unionAll(sets.map((each) => each!));
      result[end] = result[end].intersect(not ? otherAddresses(set, family) : set.intersect(any));
    };
    const place = (end: 'from' | 'to'): void => {
      const name = value().replace(/\+$/, '*');
      if (name === '*') return;
      if (not) result[end === 'from' ? 'notFrom' : 'notTo'] = new Set([name]);
      else result[end] = new Set([name]);
    };
    const ports = (end: 'source' | 'destination' | 'either'): void => {
      const texts = value().split(',');
      const spans = texts.map(readSpan);
      const name = texts.flatMap((text, at) => (spans[at] ? [] : (nameUnknown(text, 'write its number') ?? [])))[0];
      if (name !== undefined) perhaps(name);
      else if (spans.some((span) => !span)) unknown(word);
      else parts.ports.push({ spans: spans.map((span) => span!), end, not });
    };
    switch (word) {
      case '-s':
      case '--source':
      case '--src':
        addresses('sources', value().split(','));
        break;
      case '-d':
      case '--destination':
      case '--dst':
        addresses('destinations', value().split(','));
        break;
      case '--src-range':
        addresses('sources', [value()]);
        break;
      case '--dst-range':
        addresses('destinations', [value()]);
        break;
      case '-i':
      case '--in-interface':
        place('from');
        break;
      case '-o':
      case '--out-interface':
        place('to');
        break;
      case '-p':
      case '--protocol':
        parts.protocol = value().toLowerCase();
        parts.notProtocol = not;
        break;
      case '-m':
      case '--match': {
        const name = value();
        const why = OPEN_MATCHES.get(name);
        if (why) {
          perhaps(why);
          open = name;
        } else if (PLAIN_MATCHES.has(name)) open = undefined;
        else {
          unknown(`-m ${name}`);
          open = name;
        }
        break;
      }
      case '--dport':
      case '--destination-port':
      case '--dports':
      case '--destination-ports':
        ports('destination');
        break;
      case '--sport':
      case '--source-port':
      case '--sports':
      case '--source-ports':
        ports('source');
        break;
      case '--ports':
        ports('either');
        break;
      case '--icmp-type':
      case '--icmpv6-type': {
        const types = readTypes(value(), family);
        if (!types) {
          unknown(word);
          break;
        }
        if (types.inPart) perhaps('a code of icmp');
        // All but one code of a type is all types, one of them in part.
        if (not && types.inPart) break;
        parts.types = types.set;
        parts.notTypes = not;
        break;
      }
      case '--ctstate':
      case '--state': {
        const states = value().split(',');
        // A packet that opens a connection is new, and only a new one is not followed.
        const isKnown = states.every((state) => STATES.has(state));
        if (states.includes('NEW') || isKnown) result.neverNew ||= states.includes('NEW') === not;
        if (states.includes('ESTABLISHED') || isKnown || isNeither(states))
          result.neverAnswer ||= states.includes('ESTABLISHED') === not;
        if (!isKnown && !states.includes('NEW')) perhaps(`connections that are ${states.join(' or ').toLowerCase()}`);
        break;
      }
      case '--syn':
        result.neverNew ||= not;
        result.neverAnswer ||= !not;
        break;
      case '--tcp-flags': {
        const [mask, comparison] = [flagsOf(value()), flagsOf(words[n++] ?? '')];
        if (mask === undefined || comparison === undefined) unknown(word);
        else {
          result.neverNew ||= ((SYN & mask) === comparison) === not;
          const met = ANSWERING_FLAGS.filter((flags) => ((flags & mask) === comparison) !== not);
          result.neverAnswer ||= !met.length;
          // An answer is lost where one of its packets is.
          if (met.length && met.length < ANSWERING_FLAGS.length) result.answerPerhaps ??= 'flags of tcp';
        }
        break;
      }
      case '--invert':
        if (open === 'rpfilter') result.isForged = true;
        else if (open === undefined) unknown(word);
        break;
      case '--comment':
        result.comment = value();
        break;
      case '-f':
      case '--fragment':
        // The first packet of a connection is whole, or the first of its parts.
        result.neverNew ||= !not;
        result.neverAnswer ||= !not;
        break;
      case '-j':
      case '--jump':
      case '-g':
      case '--goto':
        result.target = value();
        result.goTo = word === '-g' || word === '--goto';
        // What else stands behind the target is its own.
        open = word;
        break;
      case '-c':
      case '--set-counters':
        n += 2;
        break;
      default:
        // An option of a match whose meaning nobody can tell beforehand: all that it is about stays open anyway.
        if (!word.startsWith('-')) unknown('a word that belongs to no option');
        else if (open === undefined) unknown(word);
        while (n < words.length && !words[n]!.startsWith('-') && words[n] !== '!') n++;
    }
  }
  result.services = servicesOf(parts, family, { unknown, perhaps });
  return result;
}
