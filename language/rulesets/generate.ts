import { AstUtils, type LangiumDocument } from 'langium';
import type { Analysis } from '../analysis/analyze.ts';
import { rangeOf } from '../checking/check.ts';
import { errorsOf, errorsOfImport } from '../checking/document-errors.ts';
import type * as ast from '../generated/ast.ts';
import { targets } from '../generated/targets.ts';
import { baseNameOf } from '../model/file-name.ts';
import { onceFor } from '../model/once-for.ts';
import type { PlanFirewall } from '../model/plan.ts';
import type { SegplanCoreServices } from '../module.ts';
import { firewallRuleSet } from './firewalls/firewall-rule-set.ts';
import { type Subject, subjectOf } from './firewalls/subject.ts';
import { partsWithoutWay } from './firewalls/without-way.ts';
import { closedInside, leftHosts, NO_HOST, unplacedInside } from './host-problems.ts';
import { buildHostRuleSets, type HostRuleSet } from './host-rule-set.ts';
import { isFor, leftOut } from './host-systems.ts';
import { limits, nameLimits, outlasting } from './limits.ts';
import { unnamed, unplaced } from './open-ends.ts';
import { closingWhatIsOpen } from './other-protocols.ts';
import { betweenZones, buildRuleSet, forAllOf, type RuleEntry, type RuleSet } from './rule-set.ts';
import { analysesOf, goneRules, type OlderPlan } from './since.ts';
import type { OutputFile, Scope, Target, TargetProblem } from './target.ts';
import { translationNotes } from './translation-notes.ts';
import { withoutDenies } from './without-denies.ts';

export interface GenerateOptions {
  /** A target's name; the form that the plan gives the firewall, if nothing is said. */
  readonly target?: string | undefined;
  /** The name of a firewall of the plan, for its rules alone; the rules of the whole plan, as one firewall between all zones has them, if nothing is said. */
  readonly firewall?: string | undefined;
  /** Whose firewall the rules are for; between zones unless it says otherwise. A firewall of the plan says it itself. */
  readonly scope?: Scope | undefined;
  /** Phases to switch on besides the plan's own. */
  readonly phases?: readonly string[] | undefined;
  /** What is loaded already: what the plan no longer has of it is taken away. */
  readonly since?: OlderPlan | undefined;
}

/** Something that keeps a rule set from being written, or that its reader has to know. */
export type Problem = TargetProblem;

export interface Generated {
  /** None when there are errors. */
  readonly files: readonly OutputFile[];
  readonly problems: readonly Problem[];
  /** The lines of the plan, 1-based, that the ids in the files stand for. */
  readonly rules: ReadonlyMap<string, number>;
  /** What `since` has and the plan has not, a rule each, in words. */
  readonly gone?: readonly string[];
  /** Set for a rule set between zones that has no rule and needs none, since nothing crosses a zone. */
  readonly needless?: true;
}

/**
 * Makes the files of one target from a validated document. Errors of the plan, and what the plan needs and the target lacks, stop it
 * before anything is written.
 */
export async function generate(
  document: LangiumDocument<ast.Document>,
  services: SegplanCoreServices,
  options: GenerateOptions,
): Promise<Generated> {
  const root = document.parseResult.value;
  const { phases = [] } = options;
  const subject = subjectOf(services.segplan.Plans.plan(root), options);
  if ('problem' in subject) return refused([{ level: 'error', message: subject.problem }]);
  const { target, scope, firewall } = subject;
  if (!target.scopes.includes(scope)) return refused([lacksScope(target, scope)]);
  const faults = services.segplan.VisibleDocuments.plansFor(root).flatMap((each) => faultsOf(each, root));
  if (faults.length) return refused(faults);
  const analysis = services.segplan.Plans.analysis(root, phases);
  // Whoever gives a text that was cut off, or a catalog, would load a set that drops everything.
  if (!analysis.plan.zones.length) return refused([{ level: 'error', message: NO_ZONE }]);
  const common = [...(await faultsInPhases(document, services, phases)), ...unplaced(analysis), ...unnamed(analysis)];
  const older = options.since ? analysesOf(options.since, phases) : undefined;
  if (!firewall)
    return scope === 'host' ? forHosts(analysis, target, common, older) : forNetwork(analysis, target, common, older);
  const lost = [...common, ...partsWithoutWay(analysis)];
  return scope === 'host'
    ? forHosts(analysis, target, lost, older, firewall)
    : forFirewall(analysis, target, lost, older, subject);
}

const NO_ZONE =
  "The plan has no zone, and a rule set of it would drop everything; write 'zone NAME { subnet ADDRESS }', or import the file that has the zones.";

/** The rules of one firewall of the plan, between its zones or at the hosts of some. */
async function forFirewall(
  analysis: Analysis,
  target: Target,
  common: readonly Problem[],
  older: readonly Analysis[] | undefined,
  { firewall, stand }: Subject,
): Promise<Generated> {
  const rulesIn = (each: Analysis): RuleSet[] => {
    const same = each.plan.firewalls.find(({ name }) => name === firewall!.name);
    return same ? [firewallRuleSet(each, same, stand, target.translated ?? 'real')] : [];
  };
  const [between] = rulesIn(analysis);
  return emitted(target, between!, common, older?.flatMap(rulesIn), firewall!.name);
}

function lacksScope(target: Target, scope: Scope): Problem {
  const others = targets.filter((t) => t.scopes.includes(scope)).map((t) => t.name);
  const what = scope === 'host' ? 'the firewalls of hosts' : 'a firewall between zones';
  return { level: 'error', message: `${target.name} has no form for ${what}; targets that have one: ${others.join(', ')}.` };
}

async function forNetwork(
  analysis: Analysis,
  target: Target,
  common: readonly Problem[],
  older: readonly Analysis[] | undefined,
): Promise<Generated> {
  const all = buildRuleSet(analysis);
  const between = forAllOf(betweenZones(all), analysis.plan);
  const before = older?.map((each) => betweenZones(buildRuleSet(each)));
  const made = await emitted(target, between, [...common, ...insideOnly(all, between)], before, baseNameOf(analysis.plan.uri));
  return made.files.length && !between.entries.length && !analysis.requirements.length ? { ...made, needless: true } : made;
}

/** @param between the rules that pass the firewall @param older those that it may have */
async function emitted(
  target: Target,
  between: RuleSet,
  common: readonly Problem[],
  older: readonly RuleSet[] | undefined,
  baseName: string,
): Promise<Generated> {
  const ruleSet = heldBy(target, between);
  const problems = distinct([
    ...common,
    ...presupposed(between, target),
    ...nameLimits(between.entries, target),
    ...outlasting(between.entries, target),
    ...limits(ruleSet.entries, target),
    ...problemsOf(target, ruleSet),
  ]);
  if (problems.some((p) => p.level === 'error')) return refused(problems);
  const before = older?.map((each) => heldBy(target, each));
  const files = await target.emit(ruleSet, baseName, before);
  const gone = before ? { gone: goneRules([ruleSet], before) } : {};
  return { files, problems, rules: linesOf(ruleSet.entries), ...gone };
}

async function forHosts(
  analysis: Analysis,
  target: Target,
  common: readonly Problem[],
  older: readonly Analysis[] | undefined,
  firewall?: PlanFirewall,
): Promise<Generated> {
  // A firewall of the plan is that of the hosts where it stands.
  const here = (each: Analysis): HostRuleSet[] => {
    const guarded = firewall && new Set(firewall.guarded.map(({ name }) => name));
    return buildHostRuleSets(each).filter(({ host }) => !guarded || guarded.has(host.zone));
  };
  const baseName = firewall?.name ?? baseNameOf(analysis.plan.uri);
  const everyHost = here(analysis);
  const all = everyHost.filter(({ host }) => isFor(target, host.system));
  const sets = all.map((set) => heldBy(target, set));
  const problems = distinct([
    ...common,
    ...(everyHost.length ? leftOut(target, everyHost, targets) : [NO_HOST]),
    ...unplacedInside(analysis, target, new Set(all.map(({ host }) => host.name))),
    ...all.flatMap((set) => nameLimits(set.entries, target)),
    ...sets.flatMap((set) => [...closedInside(set), ...limits(set.entries, target), ...problemsOf(target, set)]),
  ]);
  if (problems.some((p) => p.level === 'error')) return refused(problems);
  const elsewhere = new Set(everyHost.filter((set) => !all.includes(set)).map(({ host }) => host.name));
  const before = older
    ?.flatMap(here)
    .filter(({ host }) => isFor(target, host.system) && !elsewhere.has(host.name))
    .map((set) => heldBy(target, set));
  const files = sets.length ? ((await target.emitHosts?.(sets, baseName, before)) ?? []) : [];
  const left = before ? [...leftHosts(sets, before, target)] : [];
  const gone = before ? { gone: goneRules(sets, before) } : {};
  return { files, problems: [...problems, ...left], rules: linesOf(sets.flatMap((set) => set.entries)), ...gone };
}

function refused(problems: readonly Problem[]): Generated {
  return { files: [], problems, rules: new Map() };
}

/** Where the rules come from. What denies leave of one has its id with an ending. */
function linesOf(entries: readonly RuleEntry[]): Map<string, number> {
  return new Map(entries.map(({ id, line }) => [id.replace(/\..*$/, ''), line]));
}

/** What has to be translated for the rules to have effect, where their form has no place for it. */
function presupposed(ruleSet: RuleSet, target: Target): Problem[] {
  if (target.translated) return [];
  return translationNotes(ruleSet).map((note) => ({ level: 'info', message: `${target.name}: ${note}` }));
}

/** What a target has to say, each with its name in front, as what is said of its capabilities. */
function problemsOf(target: Target, ruleSet: RuleSet): Problem[] {
  const prefix = `${target.name}: `;
  return (target.problems?.(ruleSet) ?? []).map((problem) =>
    problem.message.startsWith(prefix) ? problem : { ...problem, message: `${prefix}${problem.message}` },
  );
}

/** Rules that no firewall between zones sees. */
function insideOnly({ entries }: RuleSet, between: RuleSet): Problem[] {
  const message = 'Both ends are in one zone, so that this rule is for the firewalls of hosts alone (--scope host).';
  const lines = new Set(between.entries.map((e) => e.line));
  return entries.flatMap((e): Problem[] => (lines.has(e.line) ? [] : [{ level: 'warning', message, line: e.line }]));
}

/** A rule set in the form that a target has. */
export function heldBy<T extends RuleSet>(target: Target, ruleSet: T): T {
  if (!target.capabilities.deny) return lessDenies(ruleSet) as T;
  return target.capabilities.otherProtocols === 'whole' ? (closing(ruleSet) as T) : ruleSet;
}

// Several targets hold the same.
const lessDenies = onceFor((ruleSet: RuleSet) => withoutDenies(ruleSet));
const closing = onceFor((ruleSet: RuleSet) => closingWhatIsOpen(ruleSet));

/** What is said of one rule is the same for every host that it is about. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((p) => [JSON.stringify(p), p])).values()];
}

/** The errors of a plan or of a file that it imports. */
function faultsOf(root: ast.Document, plan: ast.Document): Problem[] {
  const document = AstUtils.getDocument(root);
  const where = root === plan ? '' : `${document.uri.path.replace(/^.*\//, '')}: `;
  return (root === plan ? errorsOf(document) : errorsOfImport(document)).map((d) => {
    const message = `${where}${typeof d.message === 'string' ? d.message : d.message.value}`;
    return root === plan ? { level: 'error', message, line: d.range.start.line + 1 } : { level: 'error', message };
  });
}

/**
 * What is wrong in the phases asked for alone is not among the document's diagnostics. The checks find it as they find everything else, so
 * that what the plan silences counts in no phase.
 */
async function faultsInPhases(
  document: LangiumDocument<ast.Document>,
  services: SegplanCoreServices,
  phases: readonly string[],
): Promise<Problem[]> {
  if (!phases.length) return [];
  const results = await services.segplan.CheckRunner.run(document, undefined, undefined, phases);
  return results
    .filter((r) => r.level === 'error')
    .map(({ finding }) => ({
      level: 'error',
      message: `With the phases asked for: ${finding.message}`,
      line: rangeOf(finding).start.line + 1,
    }));
}
