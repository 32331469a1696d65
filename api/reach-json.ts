import { ruleText } from '../language/analysis/explain/describe-explanation.ts';
import type { Ends } from '../language/analysis/reach/assertions.ts';
import type { Hop } from '../language/analysis/reach/ways.ts';
import { formatServices } from '../language/model/services.ts';
import { type Reached, waysOfHop } from './ask.ts';
import type { FirewallWay, Ways } from './types.ts';
import { waysJson } from './ways-json.ts';

/** The ways for a program. */
export function reachJson(file: string, answer: Reached): Ways {
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
        rules: hop.rules.map((rule) => ({ file, line: rule.line, text: ruleText(rule) })),
        ...waysOf(hop, answer),
      })),
    ),
  };
}

function waysOf(hop: Hop, { analysis }: Reached): { readonly ways?: readonly FirewallWay[] } {
  const ways = waysOfHop(hop, analysis);
  return ways ? { ways: waysJson(ways) } : {};
}
