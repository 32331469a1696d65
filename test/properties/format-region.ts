import type { Region } from '../../language/analysis/region.ts';
import { formatAddresses } from '../../language/model/addresses.ts';
import { formatServices } from '../../language/model/services.ts';

/** A region in words, for what a failing property shows; empty for an empty region. */
export function formatRegion(region: Region): string {
  return region
    .slice(0, 5)
    .map(
      (b) =>
        `${formatAddresses(b.sources).slice(0, 3)} -> ${formatAddresses(b.destinations).slice(0, 3)} : ${formatServices(b.services)}`,
    )
    .join('; ');
}
