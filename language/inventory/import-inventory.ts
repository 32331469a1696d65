import type { LangiumDocument } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { edited } from '../editing/edited-text.ts';
import { appendStatement, insertAt, insertBehind, insertUses, lineEnding } from '../editing/edits.ts';
import type * as ast from '../generated/ast.ts';
import { networkName } from '../importing/guess-networks.ts';
import { PlanNames } from '../importing/plan-names.ts';
import { plainText, quoted } from '../importing/plan-text.ts';
import { type AddressSet, formatAddresses, NO_ADDRESSES, V4_BASE } from '../model/addresses.ts';
import type { Catalog } from '../model/catalog.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { largest, note } from '../model/lists.ts';
import type { Plan, PlanZone } from '../model/plan.ts';
import { guessRole } from './guess-role.ts';
import type { Inventory, Machine } from './machine.ts';

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
}

/** A component to be. */
interface NewComponent {
  readonly name: string;
  readonly title: string | undefined;
  readonly addresses: AddressSet;
  readonly role: string | undefined;
}

/**
 * Components for the machines of an inventory: in the zones of a plan whose networks hold their addresses, and for all others in new zones by their networks.
 * @param into the plan to put them into, with its linked document; a new one where there is none
 */
export function importInventory(
  { machines, skipped }: Inventory,
  catalog: Catalog,
  options: InventoryOptions,
  into?: { readonly plan: Plan; readonly document: LangiumDocument<ast.Document> },
): ImportedInventory {
  const { file, takeRoles = false } = options;
  const names = new PlanNames(into ? namesIn(into.plan) : []);
  const known = into ? IntervalSet.unionAll(into.plan.components.map(({ addresses }) => addresses)) : NO_ADDRESSES;
  const byZone = new Map<PlanZone, NewComponent[]>();
  const byNetwork = new Map<string, { network: AddressSet; title: string | undefined; components: NewComponent[] }>();
  const [bare, there]: string[][] = [[], []];
  const zones = new ZoneFinder(into?.plan.zones.filter(({ rest }) => !rest) ?? []);
  for (const machine of machines) {
    const { addresses } = machine;
    if (addresses.isEmpty) bare!.push(machine.name);
    else if (known.overlaps(addresses)) there!.push(machine.name);
    else {
      const component = componentOf(machine, names, catalog);
      const zone = zones.of(addresses);
      if (zone) note(byZone, zone, component);
      else {
        const { network, title } = networkOf(machine);
        const group = byNetwork.get(network.key) ?? { network, title, components: [] };
        byNetwork.set(network.key, group);
        group.components.push(component);
      }
    }
  }
  const fresh = [...byNetwork.values()].sort((a, b) => (a.network.first < b.network.first ? -1 : 1));
  const all = [...byZone.values(), ...fresh.map(({ components }) => components)].flat();
  const vendors = [...new Set(all.flatMap(({ role }) => (role ? [role.slice(0, role.indexOf('.'))] : [])))].sort();
  const notes = notesOf(file, { bare: bare!, there: there!, skipped, all, vendors, takeRoles });
  const blocks = zoneBlocks(fresh, names, into?.plan, takeRoles);
  const text = into
    ? textInto(into.document, byZone, blocks, takeRoles ? vendors : [], takeRoles)
    : newText(file, notes, vendors, blocks, takeRoles);
  return { text, notes, added: all.length };
}

function componentOf(machine: Machine, names: PlanNames, catalog: Catalog): NewComponent {
  const called = machine.name.includes('.') && !/^[\d.]+$/.test(machine.name) ? machine.name.split('.')[0]! : machine.name;
  const name = names.name(called, 'machine');
  const title = name === machine.name ? undefined : machine.name;
  return { name, title, addresses: machine.addresses, role: guessRole(machine, catalog) };
}

/** The network that a machine is put into: what the inventory says, else the usual one around its address. */
function networkOf({ addresses, networks, network }: Machine): { network: AddressSet; title: string | undefined } {
  const first = addresses.intervals.find(({ start }) => start >= V4_BASE) ?? addresses.intervals[0]!;
  const said = networks.intervals.find(({ start, end }) => start <= first.start && end >= first.end);
  if (said) return { network: IntervalSet.of([said]), title: network };
  const size = first.start >= V4_BASE ? 256n : 1n << 64n;
  const base = first.start >= V4_BASE ? V4_BASE : 0n;
  const start = base + ((first.start - base) / size) * size;
  return { network: IntervalSet.of([{ start, end: start + size }]), title: network };
}

/** The names that a plan has. */
function namesIn({ zones, components, root, imports }: Plan): string[] {
  const stated = [root, ...imports].flatMap(({ statements }) =>
    statements.flatMap((each) => ('name' in each && each.name ? [each.name] : [])),
  );
  return [...stated, ...zones.flatMap(({ name, site }) => (site ? [name, site] : [name])), ...components.map(({ name }) => name)];
}

/** Zones by the addresses that they hold. */
class ZoneFinder {
  private readonly runs: readonly { start: bigint; end: bigint; zone: PlanZone }[];

  constructor(zones: readonly PlanZone[]) {
    this.runs = zones
      .flatMap((zone) => zone.addresses.intervals.map(({ start, end }) => ({ start, end, zone })))
      .sort((a, b) => (a.start < b.start ? -1 : 1));
  }

  /** The first zone that holds one of some addresses. */
  of({ intervals }: AddressSet): PlanZone | undefined {
    for (const { start } of intervals) {
      let [low, high] = [0, this.runs.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.runs[middle]!.end <= start) low = middle + 1;
        else high = middle;
      }
      const run = this.runs[low];
      if (run && run.start <= start) return run.zone;
    }
    return undefined;
  }
}

/** Components as lines, with their guessed roles as they are or in comments. */
function linesFor(components: readonly NewComponent[], takeRoles: boolean): string[] {
  const sorted = [...components].sort((a, b) => (a.addresses.first < b.addresses.first ? -1 : 1));
  const heads = sorted.map(({ name, title }) => `component ${name}${title === undefined ? '' : ` ${quoted(title)}`}`);
  // The colons of components stand in one column.
  const width = largest(sorted.map(({ role }, n) => (role && takeRoles ? heads[n]!.length : 0)));
  return sorted.map(({ addresses, role }, n) => {
    const at = `at ${formatAddresses(addresses).join(', ')}`;
    if (!role) return `${heads[n]!} ${at}`;
    return takeRoles ? `${heads[n]!.padEnd(width)} : ${role} ${at}` : `${heads[n]!} ${at} // perhaps ${role}`;
  });
}

function zoneBlocks(
  fresh: readonly { network: AddressSet; title: string | undefined; components: readonly NewComponent[] }[],
  names: PlanNames,
  plan: Plan | undefined,
  takeRoles: boolean,
): string[] {
  const taken = IntervalSet.unionAll((plan?.zones ?? []).filter(({ rest }) => !rest).map(({ addresses }) => addresses));
  return fresh.map(({ network, title, components }) => {
    const wanted = title === undefined ? networkName(network) : plainText(title);
    const name = names.name(wanted, 'zone');
    const own = IntervalSet.unionAll([network.subtract(taken), ...components.map(({ addresses }) => addresses)]);
    return [
      `zone ${name}${name === wanted ? '' : ` ${quoted(wanted)}`} {`,
      `  subnet ${formatAddresses(own.covers(network) ? own : own).join(', ')}`,
      ...linesFor(components, takeRoles).map((line) => `  ${line}`),
      '}',
    ].join('\n');
  });
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
  byZone: ReadonlyMap<PlanZone, readonly NewComponent[]>,
  blocks: readonly string[],
  vendors: readonly string[],
  takeRoles: boolean,
): string {
  const root = document.parseResult.value;
  const eol = lineEnding(root);
  const edits: TextEdit[] = [];
  for (const [{ node }, components] of byZone) {
    const lines = linesFor(components, takeRoles);
    const last = [...node.components, ...node.subnets]
      .sort((a, b) => (a.$cstNode?.offset ?? 0) - (b.$cstNode?.offset ?? 0))
      .at(-1);
    const end = node.$cstNode?.range.end;
    if (last) edits.push(insertBehind(last, lines));
    else if (end) edits.push(insertAt(end, ` {${lines.map((line) => `${eol}  ${line}`).join('')}${eol}}`));
  }
  const used = new Set(root.statements.flatMap((each) => (each.$type === 'Use' ? [each.vendor.$refText] : [])));
  const missing = vendors.filter((vendor) => !used.has(vendor));
  if (missing.length) edits.push(insertUses(root, missing));
  if (blocks.length) edits.push(appendStatement(root, blocks.join('\n\n').replaceAll('\n', eol)));
  return edited(document.textDocument, edits).getText();
}

const MOST_NAMED = 8;

function few(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function notesOf(
  file: string,
  found: {
    readonly bare: readonly string[];
    readonly there: readonly string[];
    readonly skipped: Inventory['skipped'];
    readonly all: readonly NewComponent[];
    readonly vendors: readonly string[];
    readonly takeRoles: boolean;
  },
): string[] {
  const { bare, there, skipped, all, vendors, takeRoles } = found;
  const guessed = all.filter(({ role }) => role).length;
  const why = new Map<string, number[]>();
  for (const each of skipped) note(why, each.why, each.line);
  return [
    ...(all.length ? [] : [`${file} has no machine to add.`]),
    ...(bare.length ? [`Without an address, and left out: ${few(bare)}.`] : []),
    ...(there.length ? [`In the plan already, by their addresses: ${few(there)}.`] : []),
    ...[...why].map(([reason, lines]) => `Left out, since each ${reason}: ${few(lines.map((line) => `line ${line}`))}.`),
    ...(guessed && !takeRoles
      ? [
          `For ${guessed} of ${all.length} a role is proposed by its name, in a comment: write it behind a colon (component vbr : veeam.backup-server), with ${vendors.map((vendor) => `use ${vendor}`).join(', ')}; --roles takes all of them.`,
        ]
      : []),
    ...(guessed && takeRoles ? [`For ${guessed} of ${all.length} the role is guessed by the name: look at each.`] : []),
  ];
}
