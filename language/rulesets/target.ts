import type { HostRuleSet } from './host-rule-set.ts';
import type { RuleSet } from './rule-set.ts';

/** Where rules are kept: in a firewall between zones, or in the firewall of each host. */
export type Scope = 'network' | 'host';

export const SCOPES: readonly Scope[] = ['network', 'host'];

/** What a target can hold. What a plan needs beyond it is an error or a warning that names the plan's line, never silence. */
export interface Capabilities {
  readonly ipv6: boolean;
  /** Rules towards host names, which a packet filter can't match. */
  readonly hostNames: boolean;
  readonly deny: boolean;
  /** Rules that end on a date by themselves. */
  readonly expiry: boolean;
  readonly icmp: boolean;
  /** Protocols other than tcp, udp and icmp, as `any` opens them. */
  readonly otherProtocols: boolean;
  /** The longest comment, in bytes. */
  readonly commentBytes: number | undefined;
}

/** What a form for readers and tools can hold: everything. */
export const HOLDS_EVERYTHING: Capabilities = {
  ipv6: true,
  hostNames: true,
  deny: true,
  expiry: true,
  icmp: true,
  otherProtocols: true,
  commentBytes: undefined,
};

export interface OutputFile {
  /** File name without a folder. */
  readonly name: string;
  readonly text: string;
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
  /** The id that editors highlight the text by. */
  readonly languageId: string;
  /** @param baseName the plan's file name without its ending. Deterministic: the same rule set gives the same bytes. */
  emit(ruleSet: RuleSet, baseName: string): OutputFile[];
  /** The same for the firewalls of hosts, where `scopes` says so. @param sets one for each host; at least one */
  emitHosts?(sets: readonly HostRuleSet[], baseName: string): OutputFile[];
}
