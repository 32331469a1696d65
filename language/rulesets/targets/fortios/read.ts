import { note } from '../../../model/lists.ts';
import { keptBack } from '../../../running/dropped.ts';
import { LineBook, linesOf } from '../../../running/lines.ts';
import { type Condition, periodOf } from '../../../running/periods.ts';
import type { RunningDevice, RunningReader } from '../../../running/running.ts';
import { below, type ConfigNode, nodeAt, textOfNode, valueAt, valuesAt } from '../../../running/tree.ts';
import { zonesAsCalled } from '../../set-commands/zones.ts';
import { ZONES } from './policies.ts';
import { readConfig } from './read/commands.ts';
import { Objects } from './read/objects.ts';
import { placesOf } from './read/places.ts';
import { rulesOfPolicy, vipRules } from './read/policies.ts';
import { noteTables } from './read/tables.ts';
import { openZoneRule, type Release, redirectedRules, releaseOf } from './read/within-places.ts';

const TABLE =
  /^[ \t]*config (firewall (policy6?|address6?|addrgrp6?|service (custom|group)|vip)|system (interface|zone|global|settings)|router static|vdom)[ \t]*\r?$/m;

/** `show`, `show full-configuration` or a backup of a FortiGate. */
export const reader: RunningReader = {
  name: 'fortios',
  title: 'Fortinet FortiOS, show or a backup',
  recognizes(head) {
    if (/^#config-version=/m.test(head)) return 0.99;
    return TABLE.test(head) ? (/^[ \t]*edit /m.test(head) ? 0.9 : 0.6) : 0;
  },
  read(text, file) {
    const lines = linesOf(text);
    const book = new LineBook(lines);
    const root = readConfig(lines, (line, isSilent) => {
      if (isSilent) book.withoutBearing(line);
      else book.unknown(line, 'a line that is no command', 'nothing is known of it');
    });
    const release = releaseOf(text);
    const global = nodeAt(root, 'global');
    const domains = [...below(root, 'vdom')].filter(({ children }) => children.size);
    for (const each of [root, ...(global ? [global] : []), ...below(root, 'vdom')]) noteTables(each, book);
    for (const line of nodeAt(root, 'vdom')?.lines ?? []) book.withoutBearing(line);
    const outer = global ?? root;
    const hostname = valueAt(outer, 'system global', 'hostname');
    const byDomain = new Map<string, ConfigNode[]>();
    for (const each of below(outer, 'system interface')) note(byDomain, valueAt(each, 'vdom') ?? 'root', each);
    const made = (domains.length ? domains : [root]).map((domain) => {
      const isPart = domains.length > 0;
      const interfaces = isPart ? (byDomain.get(domain.word) ?? []) : below(root, 'system interface');
      const name = isPart && domains.length > 1 ? [hostname, domain.word].filter(Boolean).join('/') : hostname;
      return { name, ...partOf(domain, outer, interfaces, book, { lines: lines.length, release }) };
    });
    const result = book.result();
    return made.map(
      (part): RunningDevice => ({
        format: 'fortios',
        file,
        calls,
        replies: 'tracked',
        translated: 'object',
        families: [4, 6],
        ...part,
        ...result,
      }),
    );
  },
};

const POLICIES = ['firewall policy', 'firewall consolidated policy', 'firewall policy6'];

function partOf(
  domain: ConfigNode,
  outer: ConfigNode,
  interfaces: readonly ConfigNode[],
  book: LineBook,
  { lines, release }: { readonly lines: number; readonly release: Release | undefined },
): Pick<RunningDevice, 'places' | 'routes' | 'lists' | 'stages' | 'named'> {
  const objects = new Objects([domain, outer], lines);
  const named = new Map<string, number>();
  const policies = POLICIES.flatMap((table) =>
    below(domain, table).flatMap((policy) => {
      for (const place of [...below(policy, 'srcintf'), ...below(policy, 'dstintf')])
        if (place.word !== 'any' && !named.has(place.word)) named.set(place.word, place.line);
      return rulesOfPolicy(policy, table, objects, (schedule) => scheduleOf([domain, outer], schedule), book);
    }),
  );
  const { places, routes, open, passages, kept } = placesOf(domain, interfaces, named, objects, book);
  const translated = ['firewall vip', 'firewall vip6'].flatMap((table) => below(domain, table).flatMap(vipRules));
  const stage = 'firewall policy';
  const rules = [
    ...translated,
    ...redirectedRules(outer, passages, release),
    ...policies,
    ...open.map((zone) => openZoneRule(zone, release)),
  ];
  const line = POLICIES.map((table) => nodeAt(domain, table)?.line).find((each) => each !== undefined) ?? 1;
  const before = keptBack(kept);
  const lists = new Map([...before, [stage, { name: stage, rules, otherwise: 'deny' as const, line }]]);
  return { places, routes, stages: [...before.map(([name]) => name), stage], lists, named: objects.named() };
}

const SCHEDULES = ['firewall schedule onetime', 'firewall schedule recurring', 'firewall schedule group'];

/** All days of the week, from their begin to their end. */
function isAlways(node: ConfigNode): boolean {
  const times = ['start', 'end'].flatMap((key) => valuesAt(node, key));
  return new Set(valuesAt(node, 'day')).size === 7 && times.every((time) => /^0?0:00$/.test(time));
}

/** No day of the week, which is where a schedule begins: `none`, which every FortiGate has, is one. */
function isNever(node: ConfigNode): boolean {
  return valuesAt(node, 'day').every((day) => day === 'none');
}

/** The day of `set start 00:00 2001/01/01`. */
function dayIn(node: ConfigNode, key: string): string {
  return (
    valuesAt(node, key)
      .find((value) => value.includes('/'))
      ?.replaceAll('/', '-') ?? ''
  );
}

/** What a schedule says, as far as it is in the file; an empty text where it leaves nothing out, and `false` where it leaves out everything. */
function scheduleOf(scopes: readonly ConfigNode[], name: string): Condition | false | undefined {
  for (const scope of scopes)
    for (const table of SCHEDULES) {
      const found = nodeAt(scope, table, name);
      if (found && table.endsWith('recurring') && isAlways(found)) return '';
      if (found && table.endsWith('recurring') && isNever(found)) return false;
      if (!found) continue;
      const says = `at certain times alone: ${textOfNode(found).slice(found.word.length + 1)}`;
      return table.endsWith('onetime') ? periodOf(says, dayIn(found, 'start'), dayIn(found, 'end')) : says;
    }
  return undefined;
}

function calls(zones: readonly string[]): ReadonlyMap<string, string> {
  return zonesAsCalled(zones, ZONES);
}
