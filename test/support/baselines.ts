import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { targets } from '../../language/generated/targets.ts';
import { generate } from '../../language/rulesets/generate.ts';
import type { Scope } from '../../language/rulesets/target.ts';
import { formatted } from './editor.ts';
import { inEveryForm, textBefore } from './every-form.ts';
import { answersAbout } from './example-answers.ts';
import { loadPlan } from './language.ts';

export const root = join(import.meta.dirname, '../..');
export const examplesFolder = join(root, 'examples');

/** Where plans with faults are kept, one for each example: not among the examples, which are opened as a folder and are clean. */
export const FAULTY = 'test/examples/faulty';
/** Small plans for what forms write: each in every form, with what the form says of it. */
export const FORMS = 'test/examples/forms';
/** The folders with plans, each with what is expected of them in `expected`. */
export const planFolders = ['examples', FAULTY, FORMS];

/** What is kept of an example besides its firewalls, each in its own form: every form of the reference design, two of the others, and hosts where no network rule is needed. */
function formsOf(example: string): { target: string; scope: Scope }[] {
  const network = targets.filter((t) => t.scopes.includes('network')).map((t) => t.name);
  if (example === 'segmented-veeam.segplan') return network.map((target) => ({ target, scope: 'network' }));
  const few = ['nftables', 'markdown'].map((target) => ({ target, scope: 'network' }) as const);
  return example === 'acronis-scs-scenario-1.segplan' ? [...few, { target: 'nftables', scope: 'host' }] : few;
}

/** Every example, and what of it is kept beside it; paths are seen from {@link root}. */
export async function baselines(): Promise<{ path: string; text: string }[]> {
  const files: { path: string; text: string }[] = [];
  for (const folder of planFolders)
    for (const name of readdirSync(join(root, folder))
      .filter((f) => f.endsWith('.segplan'))
      .sort()) {
      const text = readFileSync(join(root, folder, name), 'utf8');
      const base = name.replace(/\.segplan$/, '');
      const at = (file: string): string => join(folder, 'expected', base, file);
      const { document, services } = await loadPlan(text, {}, true);
      // What a catalog leaves out is said of each plan that uses it, and is no fault of the plan.
      const lines = (document.diagnostics ?? [])
        .filter((d) => d.code !== 'incomplete-catalog')
        .sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character)
        .map((d) => `${d.range.start.line + 1}:${d.range.start.character + 1} ${d.code}: ${String(d.message)}`);
      files.push({ path: at('diagnostics.txt'), text: lines.map((l) => `${l}\n`).join('') });
      files.push({ path: join(folder, name), text: await formatted(text) });
      if (folder !== 'examples') {
        const before = folder === FAULTY ? readFileSync(join(examplesFolder, name), 'utf8') : textBefore(text);
        const older = await loadPlan(before, {}, true);
        files.push({ path: at('answers.txt'), text: await answersAbout({ document, services }, older) });
      }
      const { firewalls } = services.segplan.Plans.plan(document.parseResult.value);
      for (const { name: firewall } of firewalls)
        for (const file of (await generate(document, services, { firewall })).files)
          if (!file.binary) files.push({ path: at(file.name), text: file.text });
      if (folder === FORMS) for (const each of await inEveryForm(text)) files.push({ path: at(each.path), text: each.text });
      else
        for (const { target, scope } of formsOf(name))
          for (const file of (await generate(document, services, { target, scope })).files)
            if (!file.binary) files.push({ path: at(file.name.replace(/^plan\b/, base)), text: file.text });
    }
  return files;
}
