import type { LinkState, MapPlace, PlanMap } from '../../../language/map/plan-map.ts';
import type { MapEdit } from '../../../server/protocol.ts';

// What the extension and the page in its panel tell each other.

/** From the extension to the page. */
export type ToPage =
  /** What finds places for everything, as a script for a worker; sent once. */
  | { readonly type: 'engine'; readonly script: string }
  | { readonly type: 'map'; readonly map: PlanMap; readonly name: string }
  /** What the cursor is on, and whether the picture is moved until it is seen. */
  | { readonly type: 'select'; readonly ids: readonly string[]; readonly move: boolean }
  /** Something to be told: a fault, or what is to be done next. */
  | { readonly type: 'notice'; readonly text: string; readonly isError: boolean };

/** From the page to the extension. */
export type FromPage =
  | { readonly type: 'ready' }
  /** Shows where something stands; with the focus on a double click. */
  | { readonly type: 'reveal'; readonly place: MapPlace; readonly focus: boolean }
  | { readonly type: 'edit'; readonly edit: MapEdit }
  /** Asks where the map shall be saved as it is laid out. */
  | { readonly type: 'save'; readonly forms: MapForms }
  | { readonly type: 'phases'; readonly phases: readonly string[] };

/** A map as text in each form that it can be saved in. */
export interface MapForms {
  readonly svg: string;
  readonly drawio: string;
  readonly mermaid: string;
  readonly html: string;
}

/** What the page shows of a map. */
export interface Filter {
  readonly vendor: string;
  readonly zone: string;
  readonly state: LinkState | '';
  readonly search: string;
}
