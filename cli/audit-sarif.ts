import type { Log, ReportingDescriptor, Result } from 'sarif';
import type { Audited } from '../api/audit.ts';
import type { Region } from '../language/analysis/region.ts';
import type { Plan } from '../language/model/plan.ts';
import type { DeviceAudit } from '../language/running/audit.ts';
import {
  boxText,
  closedText,
  deadText,
  deviceRuleText,
  needText,
  untimelyTexts,
  wantedText,
} from '../language/running/describe-audit.ts';
import manifest from '../package.json' with { type: 'json' };
import { fingerprints, placeOf, ROOT, SCHEMA } from './sarif.ts';

const RULES = [
  { id: 'drift-closed', level: 'error', text: 'Needed or allowed by the plan, and not permitted by the device.' },
  { id: 'drift-open', level: 'error', text: 'Permitted by the device, and not by the plan.' },
  { id: 'drift-unknown', level: 'warning', text: 'A line of the device that might matter and is not understood.' },
  {
    id: 'drift-unsaid',
    level: 'warning',
    text: 'What no file of the device tells, so that nobody knows whether it does what the plan says.',
  },
  { id: 'dead-rule', level: 'note', text: 'A rule of the device without effect.' },
] as const satisfies readonly { id: string; level: Result.level; text: string }[];

/** So much traffic is told in one message. */
const MOST_PARTS = 5;

/** What an audit says as SARIF 2.1.0: each result stands at the line of the device, with the line of the plan beside it. */
export function auditSarif(file: string, { analysis, firewalls }: Audited): Log {
  const fingerprint = fingerprints();
  const devices = firewalls.flatMap(({ devices: all }) => all);
  const marked = (name: string, results: readonly Result[]): Result[] =>
    results.map((result) => ({ ...result, partialFingerprints: fingerprint(name, result) }));
  const results = firewalls.flatMap(({ devices: own, lacking }) => {
    const first = own[0]?.device.file ?? file;
    return [
      ...own.flatMap((each) => marked(each.device.file, resultsOf(file, each, analysis.plan))),
      ...marked(
        first,
        lacking.map((each) => resultAt('drift-unsaid', first, 1, each)),
      ),
    ];
  });
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Segplan',
            semanticVersion: manifest.version,
            rules: RULES.map(
              ({ id, level, text }): ReportingDescriptor => ({
                id,
                shortDescription: { text },
                help: { text },
                defaultConfiguration: { level },
              }),
            ),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT]: { description: { text: 'The folder that segplan ran in.' } } },
        invocations: [
          {
            executionSuccessful: true,
            // What an audit says besides may be why nothing is in step.
            toolExecutionNotifications: devices.flatMap(({ device, notes }) =>
              notes.map((text) => ({ level: 'note' as const, message: { text: `${device.file}: ${text}` } })),
            ),
          },
        ],
        artifacts: [...new Set([file, ...devices.map(({ device }) => device.file)])].map((name) => ({ location: placeOf(name) })),
        results,
      },
    ],
  };
}

const at = (name: string, startLine: number) => ({
  physicalLocation: { artifactLocation: placeOf(name), region: { startLine: Math.max(1, startLine) } },
});

function resultAt(id: (typeof RULES)[number]['id'], name: string, line: number, text: string): Result {
  const ruleIndex = RULES.findIndex((rule) => rule.id === id);
  return { ruleId: id, ruleIndex, level: RULES[ruleIndex]!.level, message: { text }, locations: [at(name, line)] };
}

function resultsOf(file: string, { device, cutOff, open, unknown, dead }: DeviceAudit, plan: Plan): Result[] {
  const result = (id: (typeof RULES)[number]['id'], line: number, message: string, planLine?: number, isSure = true): Result => ({
    ...resultAt(id, device.file, line, message),
    ...(!isSure && { level: 'warning' as const }),
    ...(planLine !== undefined && {
      relatedLocations: [{ id: 0, ...at(file, planLine), message: { text: 'The plan allows it here.' } }],
    }),
  });
  return [
    ...cutOff.map((cut) => {
      const [need] = cut.needs;
      const why = `${wantedText(cut)}${need ? `: ${needText(need)}` : ''}`;
      const said = closedText(cut);
      const what = `${said[0]!.toUpperCase()}${said.slice(1)}: ${told(cut.region, plan)}; ${why}. By ${[deviceRuleText(cut.by, cut.list), ...untimelyTexts(cut)].join('; ')}`;
      return result('drift-closed', cut.by?.line ?? cut.list.line, what, cut.rule?.line, cut.perhaps === undefined);
    }),
    ...open.map((found) => {
      const what = `${found.perhaps === undefined ? 'Open' : 'Perhaps open'} beyond the plan: ${told(found.region, plan)}. By ${deviceRuleText(found.rule, found.list)}`;
      return result('drift-open', found.rule?.line ?? found.list.line, what, undefined, found.perhaps === undefined);
    }),
    ...unknown.map(({ line, what, why }) => result('drift-unknown', line, `${what}: ${why}.`)),
    ...dead.map((each) => result('dead-rule', each.rule.line, `Without effect, ${deadText(each)}: ${each.rule.text}`)),
  ];
}

function told(region: Region, plan: Plan): string {
  const shown = region.slice(0, MOST_PARTS).map((box) => boxText(box, plan));
  return `${shown.join('; ')}${region.length > MOST_PARTS ? ` and ${region.length - MOST_PARTS} more` : ''}`;
}
