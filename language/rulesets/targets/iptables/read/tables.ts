import { append } from '../../../../model/lists.ts';
import type { RunningAction, RunningRule } from '../../../../running/running.ts';

/** A chain of a table while it is read. */
export class Chain {
  readonly name: string;
  readonly table: string;
  policy: 'permit' | 'deny' | 'return';
  line: number;
  /** Its rules as the first packet of a connection meets them. */
  readonly opening = new Rules();
  /** The same as a packet meets them that answers. */
  readonly answering = new Rules();

  constructor(name: string, table: string, policy: 'permit' | 'deny' | 'return', line: number) {
    this.name = name;
    this.table = table;
    this.policy = policy;
    this.line = line;
  }

  clear(): void {
    this.opening.clear();
    this.answering.clear();
  }
}

/** Rules in the order that commands put them in. */
class Rules {
  private rest: RunningRule[] = [];
  /** What was put before all others, the last one first when it is looked at. */
  private front: RunningRule[] = [];

  get all(): readonly RunningRule[] {
    return this.front.length ? [...this.front.toReversed(), ...this.rest] : this.rest;
  }

  /** @param at before how many rules they are put; behind all where unset */
  put(rules: readonly RunningRule[], at: number | undefined): void {
    if (at === undefined) append(this.rest, rules);
    else if (at <= 0) append(this.front, rules.toReversed());
    else {
      this.rest = this.all.toSpliced(at, 0, ...rules);
      this.front = [];
    }
  }

  clear(): void {
    this.rest = [];
    this.front = [];
  }
}

/** The tables of a file, each with its chains. */
export class Tables {
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
