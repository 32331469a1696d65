import type { Box } from '../analysis/region.ts';
import type { AddressSet } from '../model/addresses.ts';
import type { ServiceSet } from '../model/services.ts';
import type { Period } from './periods.ts';

/**
 * What a firewall runs, free of any maker's form: lists of rules, and which of them a packet has to get through. A reader makes it from a
 * file of the device. Every line of the file is one of three: modeled here, known to have no bearing on what may pass, or unknown, which
 * counts both ways: what it is about may be open and may be closed.
 */
export interface RunningDevice {
  /** The reader that made it, `asa`. */
  readonly format: string;
  /** The file's name as it was given. */
  readonly file: string;
  /** What the device calls itself, where the file says it. */
  readonly name: string | undefined;
  /** Interfaces, zones and networks: where packets come from and go to. None where rules know addresses alone. */
  readonly places: readonly RunningPlace[];
  /**
   * What such a device calls zones of a plan where a rule set for it is made of them; names that it takes as they are need not be there.
   */
  readonly calls?: (zones: readonly string[]) => ReadonlyMap<string, string>;
  /** Interfaces that are in none of the zones that rules are about: nothing passes there. */
  readonly loose?: readonly Pick<RunningPlace, 'name' | 'networks' | 'rest'>[];
  /** All lists by their names, those that others call included. */
  readonly lists: ReadonlyMap<string, RuleList>;
  /** The same with the rules whose time it is not on the day that is asked about; unset where there are none. */
  readonly anyTime?: ReadonlyMap<string, RuleList>;
  /** Set where rules begin to count after the day that is asked about: the lists with them, since what has no effect for good has none by then either. */
  readonly later?: ReadonlyMap<string, RuleList>;
  /**
   * The lists that a packet from place to place has to get through, one after the other; each has to permit it. For the firewall of a host:
   * those that what comes to it has to get through.
   */
  readonly stages: readonly string[];
  /** For the firewall of a host alone: the lists that what the host itself begins has to get through; unset where nothing filters it. */
  readonly outbound?: readonly string[];
  /** `tracked`: replies pass with their connection. `ruled`: they need rules of their own, as with lists that keep no state; `answering` has these then. */
  readonly replies: 'tracked' | 'ruled';
  /**
   * Set where connections are followed and rules still say what becomes of the packets that answer (`ct state established accept`), or of those of some protocols: the same
   * lists as such a packet meets them.
   */
  readonly answering?: ReadonlyMap<string, RuleList>;
  /**
   * Set where it keeps connections of some protocols alone, and what answers others meets its rules: how that gets back, for people. Protocols that a plan doesn't name one by
   * one are not asked about then.
   */
  readonly howBack?: string;
  /** The same as packets meet them that go the way of the first one, behind it. */
  readonly following?: ReadonlyMap<string, RuleList>;
  /**
   * Set for the firewall of a host, or of a group of them in a cloud: it sees only what begins or ends at these addresses, and no packets between
   * others. Empty where the file doesn't say which they are: they are then found by the name of the device.
   */
  readonly host?: AddressSet;
  /**
   * Networks that rules have no names for: of a cloud the subnets in which the hosts of its firewalls are, as far as the file tells, one list for all that share it; of other
   * firewalls those of interfaces.
   */
  readonly subnets?: readonly RunningSubnet[];
  /** What rules of such a device name of what it translates itself: the address behind, which is meant where nothing is said, the one that is dialed, or an object. */
  readonly translated?: 'real' | 'dialed' | 'object';
  /** Static routes to networks, by which places have them; those that lead to everything else, and to nowhere, left out. */
  readonly routes?: readonly RunningRoute[];
  /** The families that it says anything about; another one isn't decided by this file (`iptables-save` knows no IPv6). */
  readonly families: readonly (4 | 6)[];
  /** Addresses that no host has and that the device takes for others: what it closes to these alone is no loss. */
  readonly mistaken?: AddressSet;
  /** What might matter and isn't understood, each at its line. */
  readonly unknown: readonly UnknownLine[];
  /** What looks into connections that rules permit, or for attacks, and closes what it finds. */
  readonly inspecting?: readonly InspectingLine[];
  /** What the file has a name for, and its rules use: addresses and groups of them, and services. */
  readonly named?: NamedParts;
  /** How many lines of the file are which; together all that aren't blank. */
  readonly lines: { readonly modeled: number; readonly withoutBearing: number; readonly unknown: number };
}

/** What a file gives names to; of a name that stands for something uncertain nothing is said. */
export interface NamedParts {
  readonly addresses: ReadonlyMap<string, AddressSet>;
  readonly services: ReadonlyMap<string, ServiceSet>;
}

/** An interface, a zone of the device, or a network that rules name. */
export interface RunningPlace {
  readonly name: string;
  /** What lies behind it as far as the file says: the networks of its interfaces, and what static routes lead there. */
  readonly networks: AddressSet;
  /** Whether everything else lies behind it as well, as with a default route. */
  readonly rest: boolean;
  /** Set where nothing comes from it or goes to it: an interface that is switched off as a whole, or one that has no address where that is certain. */
  readonly isClosed?: true;
  /** Set where it is one component of a plan, by a name such as `zone.component`. */
  readonly isComponent?: true;
  readonly line: number;
}

/** A static route, by which a network lies behind a place. */
export interface RunningRoute {
  readonly network: AddressSet;
  /** The name of the place. */
  readonly place: string;
  readonly line: number;
}

/** A part of a network of a cloud, or what lies at an interface. */
export interface RunningSubnet {
  readonly name: string;
  /** The network that it is a part of. */
  readonly network: string | undefined;
  /** What tells it apart from others of its name. */
  readonly region?: string;
  readonly addresses: AddressSet;
}

/**
 * Rules in the order in which they are tried; the first that matches decides. In a list that is a stage, `return` has its `otherwise` decide.
 */
export interface RuleList {
  readonly name: string;
  readonly rules: readonly RunningRule[];
  /** What becomes of traffic that no rule matches; `return` goes back to the list that called this one. */
  readonly otherwise: 'permit' | 'deny' | 'return';
  /** The line that says `otherwise`, or where the list begins. */
  readonly line: number;
}

/**
 * What a rule does: `unknown` where it may permit and may deny; `call` tries another list, and goes on behind this rule where that one
 * returns.
 */
export type RunningAction = 'permit' | 'deny' | 'return' | 'unknown' | { readonly call: string };

/** One rule of a device. Rules without effect on new connections (established traffic, logging alone, disabled ones) are left out. */
export interface RunningRule {
  readonly action: RunningAction;
  /**
   * The traffic that it matches: a union of boxes, in the algebra of plans (both families, host names, source ports). Whoever says "any" says host
   * names as well: `ANYWHERE`, or `ANY_IPV4` and `ANY_IPV6` of `lines.ts` for one family.
   */
  readonly traffic: readonly Box[];
  /**
   * The names of places that packets come from and go to; all where unset. A name that ends in `*` stands for all that begin so. What lies where
   * nobody knows its place may match or not.
   */
  readonly from?: ReadonlySet<string>;
  readonly to?: ReadonlySet<string>;
  /** The names of places that they don't come from and don't go to, where a rule says so. */
  readonly notFrom?: ReadonlySet<string>;
  readonly notTo?: ReadonlySet<string>;
  /**
   * Set where the rule may match less than `traffic`, with why: an application, a user, a schedule, a host name that nobody can look up. It counts both ways.
   */
  readonly perhaps?: string;
  /** Set where `perhaps` is about time as well: when the rule counts, and what else is open while it does. */
  readonly lasting?: { readonly periods: readonly Period[]; readonly besides?: string };
  /** Set where it isn't its time on the day that is asked about: the last day that it counted, or the first one on which it will. */
  readonly untimely?: { readonly ended: string } | { readonly begins: string };
  /** Set where the rule counts on the day that is asked about, and not always: nothing is without effect for good because of it. */
  readonly isForNow?: true;
  /** Set where `traffic` is all that it may match, since the file doesn't say what a part of it stands for. */
  readonly isWide?: true;
  /** Set where no line of the file says it alone: what such a device does by itself, so that it is no rule without effect. */
  readonly isImplied?: true;
  /** The name or number that people know it by. */
  readonly name: string | undefined;
  /** What somebody wrote about it. */
  readonly comment?: string;
  /** How often it was hit, where the file says so. */
  readonly hits?: number;
  /** First line in the file, 1-based. */
  readonly line: number;
  /** The rule as the file has it, without secrets, at most 200 characters. */
  readonly text: string;
}

/** A line that might matter and that nobody understood. */
export interface UnknownLine {
  readonly line: number;
  /** The words that tell what it is, never a value behind them: `crypto map`. */
  readonly what: string;
  /** Why it matters: what of the traffic could be otherwise. */
  readonly why: string;
}

/** A line by which a device looks into connections. */
export type InspectingLine = Pick<UnknownLine, 'line' | 'what'>;

/** A form that a device gives out. A reader never fails: what it can't read is unknown. Its time goes with the length of the text. */
export interface RunningReader {
  /** The name of the form, which is that of the target where there is one. */
  readonly name: string;
  /** What people call it: `Cisco ASA, show running-config`. */
  readonly title: string;
  /**
   * How sure it is that a text has its form, from its content: 0 for certainly not, 1 for certainly so. Looks at the text's beginning (some 64 KB) alone.
   */
  readonly recognizes: (head: string) => number;
  /**
   * @param text the file, with any line ending and possibly a byte order mark
   * @param file its name, for what is said of it
   * @returns the devices it speaks of: several where one file holds several (contexts, virtual systems, hosts)
   */
  readonly read: (text: string, file: string) => RunningDevice[];
}
