import type { RunningAction, RunningRule } from '../../../../running/running.ts';

/** A chain of a table while it is read. */
export class Chain {
  readonly name: string;
  readonly table: string;
  policy: 'permit' | 'deny' | 'return';
  line: number;
  readonly rules = new Rules();

  constructor(name: string, table: string, policy: 'permit' | 'deny' | 'return', line: number) {
    this.name = name;
    this.table = table;
    this.policy = policy;
    this.line = line;
  }

  /** Its rules as the first packet of a connection meets them. */
  get opening(): RunningRule[] {
    return this.rules.all.flatMap(({ opening }) => opening);
  }

  /** The same as a packet meets them that answers. */
  get answering(): RunningRule[] {
    return this.rules.all.flatMap(({ answering }) => answering);
  }
}

/** A rule of a chain: what it is to the first packet and to one that answers, which may be nothing; it counts all the same where rules have numbers. */
export interface Entry {
  /** As it was written, behind the name of its chain. */
  readonly words: string;
  readonly opening: readonly RunningRule[];
  readonly answering: readonly RunningRule[];
}

/** Rules in the order that commands put them in. */
class Rules {
  private rest: Entry[] = [];
  /** What was put before all others, the last one first when it is looked at. */
  private front: Entry[] = [];

  get all(): readonly Entry[] {
    return this.front.length ? [...this.front.toReversed(), ...this.rest] : this.rest;
  }

  get size(): number {
    return this.front.length + this.rest.length;
  }

  /** @param at before how many rules it is put; behind all where unset */
  put(entry: Entry, at: number | undefined): void {
    if (at === undefined) this.rest.push(entry);
    else if (at <= 0) this.front.push(entry);
    else this.change(at, 0, [entry]);
  }

  /** The place of the first rule that was written so; -1 where there is none. */
  placeOf(words: string): number {
    return this.all.findIndex((each) => each.words === words);
  }

  /** Takes away the rule at a place, and puts others there. */
  replace(at: number, others: readonly Entry[]): void {
    this.change(at, 1, others);
  }

  clear(): void {
    this.rest = [];
    this.front = [];
  }

  private change(at: number, many: number, others: readonly Entry[]): void {
    this.rest = this.all.toSpliced(at, many, ...others);
    this.front = [];
  }
}

/** The tables of a file, each with its chains. */
export class Tables {
  /** So many rules may still be passed or moved to find out what commands do to those that were there. */
  private room: number;

  /** @param lines how many lines the file has */
  constructor(lines: number) {
    this.room = ROOM + 64 * lines;
  }

  /** Whether a command that goes through so many rules is followed. */
  hasRoom(rules: number): boolean {
    this.room -= rules;
    return this.room >= 0;
  }

  readonly chains = new Map<string, Chain>();
  /** The table that lines are in; that of filters where nothing says which. */
  table = 'filter';
  /** The line on which a table began that has not ended. */
  open: number | undefined;
  /** Tables that the file says anything of. */
  readonly seen = new Set<string>();
  /** The names of interfaces with the lines that name them first. */
  readonly interfaces = new Map<string, number>();

  /** The chain of a name in the current table, made where nothing spoke of it. */
  chain(name: string, line: number): Chain {
    const key = listName(this.table, name);
    let chain = this.chains.get(key);
    if (!chain) {
      this.seen.add(this.table);
      // A chain of one's own goes back; those of the kernel let pass unless the file says otherwise.
      const policy = BUILT_IN.has(name) ? 'permit' : 'return';
      chain = new Chain(name, this.table, policy, line);
      this.chains.set(key, chain);
    }
    return chain;
  }
}

/** Whether a rule leads to a chain, as far as it is looked for. */
export function leadsTo(tables: Tables, key: string): boolean {
  for (const { rules } of tables.chains.values()) {
    if (!tables.hasRoom(rules.size)) return true;
    for (const { opening, answering } of rules.all)
      if ([...opening, ...answering].some(({ action }) => typeof action === 'object' && action.call === key)) return true;
  }
  return false;
}

const ROOM = 1_000_000;

export const BUILT_IN: ReadonlySet<string> = new Set(['INPUT', 'FORWARD', 'OUTPUT', 'PREROUTING', 'POSTROUTING']);

/** What a chain is called among the lists of a device: by its name alone in the table of filters. */
export function listName(table: string, chain: string): string {
  return table === 'filter' ? chain : `${table} ${chain}`;
}

/** What targets do to packets, where it is neither a chain nor something that changes nothing of what passes. */
export const VERDICTS: ReadonlyMap<string, RunningAction> = new Map<string, RunningAction>([
  ['ACCEPT', 'permit'],
  ['DROP', 'deny'],
  ['REJECT', 'deny'],
  ['TARPIT', 'deny'],
  ['RETURN', 'return'],
  ['QUEUE', 'unknown'],
  ['NFQUEUE', 'unknown'],
  ['SYNPROXY', 'unknown'],
]);

/** Targets after which the next rule is tried, and that decide nothing. */
export const PASSING: ReadonlySet<string> = new Set([
  ...['LOG', 'NFLOG', 'ULOG', 'TRACE', 'AUDIT', 'MARK', 'CONNMARK', 'CONNSECMARK', 'SECMARK', 'CLASSIFY', 'DSCP', 'TOS', 'ECN'],
  ...['TCPMSS', 'TCPOPTSTRIP', 'TTL', 'HL', 'CHECKSUM', 'SET', 'LED', 'RATEEST', 'IDLETIMER', 'HMARK', 'TEE', 'ACCOUNT'],
]);
