/** A command of a configuration, with what is set below it. */
export interface Statement {
  /** 1-based. */
  readonly line: number;
  /** Without blanks around it, and without `(hitcnt=…)`. */
  readonly text: string;
  readonly words: readonly string[];
  /** Whether it stood behind `no`; then `words` begin behind it. */
  readonly no: boolean;
  readonly children: Statement[];
  /** From `show access-list`. */
  readonly hits?: number;
}

/** What belongs to the command before it even where a copy lost the blanks that lines begin with. */
const INNER = new Map<string, ReadonlySet<string>>(
  Object.entries({
    interface: new Set([
      'nameif',
      'security-level',
      'bridge-group',
      'management-only',
      'description',
      'shutdown',
      'ip address',
      'ipv6 address',
    ]),
    object: new Set(['host', 'subnet', 'range', 'fqdn', 'description']),
    'object-group': new Set([
      'network-object',
      'service-object',
      'port-object',
      'protocol-object',
      'icmp-object',
      'group-object',
      'description',
    ]),
    'time-range': new Set(['absolute', 'periodic']),
    'class-map': new Set(['match']),
    'policy-map': new Set(['class', 'inspect', 'parameters', 'set']),
  }),
);

const HITS = / ?\(hitcnt=(\d+)\).*$/;

/** Cuts a configuration into commands. Lines that say nothing are given to `silent`. */
export function statementsOf(lines: readonly string[], first: number, last: number, silent: (line: number) => void): Statement[] {
  const result: Statement[] = [];
  for (let n = first; n <= last; n++) {
    // A pager leaves its question in what it showed.
    const raw = lines[n - 1]!.replace(/^<--- More --->\s*/, '');
    const plain = raw.trim();
    if (!plain) continue;
    if (/^[!:]/.test(plain)) {
      silent(n);
      continue;
    }
    const statement = statementOf(plain, n);
    const open = result.at(-1);
    const [word = ''] = statement.words;
    const inner = INNER.get(open?.words[0] ?? '');
    const isInner = /^\s/.test(raw) || inner?.has(word) || inner?.has(statement.words.slice(0, 2).join(' '));
    if (isInner && open) open.children.push(statement);
    else result.push(statement);
  }
  return result;
}

function statementOf(plain: string, line: number): Statement {
  const hits = HITS.exec(plain)?.[1];
  const text = hits === undefined ? plain : plain.replace(HITS, '');
  // What is said behind a remark is text, whatever it holds.
  const words = (/^access-list \S+ (?:line \d+ )?remark/.test(text) ? text : text.replace(/\s!\s.*$/, '')).split(/\s+/);
  const no = words[0] === 'no';
  return {
    line,
    text,
    words: no ? words.slice(1) : words,
    no,
    children: [],
    ...(hits === undefined ? {} : { hits: Number(hits) }),
  };
}

/** Words one after the other. */
export class Words {
  private readonly words: readonly string[];
  private at: number;

  constructor(words: readonly string[], at = 0) {
    this.words = words;
    this.at = at;
  }

  get next(): string | undefined {
    return this.words[this.at];
  }

  get done(): boolean {
    return this.at >= this.words.length;
  }

  /** The next word; an empty one behind the last. */
  take(): string {
    return this.words[this.at++] ?? '';
  }

  /** Whether the next word is this one, which is then taken. */
  is(word: string): boolean {
    if (this.next !== word) return false;
    this.at++;
    return true;
  }

  /** The words that come, which stay where they are. */
  ahead(count: number): readonly string[] {
    return this.words.slice(this.at, this.at + count);
  }

  /** All that is left. */
  rest(): string[] {
    const rest = this.words.slice(this.at);
    this.at = this.words.length;
    return rest;
  }
}
