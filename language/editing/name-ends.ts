import { AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis/analyze.ts';
import { isHarmless } from '../analysis/coverage/needed.ts';
import { formatAddresses, hostNames } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { append } from '../model/lists.ts';
import type { PlanComponent, PlanEndpoint, PlanRule } from '../model/plan.ts';
import { endOf, withEnds } from '../model/with-ends.ts';
import { type Change, changeList } from './change-list.ts';
import { nameOf } from './names.ts';
import type { Side } from './narrow-rule.ts';

/** Ends that take the place of others, as they are to be written. */
interface Naming {
  readonly labels: readonly string[];
  readonly edits: TextEdit[];
}

/**
 * Puts components in the place of some ends of a rule, and of what is to go of its groups.
 * @param gone whether an end, or a member of a group, is to go
 * @returns nothing when the rule would open something that it doesn't, or cut off something that is required
 */
export function nameInstead(
  rule: PlanRule,
  side: Side,
  gone: (end: PlanEndpoint) => boolean,
  components: readonly PlanComponent[],
  analysis: Analysis,
): Naming | undefined {
  const staying = new Set(
    rule[side].flatMap((end) => leftOf(end, gone)).flatMap((end) => (end.kind === 'component' ? end.components : [])),
  );
  const missing = components.filter((c) => !staying.has(c));
  const [end] = rule[side];
  const names = missing.flatMap((c) => nameOf(c.node, analysis.plan) ?? []);
  const named = names.length === missing.length ? missing.map((c, n) => endOf(c, names[n]!, 'component', end!)) : undefined;
  // An address means the usual ports where a name means those of the component: what opens more one way may fit the other way.
  const addressed = missing.every((c) => c.addressed && !hostNames(c.addresses).length)
    ? missing.flatMap((c) => formatAddresses(c.addresses).map((text) => endOf(c, text, 'address', end!)))
    : undefined;
  for (const instead of [named, addressed]) {
    const naming = instead && replaceEnds(rule, side, gone, instead);
    if (!naming) continue;
    const exceptions = side === 'sources' ? rule.sourceExceptions : rule.destinationExceptions;
    const out = IntervalSet.unionAll(exceptions.map((e) => e.addresses));
    const ends = naming.ends.map((end) => ({ ...end, addresses: end.addresses.subtract(out) }));
    if (!isHarmless(rule, analysis.standing().boxesIf(withEnds(rule, { [side]: ends }, analysis.plan.components)), analysis))
      continue;
    const idle = exceptions.length > 0 && !naming.ends.some((end) => end.cut || end.addresses.overlaps(out));
    const edits = idle ? [...naming.edits, ...withoutExceptions(rule, side, exceptions)] : naming.edits;
    return { labels: instead.map((end) => end.label), edits };
  }
  return undefined;
}

function replaceEnds(
  rule: PlanRule,
  side: Side,
  gone: (end: PlanEndpoint) => boolean,
  instead: readonly PlanEndpoint[],
): { ends: PlanEndpoint[]; edits: TextEdit[] } | undefined {
  const here = AstUtils.getDocument(rule.node);
  const own = side === 'sources' ? rule.sourceExceptions : rule.destinationExceptions;
  const ends: PlanEndpoint[] = [];
  const changes: Change[] = [];
  let fresh = instead;
  for (const end of rule[side]) {
    const rest = leftOf(end, gone);
    if (rest.length === 1 && rest[0] === end) {
      ends.push(end);
      changes.push({ node: end.node });
      continue;
    }
    // Names that another file gives its groups' members may mean nothing here.
    if (rest.some((member) => AstUtils.getDocument(member.node) !== here)) return undefined;
    // What a group leaves out of a member goes with the group.
    if (rest.some(({ cut, exceptions }) => cut && !exceptions.every((each) => own.includes(each)))) return undefined;
    const texts = [...rest, ...fresh].map((each) => each.written);
    append(ends, [...rest, ...fresh]);
    changes.push({ node: end.node, to: texts.join(', ') || 'gone' });
    fresh = [];
  }
  return ends.length ? { ends, edits: changeList(changes) } : undefined;
}

/** What is left of an end: itself, or of a group that has to be opened up its other members. */
function leftOf(
  end: PlanEndpoint,
  gone: (end: PlanEndpoint) => boolean,
  wholes = new Map<unknown, boolean>(),
): readonly PlanEndpoint[] {
  if (gone(end)) return [];
  if (!end.members) return [end];
  // A group that several others hold is opened up once.
  const known = wholes.get(end.members);
  if (known !== undefined) return known ? [end] : [];
  const rest = end.members.flatMap((member) => leftOf(member, gone, wholes));
  const whole = rest.length === end.members.length && rest.every((member, n) => member === end.members?.[n]);
  wholes.set(end.members, whole);
  return whole ? [end] : rest;
}

/** Takes what a side leaves out with it where that is no part of its ends any more. */
function withoutExceptions(rule: PlanRule, side: Side, exceptions: readonly PlanEndpoint[]): TextEdit[] {
  const start = rule.node[side].at(-1)?.$cstNode?.range.end;
  const end = exceptions.at(-1)?.node.$cstNode?.range.end;
  return start && end ? [{ range: { start, end }, newText: '' }] : [];
}
