import type * as ast from '../generated/ast.ts';
import type { BoundEnd, PlanBinding, PlanComponent, PlanZone } from './plan.ts';
import { placeOf } from './together.ts';

/** Components as a set, the same one each time: what a name stands for is the same list as long as it stands for the same. */
function setOf(components: readonly PlanComponent[]): ReadonlySet<PlanComponent> {
  let set = sets.get(components);
  if (!set) {
    set = new Set(components);
    sets.set(components, set);
  }
  return set;
}

const sets = new WeakMap<readonly PlanComponent[], ReadonlySet<PlanComponent>>();

/** What an end of a binding stands for. */
export class Bound implements BoundEnd {
  components: ReadonlySet<PlanComponent>;
  readonly role: string | undefined;
  node: ast.Endpoint | undefined;
  private readonly lineage: ReadonlySet<string> | undefined;
  // A binding has one scope, and some ask for none.
  private anywhere: Map<string, ReadonlySet<unknown>> | undefined;
  private places: Map<string, ReadonlySet<unknown>> | undefined;
  private zonesAt: Map<unknown, ReadonlySet<PlanZone>> | undefined;

  constructor(components: readonly PlanComponent[], node?: ast.Endpoint, role?: string, lineage?: ReadonlySet<string>) {
    this.components = setOf(components);
    this.node = node;
    this.role = role;
    this.lineage = lineage;
  }

  /** Takes over what another end stands for, and where. */
  standFor({ components, node }: Bound): void {
    this.node = node;
    if (components === this.components) return;
    this.components = components;
    this.anywhere = undefined;
    this.places = undefined;
    this.zonesAt = undefined;
  }

  speaksOf(role: string): boolean {
    return this.lineage?.has(role) ?? true;
  }

  fills(role: string, scope?: PlanBinding['scope'], of?: PlanComponent): boolean {
    this.anywhere ??= new Map();
    this.places ??= new Map();
    const known = scope === undefined ? this.anywhere : this.places;
    let places = known.get(role);
    if (!places) {
      places = new Set([...this.components].filter((c) => c.allRoles.has(role)).map((c) => placeOf(c, scope)));
      known.set(role, places);
    }
    const place = of && placeOf(of, scope);
    return places.size > 0 && (!of || place === undefined || places.has(place) || places.has(undefined));
  }
  zones(scope: PlanBinding['scope'], of: PlanComponent): ReadonlySet<PlanZone> {
    const place = placeOf(of, scope);
    this.zonesAt ??= new Map();
    let zones = this.zonesAt.get(place);
    if (!zones) {
      const isThere = (c: PlanComponent): boolean => {
        const own = placeOf(c, scope);
        return place === undefined || own === undefined || own === place;
      };
      zones = new Set([...this.components].filter(isThere).map((c) => c.zone));
      this.zonesAt.set(place, zones);
    }
    return zones;
  }
}
