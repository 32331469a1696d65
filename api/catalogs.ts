import * as ast from '../language/generated/ast.ts';
import type { Catalog, CatalogFlow, CatalogVendor } from '../language/model/catalog.ts';
import { citationsJson, vendorJson } from '../language/model/catalog-json.ts';
import { describeServices, whenNeeded } from '../language/model/describe-flow.ts';
import { readCatalog } from '../language/model/read-catalog.ts';
import { SYSTEM_TITLES, SYSTEMS } from '../language/model/systems.ts';
import type { SegplanCoreServices } from '../language/module.ts';
import { nearestNames } from '../language/syntax/near-names.ts';
import { builtInDocuments } from '../language/workspace/built-in-catalogs.ts';
import { SegplanError } from './errors.ts';
import type { OpenPlan } from './load.ts';
import type { CatalogReport, RoleFlow, RoleReport, CatalogVendor as VendorJson, WithWarnings } from './types.ts';

/** The built-in catalogs, or those that a plan sees. */
export function catalogOf(services: SegplanCoreServices, plan?: OpenPlan): Catalog {
  if (plan) return plan.services.segplan.Plans.catalog(plan.document.parseResult.value);
  const builtIn = builtInDocuments(services.shared)
    .map((d) => d.parseResult.value)
    .filter(ast.isDocument)
    .flatMap((d) => d.statements.filter(ast.isVendor));
  return readCatalog(builtIn);
}

/** Vendors by name: all of them, or the one that is named. @throws SegplanError where there is none of that name */
export function vendorsOf(catalog: Catalog, name?: string): CatalogVendor[] {
  const vendors = [...catalog.vendors.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  if (name === undefined) return vendors;
  const chosen = vendors.filter((v) => v.name === name);
  if (chosen.length) return chosen;
  const names = vendors.map((v) => v.name);
  throw new SegplanError(`There is no catalog of '${name}'${didYouMean(name, names)}; there are ${names.join(', ')}.`);
}

/** Vendors for a program. */
export function catalogJson(vendors: readonly CatalogVendor[]): Omit<CatalogReport, keyof WithWarnings> {
  return { schemaVersion: 1, vendors: vendors.map((vendor) => vendorJson(vendor) as VendorJson) };
}

/** What a role connects to and is connected to by. @throws SegplanError where there is no such role */
export function roleJson(catalog: Catalog, id: string): Omit<RoleReport, keyof WithWarnings> {
  const role = catalog.roles.get(id);
  if (!role) throw new SegplanError(unknownRole(catalog, id));
  const lineage = catalog.ancestors(id);
  const flows = [...catalog.vendors.values()].flatMap((v) => v.flows);
  const systems = catalog.systemsOf(id);
  return {
    role: id,
    title: role.title,
    aliases: role.aliases,
    isAlso: [...lineage].filter((each) => each !== id),
    properties: catalog.properties(id).map(({ name, title, type, values, default: preset }) => ({
      name,
      title,
      type,
      values,
      ...(preset ? { default: preset } : {}),
    })),
    runs: SYSTEMS.filter((system) => systems.has(system)).map((system) => SYSTEM_TITLES[system]),
    connectsTo: flows.filter((f) => lineage.has(f.initiator)).map((f) => flowJson(f, f.responder)),
    connectedToBy: flows.filter((f) => lineage.has(f.responder)).map((f) => flowJson(f, f.initiator)),
    advice: catalog.adviceFor(id).map(({ text, sources }) => ({ text, sources: citationsJson(sources) })),
  };
}

function flowJson(flow: CatalogFlow, peer: string): RoleFlow {
  return {
    flow: flow.id,
    peer,
    services: describeServices(flow.services),
    purpose: flow.purpose,
    when: whenNeeded(flow),
    sources: citationsJson(flow.sources),
  };
}

/** A name alone may be that of roles of several vendors. */
function unknownRole(catalog: Catalog, id: string): string {
  const ids = [...catalog.roles.keys()];
  const named = ids.filter((each) => each.endsWith(`.${id}`));
  if (named.length) return `A role is named with its vendor: ${named.join(', ')}.`;
  return `There is no role '${id}'${didYouMean(id, ids)}; the catalog of a vendor lists its roles.`;
}

function didYouMean(name: string, names: readonly string[]): string {
  const [nearest] = nearestNames(name, names, 1);
  return nearest ? `, did you mean '${nearest}'` : '';
}
