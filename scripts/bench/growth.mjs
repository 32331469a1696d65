// What plans cost that are hard for their size: processor time and memory beyond those of the process, at two sizes, and how they grow. What it
// takes to read and link the text stands beside what the plan, its analysis and all checks take besides.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { OPTIONS_WHEN_LOADED, optionsOf } from '../../server/engine.ts';
import { shapes } from './shapes.ts';

/** The bound for plans of less than 2,000 lines, besides reading the text. */
const MOST = { ms: 300, mb: 300 };
const LIMIT_MS = 60_000;

/** The processor time of this process in milliseconds. */
function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function set(options) {
  for (const option of options) setFlagsFromString(option);
}

/** Loads, analyzes and checks one shape at both of its sizes, on V8 as the language server has it set. */
async function measure(name) {
  set(optionsOf(false));
  const { createTestLanguage } = await import('../../test/support/language.ts');
  const { load, services } = await createTestLanguage();
  set(OPTIONS_WHEN_LOADED);
  const { few, many, make } = shapes[name];
  const { LangiumDocuments, DocumentBuilder } = services.shared.workspace;
  const peak = () => process.resourceUsage().maxRSS / 1024;
  const run = async (files) => {
    const start = cpu();
    const document = await load(typeof files === 'string' ? { 'plan.segplan': files } : files, false);
    const [read, readMb] = [cpu() - start, peak()];
    const all = LangiumDocuments.all.filter((d) => d.uri.scheme === document.uri.scheme).toArray();
    await DocumentBuilder.build(all, { validation: true });
    services.segplan.Plans.analysis(document.parseResult.value);
    return { read, readMb, ms: cpu() - start - read, findings: document.diagnostics.length };
  };
  // The parser is made, and the catalogs are read, with the first plan.
  await run(
    'use veeam 13\nzone a { subnet 10.0.0.0/24 component v : veeam.backup-server at 10.0.0.1 }\nallow v -> any : tcp 1\n',
  );
  const idle = process.memoryUsage().rss;
  for (const size of few ?? many) {
    const files = make(size);
    const count =
      Object.values(typeof files === 'string' ? { files } : files)
        .join('')
        .split('\n').length - 1;
    const { read, readMb, ms, findings } = await run(files);
    const figures = { size, count, read, readMb: readMb - idle / 1048576, ms, mb: peak() - readMb, findings };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
  }
}

const NOT_DONE = { count: '', read: Number.NaN, readMb: Number.NaN, ms: Number.NaN, mb: Number.NaN, findings: '' };

/**
 * One line for each shape whose name holds a text.
 * @returns the figures of each
 */
export function benchGrowth(wanted = '') {
  console.log(
    `${'plan'.padEnd(50)}${'lines'.padStart(7)}${'read ms'.padStart(9)}${'MB'.padStart(5)}${'rest ms'.padStart(9)}${'MB'.padStart(6)}${'findings'.padStart(10)}${'growth'.padStart(8)}`,
  );
  const over = [];
  const rows = [];
  for (const [name, { few }] of Object.entries(shapes)) {
    if (!name.includes(wanted)) continue;
    const { stdout } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), name], {
      encoding: 'utf8',
      timeout: LIMIT_MS,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [small, large] = stdout.split('\n').flatMap((line) => (line ? [JSON.parse(line)] : []));
    const all = (each) => each.read + each.ms;
    const growth = large ? Math.log(all(large) / all(small)) / Math.log(large.size / small.size) : undefined;
    const { count, read, readMb, ms, mb, findings } = large ?? NOT_DONE;
    const isOver = !large || (few && (ms > MOST.ms || mb > MOST.mb));
    if (isOver) over.push(name);
    rows.push({ name, lines: count, read, rest: ms, mb: readMb + mb });
    const cells = [
      ...[`${count}`.padStart(7), read.toFixed(0).padStart(9), readMb.toFixed(0).padStart(5)],
      ...[ms.toFixed(0).padStart(9), mb.toFixed(0).padStart(6), `${findings}`.padStart(10)],
    ];
    console.log(`${name.padEnd(50)}${cells.join('')}${(growth?.toFixed(2) ?? '-').padStart(8)}${isOver ? '  over' : ''}`);
  }
  console.log(
    `Of less than 2,000 lines, over ${MOST.ms} ms or ${MOST.mb} MB besides reading, or not done in a minute: ${over.length || 'none'}`,
  );
  return rows;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await measure(process.argv[2]);
