import { AstUtils, type LangiumDocument } from 'langium';
import { errorsOfMeaning } from '../../language/checking/document-errors.ts';
import type * as ast from '../../language/generated/ast.ts';
import type { PlanMap } from '../../language/map/plan-map.ts';
import { readMap } from '../../language/map/read-map.ts';
import type { MapParams } from '../protocol.ts';
import type { SegplanServices } from '../services.ts';

/** The map of a plan as it stands, with the places of everything on it. */
export function mapResult(
  document: LangiumDocument<ast.Document>,
  { segplan }: SegplanServices,
  { phases = [] }: MapParams,
): PlanMap {
  const root = document.parseResult.value;
  const read = segplan.VisibleDocuments.plansFor(root).map((tree) => AstUtils.getDocument(tree));
  const analysis = segplan.Plans.analysis(root, phases);
  // What runs today is held against what is allowed today.
  const drift = phases.length ? undefined : segplan.CheckRunner.driftOf(analysis);
  return readMap(analysis, errorsOfMeaning(read).length > 0, drift);
}
