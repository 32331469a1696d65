import {
  type Inventory,
  inventoryOf,
  type Machine,
  MOST_MACHINES,
  machineOf,
  type Skipped,
  UnknownInventory,
} from './machine.ts';

/** A row of a table with the line or row of the file that it stands on. */
export interface TableRow {
  readonly cells: readonly string[];
  readonly line: number;
}

/** What headings are about, the surest first: of several columns for one thing the one with the surest heading counts. */
const HEADINGS = {
  name: [
    /^(vm|vm ?name|virtual machine)$/,
    /^(name|host ?name|computer ?name|server ?name|machine ?name|display ?name)$/,
    /^(server|machine|device|asset|computer|node|system name)$/,
    /^(dns ?name|fqdn)$/,
    /^host$/,
    /^(rechner ?name|nom|nombre|nome|naam)$/,
  ],
  addresses: [
    /^primary ip ?(address)?$|^primary ip[46]$/,
    /^ip ?v?[46]? ?(address(es)?)?$|^address(es)?$|^ips$/,
    /^(guest|management|mgmt|private|public|host) ip( ?address)?$|^ansible host$/,
    /^ip ?(adressen?|adres)$|^adresse ip$|^direcci[oó]n ip$|^endereço ip$|^indirizzo ip$/,
  ],
  network: [/^(zone|network|segment|port ?group|vlan( name)?|subnet name)$/, /^network #?1$/],
  hints: [/^(role|function|purpose|service|application|tags?|groups?|description|comments?|annotation|notes?|device role)$/],
  system: [/^(os|operating system|guest os|platform)$|^os according to/],
  template: [/^template$/],
} as const satisfies Record<string, readonly RegExp[]>;

type Meaning = keyof typeof HEADINGS;

/** So many rows are looked at for the one with the headings. */
const MOST_BEFORE = 20;

/**
 * The machines of a table, by what its headings say: any table with a column for names and one for addresses, exports of vCenter Server and of NetBox among them.
 * @param rows all rows, the headings among them
 * @param file its name, for the error
 * @throws UnknownInventory where no row names the columns
 */
export function readTable(rows: Iterable<TableRow>, file: string): Inventory {
  const found: (Machine | Skipped)[] = [];
  let columns: Columns | undefined;
  let before = 0;
  for (const { cells, line } of rows) {
    if (!columns) {
      columns = columnsOf(cells);
      if (!columns && ++before >= MOST_BEFORE) break;
      continue;
    }
    if (cells.every((cell) => !cell.trim())) continue;
    const text = (meaning: Meaning): string => columns![meaning].map((n) => cells[n] ?? '').join(' ');
    // What machines are made from runs nowhere.
    if (/^(true|yes|1)$/i.test(text('template').trim())) continue;
    if (found.length >= MOST_MACHINES)
      throw new UnknownInventory(`${file} has more than ${MOST_MACHINES} rows: give those of the machines that a plan is about.`);
    found.push(
      machineOf(line, {
        name: text('name'),
        addresses: text('addresses'),
        network: text('network'),
        hints: columns.hints.map((n) => cells[n] ?? ''),
        system: text('system'),
      }),
    );
  }
  if (!columns)
    throw new UnknownInventory(
      `${file} has no row that names its columns: begin it with headings, one for names (name, VM, host) and one for addresses (IP address).`,
    );
  return inventoryOf(found);
}

type Columns = Readonly<Record<Meaning, readonly number[]>>;

/** Which columns say what; nothing where these are no headings. */
function columnsOf(cells: readonly string[]): Columns | undefined {
  const headings = cells.map((cell) =>
    cell
      .toLowerCase()
      .replace(/[_\-.()]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  const of = (meaning: Meaning, all: boolean): number[] => {
    for (const pattern of HEADINGS[meaning]) {
      const own = headings.flatMap((heading, n) => (pattern.test(heading) ? [n] : []));
      if (own.length) return all ? own : own.slice(0, 1);
    }
    return [];
  };
  const columns = {
    name: of('name', false),
    addresses: of('addresses', true),
    network: of('network', false),
    hints: of('hints', true),
    system: of('system', true),
    template: of('template', false),
  };
  return columns.name.length && columns.addresses.length ? columns : undefined;
}
