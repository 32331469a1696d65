/** A maker's reference page of port tables, copied by reading the page and not the catalog. */
export interface ReferencePage {
  /** As the page is titled, its public address, and the product version and date that it bears. */
  readonly title: string;
  readonly url: string;
  readonly version?: string;
  readonly date?: string;
  /** Only the sections of these rows are here, not the whole page. */
  readonly part?: true;
  /** Sections that say row by row what another page of the maker says, by their names here and there: catalogs cite that page for them. */
  readonly repeats?: { readonly url: string; readonly sections: Readonly<Record<string, string>> };
  readonly rows: readonly PageRow[];
}

/** One row of a table; a row whose ends differ in their ports, or whose ports differ in their limits, is split into several. */
export interface PageRow {
  /** The heading that the table stands under; `Mount Servers`, and `Guest Processing: Hypervisors` where its own heading alone would not tell. */
  readonly section: string;
  /** The page's own words for the ends, each end by itself. `from` connects. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Transports and ports: `tcp 443`, `tcp+udp 53`, `tcp 135, 445, udp 137-138`, `tcp 1058+`, `icmp`, `gre`; empty where no number is named. */
  readonly service: string;
  /** Ports that are used where those of `service` are not available. */
  readonly fallback?: string;
  /** Of the ports any one is enough. */
  readonly anyOne?: true;
  /** What limits the row, in a few words of one's own: a version, a system, a feature, a phase, an option. */
  readonly when?: string;
  /** What it is for, in a few words of one's own. */
  readonly about: string;
  /** Why the catalog leaves it out, where no rule could say it. */
  readonly leftOut?: string;
}

/** The rows of a table, each under the heading of it. */
export function under(section: string, rows: readonly Omit<PageRow, 'section'>[]): PageRow[] {
  return rows.map((row) => ({ section, ...row }));
}
