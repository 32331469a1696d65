// What opens and what closes between two plans.
import type { Citation, RuleRef, WithWarnings } from './common.ts';
import type { Alternatives, Traffic } from './explain.ts';

/** The answer of `diff`; `cli/diff.schema.json` describes it. */
export interface Difference {
  readonly schemaVersion: 1;
  readonly old: { readonly file: string; readonly title: string };
  readonly new: { readonly file: string; readonly title: string };
  readonly today: string;
  readonly phases: readonly string[];
  readonly summary: { readonly opened: number; readonly closed: number; readonly lost: number };
  readonly opened: readonly OpenedFlow[];
  readonly closed: readonly ClosedFlow[];
  /** For each firewall of the plans what passes it, where it was asked for. */
  readonly firewalls?: readonly ChangedFirewall[];
}

export interface ChangedFirewall {
  readonly name: string;
  readonly form: string | null;
  /** The flows that pass it, by their places in `opened` and `closed`, from 0. */
  readonly opened: readonly number[];
  readonly closed: readonly number[];
  /** The rules that it gets and those that go, in words, by their ids. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export interface DiffReport extends Difference, WithWarnings {
  /** The same as a change request, for people. */
  readonly markdown: string;
}

export interface ChangedFlow {
  readonly from: readonly { readonly name: string | null; readonly addresses: readonly string[] }[];
  readonly to: readonly { readonly name: string | null; readonly addresses: readonly string[] }[];
  readonly services: string;
  /** Whether it changes at once. */
  readonly now: boolean;
  readonly periods: readonly {
    readonly phases: readonly string[];
    readonly after: string | null;
    readonly until: string | null;
  }[];
  readonly parts: readonly Traffic[];
}

export interface DatedRule extends RuleRef {
  readonly phase: string | null;
  readonly until: string | null;
}

export interface OpenedFlow extends ChangedFlow {
  readonly openedBy: readonly DatedRule[];
  readonly noLongerDeniedBy: readonly DatedRule[];
  readonly neededBy: readonly (ServedFlow & {
    readonly required: boolean;
    readonly from: readonly string[];
    readonly to: readonly string[];
    readonly services: string;
    readonly alternatives?: readonly Alternatives[];
  })[];
  /** What of it no component needs. */
  readonly unneeded: string | null;
}

export interface ClosedFlow extends ChangedFlow {
  readonly permittedBy: readonly DatedRule[];
  readonly nowDeniedBy: readonly DatedRule[];
  /** The required flows that are no longer permitted. */
  readonly lost: readonly (ServedFlow & { readonly from: string; readonly to: string; readonly services: string })[];
}

export interface ServedFlow {
  readonly flow: string;
  readonly purpose: string;
  readonly sources: readonly Citation[];
}
