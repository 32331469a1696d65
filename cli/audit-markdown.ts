import type { Audited } from '../api/audit.ts';
import type { Region } from '../language/analysis/region.ts';
import { purposeBehind } from '../language/model/describe-flow.ts';
import type { Plan } from '../language/model/plan.ts';
import { cell, table } from '../language/rulesets/markdown-text.ts';
import type { DeviceAudit } from '../language/running/audit.ts';
import {
  boxText,
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
import { visible } from './text.ts';

/** So many parts of one row are told; `--format json` has all of them. */
const MOST_PARTS = 12;

/** What an audit says as Markdown, for a ticket or a change request. */
export function auditMarkdown(file: string, answer: Audited): string[] {
  const { plan } = answer.analysis;
  return [
    `# ${text(plan.title || file)}: plan and running network`,
    '',
    answer.inStep ? 'In step with the plan.' : 'Not in step with the plan.',
    ...answer.firewalls.flatMap(({ firewall, devices }) =>
      devices.flatMap((each) => [
        '',
        `## ${text(firewall ? `${firewall.name}, ${deviceText(each.device)}` : deviceText(each.device))}`,
        '',
        `${capital(text(verdictText(each)))}. ${capital(linesText(each.device))}.`,
        ...deviceTables(each, answer),
      ]),
    ),
  ];
}

function deviceTables(audit: DeviceAudit, { analysis }: Audited): string[] {
  const { plan } = analysis;
  const { cutOff, open, unknown, dead, notes } = audit;
  return [
    ...section(
      'Cut off',
      ['Traffic', 'By', 'Wanted'],
      cutOff.map((cut) => [
        parts(cut.region, plan),
        [
          text(deviceRuleText(cut.by, cut.list)),
          ...untimelyTexts(cut).map(text),
          ...(cut.onceOpen ? [ENDS_SOON] : []),
          ...uncertain(cut.perhaps),
        ].join('<br>'),
        [text(wantedText(cut)), ...cut.needs.slice(0, MOST_PARTS).map((need) => text(needText(need)))].join('<br>'),
      ]),
    ),
    ...section(
      'Open beyond the plan',
      ['Traffic', 'By', 'Known as'],
      open.map((found) => [
        [parts(found.region, plan), ...(found.isPart ? ['and more than is looked at'] : [])].join('<br>'),
        [text(deviceRuleText(found.rule, found.list)), ...uncertain(found.perhaps)].join('<br>'),
        knownAs(found.region, analysis)
          .map((flow) => text(`${flow.initiator} to ${flow.responder}${purposeBehind(flow, ', ')}`))
          .join('<br>'),
      ]),
    ),
    ...section(
      'Unknown',
      ['Line', 'What', 'Why it matters'],
      unknown.map(({ line, what, why }) => [`${line}`, text(what), text(why)]),
    ),
    ...section(
      'Dead rules',
      ['Line', 'Rule', 'Why'],
      dead.map((each) => [`${each.rule.line}`, text(each.rule.text), text(deadText(each))]),
    ),
    ...(notes.length ? ['', ...notes.map((note) => `- ${text(note)}`)] : []),
  ];
}

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return rows.length ? ['', `### ${title}`, '', ...table(head, rows)] : [];
}

function parts(region: Region, plan: Plan): string {
  const shown = region.slice(0, MOST_PARTS).map((box) => text(boxText(box, plan)));
  return [...shown, ...(region.length > MOST_PARTS ? [`and ${region.length - MOST_PARTS} more`] : [])].join('<br>');
}

function uncertain(perhaps: string | undefined): string[] {
  return perhaps === undefined ? [] : [text(`not certain: ${perhaps}`)];
}

function text(value: string): string {
  return cell(visible(value));
}

function capital(value: string): string {
  return value.charAt(0).toUpperCase() + value.slice(1);
}
