import type { Audited } from '../api/audit.ts';
import type { Region } from '../language/analysis/region.ts';
import { purposeBehind } from '../language/model/describe-flow.ts';
import { append } from '../language/model/lists.ts';
import type { Plan } from '../language/model/plan.ts';
import type { DeviceAudit } from '../language/running/audit.ts';
import {
  boxText,
  closedText,
  deadText,
  deviceRuleText,
  deviceText,
  ENDS_SOON,
  knownAs,
  linesText,
  needText,
  untimelyTexts,
  verdictText,
  wantedText,
} from '../language/running/describe-audit.ts';
import { nameText, plural, visible } from './text.ts';

/** So much of one kind is shown; `--format json` has all of it. */
const MOST_LINES = 8;

/** What an audit says, for people at a terminal. */
export function auditText(file: string, answer: Audited): string[] {
  const lines = answer.firewalls.flatMap(({ firewall, devices }) => [
    ...(firewall ? [`${firewall.name}${firewall.title && firewall.title !== firewall.name ? `: ${firewall.title}` : ''}`] : []),
    ...devices.flatMap((each) => deviceLines(file, each, answer)),
  ]);
  return [...lines, answer.inStep ? 'in step with the plan' : 'not in step with the plan'].map(visible);
}

function deviceLines(file: string, audit: DeviceAudit, { analysis }: Audited): string[] {
  const { plan } = analysis;
  const { device, cutOff, open, unknown, dead, notes } = audit;
  const lines = [`${nameText(deviceText(device))}: ${verdictText(audit)}; ${linesText(device)}`];
  for (const cut of cutOff) {
    lines.push(`  ${closedText(cut)}: ${first(cut.region, plan)}`);
    if (cut.onceOpen) lines.push(`    ${ENDS_SOON}`);
    lines.push(`    by ${deviceRuleText(cut.by, cut.list)}`);
    for (const text of untimelyTexts(cut)) lines.push(`    ${text}`);
    if (cut.perhaps !== undefined) lines.push(`    not certain: ${cut.perhaps}`);
    lines.push(`    ${wantedText(cut).replace(/line (\d+) of the plan/, `${nameText(file)}:$1`)}`);
    append(
      lines,
      some(cut.needs, (need) => `    needed by ${needText(need)}`),
    );
    append(lines, more(cut.region, plan));
  }
  for (const found of open) {
    lines.push(`  ${found.perhaps === undefined ? 'open' : 'perhaps open'} beyond the plan: ${first(found.region, plan)}`);
    lines.push(`    by ${deviceRuleText(found.rule, found.list)}`);
    if (found.perhaps !== undefined) lines.push(`    not certain: ${found.perhaps}`);
    for (const flow of knownAs(found.region, analysis))
      lines.push(`    known as ${flow.initiator} to ${flow.responder}${purposeBehind(flow, ', ')}`);
    append(lines, more(found.region, plan));
    if (found.isPart) lines.push('    and more than is looked at');
  }
  for (const { line, what, why } of unknown.slice(0, MOST_LINES)) lines.push(`  unknown, line ${line}: ${what}; ${why}`);
  if (unknown.length > MOST_LINES) lines.push(`  and ${unknown.length - MOST_LINES} more that are unknown`);
  for (const each of dead.slice(0, MOST_LINES))
    lines.push(`  dead, line ${each.rule.line}: ${deadText(each)}: ${each.rule.text}`);
  if (dead.length > MOST_LINES) lines.push(`  and ${plural(dead.length - MOST_LINES, 'more dead rule')}`);
  for (const note of notes) lines.push(`  note: ${note}`);
  return lines;
}

function first([box]: Region, plan: Plan): string {
  return box ? boxText(box, plan) : 'nothing';
}

function more(region: Region, plan: Plan): string[] {
  // A region may have thousands of boxes: those that nobody gets to read have no text made.
  return some(region.slice(1), (box) => `    also ${boxText(box, plan)}`);
}

function some<T>(all: readonly T[], line: (each: T) => string): string[] {
  const lines = all.slice(0, MOST_LINES).map(line);
  return all.length > MOST_LINES ? [...lines, `    and ${all.length - MOST_LINES} more`] : lines;
}
