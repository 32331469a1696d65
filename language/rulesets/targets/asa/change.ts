import { BoxIndex } from '../../../analysis/box-index.ts';
import type { Box } from '../../../analysis/region.ts';
import {
  type AddressSet,
  ALL_IPS,
  ALL_IPV4,
  ALL_IPV6,
  ANYWHERE,
  type Family,
  hasAddresses,
  ofFamily,
} from '../../../model/addresses.ts';
import { cidrBlocks } from '../../../model/cidr-blocks.ts';
import { IntervalSet } from '../../../model/interval-set.ts';
import { append, note, smallest } from '../../../model/lists.ts';
import { ANY_SERVICE, protocolsOf } from '../../../model/services.ts';
import { type ChangeWriter, isOfRest, type NewRule, type NoChange } from '../../../running/changing/change.ts';
import { linesOf } from '../../../running/lines.ts';
import type { Placing } from '../../../running/program.ts';
import type { RuleList, RunningDevice, RunningRule } from '../../../running/running.ts';
import { isIn } from '../../service-texts.ts';
import { shortHash } from '../../short-hash.ts';
import { objectNames } from './names.ts';
import { maskOf, NetworkTable } from './networks.ts';
import { ServiceTable } from './services.ts';
import { remarkText } from './text.ts';

/** Entries of access lists by the lines that they get, list by list from the last one to the first, so that no line moves before it is used. */
export const writer: ChangeWriter = {
  name: 'asa',
  comment: '!',
  loading: 'For configuration mode; open connections go on.',
  write(text, changes) {
    const lines = linesOf(text);
    const file = listsOf(lines);
    if ('why' in file) return file;
    const old = /^ASA Version [1-8]\./m.test(text);
    const definitions = new Definitions();
    const [added, removed]: [string[], string[]] = [[], []];
    const [before, gone] = [new Map<number, string[]>(), new Set<number>()];
    const take = (line: number, commands: string[]): void => {
      if (gone.has(line)) return;
      gone.add(line);
      commands.push(`no ${lines[line - 1]!.trim()}`);
    };
    const seen = new Set<string>();
    for (const { device, placing, list, steps } of changes) {
      const name = /^access-list (\S+)/.exec(list.name)?.[1];
      const entries = name === undefined ? undefined : file.get(name);
      if (name === undefined || !entries)
        return { why: 'what decides is no entry of an access list, but the interfaces that have none, and their levels' };
      if (seen.has(name)) return { why: `the list ${name} stands at several interfaces, which need other entries each` };
      seen.add(name);
      const places = new Map(entries.map((line, n) => [line, n]));
      const same = sameIn(list);
      const from = comingTo(list, device, placing);
      let left = entries.length;
      for (const { at, added: rules, gone: rule } of steps.toReversed()) {
        const place = at < list.rules.length ? places.get(list.rules[at]!.line) : entries.length;
        if (place === undefined) return { why: `which line an entry of ${name} has can't be told` };
        if (!rules.every((each) => canBeWritten(each, old)))
          return { why: 'an entry of an access list can be about no such traffic' };
        const written = new Set<string>();
        const own = rules.flatMap(({ action, region, label }) => {
          // A list takes an entry once: those further down give way. Those above stay, since the lines of what is added are counted with them.
          const below = entries[place] ?? Number.POSITIVE_INFINITY;
          for (const line of region.flatMap((box) => same(box, action))) if (line >= below) take(line, added);
          const terms = region
            .flatMap((box) => definitions.termOf(box, from, old) ?? [])
            .filter((term) => !written.has(`${action} ${term}`) && written.add(`${action} ${term}`));
          const remark = terms.length ? [`${name} remark ${remarkText(label)}`] : [];
          return [...remark, ...terms.map((term) => `${name} extended ${action} ${term}`)];
        });
        for (const [n, line] of own.entries()) added.push(`access-list ${line.replace(' ', ` line ${place + n + 1} `)}`);
        left += own.length;
        if (rule) take(rule.line, removed);
        const next = place < entries.length ? entries[place]! : (entries.at(-1) ?? 0) + 1;
        before.set(next, [...own.map((line) => `access-list ${line}`), ...(before.get(next) ?? [])]);
      }
      // An interface whose list is gone lets out what it likes.
      if (left - entries.filter((line) => gone.has(line)).length < 1)
        return { why: `nothing would be left of ${name}, and the interface would let out what it likes` };
    }
    if (isRepeated(lines, added)) return { why: 'an entry that is missing stands further down in the same list' };
    const defined = definitions.missingIn(lines);
    if (!defined) return { why: 'the device has other objects of the names that new ones would get' };
    const top = smallest([...file.values()].flat());
    before.set(top, [...defined, ...(before.get(top) ?? [])]);
    const after = [...lines, ''].flatMap((line, n) => [
      ...(before.get(n + 1) ?? []),
      ...(gone.has(n + 1) || n === lines.length ? [] : [line]),
    ]);
    // What is to pass is open before anything is closed.
    return { commands: [...defined, ...added, ...removed], after: after.join('\n') };
  },
};

/** Whether one of these commands adds an entry that the list has by then: a device leaves it where it is. */
function isRepeated(lines: readonly string[], commands: readonly string[]): boolean {
  const present = new Set(lines.map((line) => line.trim()));
  for (const command of commands) {
    if (command.startsWith('no ')) {
      present.delete(command.slice(3));
      continue;
    }
    const entry = command.replace(/ line \d+ /, ' ');
    if (/^access-list \S+ remark /.test(entry)) continue;
    if (present.has(entry)) return true;
    present.add(entry);
  }
  return false;
}

/** All that can come to a list: what lies at the interfaces that it is bound to. */
function comingTo({ name }: RuleList, { lists }: RunningDevice, { at }: Placing): AddressSet {
  const calls = [...lists.values()].flatMap(({ rules }) =>
    rules.filter(({ action }) => typeof action === 'object' && action.call === name),
  );
  const from = calls.flatMap((call) => (call.from ? [...call.from].map((each) => at.get(each) ?? ANYWHERE) : [ANYWHERE]));
  return IntervalSet.unionAll(from);
}

/** The lines of the entries of each list, remarks among them, in the order in which they are tried. */
function listsOf(lines: readonly string[]): Map<string, number[]> | NoChange {
  const lists = new Map<string, number[]>();
  for (const [n, line] of lines.entries()) {
    const [first, second = '', third = '', fourth = ''] = line.trim().split(/\s+/);
    if (first === 'clear' && third === 'access-list') lists.delete(fourth);
    else if (first === 'no' && second === 'access-list')
      return { why: `line ${n + 1} takes an entry away: give show running-config` };
    else if (first === 'ipv6' && second === 'access-list')
      return { why: `line ${n + 1} is an entry of a list for IPv6 alone, which have no lines that can be named` };
    else if (first === 'access-list' && third === 'line')
      return { why: `line ${n + 1} is of show access-list, which writes out groups: give show running-config alone` };
    else if (first === 'access-list' && /^(extended|remark|permit|deny)$/.test(third)) note(lists, second, n + 1);
  }
  return lists;
}

/** Finds the entries of a list that do the same for a part of some traffic alone, by their lines. */
function sameIn({ rules }: RuleList): (box: Box, action: NewRule['action']) => number[] {
  const once = new Map<number, RunningRule | undefined>();
  for (const rule of rules) once.set(rule.line, once.has(rule.line) || rule.perhaps !== undefined ? undefined : rule);
  const entries = [...once.values()].flatMap((rule) => (rule?.traffic.length === 1 ? [{ ...rule.traffic[0]!, rule }] : []));
  const index = new BoxIndex(entries);
  const held = (set: AddressSet, own: AddressSet): boolean => set.covers(own.intersect(ALL_IPS));
  return (box, action) =>
    index
      .touching(box)
      .filter(
        ({ rule, sources, destinations, services }) =>
          rule.action === action &&
          held(box.sources, sources) &&
          held(box.destinations, destinations) &&
          box.services.covers(services),
      )
      .map(({ rule }) => rule.line);
}

/** Whether entries without objects can say it. */
function canBeWritten({ region }: NewRule, isOld: boolean): boolean {
  return region.every(
    ({ sources, destinations, services }) =>
      (services.equals(ANY_SERVICE) || !protocolsOf(services).includes(0)) &&
      (!isOld || !(hasAddresses(sources, 6) && hasAddresses(destinations, 6))),
  );
}

/** The objects and groups that new entries name, each by what it holds: the same name stands for the same. */
class Definitions {
  private readonly names = objectNames([]);
  private readonly networks = new NetworkTable(this.names);
  private readonly services = new ServiceTable(this.names);

  /** Some traffic as what stands behind `permit` or `deny`. */
  termOf({ sources, destinations, services }: Box, from: AddressSet, isOld: boolean): string | undefined {
    const families = ([4, 6] as const).filter(
      (family) => hasAddresses(sources, family) && hasAddresses(destinations, family) && isIn(services, family),
    );
    if (!families.length) return undefined;
    const { protocol, ports } = this.services.term(services, families);
    // What comes in from the rest of the world needs no list of all that this is.
    const whole = families.every((family) => isOfRest(ofFamily(sources, family)) && sources.covers(ofFamily(from, family)));
    return `${protocol} ${this.endOf(whole ? ALL_IPS : sources, families, isOld)} ${this.endOf(destinations, families, isOld)}${ports}`;
  }

  private endOf(all: AddressSet, families: readonly Family[], isOld: boolean): string {
    const [family, more] = families;
    const addresses = more ? all.intersect(ALL_IPS) : ofFamily(all, family!);
    if (addresses.covers(ALL_IPS)) return 'any';
    if (!more && addresses.covers(family === 4 ? ALL_IPV4 : ALL_IPV6)) return isOld ? 'any' : `any${family}`;
    const blocks = ([4, 6] as const).flatMap((each) => cidrBlocks(addresses, each).map((cidr) => ({ cidr, each })));
    if (blocks.length === 1) return literal(blocks[0]!.cidr, blocks[0]!.each);
    const label = `segplan ${shortHash(addresses.key)}`;
    return this.networks.term([{ label, kind: 'group', any: false, addresses, hostNames: [] }]);
  }

  /** What the file doesn't have yet of them; nothing where it has something else of such a name. */
  missingIn(lines: readonly string[]): string[] | undefined {
    const known = blocksOf(lines);
    const result: string[] = [];
    for (const [head, own] of blocksOf([...this.networks.lines, ...this.services.lines])) {
      const there = known.get(head);
      if (there === undefined) append(result, [head, ...own]);
      else if (there.join('\n') !== own.join('\n')) return undefined;
    }
    return result;
  }
}

/** Objects and groups by their first lines. */
function blocksOf(lines: readonly string[]): Map<string, string[]> {
  const blocks = new Map<string, string[]>();
  let own: string[] | undefined;
  for (const line of lines) {
    if (/^object(?:-group)? /.test(line)) {
      own = [];
      blocks.set(line.trim(), own);
    } else if (line.startsWith(' ')) own?.push(` ${line.trim()}`);
    else own = undefined;
  }
  return blocks;
}

function literal(cidr: string, family: Family): string {
  const [network = '', prefix = ''] = cidr.split('/');
  if (prefix === (family === 4 ? '32' : '128')) return `host ${network}`;
  return family === 4 ? `${network} ${maskOf(Number(prefix))}` : cidr;
}
