// What each check finds comes and goes with the lines that it hangs on: a plan whose line is taken out and put in again shows what a fresh start shows.
import assert from 'node:assert/strict';
import type { LangiumDocument } from 'langium';
import { ofChance } from '../support/chance.ts';
import { picker } from '../support/changed-lines.ts';
import { createEditedLanguage } from '../support/edited-language.ts';
import { loadPlan } from '../support/language.ts';
import { unmarked } from '../support/marks.ts';
import { cases } from './cases.ts';

const told = ({ diagnostics }: Pick<LangiumDocument, 'diagnostics'>): string =>
  (diagnostics ?? [])
    .map(({ code, range, message, severity, data }) => JSON.stringify({ code, range, message, severity, data }))
    .sort()
    .join('\n');

const fresh = async (text: string): Promise<string> => told((await loadPlan(text, {}, true)).document);

/** A text without one of its lines, or without a part of one: a component, a property, one end of a rule, an address. */
function* less(text: string): Iterable<string> {
  for (const [part] of text.matchAll(
    /^.*\S.*$|component [^\n{}]*(?:\{[^}]*\})?|\{ *\w+ = [^}]*\}| at [\d.:a-f]+|(?<=\W), [\w.-]+| except [\w.]+/gm,
  ))
    if (part.trim() !== '}') yield text.replace(part, '');
}

/** So many cases of each check, and so many edits of each case. */
const [CASES, EDITS] = [1, ofChance(8, 1)];

describe('a line that goes and comes again', () => {
  it('takes with it what each check finds, and brings it back, as in a fresh start', async () => {
    const { edit } = await createEditedLanguage();
    const pick = picker(1);
    const tried = new Map<string, number>();
    let differing = 0;
    for (const { code, text: marked, running } of cases) {
      const n = tried.get(code) ?? 0;
      if (running || marked.includes('import ') || n >= CASES) continue;
      tried.set(code, n + 1);
      const { text } = unmarked(marked);
      const all = [...less(text)];
      const whole = await fresh(text);
      const name = `${code}-${n}.segplan`;
      await edit(name, text);
      for (let k = 0; k < EDITS; k++) {
        const without = all[pick(all.length)]!;
        const expected = await fresh(without);
        if (expected !== whole) differing++;
        assert.equal(told(await edit(name, without)), expected, `${text}\nbecomes\n${without}`);
        assert.equal(told(await edit(name, text)), whole, `${without}\nbecomes\n${text}`);
        // What was not found before is not taken to be missing once it is there.
        const late = `late-${k}-${name}`;
        assert.equal(told(await edit(late, without)), expected);
        assert.equal(told(await edit(late, text)), whole, `${without}\nat first, becomes\n${text}`);
      }
    }
    assert.ok(
      tried.size > 70 && differing > ofChance(75, 30),
      `${tried.size} checks, of which ${differing} edits changed what is found`,
    );
  });

  it('is what is outside, whoever holds it: a zone that is external, or one that takes all of a family', async () => {
    const { edit } = await createEditedLanguage();
    const text = `use veeam 13
zone m { subnet 10.0.0.0/24 component vbr : veeam.backup-server at 10.0.0.1 }
allow 0.0.0.0/0 -> vbr : tcp 9392
zone far { subnet 2001:db8::/32 }
`;
    const elsewhere = text.replace('zone far', 'zone far external');
    const whole = text.replace('2001:db8::/32', '0.0.0.0/1, 128.0.0.0/1');
    const expected = new Map<string, string>();
    for (const each of [text, elsewhere, whole]) expected.set(each, await fresh(each));
    const isExposed = (each: string): boolean => /internet-exposure/.test(expected.get(each)!);
    assert.deepEqual([text, elsewhere, whole].map(isExposed), [true, true, false]);
    for (const each of [elsewhere, text, whole, elsewhere, whole, text])
      assert.equal(told(await edit('outside.segplan', each)), expected.get(each), each);
  });
});
