import type { AstNode } from 'langium';
import { claimOf } from '../analysis/reach/assertions.ts';
import { foreignFamily, isPossible } from '../analysis/region.ts';
import { brokenLines } from '../checking/broken-lines.ts';
import { at, defineCheck, type Finding, findingsOfRules, rangeOf } from '../checking/check.ts';
import type * as ast from '../generated/ast.ts';
import { openedBy } from '../model/adjust-services.ts';
import { choicesWithout } from '../model/choices.ts';
import { namesAmongAddresses } from '../model/except-ends.ts';
import type { Plan, PlanEndpoint, PlanRule } from '../model/plan.ts';
import { allOf, ofAlternatives, resolveItems, resolveServices } from '../model/resolve-services.ts';
import { ANY_SERVICE, BOTH_FAMILIES, type ServiceSet, withoutAddresses } from '../model/services.ts';
import { statementsOf } from '../syntax/statements.ts';

/** A rule that opens or closes nothing at all. */
export const emptyRule = defineCheck({
  code: 'empty-rule',
  level: 'warning',
  theme: 'idle',
  title: 'A rule that has no effect: no services, or nothing at one of its ends',
  documentation: `An \`allow\` needs services: ports, named services, \`required\` or \`any\`. A \`deny\` without services closes everything between
its ends. A rule whose ends have no address family in common does nothing either, nor one about ICMP of a family that an end has not, and an assertion that such ICMP never
reaches anything holds whatever rules say. A rule one end of which holds no address (an empty zone, a role that no component has) does nothing; it may be meant for
later, or a name is not what it seems.

What stands after \`except\` is left out of the list before it. A list that is left with nothing is reported, and so is an exception that is
no part of its list: it leaves nothing out.

\`\`\`segplan
deny lab -> production except updates            // updates stands in another zone
allow lab -> production : tcp 443 except any     // nothing is left
\`\`\``,
  *detect(context) {
    const broken = brokenLines(context.document);
    yield* findingsOfRules(
      context.analysis,
      'empty rules',
      function* (rule) {
        if (!isBroken(rule, broken)) yield* emptinessOf(rule, context.plan);
      },
      [broken.size ? broken : 'nothing is broken'],
    );
    for (const node of statementsOf(context.root, 'Assertion')) {
      if (leavesNoService(node.service)) yield nothingLeft(node);
      // One that something reaches fails by that.
      const foreign = node.never ? claimOf(node, context.analysis)?.foreign : undefined;
      if (foreign)
        yield {
          ...at(node, 'service'),
          message: `This assertion holds whatever rules say: ${withoutAddresses(foreign)}. ${BOTH_FAMILIES}`,
        };
    }
  },
});

function* emptinessOf(rule: PlanRule, plan: Plan): Iterable<Finding<undefined>> {
  if (rule.action === 'allow' && !rule.node.service)
    yield { node: rule.node, message: "This rule opens nothing: add services, such as ': required'." };
  yield* emptyEnds(rule);
  yield* idleExceptions(rule, plan);
  if (leavesNoService(rule.node.service)) yield nothingLeft(rule.node);
  const { sourceAddresses: from, destinationAddresses: to } = rule;
  if (from.isEmpty || to.isEmpty) return;
  if (!isPossible(from, to, ANY_SERVICE)) {
    yield {
      ...at(rule.node, 'destinations', 0),
      message: 'One end has IPv4 addresses alone and the other IPv6 addresses alone, so that nothing can pass between them.',
    };
    return;
  }
  const family = rule.services.required ? undefined : foreignFamily(from, to, allOf(rule.services));
  if (family) yield { ...at(rule.node, 'service'), message: `This rule does nothing: ${withoutAddresses(family)}.` };
}

function* emptyEnds(rule: PlanRule): Iterable<Finding<undefined>> {
  for (const property of ['sources', 'destinations'] as const)
    for (const [index, endpoint] of rule[property].entries()) {
      if (!endpoint.addresses.isEmpty || isFaulty(endpoint)) continue;
      yield { ...at(rule.node, property, index), message: whyEmpty(endpoint) };
    }
}

function whyEmpty({ cut, written, label, node, components }: PlanEndpoint): string {
  if (cut) return `Nothing is left of ${written}: this rule leaves all of it out.`;
  const place = node.$type === 'NamedEndpoint' && !components.length ? node.place?.$refText : undefined;
  if (!place) return `${label} holds no address, so this rule does nothing for it.`;
  const role = written.slice(0, written.length - ` in ${place}`.length);
  return `No ${role} stands in ${place}, so this rule does nothing for it. An address there besides ('also at') doesn't count: name its component.`;
}

/** What leaves nothing out of the list that it stands behind. */
function* idleExceptions(rule: PlanRule, { components, zones }: Plan): Iterable<Finding<undefined>> {
  const message = (text: string): string => `${text} is no part of what stands before it, so leaving it out changes nothing.`;
  for (const [property, exceptions, ends] of [
    ['sourceExceptions', rule.sourceExceptions, rule.sources],
    ['destinationExceptions', rule.destinationExceptions, rule.destinations],
  ] as const)
    for (const [index, exception] of exceptions.entries()) {
      if (exception.kind === 'unknown' || exception.addresses.isEmpty) continue;
      if (ends.some((end) => end.kind === 'unknown' || end.exceptions.includes(exception))) continue;
      const among = ends.find((end) => namesAmongAddresses(end, [exception], zones).length);
      yield {
        ...at(rule.node, property, index),
        message: among ? unknownAmong(rule, property, exception, among) : message(exception.label),
      };
    }
  const { service } = rule.node;
  if (!service?.exceptions.length || rule.services.required) return;
  for (const item of service.exceptions) {
    const out = openedBy(item, rule, components);
    if (out.isEmpty || service.items.some((each) => openedBy(each, rule, components).overlaps(out))) continue;
    if (choosesAnother(service, item)) continue;
    yield { node: item, message: message(wordsOf(item)) };
  }
}

/** What to write where a host name is left out of addresses, any of which it may be. */
function unknownAmong(
  { action, sources, destinations }: PlanRule,
  property: 'sourceExceptions' | 'destinationExceptions',
  exception: PlanEndpoint,
  among: PlanEndpoint,
): string {
  const labels = (ends: readonly PlanEndpoint[]): string => ends.map((end) => end.label).join(', ');
  const [from, to] =
    property === 'sourceExceptions' ? [exception.label, labels(destinations)] : [labels(sources), exception.label];
  const way = action === 'allow' ? `write 'deny ${from} -> ${to}' in place of leaving it out` : 'name the ends that are meant';
  return `Nobody knows which addresses ${exception.label} has, so that they stay a part of ${among.label}: ${way}.`;
}

/** Whether another one of several alternatives is opened for what an exception leaves out besides the others. */
function choosesAnother({ items, exceptions }: ast.ServiceList, item: ast.ServiceItem): boolean {
  const { alternatives } = resolveItems(items);
  if (!alternatives.length) return false;
  const chosen = (out: readonly ast.ServiceItem[]): ServiceSet =>
    ofAlternatives(choicesWithout(alternatives, allOf(resolveItems(out))), 'allow');
  return !chosen(exceptions).equals(chosen(exceptions.filter((each) => each !== item)));
}

function leavesNoService(list: ast.ServiceList | undefined): boolean {
  if (!list?.exceptions.length) return false;
  const { set, alternatives, required, adjustable } = resolveServices(list);
  return !required && !adjustable && set.isEmpty && !alternatives.length && !allOf(resolveItems(list.items)).isEmpty;
}

function nothingLeft(node: ast.Rule | ast.Assertion): Finding<undefined> {
  return { ...at(node, 'service'), message: 'Nothing is left of the services: all of them stand after `except` as well.' };
}

/** What a rule means is open while it has a syntax error, which is reported by itself. */
function isBroken({ node }: PlanRule, broken: ReadonlySet<number>): boolean {
  if (!node.sources.length || !node.destinations.length) return true;
  if (!broken.size) return false;
  const { start, end } = rangeOf({ node });
  for (let line = start.line; line <= end.line; line++) if (broken.has(line)) return true;
  return false;
}

/** Names that lead nowhere and addresses that are none have findings of their own. */
function isFaulty({ kind, label, cut }: PlanEndpoint): boolean {
  return kind === 'unknown' || (kind === 'address' && !cut) || !label;
}

/** The words of a node, however they are laid out. */
function wordsOf({ $cstNode }: AstNode): string {
  return ($cstNode?.text ?? '').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ' ').replace(/\s+/g, ' ');
}
