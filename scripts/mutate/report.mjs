// What is said about mutants that have been tried, and which are left out since they change nothing that anyone notices.

/** The mutants that the reviewed list names, and the entries that name none any more. */
export function equivalents(mutants, listed) {
  const excluded = new Set();
  const stale = [];
  for (const { file, text, original, replacement } of listed) {
    const isIt = (m) => m.file === file && m.text === text && m.original === original && m.replacement === replacement;
    const same = mutants.filter(isIt);
    if (same.length) for (const { key } of same) excluded.add(key);
    else stale.push({ file, text, original, replacement });
  }
  return { excluded, stale };
}

/** A row for each group and one for all. What ended in a loop or out of memory counts as noticed, and so does what the types refuse. */
export function table(groups, results) {
  const row = (name, own) => {
    const count = (outcome) => own.filter((r) => r.outcome === outcome).length;
    const score = own.length ? (100 * (own.length - count('survived'))) / own.length : 100;
    return {
      score,
      cells: [
        name,
        own.length,
        count('killed'),
        count('timed out'),
        count('refused'),
        count('survived'),
        `${score.toFixed(0)} %`,
      ],
    };
  };
  const rows = groups.map((group) =>
    row(
      group,
      results.filter((r) => r.group === group),
    ),
  );
  const all = row('all', results);
  const cells = [
    ['folder', 'mutants', 'killed', 'timed out', 'by types', 'survived', 'score'],
    ...[...rows, all].map((r) => r.cells),
  ];
  return {
    lines: cells.map((of) => of.map((cell, n) => (n ? String(cell).padStart(10) : cell.padEnd(10))).join('')),
    score: all.score,
  };
}

/** What plans of chance show of a survivor, where they were looked at. */
function inPlans({ plans, seed, what }) {
  if (plans === undefined) return '';
  if (what) return `  (plan ${seed ?? 'of chance'} looks otherwise: ${what})`;
  return plans ? `  (looks the same in ${plans} plans)` : '  (reached by no plan)';
}

/** Where each survivor is, what was changed, and what is known of it. */
export function survivors(results) {
  const short = (text) => {
    const line = text.replace(/\s+/g, ' ');
    return line.length > 90 ? `${line.slice(0, 60)} … ${line.slice(-25)}` : line;
  };
  return results
    .filter((r) => r.outcome === 'survived')
    .sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))
    .map(
      (r) =>
        `${r.file}:${r.line}  ${short(r.original)}  →  ${short(r.replacement)}${r.reached ? '' : '  (reached by no test)'}${inPlans(r)}`,
    );
}
