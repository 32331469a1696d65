import { ANYWHERE, statedNames } from '../../../../model/addresses.ts';
import { note } from '../../../../model/lists.ts';
import { ANY_SERVICE } from '../../../../model/services.ts';
import { droppedRules } from '../../../../running/dropped.ts';
import { ANY_IPV4, ANY_IPV6, type LineBook, shorten } from '../../../../running/lines.ts';
import { type Condition, periodOf } from '../../../../running/periods.ts';
import type { RuleList, RunningRule } from '../../../../running/running.ts';
import { answeringLists } from './answers.ts';
import type { Bound, Configuration } from './configuration.ts';
import { type Entry, entryOf, rulesOfEntry } from './entries.ts';
import type { Interface } from './interfaces.ts';
import { natRules } from './nat.ts';
import { type Statement, Words } from './statements.ts';

const ALL = [{ sources: ANYWHERE, destinations: ANYWHERE, services: ANY_SERVICE }];
const OF_FAMILY = {
  4: [{ sources: ANY_IPV4, destinations: ANY_IPV4, services: ANY_SERVICE }],
  6: [{ sources: ANY_IPV6, destinations: ANY_IPV6, services: ANY_SERVICE }],
};

/** Makes the lists that a packet has to get through out of a configuration. */
export class ListMaker {
  private readonly lists = new Map<string, RuleList>();
  /** What binds each list. */
  private boundBy: Map<string, Bound[]> | undefined;
  private readonly configuration: Configuration;
  private readonly book: LineBook;
  private readonly named: readonly (Interface & { readonly name: string })[];

  constructor(configuration: Configuration, book: LineBook) {
    this.configuration = configuration;
    this.book = book;
    this.named = configuration.interfaces.filter((each): each is Interface & { name: string } => each.name !== undefined);
  }

  make(): { lists: Map<string, RuleList>; stages: string[]; answering: Map<string, RuleList> } {
    const { nats, objects, bound } = this.configuration;
    const { translated, real } = natRules(nats, objects, this.book);
    const add = (name: string, rules: readonly RunningRule[], otherwise: RuleList['otherwise']): string => {
      this.lists.set(name, { name, rules, otherwise, line: rules.at(-1)?.line ?? 1 });
      return name;
    };
    const global = bound.find(({ at }) => at === 'global');
    const incoming = bound.filter(({ at }) => at === 'in').map((each) => this.call(each, 'from', global ? 'return' : 'deny'));
    const outgoing = bound.filter(({ at }) => at === 'out').map((each) => this.call(each, 'to', 'deny'));
    const listed = new Set(bound.filter(({ at }) => at === 'in').map(({ interfaceName }) => interfaceName));
    const atEnd = global ? [this.call(global, undefined, 'deny')] : this.byLevel(listed);
    const stages = [
      add('interfaces', [...translated, ...this.dropped(), ...this.interfaceRules()], 'permit'),
      add('nat', [...translated, ...real], 'permit'),
      add('in', [...translated, ...this.fromTunnels(), ...incoming, ...atEnd], 'deny'),
      add('out', [...translated, ...outgoing], 'permit'),
    ];
    const answering = answeringLists(this.lists, stages, this.configuration.keeping, (list) => this.rulesOfClass(list));
    return { lists: this.lists, stages, answering };
  }

  /** Tries a list for what comes in, or goes out, at its interface. */
  private call(
    { list, interfaceName, statement }: Bound,
    end: 'from' | 'to' | undefined,
    otherwise: RuleList['otherwise'],
  ): RunningRule {
    const { lists, ipv6Lists, version } = this.configuration;
    const isOld = version !== undefined && version < 9;
    const is6 = !lists.has(list) && ipv6Lists.has(list);
    const rest = {
      traffic: is6 ? OF_FAMILY[6] : isOld ? OF_FAMILY[4] : ALL,
      name: list,
      line: statement.line,
      text: shorten(statement.text),
      ...(end && interfaceName !== undefined ? { [end]: new Set([interfaceName]) } : {}),
    };
    const entries = (is6 ? ipv6Lists : lists).get(list);
    if (!entries?.length) {
      this.book.unknown(statement.line, 'access-group', "the list that it names isn't in the file");
      return { ...rest, action: 'unknown' };
    }
    const name = `access-list ${list}${otherwise === 'return' ? ' and then global' : ''}`;
    if (!this.lists.has(name)) {
      const rules = this.atEnds(list, this.rulesOf(entries, list, is6));
      this.lists.set(name, { name, rules, otherwise, line: entries.at(-1)!.line });
    }
    return { ...rest, action: { call: name } };
  }

  /** The rules of a list by which a class takes packets. */
  private rulesOfClass(list: string): RunningRule[] | undefined {
    const entries = this.configuration.lists.get(list);
    return entries && this.rulesOf(entries, list, false);
  }

  /** The rules of a list, those with host names said to be about the interfaces that the list stands at: there the machines of these names lie. */
  private atEnds(list: string, rules: RunningRule[]): RunningRule[] {
    if (!this.boundBy) {
      this.boundBy = new Map();
      for (const each of this.configuration.bound) note(this.boundBy, each.list, each);
    }
    const bound = this.boundBy.get(list) ?? [];
    const names = new Set(bound.flatMap(({ interfaceName }) => interfaceName ?? []));
    const [way, other] = new Set(bound.map(({ at }) => at));
    if (other || way === undefined || way === 'global') return rules;
    const [end, side] = way === 'in' ? (['from', 'sources'] as const) : (['to', 'destinations'] as const);
    return rules.map((rule) => (rule.traffic.some((box) => !statedNames(box[side]).isEmpty) ? { ...rule, [end]: names } : rule));
  }

  private rulesOf(entries: readonly Statement[], list: string, is6: boolean): RunningRule[] {
    let remarks: string[] = [];
    const hits = new Map(entries.flatMap(({ text, hits }) => (hits === undefined ? [] : [[plain(text), hits]])));
    const once = new Set(entries.filter(({ hits }) => hits === undefined).map(({ text }) => plain(text)));
    return entries.flatMap((statement) => {
      const words = new Words(statement.words, is6 ? 3 : 2);
      if (words.is('line')) words.take();
      if (words.is('remark')) {
        this.book.modeled(statement.line);
        remarks.push(words.rest().join(' '));
        return [];
      }
      this.book.modeled(statement.line);
      // What `show access-list` adds to a file says how often its entries were hit.
      if (statement.hits !== undefined && once.has(plain(statement.text))) return [];
      const comment = remarks.length ? shorten(remarks.join('; ')) : undefined;
      remarks = [];
      const kind = words.next ?? '';
      if (kind === 'extended') words.take();
      const entry = /^(extended|permit|deny)$/.test(kind) ? this.entryOf(words, is6) : undefined;
      if (!entry || entry.isOdd)
        this.book.unknown(statement.line, 'access-list', 'a part of the entry is not understood: it may match more or less');
      const known = hits.get(plain(statement.text));
      return rulesOfEntry(known === undefined ? statement : { ...statement, hits: known }, entry, list, comment);
    });
  }

  private entryOf(words: Words, is6: boolean): Entry | undefined {
    const { objects, timeRanges } = this.configuration;
    return entryOf(words, objects, (name) => whenOf(timeRanges.get(name), name), is6 ? ANY_IPV6 : objects.any);
  }

  /** What comes out of tunnels passes without the lists of interfaces, unless the device was told otherwise. */
  private fromTunnels(): RunningRule[] {
    const { tunnels, tunnelEnds, tunnelsPassLists, lists } = this.configuration;
    if (!tunnelsPassLists) return [];
    const ends = new Map<string, Set<string>>();
    const known = new Set<string>();
    for (const { map, list } of tunnels) {
      const own = known.has(`${map} ${list}`) ? undefined : tunnelEnds.get(map);
      known.add(`${map} ${list}`);
      if (own) ends.set(list, new Set([...(ends.get(list) ?? []), ...own]));
    }
    return [...ends].flatMap(([list, from]) =>
      this.rulesOf(lists.get(list) ?? [], list, false)
        .filter(({ action }) => action === 'permit')
        .map((rule) => ({
          ...rule,
          action: 'unknown' as const,
          from,
          traffic: rule.traffic.map((box) => ({ ...box, sources: box.destinations, destinations: box.sources })),
        })),
    );
  }

  private dropped(): RunningRule[] {
    const { drops, interfaces, routes } = this.configuration;
    const behind = routes.filter(({ isDefault }) => !isDefault).map(({ network }) => network);
    return droppedRules(drops, [...interfaces.map(({ networks }) => networks), ...behind]);
  }

  private rule(
    action: 'permit' | 'deny',
    line: number,
    text: string,
    from?: ReadonlySet<string>,
    to?: ReadonlySet<string>,
  ): RunningRule {
    return { action, traffic: ALL, name: undefined, line, text, ...(from ? { from } : {}), ...(to ? { to } : {}) };
  }

  /** What interfaces keep whatever lists say: closed ones, and those of one level. */
  private interfaceRules(): RunningRule[] {
    const { sameLevel } = this.configuration;
    const closed = this.named.flatMap(({ name, closed: by }) => {
      const own = new Set([name]);
      return by ? [this.rule('deny', by.line, by.text, own), this.rule('deny', by.line, by.text, undefined, own)] : [];
    });
    const { intra, inter } = sameLevel;
    const itself = this.named.map(({ name, line }) => {
      const own = new Set([name]);
      const text = intra ? intra.text : 'no same-security-traffic permit intra-interface';
      return intra
        ? this.rule('permit', intra.line, text, own, own)
        : { ...this.rule('deny', line, text, own, own), isImplied: true as const };
    });
    if (inter) return [...closed, ...itself];
    const levels = [...this.byLevels().values()].filter((own) => own.length > 1);
    return [
      ...closed,
      ...itself,
      ...levels.map((own) => {
        const names = new Set(own.map(({ name }) => name));
        const text = 'no same-security-traffic permit inter-interface';
        return { ...this.rule('deny', own[0]!.line, text, names, names), isImplied: true as const };
      }),
    ];
  }

  private byLevels(): Map<number, (Interface & { readonly name: string })[]> {
    const levels = new Map<number, (Interface & { readonly name: string })[]>();
    for (const each of this.named) {
      const own = levels.get(each.level);
      if (own) own.push(each);
      else levels.set(each.level, [each]);
    }
    return levels;
  }

  /** Interfaces without a list let out what goes to a level that isn't higher. */
  private byLevel(listed: ReadonlySet<string | undefined>): RunningRule[] {
    const levels = [...this.byLevels()].sort(([a], [b]) => a - b);
    const reached = new Set<string>();
    return levels.flatMap(([level, own]) => {
      for (const { name } of own) reached.add(name);
      const free = own.filter(({ name }) => !listed.has(name));
      const to = new Set(reached);
      return free.length
        ? [
            {
              ...this.rule('permit', free[0]!.line, `security-level ${level}`, new Set(free.map(({ name }) => name)), to),
              isImplied: true as const,
            },
          ]
        : [];
    });
  }
}

/** An entry as text, by which two are known to be the same one. */
function plain(text: string): string {
  return text.replace(/^(access-list \S+) line \d+ /, '$1 ');
}

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const DAY = String.raw`\d{1,2}:\d\d (\d{1,2}) (\w+) (\d{4})`;
const ABSOLUTE = new RegExp(`^absolute(?: start ${DAY})?(?: end ${DAY})?$`);

/** When a time range has entries count; nothing where that is always. */
function whenOf(range: Statement | undefined, name: string): Condition | undefined {
  if (!range) return `the time range ${name} isn't in the file`;
  const times = range.children.filter(({ no }) => !no).map(({ text }) => text);
  const says = `at certain times alone: ${times.join(', ')}`;
  const [first, ...more] = times;
  if (first === undefined) return undefined;
  const [isAbsolute, ...parts] = more.length ? [] : (ABSOLUTE.exec(first) ?? []);
  return isAbsolute === undefined ? says : periodOf(says, dayOf(parts.slice(0, 3)), dayOf(parts.slice(3)));
}

function dayOf([day, month, year]: readonly (string | undefined)[]): string | undefined {
  if (day === undefined || month === undefined) return undefined;
  const number = MONTHS.indexOf(month.toLowerCase()) + 1;
  return `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}
