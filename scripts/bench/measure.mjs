// What one server does with one document: processor time, waiting time and memory, by what was done.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { node } from '../setup.mjs';
import { LanguageClient } from './language-client.mjs';

export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** Where in the middle of a text a pattern ends. */
export function middle(text, pattern) {
  const all = [...text.matchAll(pattern)];
  const match = all[all.length >> 1];
  return match.index + match[0].length;
}

export const COLD = 'cold start to the first findings';
export const REOPENED = 'cold start of a plan that was open before';

const KEYS = 20;
const KEY_MS = 50;

/** Somebody types a name, and the editor asks after each key what may follow. */
async function burst(client, { edits }) {
  const [pattern] = edits['a name'];
  const at = middle(client.text, pattern);
  const late = [];
  const answers = [];
  const { cpu } = await client.untilPublished(async () => {
    for (let n = 0; n < KEYS; n++) {
      client.send(at + n, 0, 'x');
      answers.push(client.request('textDocument/completion', at + n + 1).then(({ time }) => late.push(time)));
      await wait(KEY_MS);
    }
    await Promise.all(answers);
  });
  return { cpu, latest: Math.max(...late) };
}

/** Typing, with nobody asking anything. */
async function keys(client, { edits }) {
  const [pattern] = edits['a name'];
  const at = middle(client.text, pattern);
  const { cpu } = await client.untilPublished(async () => {
    for (let n = 0; n < KEYS; n++) {
      client.send(at, 0, 'x');
      await wait(KEY_MS);
    }
  });
  await client.change(at, KEYS, '');
  return cpu;
}

/** Fills in what a server needs, row by row. */
async function fill(result, client, server, text, rounds) {
  await client.start(server.settings);
  await client.open(text);
  result.set(COLD, client.processorTime());
  result.set('idle memory, MB', client.memory().now);
  for (const [what, [pattern, typed]] of Object.entries(server.edits)) {
    const [forth, back] = [[], []];
    for (let n = 0; n < rounds; n++) {
      const at = middle(client.text, pattern);
      forth.push((await client.change(at, 0, typed)).cpu);
      back.push((await client.change(at, typed.length, '')).cpu);
    }
    if (what !== 'a syntax error') result.set(`an edit of ${what}`, median([...forth, ...back]));
    else {
      result.set('a syntax error', median(forth));
      result.set('its repair', median(back));
    }
  }
  result.set(`${KEYS} keys, ${KEY_MS} ms apart`, await keys(client, server));
  const at = middle(client.text, server.completeAt);
  const place = { start: client.position(0), end: client.position(0) };
  const requests = {
    completion: [at],
    hover: [at],
    'a code action where nothing is found': [undefined, { range: place, context: { diagnostics: [] } }],
    formatting: [undefined, { options: { tabSize: 2, insertSpaces: true } }],
    'document symbols': [undefined],
  };
  const METHODS = {
    'a code action where nothing is found': 'textDocument/codeAction',
    'document symbols': 'textDocument/documentSymbol',
  };
  for (const [what, asked] of Object.entries(requests)) {
    const times = [];
    for (let n = 0; n < rounds + 1; n++)
      try {
        times.push((await client.request(METHODS[what] ?? `textDocument/${what}`, ...asked)).cpu);
      } catch {
        // This server knows no such request.
      }
    if (times.length) result.set(what, median(times));
  }
  for (const what of ['completion', 'hover']) {
    const times = [];
    for (let n = 0; n < rounds; n++) {
      const key = middle(client.text, server.edits['a port'][0]);
      client.send(key, 0, '1');
      times.push((await client.request(`textDocument/${what}`, key + 1)).time);
      await client.change(key, 1, '');
    }
    result.set(`${what} right after an edit, ms until it is there`, median(times));
  }
  const typing = await burst(client, server);
  result.set('completion while typing, the latest, ms after the key', typing.latest);
  result.set('peak memory, MB', client.memory().peak);
}

/** Waits until a server has computed for so long, or four times as long has passed. */
async function spent(client, most) {
  const start = performance.now();
  while (!client.stopped && client.processorTime() < most && performance.now() - start < 4 * most)
    await wait(500, undefined, { ref: false });
  return 'over';
}

/** What a start costs up to the findings of a document that an earlier start has had open, where a server keeps these. */
async function startedAgain(server, text, uri) {
  const begin = async () => {
    const client = new LanguageClient([node(), ...server.command()], server.languageId, uri, { SEGPLAN_KEEP_FINDINGS: '1' });
    await client.start(server.settings);
    return client;
  };
  const times = [];
  for (let n = 0; n < 4; n++) {
    const client = await begin();
    const begun = client.processorTime();
    const { first } = await client.open(text);
    // The first one of them finds them.
    if (n) times.push(begun + first);
    await client.end();
  }
  return median(times);
}

/**
 * Milliseconds of processor time by what was done, unless the row says otherwise, and megabytes.
 * @param limit so many seconds of processor time a server has for all of it; what it did not come to is left out
 */
export async function measureServer(server, lines, rounds, limit) {
  const text = server.text(lines);
  // Some read the folder of what is open.
  const place = mkdtempSync(join(tmpdir(), 'segplan-bench-'));
  const file = join(place, server.file);
  writeFileSync(file, text);
  const client = new LanguageClient([node(), ...server.command()], server.languageId, pathToFileURL(file).href);
  const result = new Map();
  try {
    const outcome = await Promise.race([fill(result, client, server, text, rounds), spent(client, limit * 1000)]);
    if (outcome === 'over') result.set('peak memory, MB', client.memory().peak);
    else if (server.keepsFindings) {
      client.stop();
      result.set(REOPENED, await startedAgain(server, text, pathToFileURL(file).href));
    }
    return { result, isOver: outcome === 'over' };
  } finally {
    client.stop();
    rmSync(place, { recursive: true });
  }
}
