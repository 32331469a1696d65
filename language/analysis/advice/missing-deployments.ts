import type { AdviceKind } from '../../model/catalog-words.ts';
import type { Plan, PlanComponent } from '../../model/plan.ts';
import { keptWithSettings } from '../kept.ts';
import { adviceFor } from './advice.ts';

/** Who of a plan belongs to a provider, to its tenants, or to a provider and one of its tenants, as catalogs advise. */
export interface Parties {
  readonly provider: readonly PlanComponent[];
  readonly tenants: readonly PlanComponent[];
  readonly joint: readonly PlanComponent[];
}

function partiesOf(plan: Plan): Parties {
  const advised = (kind: AdviceKind): PlanComponent[] => {
    // Most products advise nothing of the kind, and components are many.
    const known = keptWithSettings(plan, `advised: ${kind}`, () => new WeakMap<readonly string[], boolean>());
    const isAdvised = (component: PlanComponent): boolean => {
      let answer = known.get(component.roles);
      if (answer === undefined) {
        answer = adviceFor(plan, component, kind).length > 0;
        known.set(component.roles, answer);
      }
      return answer;
    };
    return plan.components.filter(isAdvised);
  };
  return {
    provider: advised('provider-deployment'),
    tenants: advised('tenant-deployment'),
    joint: advised('joint-deployment'),
  };
}

/**
 * The components of a provider and its tenants that stand in no deployment, so that several installations count as one: where a plan holds
 * the provider and a tenant, or tenants of several sites, or a tenant, what joins it with its provider, and more of the product besides, which
 * then is the provider's.
 * @returns in the order of the plan
 */
export function withoutDeployment(plan: Plan): PlanComponent[] {
  const parties = partiesOf(plan);
  const { provider, tenants, joint } = parties;
  const sites = new Set(tenants.map((c) => c.zone.site));
  const concerned = new Set([...provider, ...tenants, ...joint]);
  const products = new Set(tenants.flatMap((c) => c.roles.map(vendorOf)));
  const hasMore = (): boolean => plan.components.some((c) => !concerned.has(c) && c.roles.some((r) => products.has(vendorOf(r))));
  const several = provider.length > 0 || sites.size > 1 || (joint.length > 0 && hasMore());
  if (!tenants.length || !several) return [];
  return plan.components.filter((c) => concerned.has(c) && !c.deployments.size);
}

function vendorOf(role: string): string {
  return role.slice(0, role.indexOf('.'));
}

/** An installation that a plan may hold: the site of it, and what stands elsewhere and belongs to it as well. */
export interface Installation {
  readonly site: string;
  readonly more: readonly PlanComponent[];
}

/** The installations of a provider and its tenants by their sites; nothing where sites don't tell them apart. */
export function installationsBySite(plan: Plan): { provider: Installation[]; tenants: Installation[] } | undefined {
  const { provider, tenants, joint } = partiesOf(plan);
  const sitesOf = (components: readonly PlanComponent[]): (string | undefined)[] => [
    ...new Set(components.map((c) => c.zone.site)),
  ];
  const [own, theirs] = [sitesOf(provider), sitesOf(tenants)].map((sites) => sites.filter((s) => s !== undefined));
  if (!own || !theirs || sitesOf([...provider, ...tenants, ...joint]).includes(undefined)) return undefined;
  if (own.some((site) => theirs.includes(site))) return undefined;
  const served = joint.filter((c) => !theirs.includes(c.zone.site!));
  return {
    provider: own.map((site, n) => ({
      site,
      more: n === 0 ? joint.filter((c) => !own.includes(c.zone.site!)) : [],
    })),
    tenants: theirs.map((site) => ({ site, more: served.filter((c) => mayBeOf(c, site, served, theirs)) })),
  };
}

/**
 * Whether what joins a tenant with its provider is this tenant's: by their names. Where names don't tell, it is everybody's whose own they
 * don't tell, since a connection too many is seen, and one too few is not.
 */
function mayBeOf(one: PlanComponent, site: string, all: readonly PlanComponent[], sites: readonly string[]): boolean {
  const named = (c: PlanComponent): string[] => sites.filter((each) => wordsOf(c).includes(each.toLowerCase()));
  const own = named(one);
  if (own.length) return own.includes(site);
  return !all.some((c) => named(c).includes(site)) || sites.every((each) => all.some((c) => named(c).includes(each)));
}

function wordsOf({ name, title, zone }: PlanComponent): string {
  return [name, title, zone.name, zone.title].join(' ').toLowerCase();
}
