import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { subtract } from '../../language/analysis/region.ts';
import type { Offer } from '../../language/refactoring/refactoring.ts';
import { refactorings } from '../../language/refactoring/select.ts';
import { permitted, type Read, read } from '../properties/judge.ts';
import { ofChance, someOf } from '../support/chance.ts';
import { randomPlanWithDenies } from '../support/random-plans.ts';

/** What says of itself that it adds something, or has something stand elsewhere. */
const isMeantToChange = ({ title, kind }: Offer): boolean =>
  title.startsWith('Add ') || kind === 'move' || title.includes('new zone');

let tried = 0;
const titles = new Set<string>();

/** Applies each offer at some statements, by itself, and holds the traffic against that before. */
async function assertSameTraffic(text: string, path: string, places: (count: number) => readonly number[]): Promise<void> {
  const before: Read = await read(text, path);
  const { document, root, services } = before;
  const offers = places(root.statements.length).flatMap((n) => {
    const range = root.statements[n]?.$cstNode?.range;
    if (!range) return [];
    const next = root.statements[n + 1]?.$cstNode?.range ?? range;
    const [place, several] = [
      { start: range.start, end: range.start },
      { start: range.start, end: next.end },
    ];
    const words = services ? root.statements[n]!.$cstNode! : undefined;
    const end = words ? document.textDocument.positionAt(words.end) : range.end;
    return [place, { start: end, end }, several].flatMap((each) => refactorings(document, each, services));
  });
  const [traffic, count] = [permitted(before.analysis), before.broken];
  // What makes another file is held by itself, since it is read together with that.
  const within = offers.filter(({ file }) => !file);
  for (const offer of new Map(within.map((each) => [JSON.stringify(each.edits), each])).values()) {
    const changed = TextDocument.applyEdits(TextDocument.create('', '', 0, text), [...offer.edits]);
    const after = await read(changed, path);
    assert.equal(after.broken, count, `${offer.title}\n${changed}`);
    if (isMeantToChange(offer)) continue;
    tried++;
    titles.add(offer.title.replace(/'[^']*'|\d+|tcp.*|\b(sources|destinations|source|destination)\b/g, '…'));
    const now = permitted(after.analysis);
    assert.ok(!subtract(traffic, now).length && !subtract(now, traffic).length, `${offer.title}:\n${text}\nbecomes\n${changed}`);
  }
}

describe('refactorings leave the traffic as it is', () => {
  it('in plans of chance', async () => {
    await fc.assert(
      fc.asyncProperty(randomPlanWithDenies, (text) =>
        assertSameTraffic(text, '/refactored.segplan', (count) => Array.from({ length: count }, (_, n) => n)),
      ),
      { numRuns: ofChance(12, 4), seed: 1 },
    );
    assert.ok(tried > ofChance(40, 12), `only ${tried} were tried`);
  });

  it('in the examples', async () => {
    const folder = join(import.meta.dirname, '../../examples');
    const names = someOf(
      readdirSync(folder).filter((name) => name.endsWith('.segplan')),
      4,
    );
    assert.ok(names.length > 3);
    // Of each a few places: those that are tried differ from plan to plan.
    for (const [k, name] of names.entries()) {
      const path = pathToFileURL(join(folder, name)).pathname;
      const text = readFileSync(join(folder, name), 'utf8');
      if (/^import /m.test(text)) continue;
      await assertSameTraffic(text, path, (count) =>
        [1, 3, 5, 7].map((n) => (n * Math.max(1, Math.floor(count / 8)) + k) % count),
      );
    }
    assert.ok(titles.size > 6, [...titles].join('; '));
  });
});
