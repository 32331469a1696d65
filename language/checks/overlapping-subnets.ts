import { AstUtils, type LangiumDocument } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { at, defineCheck, type Finding, type Fix } from '../checking/check.ts';
import { insertAt } from '../editing/edits.ts';
import type * as ast from '../generated/ast.ts';
import { type AddressSet, ALL_NAMES, formatAddresses, ofFamily } from '../model/addresses.ts';
import { FirstSets } from '../model/first-sets.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { PlanZone } from '../model/plan.ts';
import { addressSet } from '../model/stated-addresses.ts';
import { entriesSeen, lineSet } from '../model/subnets.ts';

/** One entry of a `subnet` line. */
interface Entry {
  readonly zone: PlanZone;
  readonly line: ast.Subnets;
  readonly address: ast.Address;
  /** As others see it. */
  readonly set: AddressSet;
}

/** So many findings are told, and all that is behind them is counted. */
const MOST = 5000;
const TEXTS = 3;

/** With so many other zones an entry is told one by one: what is in all of them needs no list. */
const MOST_RIVALS = 3;

/** Two zones that hold the same addresses: no firewall could tell which is which. */
export const overlappingSubnets = defineCheck<readonly [Entry, Entry]>({
  code: 'overlapping-subnets',
  level: 'error',
  theme: 'places',
  tellsMost: true,
  essential: true,
  title: 'Subnets of two zones that overlap',
  documentation: `An address belongs to one zone. Where the subnets of two zones overlap, nobody can say which rules hold for an address
in both.

A zone that is carved out of another is left out of the larger one; the quick-fix writes that:

\`\`\`segplan
zone campus  { subnet 10.0.0.0/16 except 10.0.5.0/24 }
zone cameras { subnet 10.0.5.0/24 }
\`\`\`

Two sites may have the same addresses where they are translated on the way. Each is then said with the addresses under which the others see
it:

\`\`\`segplan
site north { zone shop-north { subnet 10.0.0.0/24 as 10.101.0.0/24 } }
site south { zone shop-south { subnet 10.0.0.0/24 as 10.102.0.0/24 } }
\`\`\`

Where hundreds of zones overlap, each entry is told with the first three of the others, and of all together 5,000 findings. The last one says how many more
entries there are; they show once those that are listed are mended.`,
  besidesRules: true,
  *detect({ plan, document }) {
    const crowd = crowdOf(plan.zones);
    if (!crowd.length) return;
    const rivals = new Rivals(crowd, document);
    let told = 0;
    let open: Entry | undefined;
    let more = 0;
    for (const [n, zone] of crowd.entries()) {
      if (AstUtils.getDocument(zone.node) !== document) continue;
      for (const entry of rivals.entriesOf(zone)) {
        const first = rivals.first(entry.set, n);
        if (!first.length) continue;
        if (told < MOST) {
          const found = [...findingsOf(entry, first, n, rivals)];
          told += found.length;
          yield* found;
        } else if (open) more++;
        else open = entry;
      }
    }
    if (open)
      yield {
        node: open.address,
        message: more
          ? `This and ${more.toLocaleString('en-US')} more networks behind it are also in other zones; they show once those that are listed are mended.`
          : 'This is also in another zone; it shows once those that are listed are mended.',
      };
  },
  fix({ data }, context): Fix[] {
    if (!data) return [];
    const [one, other] = data;
    const [larger, smaller] = addressSet(one.address).covers(addressSet(other.address)) ? [one, other] : [other, one];
    // A translated line is left as it is: what it leaves out are its own addresses, and the other zone knows it by others.
    if (!isWithin(smaller, larger) || larger.line.seen.length || smaller.line.seen.length) return [];
    if (AstUtils.getDocument(larger.line) !== context.document) return [];
    const text = smaller.address.$cstNode?.text;
    const edit = text && leaveOut(larger.line, text);
    return edit ? [{ title: `Leave ${text} out of ${larger.zone.name}`, edits: [edit], preferred: true }] : [];
  },
});

/** What one entry shares with zones, of which the first are told one by one. */
function* findingsOf(
  entry: Entry,
  first: readonly number[],
  zone: number,
  rivals: Rivals,
): Iterable<Finding<readonly [Entry, Entry]>> {
  for (const m of first.slice(0, MOST_RIVALS)) {
    const other = rivals.zones[m]!;
    const common = entry.set.intersect(other.subnets);
    const rival = rivals.entryIn(other, common);
    yield {
      node: entry.address,
      message: `${firstTexts(common).join(', ')} is also in ${other.name}.${wayOut(entry, rival)}`,
      related: [{ ...at(other.node, 'name'), message: `${other.name} holds it as well.` }],
      ...(rival ? { data: [entry, rival] as const } : {}),
    };
  }
  if (first.length <= MOST_RIVALS) return;
  const more = rivals.count(entry.set, zone) - MOST_RIVALS;
  yield { node: entry.address, message: `Addresses of this are also in ${more} more ${more > 1 ? 'zones' : 'zone'}.` };
}

/** The zones that have addresses in common with others, and maybe some of those around. */
function crowdOf(zones: readonly PlanZone[]): PlanZone[] {
  const all = zones.flatMap((zone) => zone.subnets.intervals.map(({ start, end }) => ({ start, end, zone })));
  all.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  const crowd = new Set<PlanZone>();
  let last = all[0];
  for (const each of all) {
    if (each.start < last!.end && each.zone !== last!.zone) crowd.add(each.zone).add(last!.zone);
    if (each.end > last!.end) last = each;
  }
  return zones.filter((zone) => crowd.has(zone));
}

/** Finds the zones that hold addresses of another one as well: of two zones in one file the later one is reported. */
class Rivals {
  readonly zones: readonly PlanZone[];
  /** The numbers of the zones of this file, and of those elsewhere, and what they hold. */
  private readonly here: readonly number[];
  private readonly elsewhere: readonly number[];
  /** The place of a zone of this file among these, by its number. */
  private readonly placeHere: ReadonlyMap<number, number>;
  private readonly heldHere: FirstSets<bigint>;
  private readonly heldElsewhere: FirstSets<bigint>;
  private readonly known = new Map<PlanZone, { readonly entries: readonly Entry[]; held?: FirstSets<bigint> }>();

  constructor(zones: readonly PlanZone[], document: LangiumDocument) {
    this.zones = zones;
    const isHere = zones.map((zone) => AstUtils.getDocument(zone.node) === document);
    this.here = [...zones.keys()].filter((n) => isHere[n]);
    this.elsewhere = [...zones.keys()].filter((n) => !isHere[n]);
    this.placeHere = new Map(this.here.map((n, place) => [n, place]));
    const heldBy = (numbers: readonly number[]): FirstSets<bigint> => new FirstSets(numbers.map((n) => zones[n]!.subnets));
    this.heldHere = heldBy(this.here);
    this.heldElsewhere = heldBy(this.elsewhere);
  }

  /** The numbers of the first zones that a zone of this file shares addresses with, one more of them than are told. */
  first(addresses: AddressSet, zone: number): readonly number[] {
    const here = this.heldHere.few(MOST_RIVALS + 1, addresses).map((n) => this.here[n]!);
    const elsewhere = this.heldElsewhere.few(MOST_RIVALS + 1, addresses).map((n) => this.elsewhere[n]!);
    return [...here.filter((n) => n < zone), ...elsewhere].sort((a, b) => a - b).slice(0, MOST_RIVALS + 1);
  }

  /** How many there are. */
  count(addresses: AddressSet, zone: number): number {
    const before = this.placeHere.get(zone)!;
    return this.heldHere.count(before, addresses) + this.heldElsewhere.count(this.elsewhere.length, addresses);
  }

  entriesOf(zone: PlanZone): readonly Entry[] {
    return this.of(zone).entries;
  }

  /** The first entry of a zone that holds some of these addresses. */
  entryIn(zone: PlanZone, addresses: AddressSet): Entry | undefined {
    const known = this.of(zone);
    known.held ??= new FirstSets(known.entries.map(({ set }) => set));
    return known.entries[known.held.from(0, addresses) ?? -1];
  }

  private of(zone: PlanZone): { readonly entries: readonly Entry[]; held?: FirstSets<bigint> } {
    let known = this.known.get(zone);
    if (!known) {
      const entries = zone.node.subnets.flatMap((line) => {
        const sets = entriesSeen(line);
        return line.addresses.map((address, n) => ({ zone, line, address, set: sets[n]! }));
      });
      known = { entries };
      this.known.set(zone, known);
    }
    return known;
  }
}

/** The first few of some addresses as text. */
function firstTexts(addresses: AddressSet): readonly string[] {
  const all = [ofFamily(addresses, 4), ofFamily(addresses, 6), addresses.intersect(ALL_NAMES)];
  const few = IntervalSet.of(all.flatMap(({ intervals }) => intervals.slice(0, TEXTS)));
  return formatAddresses(few).slice(0, TEXTS);
}

/** Whether the addresses of one entry are a part, and not all, of those of another. */
function isWithin(smaller: Entry, larger: Entry): boolean {
  const [inner, outer] = [addressSet(smaller.address), addressSet(larger.address)];
  return outer.covers(inner) && !inner.equals(outer) && !lineSet(smaller.line).isEmpty;
}

/** What to do where two sites have the same addresses. */
function wayOut({ zone, line, address }: Entry, rival: Entry | undefined): string {
  if (rival && line.seen.length && rival.line.seen.length)
    return " Each translated network needs addresses of its own behind 'as'.";
  if (!rival || zone.site === rival.zone.site || !addressSet(address).equals(addressSet(rival.address))) return '';
  return ` Where the addresses of a site are translated on the way to the other, say what the other sees: subnet ${address.$cstNode?.text ?? ''} as …`;
}

function leaveOut(line: ast.Subnets, text: string): TextEdit | undefined {
  const last = (line.exceptions.at(-1) ?? line.addresses.at(-1))?.$cstNode?.range.end;
  return last && insertAt(last, `${line.exceptions.length ? ',' : ' except'} ${text}`);
}
