// Whether traffic is permitted, and the ways that it takes.
import type { Citation, RuleEffect, RuleRef, WithWarnings } from './common.ts';

/** Services of which any one does; the first, or else the next, where they are ordered. */
export interface Alternatives {
  readonly ordered?: true;
  readonly of: readonly string[];
}

/** A flow of a catalog that some traffic serves. */
export interface Need {
  readonly flow: string;
  readonly required: boolean;
  readonly optional: boolean;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly services: string;
  /** Of each, any one does. */
  readonly alternatives?: readonly Alternatives[];
  readonly purpose: string;
  readonly phase: string | null;
  readonly features: readonly string[];
  readonly protection: string | null;
  readonly note: string | null;
  readonly sources: readonly Citation[];
  readonly contested?: boolean;
  readonly contestedBy?: readonly Citation[];
}

/** Some traffic, as addresses and services. */
export interface Traffic {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly services: string;
}

/** What would let pass what two components need of each other and what does not pass. */
export interface Remedy {
  /** The check that finds it. */
  readonly code: string;
  readonly file: string;
  /** The line that the check underlines; 1-based. */
  readonly line: number;
  readonly from: string;
  readonly to: string;
  readonly services: string;
  /** What the quick-fixes there do, in words; none where somebody has to change the `deny` on this line. */
  readonly fixes: readonly string[];
}

/** The answer of `explain`. */
export interface Explanation {
  readonly schemaVersion: 1;
  readonly question: string;
  /** In words: `permitted`, `denied`, `not permitted`, `permitted in part` and the like. */
  readonly verdict: string;
  /** Whether all of it is, for certain. */
  readonly permitted: boolean;
  /** The zone that both ends are in, where no network firewall stands between them. */
  readonly withinZone: string | null;
  readonly withoutAddress?: readonly {
    readonly component: string;
    readonly zone: string;
    readonly taken: string;
    readonly addresses: readonly string[];
  }[];
  readonly named?: readonly (RuleEffect & { readonly action: 'allow' | 'deny' })[];
  readonly permittedBy: readonly RuleEffect[];
  readonly deniedBy: readonly RuleEffect[];
  readonly perhapsPermittedBy?: readonly RuleEffect[];
  /** Rules about it that count for nothing now. */
  readonly withoutEffect: readonly (RuleEffect & { readonly because: string })[];
  readonly notPermitted: readonly Traffic[];
  readonly neededBy: readonly Need[];
  /** How what is needed of it and doesn't pass would; left out where nothing is. */
  readonly remedies?: readonly Remedy[];
  /** How many more there are than these. */
  readonly moreRemedies?: number;
  readonly leftOut?: readonly {
    readonly flow: string;
    readonly from: readonly string[];
    readonly to: readonly string[];
    readonly services: string;
    readonly bindings: readonly string[];
  }[];
  /** Over which firewalls of the plan it goes; left out where the plan names none. */
  readonly ways?: readonly FirewallWay[];
  /** What is open here and could be closed, now or later. */
  readonly closable: {
    readonly kept: string | null;
    readonly now: string | null;
    readonly later: string | null;
    readonly contested?: string;
    readonly phases: readonly string[];
    readonly features: readonly string[];
  };
}

/** A way of some traffic from zone to zone, over firewalls; without any where no way leads there. */
export interface FirewallWay {
  readonly from: string;
  readonly to: string;
  readonly firewalls: readonly {
    readonly name: string;
    /** By which of its zones the traffic comes and goes, as it calls them; left out for one that stands at the hosts of an end. */
    readonly from?: string;
    readonly to?: string;
    /** Its rules about the traffic, by their ids. */
    readonly rules: readonly { readonly id: string; readonly action: 'allow' | 'deny'; readonly line: number }[];
  }[];
}

export interface ExplainReport extends Explanation, WithWarnings {}

/** The answer of `reach`. */
export interface Ways {
  readonly schemaVersion: 1;
  readonly question: string;
  readonly reached: boolean;
  /** Whether these are all ways. */
  readonly complete: boolean;
  /** The components that pass traffic on. */
  readonly relays: readonly string[];
  /** Each a way, shortest first. */
  readonly chains: readonly (readonly Hop[])[];
}

export interface Hop {
  readonly from: string;
  readonly to: string;
  readonly services: string;
  /** The zone that it stays in, where no rule is needed. */
  readonly inside: string | null;
  readonly uncertain?: string;
  readonly rules: readonly RuleRef[];
  /** Over which firewalls of the plan it goes; left out where the plan names none, and within a zone. */
  readonly ways?: readonly FirewallWay[];
}

export interface ReachReport extends Ways, WithWarnings {}
