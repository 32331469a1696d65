// What the editor's answers cost, beside the servers of JSON, of Prisma, and of Langium alone, with the goals.
import { COLD, measureServer, REOPENED } from './measure.mjs';
import { installPeers, SERVERS } from './servers.mjs';

/** So many seconds of processor time a server has with one document: one that takes minutes is not waited for. */
const LIMIT = 40;

/**
 * What Segplan aims at, as a number or as so many times what JSON needs.
 * @param lines of the document
 */
function goalOf(row, lines) {
  if (row.startsWith('completion while typing')) return { most: 50 };
  if (row === 'peak memory, MB') return lines >= 50_000 ? { times: 1.5 } : {};
  if (row === COLD || row === REOPENED) return { times: lines >= 50_000 ? 1 : 1.5 };
  if (row === 'idle memory, MB') return {};
  return { times: 1 };
}

/** JSON has no comments, and keeps no findings. */
const LIKE = new Map([
  ['an edit of a comment', 'an edit of a name'],
  [REOPENED, COLD],
]);

const cell = (text) => text.padStart(9);
const number = (value) => (value === undefined ? '-' : value.toFixed(value < 10 ? 1 : 0));

/**
 * Prints what each server needs, and how Segplan stands to JSON and to its goals.
 * @param sizes lines of the documents
 * @returns what was printed, by size: the names of the servers, and rows of cells
 */
export async function benchEditor(sizes) {
  installPeers();
  const tables = [];
  for (const lines of sizes) {
    // Of three one may have V8 go through all memory, which is most of what it costs then.
    const rounds = lines > 5000 ? 3 : 4;
    const all = new Map();
    for (const server of SERVERS) all.set(server.name, await measureServer(server, lines, rounds, LIMIT));
    const head = `${lines.toLocaleString('en')} lines, ms of processor time`.padEnd(58);
    console.log(`\n${head}${SERVERS.map(({ name }) => cell(name)).join('')}${cell('to JSON')}${cell('goal')}`);
    const rows = [];
    for (const row of new Set([...all.values()].flatMap(({ result }) => [...result.keys()]))) {
      const values = SERVERS.map(({ name }) => all.get(name).result.get(row));
      const json = all.get('JSON').result.get(LIKE.get(row) ?? row);
      const own = values[0];
      const { most, times } = goalOf(row, lines);
      const limit = most ?? (json !== undefined && times !== undefined ? json * times : undefined);
      const goal = limit === undefined ? '' : `${number(limit)}${own === undefined ? '' : own <= limit ? ' ✓' : ' ✗'}`;
      const ratio = json && own !== undefined ? (own / json).toFixed(1) : '-';
      rows.push([row, ...values.map(number), ratio, goal]);
      console.log(`  ${row.padEnd(56)}${values.map((v) => cell(number(v))).join('')}${cell(ratio)}${cell(goal)}`);
    }
    for (const [name, { isOver }] of all)
      if (isOver) console.log(`  ${name} was stopped after ${LIMIT} seconds of processor time.`);
    tables.push({ lines, servers: SERVERS.map(({ name }) => name), rows });
  }
  return tables;
}
