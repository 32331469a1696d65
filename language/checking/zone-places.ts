import { AstUtils, type LangiumDocument } from 'langium';
import type { Analysis } from '../analysis/analyze.ts';
import type * as ast from '../generated/ast.ts';
import type { PlanComponent, PlanZone } from '../model/plan.ts';

/** A zone with the statement that it is by now: another object as soon as either is. */
export interface ZonePlace {
  readonly zone: PlanZone;
  readonly node: ast.Zone;
}

/** The zones of a plan with their statements, imported ones included; the same list as before an edit that left all of them as they were. */
export function zonePlaces(analysis: Analysis): readonly ZonePlace[] {
  let places = all.get(analysis);
  if (!places) {
    const { zones } = analysis.plan;
    places = analysis.memory.renew<readonly ZonePlace[]>('places of zones', (before = []) => {
      const moved = before.length - zones.length;
      let isSame = !moved;
      const now = zones.map((zone, n) => {
        const last = before[n]?.zone === zone ? before[n] : before[n + moved];
        if (last?.zone === zone && last.node === zone.node) return last;
        isSame = false;
        return { zone, node: zone.node };
      });
      return isSame ? before : now;
    });
    all.set(analysis, places);
  }
  return places;
}

const all = new WeakMap<Analysis, readonly ZonePlace[]>();

/** Those of one file. */
export function zonePlacesIn(analysis: Analysis, document: LangiumDocument): readonly ZonePlace[] {
  const places = zonePlaces(analysis);
  let known = here.get(analysis);
  if (known?.document !== document) {
    const own = places.filter(({ node }) => AstUtils.getDocument(node) === document);
    known = { document, own: own.length === places.length ? places : own };
    here.set(analysis, known);
  }
  return known.own;
}

const here = new WeakMap<Analysis, { readonly document: LangiumDocument; readonly own: readonly ZonePlace[] }>();

/** Whether any component of a plan says a role that there is none of. */
export function saysUnknownRoles(analysis: Analysis): boolean {
  const { plan, memory } = analysis;
  const isUnknown = ({ zone }: ZonePlace): boolean => zone.components.some(({ node }) => node.roles.some((role) => !role.ref));
  return (
    memory.each('zones: unknown roles', zonePlaces(analysis), [plan.catalog], (place) => (isUnknown(place) ? [place] : []))
      .length > 0
  );
}

/** The components of a file that are written with legs. */
export function componentsWithLegs(analysis: Analysis, document: LangiumDocument): readonly PlanComponent[] {
  return analysis.memory.each('components with legs', zonePlacesIn(analysis, document), [], ({ zone }) =>
    zone.components.filter(({ node }) => node.legs.length),
  );
}
