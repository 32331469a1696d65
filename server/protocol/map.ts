import type { TextEdit } from 'vscode-languageserver-types';
import type { PlanMap } from '../../language/map/plan-map.ts';

// The picture of a plan, and what is done to it.

export interface MapParams {
  /** The plan. */
  readonly uri: string;
  /** Phases to switch on besides the plan's own. */
  readonly phases?: readonly string[];
}

/** Zones, components and what lies between them, with their places in the source. */
export type MapResult = PlanMap;

/** What was done to the picture; components and zones by their ids. */
export type MapEdit =
  | { readonly kind: 'move'; readonly component: string; readonly zone: string }
  | {
      readonly kind: 'connect';
      readonly from: string;
      readonly to: string;
      /** What shall be open, as the language writes it; what is missing when there is none. */
      readonly services?: string;
      /** The title of the fix that was chosen, where there are several for what is missing. */
      readonly fix?: string;
    };

export interface MapEditParams {
  /** The plan. */
  readonly uri: string;
  readonly edit: MapEdit;
}

/**
 * The edits that do the same to the text, with what is to be done next; or that the services have to be asked for, of a rule that begins with
 * `head`; or which fixes there are, where nobody but the user can say which is right; or why it can't be done.
 */
export type MapEditResult =
  | { readonly files: readonly { readonly uri: string; readonly edits: readonly TextEdit[] }[]; readonly note?: string }
  | { readonly ask: string; readonly head: string }
  | { readonly fixes: readonly string[]; readonly head: string }
  | { readonly error: string };

/** `MapParams` -> `MapResult` */
export const MAP_METHOD = 'segplan/map';
/** `MapEditParams` -> `MapEditResult` */
export const MAP_EDIT_METHOD = 'segplan/map/edit';
