import { AstUtils, type LangiumDocument } from 'langium';
import type { Analysis } from '../analysis/analyze.ts';
import { errorsOf, errorsOfImport } from '../checking/document-errors.ts';
import type * as ast from '../generated/ast.ts';
import { targets } from '../generated/targets.ts';
import { ALL_IPV6 } from '../model/addresses.ts';
import { formatServices, hasIcmp, hasOtherProtocols } from '../model/services.ts';
import type { SegplanCoreServices } from '../module.ts';
import { baseNameOf, buildRuleSet, type RuleEntry, type RuleSet } from './rule-set.ts';
import type { OutputFile, Target } from './target.ts';

export interface GenerateOptions {
  /** A target's name. */
  readonly target: string;
  /** Phases to switch on besides the plan's own. */
  readonly phases?: readonly string[] | undefined;
}

/** Something that keeps a rule set from being written, or that its reader has to know. */
export interface Problem {
  readonly level: 'error' | 'warning';
  readonly message: string;
  /** The line of the plan, 1-based, where there is one. */
  readonly line?: number;
}

export interface Generated {
  /** None when there are errors. */
  readonly files: readonly OutputFile[];
  readonly problems: readonly Problem[];
}

/**
 * Makes the files of one target from a validated document. Errors of the plan, and what the plan needs and the target lacks, stop it
 * before anything is written.
 */
export function generate(
  document: LangiumDocument<ast.Document>,
  services: SegplanCoreServices,
  options: GenerateOptions,
): Generated {
  const target = targets.find((t) => t.name === options.target);
  if (!target) {
    const known = targets.map((t) => t.name).join(', ');
    return { files: [], problems: [{ level: 'error', message: `There is no target '${options.target}'; there are ${known}.` }] };
  }
  const root = document.parseResult.value;
  const faults = services.segplan.VisibleDocuments.plansFor(root).flatMap((each) => faultsOf(each, root));
  if (faults.length) return { files: [], problems: faults };
  const analysis = services.segplan.Plans.analysis(root, options.phases ?? []);
  const ruleSet = buildRuleSet(analysis);
  const problems = [...incomplete(analysis, options.phases ?? []), ...unplaced(analysis), ...limits(ruleSet, target)];
  if (problems.some((p) => p.level === 'error')) return { files: [], problems };
  return { files: target.emit(ruleSet, baseNameOf(analysis.plan)), problems };
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

/** Flows that only the phases asked for make necessary are not among the document's diagnostics. */
function incomplete(analysis: Analysis, phases: readonly string[]): Problem[] {
  if (!phases.length) return [];
  return [
    ...analysis.missing.map((gap): Problem => {
      const services = formatServices(gap.services);
      return {
        level: 'error',
        message: `In this phase ${gap.from.name} -> ${gap.to.name} needs ${services}, and no rule permits it.`,
      };
    }),
    ...analysis.blocked.map((gap): Problem => {
      const services = formatServices(gap.services);
      return {
        level: 'error',
        message: `In this phase ${gap.from.name} -> ${gap.to.name} needs ${services}, which a deny closes.`,
      };
    }),
  ];
}

/** A rule about a component that has no address would be about its whole zone. */
function unplaced(analysis: Analysis): Problem[] {
  const problems = new Map<string, Problem>();
  const rules = new Set([...analysis.allows, ...analysis.denies].map((b) => b.rule));
  for (const rule of rules)
    for (const endpoint of [...rule.sources, ...rule.destinations]) {
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

/** What the rule set needs and the target lacks. */
function limits(ruleSet: RuleSet, target: Target): Problem[] {
  const { capabilities: can } = target;
  const problems: Problem[] = [];
  for (const entry of ruleSet.entries) {
    const say = (level: Problem['level'], message: string): number =>
      problems.push({ level, message: `${target.name}: ${message}`, line: entry.line });
    if (!can.hostNames)
      for (const name of namesOf(entry))
        say(
          'error',
          `a packet filter can't match the host name ${name}; give the component its addresses, or choose a target that holds names.`,
        );
    if (!can.deny && entry.action === 'deny') say('error', 'it has no deny rules.');
    if (
      !can.ipv6 &&
      [...entry.sources, ...entry.destinations].some((s) => !s.any && s.addresses.intersect(ALL_IPV6).isEmpty === false)
    )
      say('error', 'it has no IPv6.');
    if (!can.icmp && hasIcmp(entry.services)) say('error', 'it has no rules for icmp.');
    if (!can.otherProtocols && hasOtherProtocols(entry.services))
      say('error', "it can't open every protocol as 'any' does; name the services.");
    if (!can.expiry && entry.until)
      say('warning', `it does not close rules by date: this one has to be removed after ${entry.until}.`);
  }
  return problems;
}

function namesOf(entry: RuleEntry): string[] {
  return [...new Set([...entry.sources, ...entry.destinations].flatMap((s) => s.hostNames))];
}
