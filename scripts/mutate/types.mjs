// What survived the tests, tried with the types: `npm test` begins with them, so that a change which they refuse never lands either.
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from '../setup.mjs';

export class Types {
  /** @param folders those that the types of changed files hang on */
  constructor(folders) {
    this.folder = mkdtempSync(join(tmpdir(), 'segplan-types-'));
    for (const each of folders) cpSync(join(root, each), join(this.folder, each), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'), 'junction');
    // A change may leave something unused, which says nothing of what it does.
    const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
    const unused = { noUnusedLocals: false, noUnusedParameters: false };
    const kept = { incremental: true, tsBuildInfoFile: 'known' };
    const config = { compilerOptions: { ...compilerOptions, ...unused, ...kept }, include: folders };
    writeFileSync(join(this.folder, 'tsconfig.json'), JSON.stringify(config));
  }

  end() {
    rmSync(this.folder, { recursive: true });
  }

  /** Which mutants the types refuse, and with what words. */
  async *refused(mutants) {
    const without = await this.check();
    if (without) throw new Error(`The types refuse the code as it is:\n${without}`);
    for (const mutant of mutants) {
      const file = join(this.folder, mutant.file);
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, changed(text, mutant));
      const by = await this.check();
      writeFileSync(file, text);
      if (by) yield { ...mutant, outcome: 'refused', by: by.split('\n')[0] };
    }
  }

  /** What the types say; nothing where they refuse nothing. */
  async check() {
    const { code, output } = await run(['node_modules/typescript/bin/tsc'], { capture: true, cwd: this.folder });
    return code ? output || 'tsc failed' : '';
  }
}

/** A source with one change, which stands in it as somebody would write it: an expression by itself, and nothing as an empty block. */
function changed(text, { location: { start, end }, mutator, replacement }) {
  const isStatement = mutator === 'BlockStatement' || /^(?:case\b|default:|\{)/.test(replacement);
  const written = replacement === ';' ? '{}' : isStatement ? replacement : `(${replacement})`;
  const lines = text.split('\n');
  const first = lines[start.line].slice(0, start.column);
  const last = lines[end.line].slice(end.column);
  lines.splice(start.line, end.line - start.line + 1, `${first}${written}${last}`);
  return lines.join('\n');
}
