import type { Catalog, CatalogFlow } from '../model/catalog.ts';
import { inOneDeployment } from '../model/deployments.ts';
import type { Plan, PlanComponent } from '../model/plan.ts';
import { roleIndexOf } from './role-index.ts';

/** A flow of a role, and the side of it that the role, or one that derives from it, has. */
interface RoleSide {
  readonly flow: CatalogFlow;
  readonly side: Side;
}

type Side = 'initiator' | 'responder';

const SIDES: readonly Side[] = ['initiator', 'responder'];

/** Whether a component can be a side of a flow, whatever the other side is. */
type Fits = (plan: Plan, flow: CatalogFlow, component: PlanComponent, side: Side) => boolean;

/**
 * Whether a component of these roles works with both ends of a flow, and does for them what the role does; one of the two, where it is of such a role.
 */
export function isPresent(
  plan: Plan,
  flow: CatalogFlow,
  roles: readonly string[],
  [a, b]: readonly [PlanComponent, PlanComponent],
  fits: Fits,
): boolean {
  const names = a.deployments.size ? a.deployments : b.deployments;
  const flows = standIns.get(plan) ?? new Map<CatalogFlow, StandIns>();
  standIns.set(plan, flows);
  const known = flows.get(flow) ?? new StandIns(plan, flow, fits);
  flows.set(flow, known);
  return roles.some((role) => {
    if (!names.size) return known.hasAny(role);
    if (known.of(role, undefined).length) return true;
    for (const name of names) if (known.of(role, name).some((c) => inOneDeployment(c, a) && inOneDeployment(c, b))) return true;
    return false;
  });
}

const standIns = new WeakMap<Plan, Map<CatalogFlow, StandIns>>();

/** Who does for the ends of a flow what those of a role do: found once, since it is asked for each two of them. */
class StandIns {
  private readonly plan: Plan;
  private readonly flow: CatalogFlow;
  private readonly fits: Fits;
  private readonly any = new Map<string, boolean>();
  private readonly byDeployment = new Map<string, Map<string | undefined, readonly PlanComponent[]>>();

  constructor(plan: Plan, flow: CatalogFlow, fits: Fits) {
    this.plan = plan;
    this.flow = flow;
    this.fits = fits;
  }

  hasAny(role: string): boolean {
    let any = this.any.get(role);
    if (any === undefined) {
      any = roleIndexOf(this.plan)
        .in(role)
        .some(({ components }) => components.some((c) => this.standsIn(role, c)));
      this.any.set(role, any);
    }
    return any;
  }

  /** One of each set of deployments, of those that belong to one; under none of those that belong to none. */
  of(role: string, deployment: string | undefined): readonly PlanComponent[] {
    const own = this.byDeployment.get(role) ?? new Map<string | undefined, readonly PlanComponent[]>();
    this.byDeployment.set(role, own);
    let found = own.get(deployment);
    if (!found) {
      const told = new Map<string, PlanComponent>();
      for (const component of roleIndexOf(this.plan).ofDeployment(role, deployment)) {
        const key = [...component.deployments].toSorted().join('\n');
        if (!told.has(key) && this.standsIn(role, component)) told.set(key, component);
      }
      found = [...told.values()];
      own.set(deployment, found);
    }
    return found;
  }

  /**
   * Whether a component does for both ends of the flow what those of a role do: not where it is none of those that the flows between the role and an end
   * are for, as a gateway server of SMB shares is none of object storage.
   */
  private standsIn(role: string, component: PlanComponent): boolean {
    const { plan, flow } = this;
    return SIDES.every((end) => {
      const joining = flowsBetween(plan.catalog, role, flow[end]).filter((each) => component.allRoles.has(each.flow[each.side]));
      return !joining.length || joining.some((each) => this.fits(plan, each.flow, component, each.side));
    });
  }
}

/** The flows of a role's own catalog between it and another role, or what derives from this one, or what this one derives from. */
function flowsBetween(catalog: Catalog, role: string, other: string): readonly RoleSide[] {
  const known = between.get(catalog) ?? new Map<string, readonly RoleSide[]>();
  between.set(catalog, known);
  const key = `${role} ${other}`;
  let flows = known.get(key);
  if (!flows) {
    const isOther = (one: string): boolean => catalog.ancestors(one).has(other) || catalog.ancestors(other).has(one);
    flows = (catalog.vendors.get(role.slice(0, role.indexOf('.')))?.flows ?? []).flatMap((flow) =>
      SIDES.filter(
        (side) => catalog.ancestors(flow[side]).has(role) && isOther(side === 'initiator' ? flow.responder : flow.initiator),
      ).map((side) => ({ flow, side })),
    );
    known.set(key, flows);
  }
  return flows;
}

const between = new WeakMap<Catalog, Map<string, readonly RoleSide[]>>();
