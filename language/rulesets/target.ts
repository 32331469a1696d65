import type { System } from '../model/systems.ts';
import type { HostRuleSet } from './host-rule-set.ts';
import type { RuleSet } from './rule-set.ts';

/** Where rules are kept: in a firewall between zones, or in the firewall of each host. */
export type Scope = 'network' | 'host';

export const SCOPES: readonly Scope[] = ['network', 'host'];

/**
 * What a target can hold, and its limits. What a plan needs beyond it is an error or a warning that names the plan's line, never silence;
 * the documentation and the picker say the same from here.
 */
export interface Capabilities {
  readonly ipv6: boolean;
  /** Rules towards host names: none, as a packet filter, plain ones, or also all names below a domain (`*.example.com`). */
  readonly hostNames: 'none' | 'plain' | 'wildcards';
  /** Rules towards what a cloud publishes addresses under, such as `AzureBackup`. */
  readonly serviceTags?: boolean;
  /** Rules that deny. Where there are none, what a plan denies is taken out of what it allows. */
  readonly deny: boolean;
  /** Rules that end on a date by themselves: at the end of that day in UTC, as a plan means it, or by the clock and time zone of the device. */
  readonly expiry: 'none' | 'utc' | 'device';
  /**
   * What becomes of rules that a later plan no longer has: loading replaces the whole; or they stay unless `--since` says what was there; or it
   * is a document, which nothing is loaded from.
   */
  readonly change: 'whole' | 'since' | 'document';
  /** Where files for hosts are for some systems alone: for which. */
  readonly systems?: readonly System[];
  /** Icmp: type by type, only as a whole, or none at all. */
  readonly icmp: 'types' | 'whole' | 'none';
  /**
   * What `any` stands for beyond tcp, udp and icmp: `apart` where all other protocols can be matched without the ports of tcp and udp, as
   * `any except tcp 443` needs it; `whole` where they are in `any` alone; or none at all.
   */
  readonly otherProtocols: 'apart' | 'whole' | 'none';
  /** Which protocols other than tcp, udp and icmp it has rules for, by number: all but some, or some alone. */
  readonly protocols: { readonly but: readonly number[] } | { readonly only: readonly number[] };
  /** Whether it matches the ports that a connection comes from. */
  readonly sourcePorts: boolean;
  /** The longest comment, in bytes; nothing where there is no limit. */
  readonly commentBytes: number | undefined;
  /** The longest name of a rule or an object, in characters; nothing where there is no limit. */
  readonly nameLength?: number;
  /** How many rules fit, and where: `60 in each direction of a security group`. */
  readonly ruleLimit?: string;
  /** What else someone who loads the file should know, one sentence each. */
  readonly notes?: readonly string[];
}

/** What a form for readers and tools can hold: everything. */
export const HOLDS_EVERYTHING: Capabilities = {
  ipv6: true,
  hostNames: 'wildcards',
  serviceTags: true,
  deny: true,
  expiry: 'utc',
  change: 'document',
  icmp: 'types',
  otherProtocols: 'apart',
  protocols: { but: [] },
  sourcePorts: true,
  commentBytes: undefined,
};

export interface OutputFile {
  /** File name without a folder. */
  readonly name: string;
  /** The content; in Base64 where `binary` says so. */
  readonly text: string;
  /** Set for what is no text, such as a spreadsheet. */
  readonly binary?: true;
  /** Set for what is never loaded together with the first file: what takes rules away once they have passed, and the same rules in another language. */
  readonly apart?: true;
}

/** What a target has to say of a rule set besides its text. */
export interface TargetProblem {
  readonly level: 'error' | 'warning' | 'info';
  readonly message: string;
  /** The line of the plan, 1-based, where there is one. */
  readonly line?: number;
}

/** A form that rule sets are written in: a file of its own below `targets/`. */
export interface Target {
  /** Stable, kebab-case, the name of its file. */
  readonly name: string;
  readonly title: string;
  /** One sentence: what it writes and how that is loaded. */
  readonly description: string;
  readonly capabilities: Capabilities;
  readonly scopes: readonly Scope[];
  /** Set where its rules between zones are kept at the hosts of each zone, as a cloud keeps them, and not in a firewall that traffic passes. */
  readonly atHosts?: true;
  /**
   * What rules name at a firewall that translates addresses: the address and ports of the component, those that were dialed, or an object for
   * the translation. Set where the file says what has to be translated; elsewhere rules name the component, and who generates them is told.
   */
  readonly translated?: 'real' | 'dialed' | 'object';
  /** The id that editors highlight the text by. */
  readonly languageId: string;
  /** Set where it writes what is no text, such as a spreadsheet. */
  readonly binary?: true;
  /**
   * Deterministic: the same rule set gives the same bytes.
   * @param baseName the plan's file name without its ending
   * @param older what may be on the device from an older plan, for targets whose `change` is `since`: what of it is gone is taken away, in an
   * order in which never more is open than one of the two plans allows
   */
  emit(ruleSet: RuleSet, baseName: string, older?: readonly RuleSet[]): OutputFile[] | Promise<OutputFile[]>;
  /** The same for the firewalls of hosts, where `scopes` says so. @param sets one for each host; at least one */
  emitHosts?(
    sets: readonly HostRuleSet[],
    baseName: string,
    older?: readonly HostRuleSet[],
  ): OutputFile[] | Promise<OutputFile[]>;
  /** What of this rule set the target can't hold, or its reader has to know, beyond what the capabilities say; asked before `emit`. */
  problems?(ruleSet: RuleSet): TargetProblem[];
}
