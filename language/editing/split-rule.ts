import type { TextEdit } from 'vscode-languageserver-types';
import type { Region } from '../analysis/region.ts';
import type { ServiceItem } from '../generated/ast.ts';
import type { PlanComponent, PlanEndpoint, PlanRule } from '../model/plan.ts';
import type { ServiceSet } from '../model/services.ts';
import { insertAt, insertBehind } from './edits.ts';
import { narrowServices, setServices, textOf } from './narrow.ts';
import { keepEnds, listText, partAt, type Side } from './narrow-rule.ts';
import { inQuotes } from './texts.ts';

/** A part of a rule that is to become another rule. */
export interface Split {
  readonly rule: PlanRule;
  /** What the rule lets through on the services in question, by what is to become of it. */
  readonly leaving: Region;
  readonly staying: Region;
  readonly services: ServiceSet;
  /** Items that go as they stand. */
  readonly whole?: ReadonlySet<ServiceItem>;
}

/** One side of a rule, divided into ends that go and ends that stay. */
interface Division {
  readonly side: Side;
  readonly going: readonly PlanEndpoint[];
  readonly staying: readonly PlanEndpoint[];
}

/** Divides a rule by its ends, so that what leaves and what stays have none in common. */
function divide({ rule, leaving, staying }: Split): Division | undefined {
  for (const side of ['destinations', 'sources'] as const) {
    const going = rule[side].filter((e) => partAt(leaving, side, [e]).length);
    const rest = rule[side].filter((e) => !going.includes(e));
    if (going.length && rest.length && !partAt(staying, side, going).length) return { side, going, staying: rest };
  }
  return undefined;
}

function ruleText(rule: PlanRule, ends: Pick<PlanRule, Side>, services: string, phase = rule.phase): string {
  const names = (side: Side): string => listText(ends[side]);
  return [
    `${rule.action} ${names('sources')} -> ${names('destinations')} : ${services}`,
    ...(phase ? [`during ${phase}`] : []),
    ...(rule.until ? [`until ${rule.until}`] : []),
    ...(rule.reason ? [inQuotes(rule.reason)] : []),
  ].join(' ');
}

/**
 * Edits that give a part of a rule other services, or a phase, and leave the rest of it as it is.
 * @param lasting services that take the place of those that leave, under the rule's own terms
 * @param temporary services of a rule of its own beside it, with its phase
 * @returns nothing when no list of ends tells the two apart
 */
export function splitOff(
  split: Split,
  lasting: ServiceSet,
  temporary: { readonly services: string; readonly phase: string } | undefined,
  components: readonly PlanComponent[],
): TextEdit[] | undefined {
  const { rule, services, staying, whole } = split;
  const changes = narrowServices(rule, { without: services, instead: lasting, ...(whole ? { whole } : {}) }, components);
  if (!changes) return undefined;
  const rest = textOf(changes);
  const below = (lines: readonly string[]): TextEdit[] => (lines.length ? [insertBehind(rule.node, lines)] : []);
  if (!staying.length) {
    const list = rule.node.service?.$cstNode?.range;
    if (!temporary) return setServices(rule, changes);
    if (!rest) return list ? [insertAt(list.end, ` during ${temporary.phase}`)] : [];
    return [...setServices(rule, changes), ...below([ruleText(rule, rule, temporary.services, temporary.phase)])];
  }
  const division = divide(split);
  if (!division) return undefined;
  const ends = { sources: rule.sources, destinations: rule.destinations, [division.side]: division.going };
  const lines = [
    ...(rest ? [ruleText(rule, ends, rest)] : []),
    ...(temporary ? [ruleText(rule, ends, temporary.services, temporary.phase)] : []),
  ];
  return [...keepEnds(rule, division.side, division.staying), ...below(lines)];
}
