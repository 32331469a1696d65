import { hasFailed, type Loaded } from '../api/load.ts';
import { EXIT } from './errors.ts';

/** What the findings of files make of a command that found nothing else to complain of. */
export function exitCodeOf(loaded: readonly Loaded[]): number {
  if (loaded.some(hasFailed)) return EXIT.usage;
  return loaded.some(({ diagnostics }) => diagnostics.some((d) => d.severity === 1)) ? EXIT.findings : EXIT.clean;
}
