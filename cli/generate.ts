import { runningFilesOf } from '../api/audit.ts';
import { type Loaded, type OpenPlan, splitList } from '../api/load.ts';
import { loadRevision } from '../api/revisions.ts';
import { type ErrorIn, obstaclesTo, ruleSetOf } from '../api/rule-set.ts';
import { targetNames } from '../language/generated/target-names.ts';
import { targets } from '../language/generated/targets.ts';
import type { Plan } from '../language/model/plan.ts';
import { noTarget } from '../language/rulesets/meant-targets.ts';
import type { OlderPlan } from '../language/rulesets/since.ts';
import type { OutputFile, Scope } from '../language/rulesets/target.ts';
import { EXIT, UsageError } from './errors.ts';
import { exitCodeOf } from './loaded.ts';
import { formatDiagnostic, useColors } from './report.ts';
import { nameText, plural, visible } from './text.ts';
import { createLanguage, loadPlans, namedFiles, shownName, warnOfUnknownPhases } from './workspace.ts';
import { contentOf, writeFiles } from './write-files.ts';

export interface GenerateOptions {
  readonly target?: readonly string[];
  /** Firewalls of the plan; all of them where neither these nor targets are named. */
  readonly firewall?: readonly string[];
  readonly out?: string;
  readonly phase?: readonly string[];
  readonly scope?: Scope;
  /** A plan, or a revision of one, whose rule sets are loaded. */
  readonly since?: string;
}

const NEEDLESS = 'No traffic crosses a zone: no network rule is needed. Host rule sets: --scope host.\n';

/** Writes the rule sets of a plan. @returns the exit code */
export async function generate(file: string, options: GenerateOptions): Promise<number> {
  const names = chosenTargets(options);
  const firewalls = splitList(options.firewall ?? []);
  const services = await createLanguage(options.phase);
  const loaded = await loadPlans(services, [file]);
  warnOfUnknownPhases(services, loaded);
  const plan = { document: loaded[0]!.document, services };
  if (reportErrors(obstaclesTo(plan), loaded)) return exitCodeOf(loaded);
  const since = options.since === undefined ? undefined : await olderPlan(options.since, options.phase, file);
  const jobs = jobsOf(names, firewalls, services.segplan.Plans.plan(plan.document.parseResult.value), options);
  const files = await emitAll(jobs, plan, loaded[0]!.file, options, since);
  if (!files) return EXIT.findings;
  if (options.out !== undefined) {
    // An audit of what is written over them would find both in step.
    const { firewalls: all } = services.segplan.Plans.plan(plan.document.parseResult.value);
    for (const uri of all.flatMap(runningFilesOf)) namedFiles.noteInput(uri);
    for (const path of writeFiles(options.out, files)) process.stdout.write(`${nameText(path)}\n`);
    return EXIT.clean;
  }
  if (files.length > 1)
    throw new UsageError(`${jobs[0]!.target ?? jobs[0]!.firewall} writes ${files.length} files; add --out DIR.`);
  for (const file of files) process.stdout.write(contentOf(file));
  return EXIT.clean;
}

function chosenTargets({ target = [], firewall = [], out, scope }: GenerateOptions): string[] {
  const names = splitList(target);
  for (const name of names)
    if (!targetNames.includes(name)) throw new UsageError(`There is no target '${nameText(name)}'. ${noTarget(name)}`);
  const isWhole = splitList(firewall).length === 0;
  if (!isWhole && scope !== undefined)
    throw new UsageError('A firewall says itself where it stands, between zones or at their hosts; leave out --scope.');
  if (isWhole) for (const name of names) checkScope(name, scope ?? 'network');
  if (names.length > 1 && out === undefined) throw new UsageError('Several targets need a folder; add --out DIR.');
  if (out === '') throw new UsageError('--out names no folder; write --out . for this one.');
  return names;
}

/** One rule set to write: of the whole plan, or of one of its firewalls. */
interface Job {
  readonly target?: string;
  readonly firewall?: string;
}

/**
 * What is to be written: the targets that are named, of the whole plan or of the firewalls that are named; each firewall in its own form
 * where no target is.
 * @throws UsageError where nothing says a form, or a firewall is not in the plan
 */
function jobsOf(names: readonly string[], firewalls: readonly string[], plan: Plan, { out }: GenerateOptions): Job[] {
  const known = plan.firewalls.map(({ name }) => name);
  for (const name of firewalls)
    if (!known.includes(name)) {
      const hint = known.length
        ? `choose from ${known.join(', ')}`
        : "it names none (write 'firewall core : asa { zones a, b }')";
      throw new UsageError(`There is no firewall '${nameText(name)}' in the plan; ${nameText(hint)}.`);
    }
  if (names.length && !firewalls.length) return names.map((target) => ({ target }));
  const chosen = firewalls.length ? firewalls : known;
  if (!chosen.length) throw new UsageError(`Name a target with --target: ${targetNames.join(', ')}.`);
  if (chosen.length > 1 && out === undefined) throw new UsageError('Several firewalls need a folder; add --out DIR.');
  const of = names.length ? names : [undefined];
  return chosen.flatMap((firewall) => of.map((target) => (target === undefined ? { firewall } : { target, firewall })));
}

/** @throws UsageError for a target that has no form for this scope */
function checkScope(name: string, scope: Scope): void {
  const target = targets.find((t) => t.name === name);
  if (!target || target.scopes.includes(scope)) return;
  throw new UsageError(
    scope === 'host'
      ? `${name} writes rules for the firewall between zones alone; leave out --scope host.`
      : `${name} writes rules for the firewalls of hosts alone; add --scope host.`,
  );
}

/** Prints what keeps a plan from being written, as `check` does. @returns whether there is anything */
function reportErrors(errors: readonly ErrorIn[], loaded: readonly Loaded[]): boolean {
  const colors = useColors(process.stderr);
  const names = new Map<unknown, string>(loaded.map(({ document, file }) => [document, file]));
  const blocks = errors.map(({ document, error }) => {
    const file = names.get(document) ?? namedFiles.nameOf(document.uri.toString());
    return formatDiagnostic({ file, document }, error, colors);
  });
  if (blocks.length)
    process.stderr.write(`${[...blocks, `${plural(blocks.length, 'error')}: nothing was written.`].join('\n\n')}\n`);
  return blocks.length > 0;
}

/** @throws UsageError when it can't be read, or has errors that leave open what it permits */
async function olderPlan(name: string, phases: readonly string[] | undefined, beside: string): Promise<OlderPlan> {
  return loadRevision(
    name,
    namedFiles,
    { phases, beside, called: shownName(name) },
    'It can be taken for what is loaded once that is mended',
  );
}

/** What an older plan has and the newer one has not. */
function goneText(older: string, newer: string, gone: readonly string[]): string {
  const lines = gone.length
    ? `${plural(gone.length, 'rule')} of ${older} ${gone.length === 1 ? 'is' : 'are'} gone`
    : `nothing of ${older} is gone`;
  return [`${newer}: ${lines}${gone.length ? ':' : '.'}`, ...gone.map((rule) => `  ${rule}`)]
    .map((line) => `${visible(line)}\n`)
    .join('');
}

/** The files of all targets, or nothing when one of them can't hold the plan. Says on standard error why, and all warnings. */
async function emitAll(
  jobs: readonly Job[],
  plan: OpenPlan,
  file: string,
  { scope, since: name }: GenerateOptions,
  since: OlderPlan | undefined,
): Promise<OutputFile[] | undefined> {
  const made = await Promise.all(jobs.map((job) => ruleSetOf(plan, { ...job, scope, since })));
  // Errors of the plan were told before.
  const results = made.flatMap((result) => ('errors' in result ? [] : [result]));
  const problems = results.flatMap((r) => r.problems);
  const lines = problems.map(
    ({ level, message, line }) => `${nameText(file)}${line === undefined ? '' : `:${line}`}: ${level}: ${visible(message)}\n`,
  );
  process.stderr.write([...new Set(lines)].join(''));
  if (!problems.some((p) => p.level === 'error')) {
    if (results.some((r) => r.needless)) process.stderr.write(NEEDLESS);
    if (name !== undefined)
      process.stderr.write(
        goneText(nameText(shownName(name)), nameText(file), [...new Set(results.flatMap((r) => r.gone ?? []))]),
      );
    return results.flatMap((r) => r.files);
  }
  process.stderr.write('Nothing was written.\n');
  return undefined;
}
