// The cases of all checks.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from './case.ts';

const files = readdirSync(join(import.meta.dirname, 'cases')).filter((f) => f.endsWith('.ts'));

/** Plans, and what one check finds in each. */
export const cases: readonly Case[] = (
  await Promise.all(files.map((f) => import(`./cases/${f}`) as Promise<{ cases: readonly Case[] }>))
).flatMap((m) => m.cases);
