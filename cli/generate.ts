import { targets } from '../language/generated/targets.ts';
import { generate as generateFiles } from '../language/rulesets/generate.ts';
import type { OutputFile } from '../language/rulesets/target.ts';
import { EXIT, UsageError } from './errors.ts';
import { diagnosticsOf, formatDiagnostic, severityOf } from './report.ts';
import { createLanguage, loadPlan } from './workspace.ts';
import { writeFiles } from './write-files.ts';

export interface GenerateOptions {
  readonly target: readonly string[];
  readonly out?: string;
  readonly phase?: readonly string[];
}

/** Writes the rule sets of a plan. @returns the exit code */
export async function generate(file: string, options: GenerateOptions): Promise<number> {
  const names = [...new Set(options.target.flatMap((t) => t.split(',')).map((t) => t.trim()))].filter((t) => t);
  const known = targets.map((t) => t.name);
  for (const name of names)
    if (!known.includes(name)) throw new UsageError(`There is no target '${name}'; choose from ${known.join(', ')}.`);
  if (names.length > 1 && !options.out) throw new UsageError('Several targets need a folder: add --out DIR.');
  const services = await createLanguage();
  const loaded = await loadPlan(services, file);
  const errors = diagnosticsOf(loaded).filter((d) => severityOf(d) === 'error');
  if (errors.length) {
    const blocks = errors.map((d) => formatDiagnostic(loaded, d, process.stderr.isTTY === true && !process.env.NO_COLOR));
    process.stderr.write(`${blocks.join('\n\n')}\n\nNothing was written: the plan has errors.\n`);
    return EXIT.findings;
  }
  const files: OutputFile[] = [];
  let failed = false;
  const said = new Set<string>();
  for (const target of names) {
    const result = generateFiles(loaded.document, services, { target, phases: options.phase ?? [] });
    for (const problem of result.problems) {
      const line = `${file}${problem.line === undefined ? '' : `:${problem.line}`}: ${problem.level}: ${problem.message}`;
      if (!said.has(line)) process.stderr.write(`${line}\n`);
      said.add(line);
      failed ||= problem.level === 'error';
    }
    files.push(...result.files);
  }
  if (failed) {
    process.stderr.write('Nothing was written.\n');
    return EXIT.findings;
  }
  if (options.out) for (const path of writeFiles(options.out, files)) process.stdout.write(`${path}\n`);
  else for (const { text } of files) process.stdout.write(text);
  return EXIT.clean;
}
