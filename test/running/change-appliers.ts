// What devices make of commands that change single rules: simple models of their lists, strict about what they are given.
import assert from 'node:assert/strict';

/** Runs commands on a device that runs a file. @returns what it runs behind that */
export type Applier = (text: string, commands: readonly string[]) => string;

/** Rules by the chains of each table, as iptables-restore makes them. */
class KernelTables {
  readonly tables = new Map<string, { declared: string[]; chains: Map<string, string[]> }>();
  private table = 'filter';

  take(line: string): void {
    const table = this.tables.get(this.table) ?? { declared: [], chains: new Map<string, string[]>() };
    if (!line.trim() || line.startsWith('#')) return;
    if (line.startsWith('*')) {
      this.table = line.slice(1);
      if (!this.tables.has(this.table)) this.tables.set(this.table, { declared: [], chains: new Map() });
      return;
    }
    if (line === 'COMMIT') return;
    if (line.startsWith(':')) {
      table.declared.push(line);
      table.chains.set(line.slice(1).split(' ')[0]!, []);
      return;
    }
    const [command, name, ...words] = line.split(' ') as [string, string, ...string[]];
    const chain = table.chains.get(name);
    assert.ok(chain, `${line}: no such chain`);
    if (command === '-F') chain.length = 0;
    else if (command === '-A') chain.push(words.join(' '));
    else if (command === '-D') {
      const at = Number(words[0]);
      assert.ok(at >= 1 && at <= chain.length, line);
      chain.splice(at - 1, 1);
    } else if (command === '-I') {
      const at = Number(words[0]);
      assert.ok(at >= 1 && at <= chain.length + 1, line);
      chain.splice(at - 1, 0, words.slice(1).join(' '));
    } else assert.fail(line);
  }

  get text(): string {
    return [...this.tables]
      .flatMap(([name, { declared, chains }]) => [
        `*${name}`,
        ...declared,
        ...[...chains].flatMap(([chain, rules]) => rules.map((rule) => `-A ${chain} ${rule}`)),
        'COMMIT',
        '',
      ])
      .join('\n');
  }
}

export const applyIptables: Applier = (text, commands) => {
  const kernel = new KernelTables();
  for (const line of [...text.split('\n'), ...commands]) kernel.take(line);
  // Which family it is, the file says in its first lines.
  return `${text
    .split('\n')
    .filter((line) => line.startsWith('#'))
    .join('\n')}\n${kernel.text}`;
};

/** A list takes an entry once, and takes one away by all of its words. */
export const applyAsa: Applier = (text, commands) => {
  const lines = text.split('\n');
  const isOf = (list: string) => (line: string) => line.startsWith(`access-list ${list} `);
  const defined: string[] = [];
  for (const command of commands) {
    if (/^(object|object-group) | /.test(command.slice(0, 14)) && !/^(no )?access-list/.test(command)) {
      defined.push(command);
      continue;
    }
    const added = /^access-list (\S+) line (\d+) (.+)$/.exec(command);
    if (added) {
      const [, list = '', number, rest] = added;
      const entry = `access-list ${list} ${rest}`;
      const places = lines.flatMap((line, n) => (isOf(list)(line) ? [n] : []));
      const at = Number(number);
      assert.ok(at >= 1 && at <= places.length + 1, command);
      assert.ok(rest!.startsWith('remark ') || !lines.includes(entry), `${command}: the entry is there already`);
      lines.splice(places[at - 1] ?? places.at(-1)! + 1, 0, entry);
      continue;
    }
    assert.match(command, /^no access-list /);
    const at = lines.indexOf(command.slice(3));
    assert.ok(at >= 0, `${command}: no such entry`);
    lines.splice(at, 1);
  }
  return [...lines, ...defined].join('\n');
};

/** Rules with handles in one table with one chain, as `nft -a list ruleset` prints them. */
export const applyNft: Applier = (text, commands) => {
  const lines = text.split('\n');
  const isRule = (line: string): boolean => / # handle \d+$/.test(line) && !/ \{ # handle/.test(line);
  for (const [n, command] of commands.entries()) {
    const words = /^(insert|add|delete) rule (\S+ \S+ \S+)(?: (handle|index) (\d+))?(?: (.*))?$/.exec(command);
    assert.ok(words, command);
    const [, what, , by, number, rule] = words;
    const rules = lines.flatMap((line, at) => (isRule(line) ? [at] : []));
    const at =
      by === 'handle'
        ? lines.findIndex((line) => line.endsWith(` # handle ${number}`))
        : by === 'index'
          ? rules[Number(number)]
          : -1;
    if (what === 'add') {
      assert.equal(by, undefined);
      lines.splice(
        (rules.at(-1) ?? lines.findIndex((line) => line.includes(' hook '))) + 1,
        0,
        `    ${rule} # handle ${9000 + n}`,
      );
    } else {
      assert.ok(at !== undefined && at >= 0, command);
      if (what === 'delete') lines.splice(at, 1);
      else lines.splice(at, 0, `    ${rule} # handle ${9000 + n}`);
    }
  }
  return lines.join('\n');
};

/** What `nft -f` was given, as `nft -a list ruleset` prints it. */
export function withHandles(text: string): string {
  let handle = 10;
  return text.replace(/^ {4}.* (?:accept|drop)(?: comment "[^"]*")?$/gm, (line) => `${line} # handle ${handle++}`);
}

/** Set, move and delete commands one after the other, on names in the order of a list. */
export const applyPanos: Applier = (text, commands) =>
  bySet(text, commands, /^(?:set|delete|move) rulebase security rules (\S+)/);

/** Junos keeps an order for each two zones. */
export const applyJunos: Applier = (text, commands) =>
  bySet(text, commands, /^(?:set|delete|insert) security policies (?:from-zone \S+ to-zone \S+|global) policy (\S+)/);

/** Lines of set commands, of which those about one rule stand together. */
function bySet(text: string, commands: readonly string[], rule: RegExp): string {
  let lines = text.split('\n');
  const headOf = (line: string): string | undefined => rule.exec(line)?.[0].replace(/^\w+ /, '');
  const isOf = (head: string) => (line: string) => line.startsWith('set ') && headOf(line) === head;
  for (const command of commands) {
    const head = headOf(command);
    const own = head === undefined ? [] : lines.filter(isOf(head));
    if (/^(move|insert) /.test(command)) {
      const [, beside] = / before (?:policy )?(\S+)$/.exec(command)!;
      const next = lines.findIndex(isOf(head!.replace(/\S+$/, beside!)));
      assert.ok(own.length && next >= 0, command);
      const kept = lines.filter((line) => !own.includes(line));
      const at = kept.findIndex(isOf(head!.replace(/\S+$/, beside!)));
      lines = kept.toSpliced(at, 0, ...own);
    } else if (command.startsWith('delete ')) {
      assert.ok(own.length, command);
      lines = lines.filter((line) => !own.includes(line));
    } else {
      assert.match(command, /^set /);
      lines.push(command);
    }
  }
  return lines.join('\n');
}

/** Policies by their ids, in an order of their own; what is no policy is put at the end. */
export const applyFortios: Applier = (text, commands) => {
  const lines = text.split('\n');
  const start = lines.indexOf('config firewall policy');
  const end = lines.indexOf('end', start);
  const policies: { id: string; lines: string[] }[] = [];
  const others: string[] = [];
  const take = (own: readonly string[]): void => {
    let open: { id: string; lines: string[] } | undefined;
    for (const line of own.map((each) => each.trim())) {
      const [verb, id = '', where, beside] = line.split(' ');
      const at = policies.findIndex((each) => each.id === id);
      if (verb === 'edit') {
        open = policies[at] ?? { id, lines: [] };
        if (at < 0) policies.push(open);
      } else if (verb === 'set') open!.lines.push(`        ${line}`);
      else if (verb === 'delete' || verb === 'move') {
        assert.ok(at >= 0, line);
        const [moved] = policies.splice(at, 1);
        const next = policies.findIndex((each) => each.id === beside);
        if (verb === 'move') {
          assert.ok(/^(before|after)$/.test(where!) && next >= 0, line);
          policies.splice(where === 'after' ? next + 1 : next, 0, moved!);
        }
      } else assert.equal(verb, 'next', line);
    }
  };
  take(lines.slice(start + 1, end));
  let own: string[] | undefined;
  for (const line of commands) {
    if (line === 'config firewall policy') own = [];
    else if (own && line === 'end') {
      take(own);
      own = undefined;
    } else (own ?? others).push(line);
  }
  const shown = policies.flatMap((each) => [`    edit ${each.id}`, ...each.lines, '    next']);
  return [...lines.slice(0, start + 1), ...shown, ...lines.slice(end), ...others].join('\n');
};
