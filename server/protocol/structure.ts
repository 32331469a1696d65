import type { Range } from 'vscode-languageserver-types';

// What the plans of a workspace are made of.

/** A place that something stands at. */
interface Placed {
  readonly name: string;
  readonly title: string;
  readonly uri: string;
  /** 0-based */
  readonly line: number;
}

export interface ZoneInfo extends Placed {
  readonly components: readonly (Placed & { readonly roles: string })[];
}

/** An assertion of a plan. */
export interface AssertionInfo {
  readonly text: string;
  readonly range: Range;
  /** Why it doesn't hold; nothing where it does. */
  readonly failure?: string;
  /** Set where nobody can say, since it names what there is not. */
  readonly unclear?: true;
  /** Set where it is about other phases than those that the plan has on. */
  readonly dormant?: true;
}

/** What a plan of the workspace is made of. */
export interface PlanInfo {
  readonly uri: string;
  /** Its way from the workspace folder. */
  readonly name: string;
  readonly title: string;
  readonly required: number;
  readonly missing: number;
  readonly blocked: number;
  readonly zones: readonly ZoneInfo[];
  readonly assertions: readonly AssertionInfo[];
}

/** nothing -> `PlanInfo[]`: the plans that are open or in the workspace */
export const STRUCTURE_METHOD = 'segplan/structure';
