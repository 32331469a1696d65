import { AstUtils, type LangiumDocument } from 'langium';
import type { Analysis } from '../analysis/analyze.ts';
import { rangeOf } from '../checking/check.ts';
import { errorsOf, errorsOfImport } from '../checking/document-errors.ts';
import type * as ast from '../generated/ast.ts';
import { targets } from '../generated/targets.ts';
import { ALL_IPV6 } from '../model/addresses.ts';
import { namesOutOf } from '../model/except-ends.ts';
import type { PlanComponent } from '../model/plan.ts';
import { ANY_SERVICE, formatServices, hasIcmp, hasOtherProtocols } from '../model/services.ts';
import type { SegplanCoreServices } from '../module.ts';
import { buildHostRuleSets, type HostRuleSet, isHost, requiredInside } from './host-rule-set.ts';
import { baseNameOf, betweenZones, buildRuleSet, type RuleEntry, type RuleSet } from './rule-set.ts';
import type { OutputFile, Scope, Target, TargetProblem } from './target.ts';
import { withoutDenies } from './without-denies.ts';

export interface GenerateOptions {
  /** A target's name. */
  readonly target: string;
  /** Whose firewall the rules are for; between zones unless it says otherwise. */
  readonly scope?: Scope | undefined;
  /** Phases to switch on besides the plan's own. */
  readonly phases?: readonly string[] | undefined;
}

/** Something that keeps a rule set from being written, or that its reader has to know. */
export type Problem = TargetProblem;

export interface Generated {
  /** None when there are errors. */
  readonly files: readonly OutputFile[];
  readonly problems: readonly Problem[];
  /** The lines of the plan, 1-based, that the ids in the files stand for. */
  readonly rules: ReadonlyMap<string, number>;
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
  const target = targets.find((t) => t.name === options.target);
  if (!target) {
    const known = targets.map((t) => t.name).join(', ');
    return refused([{ level: 'error', message: `There is no target '${options.target}'; there are ${known}.` }]);
  }
  const root = document.parseResult.value;
  const { scope = 'network', phases = [] } = options;
  if (!target.scopes.includes(scope)) return refused([lacksScope(target, scope)]);
  const faults = services.segplan.VisibleDocuments.plansFor(root).flatMap((each) => faultsOf(each, root));
  if (faults.length) return refused(faults);
  const analysis = services.segplan.Plans.analysis(root, phases);
  const common = [...(await faultsInPhases(document, services, phases)), ...unplaced(analysis), ...unnamed(analysis)];
  return scope === 'host' ? forHosts(analysis, target, common) : forNetwork(analysis, target, common);
}

function lacksScope(target: Target, scope: Scope): Problem {
  const others = targets.filter((t) => t.scopes.includes(scope)).map((t) => t.name);
  const what = scope === 'host' ? 'the firewalls of hosts' : 'a firewall between zones';
  return { level: 'error', message: `${target.name} has no form for ${what}; targets that have one: ${others.join(', ')}.` };
}

async function forNetwork(analysis: Analysis, target: Target, common: readonly Problem[]): Promise<Generated> {
  const all = buildRuleSet(analysis);
  const between = betweenZones(all);
  const ruleSet = heldBy(target, between);
  const problems = distinct([
    ...common,
    ...insideOnly(all, between),
    ...nameLimits(between.entries, target),
    ...limits(ruleSet.entries, target),
    ...problemsOf(target, ruleSet),
  ]);
  if (problems.some((p) => p.level === 'error')) return refused(problems);
  const files = await target.emit(ruleSet, baseNameOf(analysis.plan));
  const made = { files, problems, rules: linesOf(ruleSet.entries) };
  return ruleSet.entries.length || analysis.requirements.length ? made : { ...made, needless: true };
}

async function forHosts(analysis: Analysis, target: Target, common: readonly Problem[]): Promise<Generated> {
  const all = buildHostRuleSets(analysis);
  const sets = all.map((set) => heldBy(target, set));
  const problems = distinct([
    ...common,
    ...(sets.length ? [] : [NO_HOST]),
    ...unplacedInside(analysis),
    ...all.flatMap((set) => nameLimits(set.entries, target)),
    ...sets.flatMap((set) => [...closedInside(set), ...limits(set.entries, target), ...problemsOf(target, set)]),
  ]);
  if (problems.some((p) => p.level === 'error')) return refused(problems);
  const files = (await target.emitHosts?.(sets, baseNameOf(analysis.plan))) ?? [];
  return { files, problems, rules: linesOf(sets.flatMap((set) => set.entries)) };
}

function refused(problems: readonly Problem[]): Generated {
  return { files: [], problems, rules: new Map() };
}

/** Where the rules come from. What denies leave of one has its id with an ending. */
function linesOf(entries: readonly RuleEntry[]): Map<string, number> {
  return new Map(entries.map(({ id, line }) => [id.replace(/\..*$/, ''), line]));
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
function heldBy<T extends RuleSet>(target: Target, ruleSet: T): T {
  return target.capabilities.deny ? ruleSet : withoutDenies(ruleSet);
}

const NO_HOST: Problem = {
  level: 'error',
  message: "No component of the plan has an address, so there is no host to write rules for; add one with 'at'.",
};

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

/** A rule about a component that has no address would be about its whole zone. */
function unplaced(analysis: Analysis): Problem[] {
  const problems = new Map<string, Problem>();
  const rules = new Set([...analysis.allows, ...analysis.denies].map((b) => b.rule));
  for (const rule of rules)
    for (const endpoint of [...rule.sources, ...rule.destinations, ...rule.sourceExceptions, ...rule.destinationExceptions]) {
      if (endpoint.kind === 'zone' || endpoint.kind === 'site') continue;
      for (const component of endpoint.components)
        if (!component.addressed && !component.zone.external)
          problems.set(component.name, {
            level: 'error',
            message: `${component.name} has no address, so a rule about it would be about all of ${component.zone.name}; add one with 'at'.`,
            line: rule.line,
          });
    }
  for (const { requirement } of analysis.allows)
    for (const component of requirement ? [...requirement.from, ...requirement.to] : [])
      if (!component.addressed && !component.zone.external)
        problems.set(component.name, {
          level: 'error',
          message: `${component.name} has no address, so a rule about it would be about all of ${component.zone.name}; add one with 'at'.`,
          line: (component.node.$cstNode?.range.start.line ?? 0) + 1,
        });
  return [...problems.values()];
}

/**
 * Host names that a rule leaves out of addresses: which of the addresses it would have to leave out nobody knows, and no form takes a
 * name out of a wildcard.
 */
function unnamed({ allows, denies }: Analysis): Problem[] {
  const rules = new Set([...allows, ...denies].map((b) => b.rule));
  return [...rules].flatMap((rule) =>
    [...rule.sources, ...rule.destinations].flatMap((end) =>
      namesOutOf(end).map((name): Problem => {
        const message = `${end.label} leaves out the host name ${name}, and nobody knows which addresses it has; give the component its addresses, or name the ends that are meant.`;
        return { level: 'error', message, line: rule.line };
      }),
    ),
  );
}

/** What of a zone's own traffic can't be written, since nobody knows where one of its ends is. */
function unplacedInside({ plan, phases }: Analysis): Problem[] {
  const initiators = new Map<PlanComponent, PlanComponent>();
  for (const { from, to } of requiredInside(plan, phases))
    for (const component of from) {
      const host = component.addressed ? undefined : to.find((c) => isHost(c));
      if (host && !initiators.has(component)) initiators.set(component, host);
    }
  return plan.components.flatMap((component): Problem[] => {
    if (component.addressed || component.zone.external) return [];
    const own = AstUtils.findRootNode(component.node) === plan.root;
    const place = own ? { line: (component.node.$cstNode?.range.start.line ?? 0) + 1 } : {};
    const host = initiators.get(component);
    const message = host ? `${host.name} has to let it in` : 'it gets no rule set';
    return [
      {
        level: host ? 'error' : 'warning',
        message: `${component.name} has no address, and ${message}; add one with 'at'.`,
        ...place,
      },
    ];
  });
}

function closedInside({ host, closed }: HostRuleSet): Problem[] {
  return closed.map(({ from, services, line }) => {
    const names = from.length > 4 ? `${from.slice(0, 4).join(', ')} and ${from.length - 4} more` : from.join(', ');
    const message = `On ${host.name} this deny closes ${formatServices(services)} from ${names}, which is required inside of ${host.zone}.`;
    return { level: 'warning', message, line };
  });
}

/**
 * Host names that the target can't hold. Asked of the rules as the plan says them, denies included: a name can't be taken out of addresses,
 * so that a deny of one would be lost where there are no denies.
 */
function nameLimits(entries: readonly RuleEntry[], { name: target, capabilities }: Target): Problem[] {
  if (capabilities.hostNames === 'wildcards') return [];
  return entries.flatMap(({ line, ...entry }) =>
    namesOf(entry).flatMap((name): Problem[] => {
      if (capabilities.hostNames === 'plain' && !name.startsWith('*')) return [];
      const message =
        capabilities.hostNames === 'none'
          ? `a packet filter can't match the host name ${name}; give the component its addresses, or choose a target that holds names.`
          : `it has no wildcards such as ${name}; name the hosts one by one, or give the component its addresses.`;
      return [{ level: 'error', message: `${target}: ${message}`, line }];
    }),
  );
}

/** What else the rules need and the target lacks. */
function limits(entries: readonly RuleEntry[], target: Target): Problem[] {
  const { capabilities: can } = target;
  const problems: Problem[] = [];
  for (const entry of entries) {
    const say = (level: Problem['level'], message: string): number =>
      problems.push({ level, message: `${target.name}: ${message}`, line: entry.line });
    if (
      !can.ipv6 &&
      [...entry.sources, ...entry.destinations].some((s) => !s.any && s.addresses.intersect(ALL_IPV6).isEmpty === false)
    )
      say('error', 'it has no IPv6.');
    // Where everything can be opened, icmp is opened with it.
    const all = can.otherProtocols && entry.services.equals(ANY_SERVICE);
    if (!can.icmp && hasIcmp(entry.services) && !all) say('error', 'it has no rules for icmp.');
    if (!can.otherProtocols && hasOtherProtocols(entry.services))
      say('error', "it can't open every protocol as 'any' does; name the services.");
    if (!can.expiry && entry.until)
      say('warning', `it does not close rules by date: this one has to be removed after ${entry.until}.`);
  }
  return problems;
}

function namesOf({ sources, destinations }: Pick<RuleEntry, 'sources' | 'destinations'>): string[] {
  return [...new Set([...sources, ...destinations].flatMap((s) => s.hostNames))];
}
