// Who does in a plan what others would have to do without it: `when no gateway-server` in docs/vendors.md.
import type * as ast from '../../language/generated/ast.ts';
import { blocksOf } from '../support/blocks.ts';
import { ANYTHING, type Cast, couldBe, type Player } from './cases.ts';
import { type ComponentReading, lineage, type Plan } from './plan.ts';
import { workTogether } from './sites.ts';

/** Whether somebody of a role works with both ends of a flow, and is not said to be for something else than what is between the role and each of them. */
export function hasStandIn(plan: Plan, role: ast.Role, ...ends: readonly [Player, Player]): boolean {
  const isHelper = (one: ComponentReading) =>
    one.roles.has(role) &&
    ends.every((end) => workTogether(plan, one, end.component, false) && !isForSomethingElse(plan, one, role, end.role));
  return plan.components.some(isHelper);
}

/** A part that a component has in a flow with somebody else, of whom nothing is asked. */
interface Part {
  readonly flow: ast.Flow;
  readonly cast: Cast;
}

/** Whether the catalog has flows between two roles, and what the plan says of a component is at odds with each of those that it has a part in. */
function isForSomethingElse(plan: Plan, one: ComponentReading, role: ast.Role, other: ast.Role): boolean {
  const parts = partsWith(one, role, other);
  return parts.length > 0 && !parts.some(({ flow, cast }) => couldBe(plan, flow, cast, () => ANYTHING));
}

function partsWith(one: ComponentReading, role: ast.Role, other: ast.Role): Part[] {
  const parts: Part[] = [];
  for (const block of blocksOf(role.$container as ast.Vendor))
    for (const member of block.members) {
      if (member.$type !== 'Flow') continue;
      const { initiators, responders } = member;
      for (const own of mine(initiators, one, role))
        if (responders.some(({ ref }) => ref && areKin(ref, other)))
          parts.push({ flow: member, cast: { initiator: { component: one, role: own } } });
      for (const own of mine(responders, one, role))
        if (initiators.some(({ ref }) => ref && areKin(ref, other)))
          parts.push({ flow: member, cast: { responder: { component: one, role: own } } });
    }
  return parts;
}

/** The roles of one side of a flow that a component has as a form of the role that is asked for. */
function mine(side: ast.Flow['initiators'], one: ComponentReading, role: ast.Role): ast.Role[] {
  return side.flatMap(({ ref }) => (ref && one.roles.has(ref) && lineage(ref).includes(role) ? [ref] : []));
}

/** Whether one of two roles is a form of the other. */
function areKin(one: ast.Role, other: ast.Role): boolean {
  return lineage(one).includes(other) || lineage(other).includes(one);
}
