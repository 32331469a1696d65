// What is found of what catalogs ask hangs on the shape of a plan: an edit that gives a plan without a finding a component, or another one, has it found.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createEditedLanguage } from '../support/edited-language.ts';
import { unmarked } from '../support/marks.ts';
import type { Case } from './case.ts';

const OF_SHAPE = ['contested-flow', 'disabled-feature', 'missing-deployment', 'missing-peer', 'unknown-system'];
const files = readdirSync(join(import.meta.dirname, 'cases')).filter((file) => file.endsWith('.ts'));
const cases = (await Promise.all(files.map((file) => import(`./cases/${file}`) as Promise<{ cases: readonly Case[] }>)))
  .flatMap((each) => each.cases)
  .filter(({ code, text, finds, running }) => !running && OF_SHAPE.includes(code) && (finds ?? unmarked(text).parts).length);

describe('findings that hang on the shape of a plan', () => {
  for (const code of OF_SHAPE)
    it(`${code}: comes with the component that it needs, as in a fresh start`, async () => {
      let came = false;
      for (const { text: marked } of cases.filter((each) => each.code === code).slice(0, 8)) {
        const { text } = unmarked(marked);
        for (const [component] of [...text.matchAll(/component [^\n}]*?(?=\s+component |\s*[\n}])/g)].slice(0, 4)) {
          const found = async (...texts: readonly string[]): Promise<string[]> => {
            const { edit } = await createEditedLanguage();
            let last: string[] = [];
            for (const each of texts) {
              const { diagnostics = [] } = await edit('plan.segplan', each);
              last = diagnostics
                .filter((d) => d.code === code)
                .map((d) => `${d.range.start.line}:${d.range.start.character} ${String(d.message)}`);
            }
            return last;
          };
          const without = text.replace(component, '');
          const [before, after] = [await found(without), await found(text)];
          came ||= !before.length && after.length > 0;
          assert.deepEqual(await found(without, text), after, `${component} in ${text}`);
          assert.deepEqual(await found(text, without), before, `without ${component} in ${text}`);
          if (came) return;
        }
      }
      assert.ok(came);
    });
});
