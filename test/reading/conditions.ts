// When a flow of a catalog holds between two components.
import { AstUtils } from 'langium';
import type * as ast from '../../language/generated/ast.ts';
import { runs } from '../support/systems.ts';
import { belongTogether } from './bindings.ts';
import { isRight, outcomes, usedVersion } from './comparisons.ts';
import { assignedTo, type ComponentReading, lineage, type Plan } from './plan.ts';
import { isNearest, paired, shared, workTogether } from './sites.ts';
import { doesWork } from './stand-ins.ts';

/** Two components in the order of a flow's roles, and the roles by which they are in it. */
export interface Pair {
  readonly first: ComponentReading;
  readonly firstRole: ast.Role;
  readonly second: ComponentReading;
  readonly secondRole: ast.Role;
}

/** Whether a flow is required between two components, wherever they stand. */
export function holdsBetween(plan: Plan, flow: ast.Flow, pair: Pair): boolean {
  const across = flow.clauses.some((clause) => clause.$type === 'AcrossClause');
  if (!workTogether(plan, pair.first, pair.second, across)) return false;
  const [one, other] = [
    { component: pair.first, role: pair.firstRole },
    { component: pair.second, role: pair.secondRole },
  ];
  if (!belongTogether(plan, one, other)) return false;
  const features = flow.clauses.flatMap((clause) => (clause.$type === 'FeatureClause' ? clause.features : []));
  if (features.length > 0 && !features.some(({ ref }) => ref && plan.features.has(ref))) return false;
  for (const clause of flow.clauses) {
    if (clause.$type === 'MarkClause' && clause.mark === 'optional') return false;
    if (clause.$type === 'ContestClause' && !flow.clauses.some((c) => c.$type === 'Citation' && plan.trusted.has(c.source.ref!)))
      return false;
    if (clause.$type === 'PhaseClause' && !plan.phases.has(clause.phase)) return false;
    if (clause.$type === 'WhenClause')
      if (clause.condition && !may(plan, flow, clause.condition, pair, across, true)) return false;
  }
  return true;
}

/** Whether a condition may come out so, with whatever the plan leaves open. */
function may(plan: Plan, flow: ast.Flow, condition: ast.Condition, pair: Pair, across: boolean, so: boolean): boolean {
  const part = (each: ast.Condition, wanted: boolean) => may(plan, flow, each, pair, across, wanted);
  switch (condition.$type) {
    case 'JointCondition':
      return so ? condition.conditions.every((each) => part(each, true)) : condition.conditions.some((each) => part(each, false));
    case 'EitherCondition':
      return so ? condition.conditions.some((each) => part(each, true)) : condition.conditions.every((each) => part(each, false));
    case 'NotCondition':
      return part(condition.condition, !so);
    case 'VersionCondition': {
      const ends = versions(plan, flow, condition, pair);
      const some = (version: ast.Version | undefined, wanted: boolean) =>
        version === undefined || outcomes(version, condition.operator, condition.version).includes(wanted);
      return so ? ends.every((each) => some(each, true)) : ends.some((each) => some(each, false));
    }
    case 'SystemCondition': {
      const system = runs(endOf(condition.side, pair).node);
      return system === undefined || (system === condition.system) === so;
    }
    case 'PropertyCondition':
      return mayCompare(condition, pair, so);
    default:
      return isCertain(plan, condition, pair, across) === so;
  }
}

function endOf(side: 'initiator' | 'responder', { first, second }: Pair): ComponentReading {
  return side === 'initiator' ? first : second;
}

/** What roles and places say, a plan never leaves open. */
function isCertain(
  plan: Plan,
  condition: ast.RoleCondition | ast.SiteCondition | ast.SharedCondition,
  pair: Pair,
  across: boolean,
): boolean {
  const { first, second } = pair;
  switch (condition.$type) {
    case 'RoleCondition':
      return endOf(condition.side, pair).roles.has(condition.role.ref!) !== condition.negated;
    case 'SiteCondition':
      if (condition.relation === 'same') return first.zone.site === second.zone.site;
      if (condition.relation === 'paired') return paired(plan, first.zone.site, second.zone.site);
      return condition.relation === 'initiator'
        ? isNearest(plan, second, first, pair.firstRole, amongOf(condition), across)
        : isNearest(plan, first, second, pair.secondRole, amongOf(condition), across);
    case 'SharedCondition':
      if (!condition.shared)
        return !plan.components.some(
          (each) =>
            condition.roles.some(
              ({ ref }) => ref && each.roles.has(ref) && doesWork(plan, each, ref, [pair.firstRole, pair.secondRole]),
            ) &&
            workTogether(plan, each, first, false) &&
            workTogether(plan, each, second, false),
        );
      return !shared(
        plan,
        first,
        second,
        condition.roles.flatMap(({ ref }) => (ref ? [ref] : [])),
      );
  }
}

/** A property is asked of each end that has it; one that isn't set may be anything, and so may one that no end has. */
function mayCompare({ side, property, operator, values }: ast.PropertyCondition, pair: Pair, so: boolean): boolean {
  const asked = (side ? [endOf(side, pair)] : [pair.first, pair.second]).filter(({ roles }) =>
    roles.has(property.ref!.$container),
  );
  const said = asked.map((each) => assignedTo(each, property.ref!)?.value);
  const fulfilled = said.map((value) => value && values.some((limit) => isRight(value, operator, String(limit))));
  if (so) return fulfilled.every((each) => each !== false);
  return said.length === 0 || said.includes(undefined) || fulfilled.includes(false);
}

function amongOf({ roles }: ast.SiteCondition): (ast.Role | undefined)[] {
  return roles.map(({ ref }) => ref);
}

/** The versions that a condition is about; one that nobody says rules nothing out. */
function versions(plan: Plan, flow: ast.Flow, { side }: ast.VersionCondition, pair: Pair): (ast.Version | undefined)[] {
  const vendor = AstUtils.getContainerOfType(flow, (node): node is ast.Vendor => node.$type === 'Vendor')!;
  const ends = [
    { component: pair.first, role: pair.firstRole, side: 'initiator' },
    { component: pair.second, role: pair.secondRole, side: 'responder' },
  ];
  if (side)
    return ends
      .filter((end) => end.side === side)
      .map(({ component, role }) => component.node.versions[0]?.version ?? usedVersion(plan, role.$container));
  // A component of another vendor's product says nothing of this one.
  const own = ends.filter(({ role }) => (role.$container as ast.Vendor).name === vendor.name);
  return own.length === 0
    ? [usedVersion(plan, vendor)]
    : own.map(({ component }) => component.node.versions[0]?.version ?? usedVersion(plan, vendor));
}

/** Whether a `direction` speaks of a role of a flow: of the role itself, or of one that it derives from. */
export function speaksOf(named: ast.Role, inFlow: ast.Role): boolean {
  return lineage(inFlow).includes(named);
}
