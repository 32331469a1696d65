import { ruleText } from '../language/analysis/explain/describe-explanation.ts';
import type { Ends } from '../language/analysis/reach/assertions.ts';
import { describeChain } from '../language/analysis/reach/describe-chain.ts';
import { Reach } from '../language/analysis/reach/reach.ts';
import { relaysOf } from '../language/analysis/reach/relays.ts';
import type { Chain } from '../language/analysis/reach/ways.ts';
import { firstOf } from '../language/model/describe-addresses.ts';
import { formatServices } from '../language/model/services.ts';
import { EXIT } from './errors.ts';
import { readQuestion, warnOfErrors } from './question.ts';
import { nameText, plural, visible } from './text.ts';
import { createLanguage, loadPlans, warnOfUnknownPhases } from './workspace.ts';

export interface ReachOptions {
  readonly format: 'text' | 'json';
  readonly phase?: readonly string[];
  /** Ends with 1 when there is a way. */
  readonly exitCode?: boolean;
}

/** Nobody reads more of them. */
const MOST_CHAINS = 100;

interface Answer extends Ends {
  readonly file: string;
  readonly question: string;
  /** The components of the plan that pass traffic on. */
  readonly relays: readonly string[];
  readonly chains: readonly Chain[];
  /** Whether there are more than these. */
  readonly more: boolean;
  /** The zone that both ends lie in, where there is one. */
  readonly zone: string | undefined;
}

/** Shows the ways on which traffic gets from one end to another, over components that relay. @returns the exit code */
export async function reach(path: string, question: string, options: ReachOptions): Promise<number> {
  const services = await createLanguage(options.phase);
  const loaded = await loadPlans(services, [path]);
  const { file } = loaded[0]!;
  warnOfUnknownPhases(services, loaded);
  const root = loaded[0]!.document.parseResult.value;
  const query = await readQuestion(question, root, services, 'ends');
  const analysis = services.segplan.Plans.analysis(root);
  const { sources, destinations } = query.rule;
  const answer: Answer = {
    file,
    question,
    sources,
    destinations,
    zone: analysis.plan.zones.find(
      (z) => !z.external && z.addresses.covers(query.sources) && z.addresses.covers(query.destinations),
    )?.name,
    relays: relaysOf(analysis.plan).map((c) => c.name),
    ...new Reach(analysis, { sources: query.sources, targets: [query] }).chains(MOST_CHAINS),
  };
  const text = options.format === 'json' ? JSON.stringify(answerJson(answer), undefined, 2) : answerText(answer).join('\n');
  process.stdout.write(`${text}\n`);
  warnOfErrors(file, loaded);
  return options.exitCode && answer.chains.length ? EXIT.findings : EXIT.clean;
}

function answerText(answer: Answer): string[] {
  const { file, question, relays, chains, more } = answer;
  const count = chains.length ? `${more ? 'more than ' : ''}${plural(chains.length, 'way')}` : 'no way';
  const lines = [`${question}: ${count}`];
  for (const [n, chain] of chains.entries()) {
    const number = `${n + 1}.`.padEnd(4);
    for (const [step, { text, reason, rules, perhaps }] of describeChain(chain, answer).entries()) {
      lines.push(`  ${step ? '    ' : number}${text}${rules.length ? '' : `, ${reason}`}`);
      if (perhaps) lines.push(`        ${perhaps}`);
      for (const rule of rules)
        lines.push(
          `        ${perhaps ? 'may be ' : ''}permitted by ${nameText(file)}:${rule.line}`,
          `          ${ruleText(rule)}`,
        );
    }
  }
  if (answer.zone) lines.push(`  both ends are in ${answer.zone}, where everything reaches everything`);
  lines.push(relays.length ? `  components that relay: ${firstOf(relays, 8)}` : '  no component of this plan relays');
  return lines.map(visible);
}

function answerJson(answer: Answer): unknown {
  const names = (ends: Ends['sources']): string => ends.map((e) => e.label).join(', ');
  return {
    schemaVersion: 1,
    question: answer.question,
    reached: answer.chains.length > 0,
    complete: !answer.more,
    relays: answer.relays,
    chains: answer.chains.map((chain) =>
      chain.map((hop) => ({
        from: hop.from?.name ?? names(answer.sources),
        to: hop.to?.name ?? names(answer.destinations),
        services: formatServices(hop.services),
        inside: hop.inside?.name ?? null,
        ...(hop.perhaps ? { uncertain: hop.perhaps } : {}),
        rules: hop.rules.map((rule) => ({ file: answer.file, line: rule.line, text: ruleText(rule) })),
      })),
    ),
  };
}
