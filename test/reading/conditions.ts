// When a flow of a catalog holds between two components.
import type * as ast from '../../language/generated/ast.ts';
import { belongTogether } from './bindings.ts';
import { couldBe, type PlacedQuestion, type Player } from './cases.ts';
import { type ComponentReading, lineage, type Plan } from './plan.ts';
import { isNearest, paired, shared, workTogether } from './sites.ts';
import { hasStandIn } from './stand-ins.ts';

/** Two components in the order of a flow's roles, and the roles by which they are in it. */
export interface Pair {
  readonly first: ComponentReading;
  readonly firstRole: ast.Role;
  readonly second: ComponentReading;
  readonly secondRole: ast.Role;
}

/** Whether a flow is required between two components, wherever they stand. */
export function holdsBetween(plan: Plan, flow: ast.Flow, pair: Pair): boolean {
  const across = flow.clauses.some(({ $type }) => $type === 'AcrossClause');
  const cast = {
    initiator: { component: pair.first, role: pair.firstRole },
    responder: { component: pair.second, role: pair.secondRole },
  };
  return (
    isDemanded(plan, flow) &&
    workTogether(plan, pair.first, pair.second, across) &&
    belongTogether(plan, cast.initiator, cast.responder) &&
    couldBe(plan, flow, cast, (question) => [arePlaced(plan, flow, question, cast.initiator, cast.responder)])
  );
}

/** Whether a plan asks for a flow now, whoever takes part in it. */
function isDemanded(plan: Plan, { clauses }: ast.Flow): boolean {
  const features: (ast.Feature | undefined)[] = [];
  const sources: (ast.Source | undefined)[] = [];
  let contested = false;
  for (const clause of clauses) {
    if (clause.$type === 'MarkClause' && clause.mark === 'optional') return false;
    if (clause.$type === 'PhaseClause' && !plan.phases.has(clause.phase)) return false;
    if (clause.$type === 'FeatureClause') features.push(...clause.features.map(({ ref }) => ref));
    if (clause.$type === 'Citation') sources.push(clause.source.ref);
    contested ||= clause.$type === 'ContestClause';
  }
  const isOn = features.length === 0 || features.some((each) => each !== undefined && plan.features.has(each));
  return isOn && (!contested || sources.some((each) => each !== undefined && plan.trusted.has(each)));
}

/** What a plan always says: where two components are to each other, and who else there is. */
function arePlaced(plan: Plan, flow: ast.Flow, question: PlacedQuestion, initiator: Player, responder: Player): boolean {
  const [here, there] = [initiator.component, responder.component];
  const roles = question.roles.flatMap(({ ref }) => (ref ? [ref] : []));
  if (question.$type === 'SharedCondition') {
    if (question.shared) return !shared(plan, here, there, roles);
    return !roles.some((role) => hasStandIn(plan, role, initiator, responder));
  }
  const across = flow.clauses.some(({ $type }) => $type === 'AcrossClause');
  switch (question.relation) {
    case 'same':
      return here.zone.site === there.zone.site;
    case 'paired':
      return paired(plan, here.zone.site, there.zone.site);
    case 'initiator':
      return isNearest(plan, there, here, initiator.role, roles, across);
    default:
      return isNearest(plan, here, there, responder.role, roles, across);
  }
}

/** Whether a `direction` speaks of a role of a flow: of the role itself, or of one that it derives from. */
export function speaksOf(named: ast.Role, inFlow: ast.Role): boolean {
  return lineage(inFlow).includes(named);
}
