import { z } from 'zod';
import type { AuditDevice } from '../../api/main.ts';
import { defineTool, file, phases, sourceTexts, warnings } from '../tool.ts';

const traffic = z.array(z.object({ from: z.array(z.string()), to: z.array(z.string()), services: z.string() }));
const line = z.number().int().describe('Of the running file, from 1');
const deviceRule = z.object({ line, text: z.string().nullable().describe('Null where no rule matches and the list decides') });

/** What firewalls run, held against a plan. */
export const audit = defineTool({
  name: 'audit',
  title: 'Audit what runs',
  description:
    'Holds what firewalls run today against a plan: what is cut off that is allowed or needed, what is open beyond the plan, what nobody understands, and rules without effect, each with the line of the device. Ask it when something does not get through although the plan allows it, and before a device is changed.',
  input: z.object({
    file,
    firewall: z.string().optional().describe('One firewall of the plan; all that name running files, if nothing is said'),
    running: z
      .array(z.string().min(1))
      .optional()
      .describe('Files that firewalls wrote, seen from the working folder; those that the plan names, if nothing is said'),
    phases,
  }),
  output: z.object({
    inStep: z.boolean().describe('Whether plan and firewalls agree for certain; never where a line is unknown'),
    devices: z.array(
      z.object({
        firewall: z.string().nullable(),
        file: z.string(),
        form: z.string(),
        inStep: z.boolean(),
        cutOff: z.array(
          z.object({
            traffic,
            by: deviceRule,
            allowedByLine: z.number().int().nullable().describe('Of the plan; null where no rule of it allows it either'),
            neededBy: z.array(z.object({ purpose: z.string(), sources: z.array(z.string()) })),
            onceOpen: z
              .literal(true)
              .optional()
              .describe('Set where the traffic may begin, and packets of open connections do not pass, or their answers'),
            untimely: z
              .array(z.object({ line, text: z.string(), ended: z.string().optional(), begins: z.string().optional() }))
              .optional()
              .describe('Rules of the firewall that let it pass in their time: the last day that they counted, or the first one'),
            uncertain: z.string().optional(),
          }),
        ),
        open: z.array(
          z.object({
            traffic,
            complete: z.boolean().describe('Whether that is all that the rule opens beyond the plan'),
            by: deviceRule,
            knownAs: z.array(z.string()),
            uncertain: z.string().optional(),
          }),
        ),
        unknown: z.array(z.object({ line, what: z.string(), why: z.string() })),
        dead: z.array(z.object({ line, text: z.string(), why: z.string(), becauseOfLines: z.array(z.number().int()) })),
        notes: z.array(z.string()),
      }),
    ),
    warnings,
  }),
  async answer({ file: plan, firewall, running = [], phases: on }, open) {
    const answer = await open(on).audit(plan, running, firewall === undefined ? {} : { firewall });
    return {
      inStep: answer.inStep,
      devices: answer.firewalls.flatMap(({ firewall: name, devices }) => devices.map((each) => deviceOf(name, each))),
      warnings: [...answer.warnings],
    };
  },
});

function deviceOf(firewall: string | null, { file: running, form, inStep, cutOff, open, unknown, dead, notes }: AuditDevice) {
  return {
    firewall,
    file: running,
    form,
    inStep,
    cutOff: cutOff.map(({ traffic: region, by, allowedBy, neededBy, onceOpen, untimely, uncertain }) => ({
      traffic: region.map(copied),
      by: { line: by.line, text: by.text },
      allowedByLine: allowedBy?.line ?? null,
      neededBy: neededBy.map(({ purpose, sources }) => ({ purpose, sources: sourceTexts(sources) })),
      ...(onceOpen && { onceOpen }),
      ...(untimely && {
        untimely: untimely.map((each) => ({ ...each })),
      }),
      ...(uncertain === undefined ? {} : { uncertain }),
    })),
    open: open.map(({ traffic: region, complete, by, knownAs, uncertain }) => ({
      traffic: region.map(copied),
      complete,
      by: { line: by.line, text: by.text },
      knownAs: knownAs.map(({ flow, purpose }) => `${flow}: ${purpose}`),
      ...(uncertain === undefined ? {} : { uncertain }),
    })),
    unknown: unknown.map((each) => ({ line: each.line, what: each.what, why: each.why })),
    dead: dead.map((each) => ({ line: each.line, text: each.text ?? '', why: each.why, becauseOfLines: [...each.becauseOf] })),
    notes: [...notes],
  };
}

function copied({ from, to, services }: { from: readonly string[]; to: readonly string[]; services: string }) {
  return { from: [...from], to: [...to], services };
}
