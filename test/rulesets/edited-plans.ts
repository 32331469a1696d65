// Plans and what an hour of work makes of them: rules that come, go and change, components that move, zones that are given up.

/** The statements of a plan, each with all its lines. */
export function statements(text: string): string[] {
  const result: string[] = [];
  let depth = 0;
  for (const line of text.split('\n')) {
    if (depth > 0) result[result.length - 1] += `\n${line}`;
    else if (line.trim()) result.push(line);
    const code = line.replace(/"[^"]*"/g, '').replace(/\/\/.*/, '');
    depth += (code.match(/\{/g)?.length ?? 0) - (code.match(/\}/g)?.length ?? 0);
  }
  return result;
}

const isRule = (statement: string): boolean => /^(allow|deny) /.test(statement);

type Edit = (list: string[], pick: (below: number) => number) => string[];

function changeRule(list: string[], pick: (below: number) => number, change: (rule: string) => string[]): string[] {
  const rules = list.flatMap((statement, n) => (isRule(statement) ? [n] : []));
  if (!rules.length) return list;
  const chosen = rules[pick(rules.length)]!;
  return list.flatMap((statement, n) => (n === chosen ? change(statement) : [statement]));
}

const EDITS: readonly Edit[] = [
  // A rule goes.
  (list, pick) => changeRule(list, pick, () => []),
  (list, pick) => changeRule(list, pick, () => []),
  // One comes, the other way round, or closing what another opens.
  (list, pick) =>
    changeRule(list, pick, (rule) => [
      rule,
      rule.replace(/^(allow|deny) (.*?) -> (.*?) : .*$/, '$1 $3 -> $2 : tcp 8443, udp 500'),
    ]),
  (list, pick) =>
    changeRule(list, pick, (rule) => [rule, rule.replace(/^allow (.*?) -> (.*?) : .*$/, 'deny $1 -> $2 : tcp 1-1024')]),
  // Its ports change, or it becomes temporary, or a deny opens.
  (list, pick) => changeRule(list, pick, (rule) => [rule.replace(/ : .*$/, ` : tcp ${440 + pick(5)}, 9000-9010`)]),
  (list, pick) =>
    changeRule(list, pick, (rule) => [rule.includes(' until ') ? rule : `${rule.replace(/ *\/\/.*$/, '')} until 2030-01-31`]),
  (list, pick) => changeRule(list, pick, (rule) => [rule.replace(/^deny/, 'allow')]),
  // A component moves.
  (list, pick) => {
    const all = [...new Set(list.join('\n').match(/\bat 10\.\d+\.\d+\.\d+/g))];
    if (!all.length) return list;
    const chosen = all[pick(all.length)]!;
    const moved = `${chosen.replace(/\d+$/, '')}${200 + pick(50)}`;
    return list.map((statement) => statement.replace(new RegExp(`${chosen.replaceAll('.', '\\.')}(?![\\d/-])`), moved));
  },
  // A zone is given up, with all that is said of it.
  (list, pick) => {
    const zones = list.filter((statement) => /^zone z\d/.test(statement));
    if (zones.length < 2) return list;
    const n = /^zone z(\d)/.exec(zones[pick(zones.length)]!)![1]!;
    return list.filter((statement) => !new RegExp(`\\b(z${n}|c${n}\\d)\\b`).test(statement));
  },
];

/** A plan after one to four edits. */
export function edited(text: string, seed: number): string {
  let state = seed >>> 0 || 1;
  const pick = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  let list = statements(text);
  for (let n = 1 + pick(4); n > 0; n--) list = EDITS[pick(EDITS.length)]!(list, pick);
  return `${list.join('\n')}\n`;
}
