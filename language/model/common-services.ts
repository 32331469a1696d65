import type { Catalog } from './catalog.ts';
import { resolveServices } from './resolve-services.ts';
import { formatServices, type ServiceSet } from './services.ts';

/** A named service of a catalog. */
export interface NamedService {
  /** `network.https` */
  readonly id: string;
  readonly name: string;
  readonly title: string;
}

/** The registry's names: what people know a port by, whatever else uses it. */
const COMMON = 'network';

const known = new WeakMap<Catalog, ReadonlyMap<string, NamedService>>();

/** What a port is known as: the name of the service of just these ports among the common ones, if there is one. */
export function serviceNamed(services: ServiceSet, catalog: Catalog): NamedService | undefined {
  let names = known.get(catalog);
  if (!names) {
    names = namesIn(catalog);
    known.set(catalog, names);
  }
  return names.get(formatServices(services));
}

function namesIn({ vendors }: Catalog): ReadonlyMap<string, NamedService> {
  const names = new Map<string, NamedService>();
  const common = vendors.get(COMMON);
  if (!common) return names;
  for (const { name, title, service } of common.services) {
    const { set, alternatives, any, required, adjustable } = resolveServices(service);
    if (alternatives.length || any || required || adjustable) continue;
    const key = formatServices(set);
    // Of several for one port the first is the usual one.
    if (!names.has(key)) names.set(key, { id: `${COMMON}.${name}`, name, title: title ?? '' });
  }
  return names;
}
