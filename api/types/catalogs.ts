// What the vendor catalogs say.
import type { Citation, WithWarnings } from './common.ts';

export interface CatalogReport extends WithWarnings {
  readonly schemaVersion: 1;
  readonly vendors: readonly CatalogVendor[];
}

/** A vendor as `segplan catalog VENDOR --format json` shows it; flows have more to say than is named here. */
export interface CatalogVendor {
  readonly name: string;
  readonly title: string;
  readonly version: string | null;
  readonly versions?: readonly string[];
  /** What the catalog lacks of the product. */
  readonly incomplete?: readonly string[];
  readonly sources: readonly Omit<Citation, 'section'>[];
  readonly features: readonly { readonly id: string; readonly title: string }[];
  readonly services: readonly { readonly name: string; readonly title: string; readonly services: readonly unknown[] }[];
  readonly roles: readonly {
    readonly name: string;
    readonly title: string;
    readonly aliases: readonly string[];
    readonly extends: readonly string[];
    readonly properties: readonly RoleProperty[];
  }[];
  readonly flows: readonly ({
    readonly id: string;
    readonly from: { readonly vendor: string; readonly role: string };
    readonly to: { readonly vendor: string; readonly role: string };
    readonly purpose: string;
    readonly sources: readonly Citation[];
  } & Readonly<Record<string, unknown>>)[];
  readonly advice: readonly ({ readonly kind: string; readonly text: string } & Readonly<Record<string, unknown>>)[];
  readonly sizings: readonly Readonly<Record<string, unknown>>[];
}

export interface RoleProperty {
  readonly name: string;
  readonly title: string;
  readonly type: string;
  readonly values: readonly string[];
  readonly default?: string;
}

export interface RoleReport extends WithWarnings {
  /** Such as `veeam.hardened-repository`. */
  readonly role: string;
  readonly title: string;
  readonly aliases: readonly string[];
  /** The roles that it derives from: their flows are its own. */
  readonly isAlso: readonly string[];
  readonly properties: readonly RoleProperty[];
  readonly runs: readonly string[];
  readonly connectsTo: readonly RoleFlow[];
  readonly connectedToBy: readonly RoleFlow[];
  readonly advice: readonly { readonly text: string; readonly sources: readonly Citation[] }[];
}

export interface RoleFlow {
  readonly flow: string;
  /** The role at the other end. */
  readonly peer: string;
  /** As text: `tcp 6162 (or else tcp 2500-3300)`. */
  readonly services: string;
  readonly purpose: string;
  /** When it is needed, in words; always, where there are none. */
  readonly when: readonly string[];
  readonly sources: readonly Citation[];
}
