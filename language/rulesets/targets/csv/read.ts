import { NO_ADDRESSES } from '../../../model/addresses.ts';
import { append, note } from '../../../model/lists.ts';
import { LineBook, linesOf, shorten } from '../../../running/lines.ts';
import { ANY_ADDRESS, anyOf, perhaps, rulesOf, type ServiceMatch } from '../../../running/matches.ts';
import { type Condition, periodOf } from '../../../running/periods.ts';
import type { RunningAction, RunningDevice, RunningPlace, RunningReader, RunningRule } from '../../../running/running.ts';
import { type End, endOf, servicesOf } from './read/cells.ts';
import { type Column, columnsOf, isHeading } from './read/columns.ts';
import { delimiterOf, type Row, rowsOf } from './read/table.ts';

/** So many rows are looked at for the one that names the columns. */
const MOST_BEFORE = 20;

/**
 * Reads a table of rules with a line of headings, in any order and in several spellings: who, whom, what, and whether it passes. The first row that matches
 * decides, and what none matches is closed. Names that are no addresses are places, as interfaces of a device are.
 */
export const reader: RunningReader = {
  name: 'csv',
  title: 'CSV with a line of headings (source, destination, service, action)',
  recognizes(head) {
    const first = [...rowsOf(head.split(/\r\n|\r|\n/).slice(0, MOST_BEFORE), delimiterOf(head))];
    return first.some(({ cells }) => cells.length > 2 && isHeading(columnsOf(cells))) ? 0.9 : 0;
  },
  read(text, file) {
    const lines = linesOf(text);
    const book = new LineBook(lines);
    const delimiter = delimiterOf(lines.slice(0, MOST_BEFORE).join('\n'));
    let columns: readonly (Column | undefined)[] | undefined;
    let doubled: readonly Column[] = [];
    let seen = 0;
    const places = new Map<string, number>();
    const byHost = new Map<string, RunningRule[]>();
    for (const row of rowsOf(lines, delimiter)) {
      if (!columns) {
        const found = columnsOf(row.cells);
        if (isHeading(found)) {
          columns = headingOf(row, found, book);
          doubled = SAID_ONCE.filter((column) => found.indexOf(column) !== found.lastIndexOf(column));
        } else if (++seen > MOST_BEFORE) break;
        else book.withoutBearing(row.line, row.last);
        continue;
      }
      const cells = new Cells(row, columns, doubled);
      const rules = ruleOf(cells, places, book);
      const host = cells.text('host');
      if (columns.includes('host') && !byHost.has(host)) byHost.set(host, []);
      for (const rule of rules) note(byHost, columns.includes('host') ? host : '', rule);
    }
    if (!columns) book.unknown(1, 'a table without headings', 'which column says what is not known');
    if (!columns?.includes('host') && !byHost.size) byHost.set('', []);
    const told = book.result();
    const all = [...places].map(([name, line]): RunningPlace => ({ name, networks: NO_ADDRESSES, rest: false, line }));
    return [...byHost].map(
      ([host, rules]): RunningDevice => ({
        format: 'csv',
        file,
        name: host ? shorten(host) : undefined,
        places: all,
        lists: new Map([['rules', { name: 'rules', rules, otherwise: 'deny', line: rules[0]?.line ?? 1 }]]),
        stages: ['rules'],
        replies: 'tracked',
        families: [4, 6],
        ...(columns?.includes('host') && { host: NO_ADDRESSES }),
        ...told,
      }),
    );
  },
};

/** Notes the line of headings; words that nobody knows may limit each rule. */
function headingOf({ cells, line, last }: Row, columns: readonly (Column | undefined)[], book: LineBook): typeof columns {
  book.modeled(line, last);
  for (const [n, column] of columns.entries()) {
    if (column || !cells[n]) continue;
    const shown = /^[\w .-]{1,40}$/.test(cells[n]!) ? cells[n]! : 'without a plain name';
    book.unknown(line, `column ${shown}`, 'what it says may limit the rules');
  }
  return columns;
}

/** The cells of a row by what their columns say. */
class Cells {
  readonly row: Row;
  private readonly columns: readonly (Column | undefined)[];

  /** The columns of which several say different things in this row. */
  private readonly differing: ReadonlySet<Column>;

  /** @param doubled the columns of {@link SAID_ONCE} that the table has several of */
  constructor(row: Row, columns: readonly (Column | undefined)[], doubled: readonly Column[]) {
    this.row = row;
    this.columns = columns;
    this.differing = new Set(doubled.filter((column) => this.texts(column).length > 1));
  }

  /** Whether nobody knows which of several columns counts: of one, or of any. */
  differ(column?: Column): boolean {
    return column === undefined ? this.differing.size > 0 : this.differing.has(column);
  }

  /** The first cell of a kind that holds anything; nothing where others of its kind say something else. */
  text(column: Column): string {
    if (this.differing.has(column)) return '';
    for (const [n, each] of this.columns.entries()) if (each === column && this.row.cells[n]) return this.row.cells[n]!;
    return '';
  }

  /** All that cells of a kind hold, each once. */
  texts(column: Column): string[] {
    const own: string[] = [];
    for (const [n, each] of this.columns.entries()) {
      const cell = each === column && this.row.cells[n];
      if (cell && !own.includes(cell)) own.push(cell);
    }
    return own;
  }

  has(column: Column): boolean {
    return this.columns.includes(column);
  }

  /** Whether the row has more cells than there are headings: then it isn't known which is which. */
  get isTooLong(): boolean {
    return this.row.cells.slice(this.columns.length).some((cell) => cell);
  }
}

const YES = /^(?:yes|y|true|1|x|on|disabled|inactive|ja)$/i;
const NO = /^(?:no|n|false|0|off|disabled|inactive|nein)$/i;
const ON = /^(?:yes|y|true|1|x|on|enabled?|active|activated|ja)?$/i;
const NOT_OFF = /^(?:no|n|false|0|off|enabled?|active|nein|-)?$/i;
/** So PAN-OS marks a row of what it exports. */
const MARKED_OFF = /^\[disabled\]/i;

/** Whether a rule is switched off, and whether nobody can tell. */
function isOff(cells: Cells): boolean | undefined {
  const [disabled, enabled] = [cells.text('disabled'), cells.text('enabled')];
  if (YES.test(disabled) || NO.test(enabled) || MARKED_OFF.test(cells.text('name')) || MARKED_OFF.test(cells.text('action')))
    return true;
  return NOT_OFF.test(disabled) && ON.test(enabled) ? false : undefined;
}

/** Columns that are read once: where two of a kind say different things, one of them would be left out. */
const SAID_ONCE = [
  ...(['action', 'source', 'sourceAddresses', 'destination', 'destinationAddresses', 'protocol', 'sourcePort'] as const),
  ...(['fromZone', 'toZone', 'disabled', 'enabled', 'until'] as const),
];

/** What a row says of its services: below two headings one may be the protocol of the other. */
function servicesIn(cells: Cells): ServiceMatch {
  const [all, stated, sources] = [cells.texts('service'), cells.text('protocol'), cells.text('sourcePort')];
  const named = all.length === 2 && !stated ? all.find((text) => PROTOCOL.test(text)) : undefined;
  if (named !== undefined) return servicesOf(all.find((text) => text !== named)!, named, sources);
  if (all.length < 2) return servicesOf(all[0] ?? '', stated, sources);
  const matches = all.map((text) => servicesOf(text, stated, sources));
  const { sure, maybe } = anyOf(matches);
  // A name of a service beside its port.
  const told = matches.find((each) => each.maybe.isEmpty && each.sure.covers(sure));
  if (told && matches.every((each) => each.sure.union(each.maybe).covers(told.sure))) return told;
  return perhaps(sure.union(maybe), 'several columns say different services');
}

const PROTOCOL = /^(?:tcp|udp|tcp\s*[/+&-]\s*udp|udp\s*[/+&-]\s*tcp|icmp(?:v?[46])?|ip|gre|esp|ah|sctp|igmp|ospf|vrrp)$/i;

function actionOf(cells: Cells): RunningAction {
  const word = cells.text('action').toLowerCase();
  // A table without actions lists what is to pass.
  if (!cells.has('action') || /^(?:allow|allowed|permit|permitted|accept|accepted|pass|yes)$/.test(word)) return 'permit';
  return /^(?:deny|denied|drop|dropped|block|blocked|reject|rejected|discard|no|reset.*)$/.test(word) ? 'deny' : 'unknown';
}

function ruleOf(cells: Cells, places: Map<string, number>, book: LineBook): RunningRule[] {
  const { line, last } = cells.row;
  const off = isOff(cells);
  if (off) {
    book.withoutBearing(line, last);
    return [];
  }
  book.modeled(line, last);
  const action = actionOf(cells);
  if (action === 'unknown' && !cells.differ('action'))
    book.unknown(line, 'a row without an action that is known', 'what it is about may be open and may be closed');
  const why: Condition[] = [];
  if (cells.isTooLong) {
    book.unknown(line, 'a row with more cells than headings', 'which cell says what is not known');
    why.push('it has more cells than there are headings');
  }
  if (off === undefined) {
    book.unknown(line, 'a row of which nobody can tell whether it is switched on', 'it may count for nothing');
    why.push('whether it is switched on can not be read');
  }
  if (cells.differ()) {
    book.unknown(line, 'a row with several cells of one kind', 'which of them counts is not known');
    why.push('two of its columns say different things');
  }
  const until = cells.text('until');
  if (until) why.push(periodOf(`it holds until ${shorten(until)}`, undefined, until));
  const limit = cells.text('limit');
  if (limit && !/^(?:any|all|always|no|false|none|\*)$/i.test(limit))
    why.push('it is limited by a user, an application or a time');
  const services = servicesIn(cells);
  if (!services.maybe.isEmpty) book.unknown(line, 'services of a row', services.why ?? 'they can not be read');
  const [from, to] = [sidesOf(cells, 'source', places), sidesOf(cells, 'destination', places)];
  const [name, comment, hits] = [cells.text('name'), cells.text('comment'), cells.text('hits')];
  const text = `${cells.texts('action').join(' or ') || 'allow'} ${textOf(cells, 'source')} -> ${textOf(cells, 'destination')} : ${[cells.text('protocol'), cells.text('service')].filter(Boolean).join(' ') || 'any'}`;
  const rules: RunningRule[] = [];
  for (const source of from)
    for (const destination of to)
      append(
        rules,
        rulesOf({
          action,
          sources: source.addresses,
          destinations: destination.addresses,
          services,
          ...(source.places && { from: source.places }),
          ...(destination.places && { to: destination.places }),
          conditions: why,
          name: name ? shorten(name) : undefined,
          ...(comment && { comment: shorten(comment) }),
          ...(/^\d{1,15}$/.test(hits) && { hits: Number(hits) }),
          line,
          text,
        }),
      );
  return rules;
}

interface Side {
  readonly addresses: typeof ANY_ADDRESS;
  readonly places?: ReadonlySet<string>;
}

/** What one end of a row is: its addresses, and the places that it names besides. */
function sidesOf(cells: Cells, end: 'source' | 'destination', places: Map<string, number>): Side[] {
  const own = cells.text(`${end}Addresses`);
  const { addresses, names }: End = endOf(own || cells.differ(`${end}Addresses`) ? own : cells.text(end));
  const zone = cells.text(end === 'source' ? 'fromZone' : 'toZone');
  const placed = (found: readonly string[]): ReadonlySet<string> => {
    for (const each of found) if (!places.has(each)) places.set(each, cells.row.line);
    return new Set(found);
  };
  const zones = zone && !/^(?:any|all|\*)$/i.test(zone) ? zone.split(/[,;|\n]/).flatMap((each) => each.trim() || []) : [];
  if (zones.length) {
    // An object that the table doesn't hold, in a zone.
    const result: Side[] = addresses ? [{ addresses, places: placed(zones) }] : [];
    return names.length ? [...result, { addresses: unreadable(names), places: placed(zones) }] : result;
  }
  return [...(addresses ? [{ addresses }] : []), ...(names.length ? [{ addresses: ANY_ADDRESS, places: placed(names) }] : [])];
}

function unreadable(names: readonly string[]): typeof ANY_ADDRESS {
  return { sure: NO_ADDRESSES, maybe: ANY_ADDRESS.sure, why: `${shorten(names[0]!)} isn't in the file` };
}

function textOf(cells: Cells, end: 'source' | 'destination'): string {
  const all = cells.texts(`${end}Addresses`);
  return ((all.length ? all : cells.texts(end)).join(' or ') || 'any').slice(0, 80);
}
