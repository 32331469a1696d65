/** Where a component of a product stands, in the zones that a plan may be begun with. */
export type Tier = 'management' | 'production' | 'backup';

/** A component as a plan is begun with it. */
export interface OutlineComponent {
  readonly name: string;
  readonly title?: string;
  readonly roles: readonly string[];
  readonly tier: Tier;
  /** So many addresses in a row; 1 unless it says otherwise. */
  readonly addresses?: number;
  /** What else the component says, such as `runs windows`. */
  readonly says?: string;
  /** Once in the plan, at its first site, and not at each site. */
  readonly central?: true;
}

/** A product that a plan can be begun with: what a usual deployment of it is made of. */
export interface OutlineProduct {
  readonly name: string;
  readonly title: string;
  /** Versions of vendors, where a plan should name one: `veeam 13`. */
  readonly versions?: Readonly<Record<string, string>>;
  /** Lines that the plan needs besides. */
  readonly lines?: readonly string[];
  readonly components: readonly OutlineComponent[];
  /** Services of its maker on the internet, with the names that the catalog has of them. */
  readonly online?: readonly { readonly name: string; readonly title: string; readonly role: string }[];
  /** How many sites one needs to see something of it. */
  readonly sites?: number;
}
