import { type Reached, reachIn, waysOfHop } from '../api/ask.ts';
import { reachJson } from '../api/reach-json.ts';
import { ruleText } from '../language/analysis/explain/describe-explanation.ts';
import { describeChain } from '../language/analysis/reach/describe-chain.ts';
import { firstOf } from '../language/model/describe-addresses.ts';
import { describeWays } from '../language/rulesets/firewalls/traffic-ways.ts';
import { EXIT } from './errors.ts';
import { asked, warnOfErrors } from './question.ts';
import { jsonOutput, nameText, plural, visible } from './text.ts';
import { createLanguage, loadPlans, warnOfUnknownPhases } from './workspace.ts';

export interface ReachOptions {
  readonly format: 'text' | 'json';
  readonly phase?: readonly string[];
  /** Ends with 1 when there is a way. */
  readonly exitCode?: boolean;
}

/** Shows the ways on which traffic gets from one end to another, over components that relay. @returns the exit code */
export async function reach(path: string, question: string, options: ReachOptions): Promise<number> {
  const services = await createLanguage(options.phase);
  const loaded = await loadPlans(services, [path]);
  const { file, document } = loaded[0]!;
  warnOfUnknownPhases(services, loaded);
  const answer = await asked(question, reachIn({ document, services }, question));
  const text = options.format === 'json' ? jsonOutput(reachJson(file, answer)) : reachText(file, answer).join('\n');
  process.stdout.write(`${text}\n`);
  warnOfErrors(file, loaded);
  return options.exitCode && answer.chains.length ? EXIT.findings : EXIT.clean;
}

/** The ways that were found, as lines for people. */
export function reachText(file: string, answer: Reached): string[] {
  const { question, relays, chains, more } = answer;
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
      const ways = waysOfHop(chain[step]!, answer.analysis);
      for (const { text: over, details } of ways ? describeWays(ways, answer.analysis) : [])
        lines.push(`        ${over}`, ...details.map((each) => `          ${each}`));
    }
  }
  if (answer.zone) lines.push(`  both ends are in ${answer.zone}, where everything reaches everything`);
  lines.push(relays.length ? `  components that relay: ${firstOf(relays, 8)}` : '  no component of this plan relays');
  return lines.map(visible);
}
