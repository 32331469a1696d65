import { append } from '../model/lists.ts';
import type { PlanZone } from '../model/plan.ts';
import type { Analysis } from './analyze.ts';
import type { Requirement } from './requirements.ts';
import type { RoleGroup } from './role-index.ts';
import { listOf, PlainRow, type Row, requiredAt } from './row.ts';
import { RowPairs } from './row-pairs.ts';

/**
 * What is required, as far as it tells of each flow who is at either of its sides, and on which ports: of a plan in which nearly everybody is
 * joined with everybody a part of it, in which each side stands first where it does in all of it. For questions about the components of one
 * side, whomever they are joined with.
 */
export function requiredOfEachSide(analysis: Analysis): readonly Requirement[] {
  const { index } = analysis;
  if (!(index instanceof RowPairs)) return analysis.requirements;
  let sides = known.get(index);
  if (!sides) {
    sides = sidesOf(index);
    known.set(index, sides);
  }
  return sides;
}

const known = new WeakMap<RowPairs, readonly Requirement[]>();

function sidesOf({ flows }: RowPairs): Requirement[] {
  const sides: Requirement[] = [];
  for (const rows of flows) {
    // Where the first initiators stand that are joined with some partners; nowhere, once others have told of the partners in that zone.
    const firstIn = new Map<readonly RoleGroup[], PlanZone | undefined>();
    for (const [row, { zone }] of rows.entries()) {
      const isNew = !(row instanceof PlainRow) || !firstIn.has(row.partners);
      const first = firstIn.get(row.partners);
      if (isNew) addAll(sides, row, zone);
      else addTo(sides, row, zone, first);
      if (isNew) firstIn.set(row.partners, zone);
      else if (first !== zone) firstIn.set(row.partners, undefined);
    }
  }
  return sides;
}

/** Adds what a row of initiators in a zone has with partners in others. */
function addAll(sides: Requirement[], row: Row, own: PlanZone): void {
  for (let n = 0; n < row.partners.length; n++) if (row.partners[n]!.zone !== own) append(sides, listOf(requiredAt(row, n)));
}

/** The same of one of these partners, which tells of the initiators; and of all that stand in a zone of which nobody has told yet. */
function addTo(sides: Requirement[], row: Row, own: PlanZone, untold: PlanZone | undefined): void {
  let isTold = false;
  for (let n = 0; n < row.partners.length; n++) {
    const { zone } = row.partners[n]!;
    if (zone === own || (isTold && zone !== untold)) continue;
    isTold = true;
    append(sides, listOf(requiredAt(row, n)));
    if (!untold || untold === own) return;
  }
}
