import { AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { at, defineCheck, type Fix } from '../checking/check.ts';
import { insertAt } from '../editing/edits.ts';
import type * as ast from '../generated/ast.ts';
import { type AddressSet, formatAddresses } from '../model/addresses.ts';
import { addressSet } from '../model/endpoint-resolver.ts';
import type { PlanZone } from '../model/plan.ts';
import { SetPlaces } from '../model/set-places.ts';
import { entrySeen, lineSet } from '../model/subnets.ts';

/** One entry of a `subnet` line. */
interface Entry {
  readonly zone: PlanZone;
  readonly line: ast.Subnets;
  readonly address: ast.Address;
}

/** With so many other zones an entry is told one by one: what is in all of them needs no list. */
const MOST_RIVALS = 3;

/** Two zones that hold the same addresses: no firewall could tell which is which. */
export const overlappingSubnets = defineCheck<readonly [Entry, Entry]>({
  code: 'overlapping-subnets',
  level: 'error',
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
\`\`\``,
  besidesRules: true,
  *detect(context) {
    const { zones } = context.plan;
    const isHere = zones.map((zone) => AstUtils.getDocument(zone.node) === context.document);
    const rivals = new Rivals(zones, isHere);
    for (const [n, zone] of zones.entries()) {
      if (!isHere[n]) continue;
      for (const entry of entriesOf(zone)) {
        const set = entrySeen(entry.line, entry.address);
        const { count, first } = rivals.of(set, n);
        for (const m of first) {
          const other = zones[m]!;
          const common = set.intersect(other.subnets);
          const rival = entriesOf(other).find((e) => entrySeen(e.line, e.address).overlaps(common));
          yield {
            node: entry.address,
            message: `${formatAddresses(common).slice(0, 3).join(', ')} is also in ${other.name}.${wayOut(entry, rival)}`,
            related: [{ ...at(other.node, 'name'), message: `${other.name} holds it as well.` }],
            ...(rival ? { data: [entry, rival] as const } : {}),
          };
        }
        const more = count - MOST_RIVALS;
        if (more > 0)
          yield { node: entry.address, message: `Addresses of this are also in ${more} more ${more > 1 ? 'zones' : 'zone'}.` };
      }
    }
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

/** Zones that hold some addresses, by their numbers, in order. */
interface Holders {
  readonly here: readonly number[];
  readonly elsewhere: readonly number[];
}

/** Finds the zones that hold addresses of a zone as well; once for all that state the same ones, which may be hundreds. */
class Rivals {
  private readonly places: SetPlaces<bigint>;
  private readonly isHere: readonly boolean[];
  private readonly known = new Map<string, Holders>();

  constructor(zones: readonly PlanZone[], isHere: readonly boolean[]) {
    this.places = new SetPlaces(zones.map((zone) => zone.subnets));
    this.isHere = isHere;
  }

  /** How many zones are told of a zone of this file, and the first of them: of two zones in one file the later one is reported. */
  of(addresses: AddressSet, zone: number): { readonly count: number; readonly first: readonly number[] } {
    const { here, elsewhere } = this.holdersOf(addresses);
    const before = countBelow(here, zone);
    const near = [...here.slice(0, Math.min(before, MOST_RIVALS)), ...elsewhere.slice(0, MOST_RIVALS)];
    return { count: before + elsewhere.length, first: near.sort((a, b) => a - b).slice(0, MOST_RIVALS) };
  }

  private holdersOf(addresses: AddressSet): Holders {
    const { key } = addresses;
    let holders = this.known.get(key);
    if (!holders) {
      const all = this.places.overlapping(addresses);
      holders = { here: all.filter((n) => this.isHere[n]), elsewhere: all.filter((n) => !this.isHere[n]) };
      this.known.set(key, holders);
    }
    return holders;
  }
}

/** How many of some numbers in order are below another one. */
function countBelow(numbers: readonly number[], most: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < most) low = middle + 1;
    else high = middle;
  }
  return low;
}

function entriesOf(zone: PlanZone): Entry[] {
  return zone.node.subnets.flatMap((line) => line.addresses.map((address) => ({ zone, line, address })));
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
