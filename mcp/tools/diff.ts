import { z } from 'zod';
import { defineTool, phases, sourceTexts, warnings } from '../tool.ts';

const MOST = 100;

const flow = {
  from: z.array(z.string()),
  to: z.array(z.string()),
  services: z.string(),
  now: z.boolean().describe('Whether it changes at once'),
};

/** What opens and what closes. */
export const diff = defineTool({
  name: 'diff',
  title: 'What opens and what closes',
  description:
    'Compares two plans by what they permit, not by their text: which flows open, which close, which required flows are lost. Ask it before a change is proposed for review.',
  input: z.object({
    newer: z.string().min(1).describe('A .segplan file of the working folder'),
    older: z
      .string()
      .min(1)
      .optional()
      .describe('A file, or one of a git revision such as main:./plan.segplan; the last commit of the newer one without it'),
    phases,
  }),
  output: z.object({
    opens: z.array(
      z.object({
        ...flow,
        neededFor: z.array(z.string()).describe('Purposes with their sources; what is not required now says so'),
        unneeded: z.string().nullable(),
      }),
    ),
    closes: z.array(z.object({ ...flow, lost: z.array(z.string()).describe('Required flows that are no longer permitted') })),
    more: z.number().int().describe('How many flows are left out'),
    lost: z.number().int(),
    changeRequest: z.string().describe('The same as Markdown, for people'),
    warnings,
  }),
  async answer({ newer, older = `HEAD:./${newer.replaceAll('\\', '/')}`, phases: on }, open) {
    const report = await open(on).diff(older, newer);
    const names = (ends: (typeof report.opened)[number]['from']): string[] => ends.map((e) => e.name ?? e.addresses.join(', '));
    const left = (all: readonly unknown[]): number => Math.max(0, all.length - MOST);
    return {
      opens: report.opened.slice(0, MOST).map((each) => ({
        from: names(each.from),
        to: names(each.to),
        services: each.services,
        now: each.now,
        neededFor: each.neededBy.map(({ purpose, required, sources }) =>
          [required ? purpose : `${purpose} (not required now)`, ...sourceTexts(sources)].join('; '),
        ),
        unneeded: each.unneeded,
      })),
      closes: report.closed.slice(0, MOST).map((each) => ({
        from: names(each.from),
        to: names(each.to),
        services: each.services,
        now: each.now,
        lost: each.lost.map((need) => `${need.from} -> ${need.to} on ${need.services}${need.purpose && `: ${need.purpose}`}`),
      })),
      more: left(report.opened) + left(report.closed),
      lost: report.summary.lost,
      changeRequest: report.markdown,
      warnings: [...report.warnings],
    };
  },
});
