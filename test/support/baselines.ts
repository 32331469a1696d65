import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { targets } from '../../language/generated/targets.ts';
import { generate } from '../../language/rulesets/generate.ts';
import { formatted } from './editor.ts';
import { loadPlan } from './language.ts';

export const examplesFolder = join(import.meta.dirname, '../../examples');

/** Every example, and what of it is kept beside it. */
export async function baselines(): Promise<{ path: string; text: string }[]> {
  const files: { path: string; text: string }[] = [];
  for (const folder of ['.', 'faulty'])
    for (const name of readdirSync(join(examplesFolder, folder))
      .filter((f) => f.endsWith('.segplan'))
      .sort()) {
      const text = readFileSync(join(examplesFolder, folder, name), 'utf8');
      const base = name.replace(/\.segplan$/, '');
      const at = (file: string): string => join(folder, 'expected', base, file);
      const { document, services } = await loadPlan(text);
      const lines = [...(document.diagnostics ?? [])]
        .sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character)
        .map((d) => `${d.range.start.line + 1}:${d.range.start.character + 1} ${d.code}: ${String(d.message)}`);
      files.push({ path: at('diagnostics.txt'), text: lines.map((l) => `${l}\n`).join('') });
      files.push({ path: join(folder, name), text: await formatted(text) });
      for (const target of targets)
        for (const file of (await generate(document, services, { target: target.name })).files)
          files.push({ path: at(file.name.replace(/^plan\b/, base)), text: file.text });
    }
  return files;
}
