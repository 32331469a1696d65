// Who does in a plan what others would have to do without it.
import { AstUtils } from 'langium';
import type * as ast from '../../language/generated/ast.ts';
import { blocksOf } from '../support/blocks.ts';
import { runs } from '../support/systems.ts';
import { isRight, outcomes, usedVersion } from './comparisons.ts';
import { assignedTo, type ComponentReading, lineage, type Plan } from './plan.ts';

/**
 * Whether a component does what its role is for between two others: it is of use to some flow that the role has with the role of each, if the
 * catalog has any.
 */
export function doesWork(plan: Plan, stand: ComponentReading, role: ast.Role, ends: readonly ast.Role[]): boolean {
  return ends.every((end) => {
    const withEnd = sidesOf(role).filter(
      ({ own, other }) => stand.roles.has(own) && (lineage(other).includes(end) || lineage(end).includes(other)),
    );
    const isOfUse = ({ flow, own, side }: FlowSide) =>
      flow.clauses.every(
        (clause) =>
          clause.$type !== 'WhenClause' || !clause.condition || mayAlone(plan, flow, clause.condition, stand, own, side, true),
      );
    return withEnd.length === 0 || withEnd.some(isOfUse);
  });
}

interface FlowSide {
  readonly flow: ast.Flow;
  readonly own: ast.Role;
  readonly other: ast.Role;
  readonly side: 'initiator' | 'responder';
}

const sides = new WeakMap<ast.Role, readonly FlowSide[]>();

/** The sides of flows of its catalog that a role takes, or one that derives from it. */
function sidesOf(role: ast.Role): readonly FlowSide[] {
  const known = sides.get(role);
  if (known) return known;
  const found: FlowSide[] = [];
  for (const flow of blocksOf(role.$container as ast.Vendor).flatMap((block) => block.members))
    if (flow.$type === 'Flow')
      for (const { ref: from } of flow.initiators)
        for (const { ref: to } of flow.responders)
          if (from && to) {
            if (lineage(from).includes(role)) found.push({ flow, own: from, other: to, side: 'initiator' });
            if (lineage(to).includes(role)) found.push({ flow, own: to, other: from, side: 'responder' });
          }
  sides.set(role, found);
  return found;
}

/** Whether a condition may come out so, for all that one side of a flow says of it; the other side and places leave everything open. */
function mayAlone(
  plan: Plan,
  flow: ast.Flow,
  condition: ast.Condition,
  one: ComponentReading,
  role: ast.Role,
  side: 'initiator' | 'responder',
  so: boolean,
): boolean {
  const part = (each: ast.Condition, wanted: boolean) => mayAlone(plan, flow, each, one, role, side, wanted);
  switch (condition.$type) {
    case 'JointCondition':
      return so ? condition.conditions.every((each) => part(each, true)) : condition.conditions.some((each) => part(each, false));
    case 'EitherCondition':
      return so ? condition.conditions.some((each) => part(each, true)) : condition.conditions.every((each) => part(each, false));
    case 'NotCondition':
      return part(condition.condition, !so);
    case 'SiteCondition':
    case 'SharedCondition':
      return true;
    default: {
      if (condition.side && condition.side !== side) return true;
      const outcome = outcomesAlone(plan, flow, condition, one, role);
      // Without a side it is asked of both ends: one that fulfills it is not enough.
      return outcome.includes(so) || (!so && !condition.side);
    }
  }
}

/** What a condition about one component may come to; both where nothing is known. */
function outcomesAlone(
  plan: Plan,
  flow: ast.Flow,
  condition: ast.VersionCondition | ast.RoleCondition | ast.SystemCondition | ast.PropertyCondition,
  one: ComponentReading,
  role: ast.Role,
): boolean[] {
  switch (condition.$type) {
    case 'RoleCondition':
      return [one.roles.has(condition.role.ref!) !== condition.negated];
    case 'SystemCondition': {
      const system = runs(one.node);
      return system === undefined ? [true, false] : [system === condition.system];
    }
    case 'PropertyCondition': {
      const property = condition.property.ref!;
      const value = one.roles.has(property.$container) ? assignedTo(one, property)?.value : undefined;
      return value ? [condition.values.some((limit) => isRight(value, condition.operator, String(limit)))] : [true, false];
    }
    case 'VersionCondition': {
      const vendor = AstUtils.getContainerOfType(flow, (node): node is ast.Vendor => node.$type === 'Vendor')!;
      if (!condition.side && (role.$container as ast.Vendor).name !== vendor.name) return [true, false];
      const version = one.node.versions[0]?.version ?? usedVersion(plan, role.$container);
      return version ? outcomes(version, condition.operator, condition.version) : [true, false];
    }
  }
}
