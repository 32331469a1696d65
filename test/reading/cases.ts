// Whether what a flow of a catalog asks for may be so.
//
// A plan leaves things open, and a flow is required unless it is certain that it is not. So this asks no condition whether it is true, but goes through
// all that could be: every question that a condition asks, each time that it asks it, gets each answer that it may have, and one case in which the whole
// holds in the plain sense of its words is enough.
import { AstUtils } from 'langium';
import type * as ast from '../../language/generated/ast.ts';
import { runs } from '../support/systems.ts';
import { isRight, outcomes, usedVersion } from './comparisons.ts';
import { assignedTo, type ComponentReading, type Plan } from './plan.ts';

/** Who takes part in a flow, with the role that it has there; nobody where it is left open who that is. */
export interface Cast {
  readonly initiator?: Player;
  readonly responder?: Player;
}

export interface Player {
  readonly component: ComponentReading;
  readonly role: ast.Role;
}

/** What is said of where two components are to each other, or of who else there is. */
export type PlacedQuestion = ast.SiteCondition | ast.SharedCondition;

type Placed = (question: PlacedQuestion) => readonly boolean[];

type Question = Exclude<ast.Condition, ast.JointCondition | ast.EitherCondition | ast.NotCondition>;

/**
 * Whether there is a case in which all that a flow asks for holds.
 * @param placed what may be answered of where two components are to each other, and of who else there is
 */
export function couldBe(plan: Plan, flow: ast.Flow, cast: Cast, placed: Placed): boolean {
  // Each `when` speaks for itself, so that a case for each of them is one for all.
  return flow.clauses.every((clause) => {
    if (clause.$type !== 'WhenClause' || !clause.condition) return true;
    const asked = questionsOf(clause.condition);
    const answers = asked.map((question) => answersTo(plan, flow, question, cast, placed));
    const count = answers.reduce((product, some) => product * some.length, 1);
    for (let number = 0; number < count; number++) {
      const told = new Map<Question, boolean>();
      let rest = number;
      for (const [n, some] of answers.entries()) {
        told.set(asked[n]!, some[rest % some.length]!);
        rest = Math.floor(rest / some.length);
      }
      if (isSo(clause.condition, told)) return true;
    }
    return false;
  });
}

/** Each question that stands in a condition, as often as it stands there. */
function questionsOf(condition: ast.Condition): Question[] {
  if (condition.$type === 'NotCondition') return questionsOf(condition.condition);
  if (condition.$type === 'JointCondition' || condition.$type === 'EitherCondition')
    return condition.conditions.flatMap(questionsOf);
  return [condition];
}

/** Whether a condition holds where its questions are answered so. */
function isSo(condition: ast.Condition, told: ReadonlyMap<Question, boolean>): boolean {
  if (condition.$type === 'NotCondition') return !isSo(condition.condition, told);
  if (condition.$type === 'JointCondition') return !condition.conditions.some((each) => !isSo(each, told));
  if (condition.$type === 'EitherCondition') return condition.conditions.some((each) => isSo(each, told));
  return told.get(condition)!;
}

export const ANYTHING: readonly boolean[] = [true, false];

/** What a question may be answered; of whom nobody knows, anything. */
function answersTo(plan: Plan, flow: ast.Flow, question: Question, cast: Cast, placed: Placed): readonly boolean[] {
  const end = 'side' in question && question.side ? cast[question.side] : undefined;
  switch (question.$type) {
    case 'RoleCondition':
      return end ? [end.component.roles.has(question.role.ref!) !== question.negated] : ANYTHING;
    case 'SystemCondition': {
      const system = end && runs(end.component.node);
      return system === undefined ? ANYTHING : [system === question.system];
    }
    case 'SiteCondition':
    case 'SharedCondition':
      return placed(question);
    case 'PropertyCondition':
      return ofAllAsked(question.side, cast, ({ component }) => valuesSaid(component, question));
    case 'VersionCondition': {
      const vendor = AstUtils.getContainerOfType(flow, (node): node is ast.Vendor => node.$type === 'Vendor')!;
      const compared = (version: ast.Version | undefined) =>
        version ? outcomes(version, question.operator, question.version) : ANYTHING;
      const ownOr = (used: ast.Vendor, { component }: Player) =>
        compared(component.node.versions[0]?.version ?? usedVersion(plan, used));
      // A component of another vendor's product says nothing of this one.
      const ofVendor = (player: Player) => {
        const own = player.role.$container as ast.Vendor;
        return question.side || own.name === vendor.name ? ownOr(own, player) : undefined;
      };
      return ofAllAsked(question.side, cast, ofVendor, () => compared(usedVersion(plan, vendor)));
    }
  }
}

/**
 * Without a side a question is about each end that it can be asked of, and answered by yes where each of them answers so.
 * @param ask what one end may answer; nothing where it can't be asked
 * @param nobody what is answered where none of both can be asked
 */
function ofAllAsked(
  side: 'initiator' | 'responder' | undefined,
  cast: Cast,
  ask: (player: Player) => readonly boolean[] | undefined,
  nobody: () => readonly boolean[] = () => ANYTHING,
): readonly boolean[] {
  const ends = side ? [cast[side]] : [cast.initiator, cast.responder];
  const told = ends.flatMap((player) => {
    const answer = player ? ask(player) : ANYTHING;
    return answer ? [answer] : [];
  });
  if (told.length === 0) return nobody();
  const yes = told.every((answer) => answer.includes(true));
  const no = told.some((answer) => answer.includes(false));
  return [...(yes ? [true] : []), ...(no ? [false] : [])];
}

/** What a component may answer of a property; it is not asked where none of its roles has that. */
function valuesSaid(
  component: ComponentReading,
  { property, operator, values }: ast.PropertyCondition,
): readonly boolean[] | undefined {
  if (!component.roles.has(property.ref!.$container)) return undefined;
  const said = assignedTo(component, property.ref!)?.value;
  return said === undefined ? ANYTHING : [values.some((limit) => isRight(said, operator, String(limit)))];
}
