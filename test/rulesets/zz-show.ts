import { readFileSync } from 'node:fs';
import { loadPlan } from '../support/language.ts';
import { buildRuleSet } from '../../language/rulesets/rule-set.ts';
const [target, file, ...phases] = process.argv.slice(2);
const { [target!]: t } = await import(`../../language/rulesets/targets/${target}.ts`);
const { document, services } = await loadPlan(readFileSync(file!, 'utf8'));
const rs = buildRuleSet(services.segplan.Plans.analysis(document.parseResult.value as any, phases));
for (const p of t.problems(rs)) console.log(JSON.stringify(p));
for (const f of t.emit(rs, 'plan')) console.log(`##### ${f.name}\n${f.text}`);
