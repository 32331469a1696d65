// When a flow of a catalog holds between two components.
import { AstUtils } from 'langium';
import type * as ast from '../../language/generated/ast.ts';
import { runs } from '../support/systems.ts';
import { belongTogether } from './bindings.ts';
import { all, assignedTo, type ComponentReading, lineage, type Plan } from './plan.ts';
import { isNearest, paired, shared, workTogether } from './sites.ts';

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
    if (clause.$type === 'PhaseClause' && !plan.phases.has(clause.phase)) return false;
    if (clause.$type === 'WhenClause') if (clause.condition && !holds(plan, flow, clause.condition, pair, across)) return false;
  }
  return true;
}

function holds(plan: Plan, flow: ast.Flow, condition: ast.Condition, pair: Pair, across: boolean): boolean {
  const { first, second } = pair;
  switch (condition.$type) {
    case 'JointCondition':
      return condition.conditions.every((each) => holds(plan, flow, each, pair, across));
    case 'EitherCondition':
      return condition.conditions.some((each) => holds(plan, flow, each, pair, across));
    case 'NotCondition':
      return !holds(plan, flow, condition.condition, pair, across);
    case 'VersionCondition':
      return versions(plan, flow, condition, pair).every(
        (version) => version === undefined || compares(version, condition.operator, condition.version),
      );
    case 'RoleCondition': {
      const side = condition.side === 'initiator' ? first : second;
      return side.roles.has(condition.role.ref!) !== condition.negated;
    }
    case 'SystemCondition':
      return [undefined, condition.system].includes(runs((condition.side === 'initiator' ? first : second).node));
    case 'SiteCondition':
      if (condition.relation === 'same') return first.zone.site === second.zone.site;
      if (condition.relation === 'paired') return paired(plan, first.zone.site, second.zone.site);
      return condition.relation === 'initiator'
        ? isNearest(plan, second, first, pair.firstRole, amongOf(condition), across)
        : isNearest(plan, first, second, pair.secondRole, amongOf(condition), across);
    case 'SharedCondition':
      return !shared(
        plan,
        first,
        second,
        condition.roles.flatMap(({ ref }) => (ref ? [ref] : [])),
      );
    case 'PropertyCondition': {
      // Not set: rules nothing out.
      const property = condition.property.ref;
      const set = [first, second].flatMap((each) => (property && assignedTo(each, property)) ?? []);
      return set.every(({ value }) => condition.values.includes(value));
    }
  }
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

function usedVersion(plan: Plan, vendor: ast.Vendor): ast.Version | undefined {
  return all(plan.document, 'Use').find((use) => use.vendor.ref?.name === vendor.name)?.version;
}

function compares(version: ast.Version, operator: string, limit: ast.Version): boolean {
  const order = compareVersions(version, limit);
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    default:
      return order === 0;
  }
}

function compareVersions(a: ast.Version, b: ast.Version): number {
  const [left, right] = [a, b].map((each) => String(each.number).split('.').map(Number));
  for (let i = 0; i < Math.max(left!.length, right!.length); i++) {
    const difference = (left![i] ?? 0) - (right![i] ?? 0);
    if (difference !== 0) return difference;
  }
  return (a.update ?? 0) - (b.update ?? 0);
}

/** Whether a `direction` speaks of a role of a flow: of the role itself, or of one that it derives from. */
export function speaksOf(named: ast.Role, inFlow: ast.Role): boolean {
  return lineage(inFlow).includes(named);
}
