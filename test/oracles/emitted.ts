import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildRuleSet, type RuleSet } from '../../language/rulesets/rule-set.ts';
import type { OutputFile, Target } from '../../language/rulesets/target.ts';
import { withoutDenies } from '../../language/rulesets/without-denies.ts';
import { hostilePlan } from '../rulesets/hostile.ts';
import { plans } from '../rulesets/plans.ts';
import { loadPlan } from '../support/language.ts';

/** The packages of this folder; the type checker must not need them, since they are not installed for it. */
export const oracle: NodeJS.Require = createRequire(join(import.meta.dirname, 'package.json'));
export const modules = join(import.meta.dirname, 'node_modules');

const examples = join(import.meta.dirname, '../../examples');

/** What a target makes of the examples, the plans that all targets are tried on, one with hostile labels, and some of one's own. */
export async function emitted(
  target: Target,
  own: Readonly<Record<string, string>> = {},
  holds: (ruleSet: RuleSet) => boolean = () => true,
): Promise<{ name: string; files: readonly OutputFile[] }[]> {
  const texts: Record<string, string> = { ...plans, hostile: hostilePlan, ...own };
  for (const file of readdirSync(examples).filter((f) => f.endsWith('.segplan')))
    texts[file] = readFileSync(join(examples, file), 'utf8');
  const result: { name: string; files: readonly OutputFile[] }[] = [];
  for (const [name, text] of Object.entries(texts)) {
    const { document, services } = await loadPlan(text);
    const ruleSet = buildRuleSet(services.segplan.Plans.analysis(document.parseResult.value, ['deployment']));
    const names = ruleSet.entries.flatMap((e) => [...e.sources, ...e.destinations].flatMap((s) => s.hostNames));
    if (target.capabilities.hostNames === 'none' && names.length) continue;
    const held = target.capabilities.deny ? ruleSet : withoutDenies(ruleSet);
    if (target.problems?.(held).some((p) => p.level === 'error') || !holds(held)) continue;
    result.push({ name, files: await target.emit(held, 'plan') });
  }
  assert.ok(result.length > 5, `${target.name}: only ${result.length} plans`);
  return result;
}
