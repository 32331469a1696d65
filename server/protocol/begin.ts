import type { Range } from 'vscode-languageserver-types';

// What plans are begun with: catalogs, templates, choices of products, files that firewalls wrote.

/** A catalog that ships with Segplan, or a part of one that extends it. */
export interface CatalogInfo {
  readonly name: string;
  /** What the vendor is called; with the file in parentheses where its catalog is written in several. */
  readonly title: string;
  /** What stands there: `12 roles, 40 flows`. */
  readonly holds: string;
  readonly uri: string;
  /** 0-based line on which it begins. */
  readonly line: number;
}

/** A plan to begin with. */
export interface TemplateInfo {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly text: string;
}

/** What a plan can be begun with, beside the templates: each product by itself, or several over some sites and zones. */
export interface OutlineChoices {
  readonly products: readonly { readonly name: string; readonly title: string; readonly sites: number }[];
  readonly zones: readonly { readonly name: string; readonly title: string }[];
}

/** Products and zones by their names; at least one product. */
export interface OutlineParams {
  readonly products: readonly string[];
  readonly sites?: number;
  readonly zones?: readonly string[];
}

/** Files that firewalls wrote, to begin a plan from. */
export interface ImportParams {
  /** Each with what the plan is to call it. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

/** A plan of what firewalls run. */
export interface ImportResult {
  readonly text: string;
  /** What of the files it doesn't hold, a sentence each; they stand at the top of the text as well. */
  readonly notes: readonly string[];
  /** Whether an audit of it against the files finds nothing. */
  readonly inStep: boolean;
}

/** A file that may be an inventory, to put its machines into a plan or to begin one with them. */
export interface InventoryParams {
  /** What it is called. */
  readonly name: string;
  /** What it holds, in Base64: it may be a spreadsheet. */
  readonly content: string;
  /** The plan that machines are put into; they begin a new one without it. */
  readonly into?: string;
}

/** What became of an inventory. */
export interface InventoryResult {
  /** Where the plan changes, and to what; a whole text where none was named. */
  readonly change: { readonly range: Range; readonly newText: string };
  /** What was left out and what to do next, a sentence each. */
  readonly notes: readonly string[];
  /** How many machines have become components. */
  readonly added: number;
}

/** nothing -> `CatalogInfo[]` */
export const CATALOGS_METHOD = 'segplan/catalogs';
/** nothing -> `TemplateInfo[]` */
export const TEMPLATES_METHOD = 'segplan/templates';
/** nothing -> `OutlineChoices` */
export const OUTLINES_METHOD = 'segplan/outlines';
/** `OutlineParams` -> the text of a plan, without errors */
export const OUTLINE_METHOD = 'segplan/outline';
/** `InventoryParams` -> `InventoryResult`, or null for a file that is no inventory; an error that says what is wrong with one */
export const INVENTORY_METHOD = 'segplan/importInventory';
/** `ImportParams` -> `ImportResult`; an error that says what is wrong where no form is known */
export const IMPORT_METHOD = 'segplan/importRunning';
