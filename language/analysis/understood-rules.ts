import type { AstNode } from 'langium';
import * as ast from '../generated/ast.ts';
import type { PlanRule } from '../model/plan.ts';
import { portRangeBounds, sourceBounds } from '../model/port-ranges.ts';
import { portlessSet } from '../model/resolve-services.ts';
import { contentsOf, referencesIn } from '../syntax/contents.ts';

/**
 * Whether a rule means all that it says: every name leads somewhere, and every address and port is one. Only then it can be judged.
 * @param known what was found out about groups before
 */
export function isUnderstood(rule: PlanRule, known = new Map<ast.Group, boolean>()): boolean {
  let answer = understood.get(rule);
  if (answer === undefined) {
    answer = meansAll(rule, known);
    understood.set(rule, answer);
  }
  return answer;
}

// A rule that means something else is another object.
const understood = new WeakMap<PlanRule, boolean>();

function meansAll(rule: PlanRule, known: Map<ast.Group, boolean>): boolean {
  if (!rule.sources.length || !rule.destinations.length) return false;
  if ([...rule.sources, ...rule.destinations].some((end) => end.addresses.isEmpty)) return false;
  return groupsIn(rule.node)?.every((group) => isSound(group, known)) ?? false;
}

function isSound(group: ast.Group, known: Map<ast.Group, boolean>): boolean {
  const seen = new Set([group]);
  for (const each of seen) {
    const sound = known.get(each);
    const inside = sound === undefined ? groupsIn(each) : [];
    if (sound === false || !inside) {
      known.set(group, false);
      return false;
    }
    for (const one of inside) seen.add(one);
  }
  for (const each of seen) known.set(each, true);
  return true;
}

/** The groups that a rule or a group names; nothing where it says something that is none. */
function groupsIn(node: ast.Rule | ast.Group): ast.Group[] | undefined {
  const groups: ast.Group[] = [];
  for (const { reference } of referencesIn(node)) {
    if (!('ref' in reference) || !reference.ref) return undefined;
    if (ast.isGroup(reference.ref)) groups.push(reference.ref);
  }
  return contentsOf(node).every((each) => !isService(each) || isValid(each)) ? groups : undefined;
}

type NumberedService = ast.PortRange | ast.SourcePorts | ast.IcmpService | ast.ProtocolService;

const NUMBERED: ReadonlySet<string> = new Set<NumberedService['$type']>([
  ...(['PortRange', 'SourcePorts'] as const),
  ...(['IcmpService', 'ProtocolService'] as const),
]);

function isService(node: AstNode): node is NumberedService {
  return NUMBERED.has(node.$type);
}

function isValid(service: NumberedService): boolean {
  try {
    if (service.$type === 'SourcePorts') sourceBounds(service);
    else if (service.$type !== 'PortRange') portlessSet(service);
    else if (service.openEnded) return false;
    else portRangeBounds(service);
    return true;
  } catch {
    return false;
  }
}
