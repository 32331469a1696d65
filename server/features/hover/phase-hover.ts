import type { Analysis } from '../../../language/analysis/analyze.ts';
import { describeServices, purposeBehind } from '../../../language/model/describe-flow.ts';
import { escapeMarkdown } from './flow-text.ts';

/** So many flows and rules are listed. */
const MOST = 8;

/** Whether a phase is on, and what is needed and open only then. Markdown. */
export function phaseHover(phase: string, { plan, phases }: Analysis): string {
  const flows = [...plan.uses.values()].flatMap(({ vendor }) => vendor.flows.filter((flow) => flow.phase === phase));
  const rules = plan.rules.filter((rule) => rule.phase === phase);
  const flowLines = flows.map(
    (f) =>
      `- ${escapeMarkdown(`${f.initiator} -> ${f.responder}`)}: \`${describeServices(f.services)}\`${purposeBehind(f, ' — ', escapeMarkdown)}`,
  );
  const ruleLines = rules.map(({ line }) => `line ${line}`);
  const state = phases.has(phase) ? 'on now' : `off now; \`phase ${phase}\` in the plan, or \`--phase ${phase}\`, switches it on`;
  return [
    `**${escapeMarkdown(phase)}** · phase, ${state}`,
    ...(rules.length ? ['', `Rules that hold only then: ${shown(ruleLines).join(', ')}`] : []),
    ...(flows.length
      ? ['', '**Needed only then**', '', ...shown(flowLines)]
      : ['', 'No catalog in use has a flow of this phase.']),
  ].join('\n');
}

function shown(lines: readonly string[]): string[] {
  const more = lines.length - MOST;
  const rest = lines[0]?.startsWith('-') ? `- and ${more} more` : `and ${more} more`;
  return more > 0 ? [...lines.slice(0, MOST), rest] : [...lines];
}
