import { AstUtils, type LangiumDocument } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { edited } from '../editing/edited-text.ts';
import { appendStatement, insertBehind, insertUses } from '../editing/edits.ts';
import type * as ast from '../generated/ast.ts';
import { networkName } from '../importing/guess-networks.ts';
import { PlanNames } from '../importing/plan-names.ts';
import { plainText, quoted } from '../importing/plan-text.ts';
import { type AddressSet, formatAddresses, NO_ADDRESSES } from '../model/addresses.ts';
import type { Catalog } from '../model/catalog.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { allAddressesOf } from '../model/legs.ts';
import { largest, note } from '../model/lists.ts';
import type { Plan, PlanZone } from '../model/plan.ts';
import { guessRole } from './guess-role.ts';
import type { Inventory, Machine } from './machine.ts';
import { inOrder, isZone, type NewNetwork, type Place, Places } from './places.ts';

/** What stands before a role in a comment that proposes it. */
export const PROPOSED = 'perhaps';

/** What became of an inventory. */
export interface ImportedInventory {
  /** A new plan, or the one that machines were put into. */
  readonly text: string;
  /** What was left out and what to do next, a sentence each. */
  readonly notes: readonly string[];
  readonly added: number;
}

export interface InventoryOptions {
  /** The file, for what is said of it. */
  readonly file: string;
  /** Whether guesses of roles are taken: else they stand in comments, since a role has its product's flows needed. */
  readonly takeRoles?: boolean;
  /** How somebody takes all proposals where they are made, for what is said of them. */
  readonly next?: string;
}

/** A component to be. */
interface NewComponent {
  readonly name: string;
  readonly title: string | undefined;
  readonly addresses: AddressSet;
  /** What it has in other networks than the one that it stands in. */
  readonly legs: readonly (readonly [Place, AddressSet])[];
  readonly role: string | undefined;
}

/**
 * Components for the machines of an inventory: in the zones of a plan whose networks hold their addresses, and for all others in new zones by their networks.
 * @param into the plan to put them into, with its linked document; a new one where there is none
 */
export function importInventory(
  { machines, skipped, notes: more = [] }: Inventory,
  catalog: Catalog,
  options: InventoryOptions,
  into?: { readonly plan: Plan; readonly document: LangiumDocument<ast.Document> },
): ImportedInventory {
  const { file, takeRoles = false, next = '--roles takes all of them' } = options;
  const names = new PlanNames(into ? namesIn(into.plan) : []);
  const known = into ? IntervalSet.unionAll(into.plan.components.map(allAddressesOf)) : NO_ADDRESSES;
  const [bare, there, several]: [string[], string[], string[]] = [[], [], []];
  const elsewhere = new Map<string, string[]>();
  const seen = new Set<string>();
  const fresh = machines.filter(({ name, addresses }) => {
    if (addresses.isEmpty) bare.push(name);
    else if (known.overlaps(addresses)) there.push(name);
    else {
      const key = `${name} ${addresses.key}`;
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    }
    return false;
  });
  const outside = IntervalSet.unionAll(into?.plan.components.flatMap((each) => (each.zone.rest ? [each.addresses] : [])) ?? []);
  const places = new Places(into?.plan.zones.filter(({ rest }) => !rest) ?? [], fresh, outside);
  const byPlace = new Map<Place, NewComponent[]>();
  const networks = new Set<NewNetwork>();
  for (const machine of fresh) {
    const found = places.of(machine);
    const [[place, addresses], ...others] = found as [[Place, AddressSet], ...[Place, AddressSet][]];
    const file = isZone(place) && into ? fileBesides(place.node, into.document) : undefined;
    if (file !== undefined) {
      note(elsewhere, file, machine.name);
      continue;
    }
    for (const [each] of found) if (!isZone(each)) networks.add(each);
    if (others.length) several.push(machine.name);
    note(byPlace, place, componentOf(machine, addresses, others, names, catalog));
  }
  const all = [...byPlace.values()].flat();
  const vendors = [...new Set(all.flatMap(({ role }) => (role ? [role.slice(0, role.indexOf('.'))] : [])))].sort();
  const slips = fresh.flatMap((each) => each.slips.map((slip) => `${each.name} (${slip})`));
  const notes = [...more, ...notesOf(file, { bare, there, several, slips, elsewhere, skipped, all, vendors, takeRoles, next })];
  const zones = new ZoneNames(networks, names);
  const blocks = zones.all.map((zone) => zoneBlock(zone, linesFor(byPlace.get(zone.network) ?? [], zones, takeRoles)));
  const byZone = new Map([...byPlace].flatMap(([place, of]) => (isZone(place) ? [[place, linesFor(of, zones, takeRoles)]] : [])));
  const text = into
    ? textInto(into.document, byZone, blocks, takeRoles ? vendors : [])
    : newText(file, notes, vendors, blocks, takeRoles);
  return { text, notes, added: all.length };
}

/** The name of the file that a node stands in, where that is another one than a document. */
function fileBesides(node: ast.Zone, document: LangiumDocument): string | undefined {
  const own = AstUtils.getDocument(node);
  return own === document ? undefined : decodeURIComponent(own.uri.path.split('/').at(-1)!);
}

function componentOf(
  machine: Machine,
  addresses: AddressSet,
  legs: NewComponent['legs'],
  names: PlanNames,
  catalog: Catalog,
): NewComponent {
  const called = machine.name.includes('.') && !/^[\d.]+$/.test(machine.name) ? machine.name.split('.')[0]! : machine.name;
  const name = names.name(called, 'machine');
  const title = name === machine.name ? undefined : machine.name;
  return { name, title, addresses, legs, role: guessRole(machine, catalog) };
}

/** The names that a plan has. */
function namesIn({ zones, components, root, imports }: Plan): string[] {
  const stated = [root, ...imports].flatMap(({ statements }) =>
    statements.flatMap((each) => ('name' in each && each.name ? [each.name] : [])),
  );
  return [...stated, ...zones.flatMap(({ name, site }) => (site ? [name, site] : [name])), ...components.map(({ name }) => name)];
}

interface NewZone {
  readonly name: string;
  readonly title: string | undefined;
  readonly network: NewNetwork;
}

/** The new zones in the order of their addresses, and what they are called. */
class ZoneNames {
  readonly all: readonly NewZone[];
  private readonly names: ReadonlyMap<Place, string>;

  constructor(networks: Iterable<NewNetwork>, names: PlanNames) {
    const sorted = [...networks].sort((a, b) => inOrder(a.addresses, b.addresses));
    this.all = sorted.map((network) => {
      const wanted = network.title === undefined ? networkName(network.whole) : plainText(network.title);
      const name = names.name(wanted, 'zone');
      return { name, title: name === wanted ? undefined : wanted, network };
    });
    this.names = new Map(this.all.map(({ name, network }) => [network, name]));
  }

  of(place: Place): string {
    return isZone(place) ? place.node.name : this.names.get(place)!;
  }
}

/** Components as lines, with their guessed roles as they are or in comments. */
function linesFor(components: readonly NewComponent[], zones: ZoneNames, takeRoles: boolean): string[] {
  const sorted = [...components].sort((a, b) => inOrder(a.addresses, b.addresses));
  const heads = sorted.map(({ name, title }) => `component ${name}${title === undefined ? '' : ` ${quoted(title)}`}`);
  // The colons of components stand in one column.
  const width = largest(sorted.map(({ role }, n) => (role && takeRoles ? heads[n]!.length : 0)));
  return sorted.map(({ addresses, legs, role }, n) => {
    const at = [
      `at ${formatAddresses(addresses).join(', ')}`,
      ...legs.map(([place, own]) => `also at ${formatAddresses(own).join(', ')} in ${zones.of(place)}`),
    ].join(' ');
    if (!role) return `${heads[n]!} ${at}`;
    return takeRoles ? `${heads[n]!.padEnd(width)} : ${role} ${at}` : `${heads[n]!} ${at} // ${PROPOSED} ${role}`;
  });
}

function zoneBlock({ name, title, network }: NewZone, components: readonly string[]): string {
  return [
    `zone ${name}${title === undefined ? '' : ` ${quoted(title)}`} {`,
    `  subnet ${formatAddresses(network.addresses).join(', ')}`,
    ...components.map((line) => `  ${line}`),
    '}',
  ].join('\n');
}

function newText(
  file: string,
  notes: readonly string[],
  vendors: readonly string[],
  blocks: readonly string[],
  takeRoles: boolean,
): string {
  const uses = takeRoles && vendors.length ? [vendors.map((vendor) => `use ${vendor}`).join('\n')] : [];
  const head = [`// The machines of ${plainText(file)}.`, ...notes.map((each) => `// ${plainText(each)}`)].join('\n');
  return `${[head, ...uses, ...blocks].join('\n\n')}\n`;
}

function textInto(
  document: LangiumDocument<ast.Document>,
  byZone: ReadonlyMap<PlanZone, readonly string[]>,
  blocks: readonly string[],
  vendors: readonly string[],
): string {
  const root = document.parseResult.value;
  const edits: TextEdit[] = [];
  for (const [{ node }, lines] of byZone) {
    const last = [...node.components, ...node.subnets]
      .sort((a, b) => (a.$cstNode?.offset ?? 0) - (b.$cstNode?.offset ?? 0))
      .at(-1);
    // Only what stands in a zone gives it addresses.
    if (last) edits.push(insertBehind(last, lines));
  }
  const used = new Set(root.statements.flatMap((each) => (each.$type === 'Use' ? [each.vendor.$refText] : [])));
  const missing = vendors.filter((vendor) => !used.has(vendor));
  if (missing.length) edits.push(insertUses(root, missing));
  if (blocks.length) edits.push(appendStatement(root, blocks.join('\n\n')));
  return edited(document.textDocument, edits).getText();
}

const MOST_NAMED = 8;
/** So many reasons are told, each with its lines. */
const MOST_REASONS = 20;

function few(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function notesOf(
  file: string,
  found: {
    readonly bare: readonly string[];
    readonly there: readonly string[];
    readonly several: readonly string[];
    readonly slips: readonly string[];
    readonly elsewhere: ReadonlyMap<string, readonly string[]>;
    readonly skipped: Inventory['skipped'];
    readonly all: readonly NewComponent[];
    readonly vendors: readonly string[];
    readonly takeRoles: boolean;
    readonly next: string;
  },
): string[] {
  const { bare, there, several, slips, elsewhere, skipped, all, vendors, takeRoles, next } = found;
  const guessed = all.filter(({ role }) => role).length;
  const why = new Map<string, number[]>();
  for (const each of skipped) note(why, each.why, each.line);
  const reasons = [...why].slice(0, MOST_REASONS);
  const rest = [...why].slice(MOST_REASONS).flatMap(([, lines]) => lines);
  return [
    ...(all.length ? [] : [`${file} has no machine to add.`]),
    ...(bare.length ? [`Without an address, and left out: ${few(bare)}.`] : []),
    ...(there.length ? [`In the plan already, by their addresses: ${few(there)}.`] : []),
    ...[...elsewhere].map(
      ([other, machines]) => `In zones of ${other}, and left out: ${few(machines)}. Import the inventory into ${other} as well.`,
    ),
    ...(several.length
      ? [`In several networks, and written where their first address is: ${few(several)}. Look whether their way out is there.`]
      : []),
    ...(slips.length ? [`Beside others, an address that is none, and left out: ${few(slips)}.`] : []),
    ...reasons.map(([reason, lines]) => `Left out, since each ${reason}: ${few(lines.map((line) => `line ${line}`))}.`),
    ...(rest.length ? [`Left out for reasons of these kinds as well: ${few(rest.map((line) => `line ${line}`))}.`] : []),
    ...(guessed && !takeRoles
      ? [
          `For ${guessed} of ${all.length} a role is proposed by its name, in a comment: write it behind a colon (component vbr : veeam.backup-server), with ${vendors.map((vendor) => `use ${vendor}`).join(', ')}; ${next}.`,
        ]
      : []),
    ...(guessed && takeRoles ? [`For ${guessed} of ${all.length} the role is guessed by the name: look at each.`] : []),
  ];
}
