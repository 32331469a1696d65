// What is found of what catalogs ask hangs on the shape of a plan: an edit that gives a plan without a finding a component, or a component its role, has it found.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LangiumDocument } from 'langium';
import { createEditedLanguage, type EditedLanguage } from '../support/edited-language.ts';
import { loadPlan } from '../support/language.ts';
import { unmarked } from '../support/marks.ts';
import type { Case } from './case.ts';

const OF_SHAPE = ['contested-flow', 'disabled-feature', 'missing-deployment', 'missing-peer', 'unknown-system'];
const files = readdirSync(join(import.meta.dirname, 'cases')).filter((file) => file.endsWith('.ts'));
const cases = (await Promise.all(files.map((file) => import(`./cases/${file}`) as Promise<{ cases: readonly Case[] }>)))
  .flatMap((each) => each.cases)
  .filter(({ code, text, finds, running }) => !running && OF_SHAPE.includes(code) && (finds ?? unmarked(text).parts).length);

/** What may go of a component. */
const LESS: Readonly<Record<string, RegExp>> = { component: /^.*$/s, role: / : [\w.-]+(?:, [\w.-]+)*/ };

const told = (code: string, diagnostics: LangiumDocument['diagnostics'] = []): string[] =>
  diagnostics.filter((d) => d.code === code).map((d) => `${d.range.start.line}:${d.range.start.character} ${String(d.message)}`);

describe('findings that hang on the shape of a plan', () => {
  let kept: EditedLanguage;
  before(async () => {
    kept = await createEditedLanguage();
  });

  for (const code of OF_SHAPE)
    it(`${code}: comes with the component that it needs, and with its role, as in a fresh start`, async () => {
      const fresh = async (text: string): Promise<string[]> => told(code, (await loadPlan(text, {}, true)).document.diagnostics);
      const edited = async (name: string, text: string): Promise<string[]> =>
        told(code, (await kept.edit(name, text)).diagnostics);
      const open = new Set(Object.keys(LESS));
      for (const [n, { text: marked }] of cases
        .filter((each) => each.code === code)
        .slice(0, 8)
        .entries()) {
        const { text } = unmarked(marked);
        const after = await fresh(text);
        const components = [...text.matchAll(/component [^\n}]*?(?:\{[^}]*\})?(?=\s+component |\s*[\n}])/g)].slice(0, 4);
        for (const [m, [component]] of components.entries())
          for (const what of open) {
            const without = text.replace(component, component.replace(LESS[what]!, ''));
            const before = without === text ? after : await fresh(without);
            if (before.length || !after.length) continue;
            open.delete(what);
            const name = `${code}-${n}-${m}-${what}.segplan`;
            await kept.edit(name, without);
            assert.deepEqual(await edited(name, text), after, `${what} of ${component} in ${text}`);
            assert.deepEqual(await edited(name, without), before, `without ${what} of ${component} in ${text}`);
          }
      }
      assert.deepEqual([...open], []);
    });
});
