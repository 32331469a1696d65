import type { TextEdit } from 'vscode-languageserver-types';
import { isAbout } from '../analysis/conditions.ts';
import type { Gap, PairGap } from '../analysis/pair-gaps.ts';
import type { CatalogFlow } from '../model/catalog.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { Plan } from '../model/plan.ts';
import { insertBinding } from './bindings.ts';
import { appendStatement, insertBehind, isOnBrokenLine } from './edits.ts';
import { nameOf } from './names.ts';

/** What a plan can say instead of opening some traffic. */
export interface Settlement {
  /** The statement to add. */
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

/** Says that two components have nothing to do with each other. */
export function apart({ from, to }: PairGap, plan: Plan): Settlement | undefined {
  const [one, other] = [nameOf(from.node, plan), nameOf(to.node, plan)];
  if (one === undefined || other === undefined) return undefined;
  const text = `bind ${one} without ${other}`;
  return { text, edits: [insertBinding(plan, text)] };
}

/** Says who connects, where the source of all that is missing leaves that open: as the pair has it, then the other way round. */
export function directions({ gaps }: PairGap, plan: Plan): Settlement[] {
  const roles = new Set(gaps.map(({ flow }) => `${flow.initiator} ${flow.responder}`));
  const first = gaps[0]?.flow;
  if (!first || roles.size > 1 || !gaps.every((gap) => leavesOpen(gap, plan))) return [];
  const texts = [directionOf(first.initiator, first.responder, plan), directionOf(first.responder, first.initiator, plan)];
  const last = plan.root.statements.findLast((s) => s.$type === 'Direction' && !isOnBrokenLine(s));
  return texts.flatMap((text) => {
    if (text === undefined) return [];
    return [{ text, edits: [last ? insertBehind(last, [text]) : appendStatement(plan.root, text)] }];
  });
}

/** How a plan can say who connects, where the source of a gap leaves it open and the plan doesn't say it. */
export function openDirection(gap: Gap, plan: Plan): string | undefined {
  return leavesOpen(gap, plan) ? directionOf(gap.flow.initiator, gap.flow.responder, plan) : undefined;
}

/** What a pair lacks but for that of which nobody says who connects; nothing if that is all. */
export function decidedPart(pair: PairGap, plan: Plan): PairGap | undefined {
  const gaps = pair.gaps.filter((gap) => !leavesOpen(gap, plan));
  if (gaps.length === pair.gaps.length) return pair;
  return gaps.length
    ? { ...pair, gaps, services: IntervalSet.unionAll(gaps.flatMap(({ region }) => region.map((b) => b.services))) }
    : undefined;
}

function leavesOpen({ flow }: Gap, plan: Plan): boolean {
  const said = ({ initiator, responder }: Pick<CatalogFlow, 'initiator' | 'responder'>): boolean =>
    plan.directions.some((d) => isAbout(d, initiator, responder, flow, plan.catalog));
  return (
    flow.initiative === 'unstated' &&
    flow.initiator !== flow.responder &&
    !said(flow) &&
    !said({ initiator: flow.responder, responder: flow.initiator })
  );
}

function directionOf(initiator: string, responder: string, plan: Plan): string | undefined {
  const [one, other] = [initiator, responder].map((role) => {
    const node = plan.catalog.roles.get(role)?.node;
    return node && nameOf(node, plan);
  });
  return one === undefined || other === undefined ? undefined : `direction ${one} -> ${other}`;
}
