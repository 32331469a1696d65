import { formatAddresses } from '../model/addresses.ts';
import type { PlanTranslation } from '../model/plan.ts';
import { formatServices } from '../model/services.ts';

/** What a translated component is called where it is known by its outer address: `gateway as 203.0.113.10`. */
export function translationName({ component, address, services }: PlanTranslation): string {
  const ports = services ? ` ${formatServices(services)}` : '';
  return `${component.name} as ${formatAddresses(address)[0]}${ports}`;
}
