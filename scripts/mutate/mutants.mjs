// Which mutants there are, which of them a sample takes, and the sources with these built in, each behind a switch.
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { root } from '../setup.mjs';

const silent = { isDebugEnabled: () => false, debug() {}, info() {}, warn: console.warn };
const OPTIONS = { plugins: null, excludedMutations: [], ignorers: [{ shouldIgnore: proseOfPages }] };

/** The pages of the checks are held by `npm run docs`, which compares them word for word, and not by tests. */
function proseOfPages(path) {
  if (!path.isObjectProperty()) return undefined;
  const isPage = path.parent.properties.some((p) => p.key?.name === 'documentation');
  return isPage && ['documentation', 'title'].includes(path.node.key.name) ? 'the text of a page' : undefined;
}

const instrument = (files) => new Instrumenter(silent).instrument(files, OPTIONS);
const sourceOf = (file) => readFileSync(join(root, file), 'utf8');

/**
 * All mutants of some folders. Their keys name what is changed, and not where it stands: a mutant is the same after a change elsewhere.
 * They come in an order of chance that the seed decides, for each mutant by itself.
 */
export async function mutantsOf(groups, seed) {
  const found = [];
  for (const [group, folders] of Object.entries(groups))
    for (const file of globSync(
      folders.map((folder) => `${folder}/**/*.ts`),
      { cwd: root },
    ).sort()) {
      const content = sourceOf(file);
      const lines = content.split('\n');
      const { mutants } = await instrument([{ name: file, content, mutate: true }]);
      const seen = new Map();
      for (const { status, location, mutatorName, replacement } of mutants) {
        if (status === 'Ignored') continue;
        const original = textAt(lines, location);
        const line = lines[location.start.line].trim();
        const name = JSON.stringify([file, line, original, replacement]);
        seen.set(name, (seen.get(name) ?? 0) + 1);
        const key = hash(`${name} ${seen.get(name)}`);
        const order = hash(`${seed} ${key}`);
        found.push({
          key,
          order,
          group,
          file,
          line: location.start.line + 1,
          text: line,
          location,
          mutator: mutatorName,
          original,
          replacement,
        });
      }
    }
  return found.sort((a, b) => (a.order < b.order ? -1 : 1));
}

const hash = (text) => createHash('sha1').update(text).digest('hex').slice(0, 16);

function textAt(lines, { start, end }) {
  if (start.line === end.line) return lines[start.line].slice(start.column, end.column);
  return [
    lines[start.line].slice(start.column),
    ...lines.slice(start.line + 1, end.line),
    lines[end.line].slice(0, end.column),
  ].join('\n');
}

/** The first of each group, as many as its part of all mutants; in the order of all. */
export function sampled(mutants, size) {
  const part = Math.min(1, size / mutants.length);
  const groups = Map.groupBy(mutants, ({ group }) => group);
  const taken = new Set([...groups.values()].flatMap((of) => of.slice(0, Math.round(of.length * part))));
  return mutants.filter((mutant) => taken.has(mutant));
}

/** The sources that hold some mutants, and by which name each is switched on. */
export async function instrumented(mutants) {
  const sources = {};
  const ids = new Map();
  let last = 0;
  for (const [file, own] of Map.groupBy(mutants, (mutant) => mutant.file)) {
    const mutate = own.map(({ location }) => location);
    const { files, mutants: made } = await instrument([{ name: file, content: sourceOf(file), mutate }]);
    // The names begin anew with each file.
    const first = last;
    sources[join(root, file)] = files[0].content.replace(
      /\b(stry(?:MutAct|Cov)_9fa48)\(((?:"\d+"(?:,\s*)?)+)\)/g,
      (_, name, list) => `${name}(${list.replace(/\d+/g, (id) => first + Number(id))})`,
    );
    for (const mutant of own) {
      const same = made.find((m) => m.replacement === mutant.replacement && equal(m.location, mutant.location));
      ids.set(mutant.key, String(first + Number(same.id)));
    }
    last += made.length;
  }
  return { sources, ids };
}

const equal = (a, b) => JSON.stringify(a) === JSON.stringify(b);
