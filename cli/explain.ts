import { type Explanation, explain as explainBox, type RuleEffect } from '../language/analysis/explain.ts';
import { parseQuery } from '../language/analysis/query.ts';
import { formatAddresses } from '../language/model/addresses.ts';
import { IntervalSet } from '../language/model/interval-set.ts';
import { formatServices } from '../language/model/services.ts';
import { EXIT, UsageError } from './errors.ts';
import { createLanguage, loadPlan } from './workspace.ts';

export interface ExplainOptions {
  readonly format: 'text' | 'json';
  readonly phase?: readonly string[];
}

/** Says whether a plan permits some traffic, by what, and what it is needed for. @returns the exit code */
export async function explain(file: string, question: string, options: ExplainOptions): Promise<number> {
  const services = await createLanguage();
  const { document } = await loadPlan(services, file);
  const root = document.parseResult.value;
  let query: Awaited<ReturnType<typeof parseQuery>>;
  try {
    query = await parseQuery(question, root, services);
  } catch (error) {
    throw new UsageError(`"${question}": ${(error as Error).message}`);
  }
  const explanation = explainBox(services.segplan.Plans.analysis(root, options.phase ?? []), query);
  const ruleText = (effect: RuleEffect): string => (effect.rule.node.$cstNode?.text ?? '').replace(/\s+/g, ' ');
  const text =
    options.format === 'json' ? json(question, file, explanation, ruleText) : lines(question, file, explanation, ruleText);
  process.stdout.write(`${text}\n`);
  const broken = (document.diagnostics ?? []).some((d) => d.code === 'syntax-error' || String(d.code).startsWith('unknown-'));
  if (broken) process.stderr.write(`${file} has errors, so the answer may be incomplete; see segplan check.\n`);
  return EXIT.clean;
}

function lines(question: string, file: string, e: Explanation, ruleText: (effect: RuleEffect) => string): string {
  const result = [`${question}: ${e.impossible ? 'impossible' : e.verdict}`];
  if (e.impossible) result.push('  The two ends have no address family in common.');
  if (e.withinZone) result.push(`  Both ends are in ${e.withinZone}: this traffic crosses no network firewall.`);
  const effect = (title: string, effects: readonly RuleEffect[]): void => {
    for (const each of effects) {
      result.push(
        `  ${title} ${file}:${each.rule.line}${each.whole ? '' : ` for ${formatServices(each.services)}`}`,
        `    ${ruleText(each)}`,
      );
    }
  };
  effect('permitted by', e.permittedBy);
  effect('denied by', e.deniedBy);
  if (e.open.length) {
    const services = formatServices(IntervalSet.unionAll(e.open.map((b) => b.services)));
    const from = formatAddresses(IntervalSet.unionAll(e.open.map((b) => b.sources)))
      .slice(0, 4)
      .join(', ');
    const to = formatAddresses(IntervalSet.unionAll(e.open.map((b) => b.destinations)))
      .slice(0, 4)
      .join(', ');
    result.push(`  no rule permits ${services} from ${from} to ${to}`);
  }
  if (!e.needs.length) result.push('  needed by nothing that the catalogs in use know');
  for (const need of e.needs) {
    const names = (components: typeof need.from): string => components.map((c) => c.name).join(', ');
    const when = [
      ...(need.flow.phase ? [`only during the phase ${need.flow.phase}`] : []),
      ...(need.flow.features.length ? [`only with ${need.flow.features.join(' or ')}`] : []),
      ...(need.flow.optional ? ['optional'] : []),
    ];
    result.push(
      `  ${need.required ? 'needed' : 'not needed now'} for ${names(need.from)} -> ${names(need.to)} on ${formatServices(need.services)}: ${need.flow.purpose}`,
      ...(when.length ? [`    ${when.join('; ')}`] : []),
      ...(need.flow.protection ? [`    protected by ${need.flow.protection}`] : []),
      ...(need.flow.note ? [`    ${need.flow.note}`] : []),
      ...need.flow.sources.map((s) => `    source: ${s.title} (${s.file}), section ${s.sections.join(', ')}`),
    );
  }
  return result.join('\n');
}

function json(question: string, file: string, e: Explanation, ruleText: (effect: RuleEffect) => string): string {
  const effect = (each: RuleEffect): unknown => ({
    file,
    line: each.rule.line,
    text: ruleText(each),
    services: formatServices(each.services),
    whole: each.whole,
  });
  return JSON.stringify(
    {
      schemaVersion: 1,
      question,
      verdict: e.impossible ? 'impossible' : e.verdict,
      withinZone: e.withinZone ?? null,
      permittedBy: e.permittedBy.map(effect),
      deniedBy: e.deniedBy.map(effect),
      notPermitted: e.open.map((b) => ({
        from: formatAddresses(b.sources),
        to: formatAddresses(b.destinations),
        services: formatServices(b.services),
      })),
      neededBy: e.needs.map((n) => ({
        flow: n.flow.id,
        required: n.required,
        from: n.from.map((c) => c.name),
        to: n.to.map((c) => c.name),
        services: formatServices(n.services),
        purpose: n.flow.purpose,
        phase: n.flow.phase ?? null,
        features: n.flow.features,
        sources: n.flow.sources.flatMap((s) => s.sections.map((section) => ({ file: s.file, section }))),
      })),
    },
    undefined,
    2,
  );
}
