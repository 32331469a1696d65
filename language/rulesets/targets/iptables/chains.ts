import { append } from '../../../model/lists.ts';
import { NameTable } from '../../names.ts';
import type { SideMatches } from './matches.ts';

/** The longest name of a chain. */
export const CHAIN_NAME = 28;

/** One rule of the plan in one address family. */
export interface ChainRule {
  readonly id: string;
  readonly sources: SideMatches;
  readonly destinations: SideMatches;
  readonly services: readonly string[];
  readonly verdict: 'ACCEPT' | 'DROP';
  /** The match that carries the comment. */
  readonly comment: string;
}

/** The rules of one chain: first what is left out again, then what goes on to the next step or to the verdict. */
interface Step {
  readonly except: readonly string[];
  readonly matches: readonly string[];
}

function all(...parts: readonly (readonly string[])[]): string[] {
  return parts.reduce<string[]>((left, right) => left.flatMap((a) => right.map((b) => [a, b].filter((t) => t).join(' '))), ['']);
}

/** Every way of writing a rule, those of fewer chains first: one chain can't name two sets, but one chain after the other can. */
function layouts({ sources, destinations, services }: ChainRule): Step[][] {
  const step = (matches: readonly string[], except: readonly string[] = []): Step => ({ except, matches });
  const [s, d] = [sources.only, destinations.only];
  const result = [[step(all(s, d, services))], [step(s), step(all(d, services))], [step(all(s, d)), step(services)]];
  if (destinations.except) result.push([step(s), step(services, destinations.except)]);
  if (sources.except)
    result.push([step(d), step(services, sources.except)], [step(['']), step(all(d, services), sources.except)]);
  if (sources.except && destinations.except)
    result.push([step(['']), step(services, [...sources.except, ...destinations.except])]);
  result.push([step(s), step(d), step(services)]);
  return result;
}

/** Lines, where a range of addresses, which is harder to read and slower than a network, counts for two. */
function cost(layout: readonly Step[]): number {
  const lines = layout.flatMap(({ except, matches }) => [...except, ...matches]);
  return lines.length + lines.filter((l) => l.includes('-m iprange')).length;
}

function lineOf(match: string, { comment }: ChainRule, target: string): string {
  return [match, comment, `-j ${target}`].filter((t) => t).join(' ');
}

/** The chains of a file, each with its rules in order. */
export class ChainTable {
  private readonly prefix: string;
  private readonly names: NameTable;
  private readonly lines = new Map<string, string[]>();

  /**
   * @param prefix what tells the chains from those of others
   * @param keys what chains may be for (`zone backup`): they get their plain names (`PREFIX-backup`), whatever asks for a name first
   */
  constructor(prefix: string, keys: Iterable<string> = []) {
    this.prefix = prefix;
    this.names = new NameTable({ most: CHAIN_NAME, refused: /[^A-Za-z0-9.]+/, joint: '-' });
    for (const key of keys) this.nameOf(key);
  }

  /** All chains but the built-in one, in the order in which they were asked for. */
  get all(): readonly { name: string; rules: readonly string[] }[] {
    return [...this.lines].map(([name, rules]) => ({ name, rules }));
  }

  /** The name of a chain, which is made when it is first asked for. @param key its kind and its name, such as `zone backup` */
  chain(key: string): string {
    const name = this.nameOf(key);
    if (!this.lines.has(name)) this.lines.set(name, []);
    return name;
  }

  private nameOf(key: string): string {
    return this.names.name(`${this.prefix}-${key.split(' ')[1]}`, key);
  }

  /** Adds a rule in the way that takes the fewest lines. */
  add(chain: string, rule: ChainRule): void {
    append(this.lines.get(chain)!, this.linesOf(rule));
  }

  /** The lines that stand for a rule, without the chain that they are for; chains that they lead to are made. */
  linesOf(rule: ChainRule): string[] {
    const { sources, destinations, services } = rule;
    // Most rules are one line, which nothing else is shorter than.
    if (sources.only.length * destinations.only.length * services.length === 1)
      return [lineOf(all(sources.only, destinations.only, services)[0]!, rule, rule.verdict)];
    const [best] = layouts(rule).sort((a, b) => cost(a) - cost(b));
    return this.write(best!, rule);
  }

  private write([first, ...rest]: readonly Step[], rule: ChainRule): string[] {
    const target = rest.length ? this.shared(this.write(rest, rule), rule) : rule.verdict;
    return [...first!.except.map((match) => `${match} -j RETURN`), ...first!.matches.map((match) => lineOf(match, rule, target))];
  }

  /** A rule with sources in several zones leads to the same chain from all of them. */
  private shared(lines: readonly string[], { id }: ChainRule): string {
    const name = this.chain(`rule ${id} ${lines.join('\n')}`);
    this.lines.set(name, [...lines]);
    return name;
  }
}
