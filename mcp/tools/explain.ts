import { z } from 'zod';
import { defineTool, file, phases, ruleList, rules, sourceTexts, warnings } from '../tool.ts';

/** Whether some traffic is permitted, and why. */
export const explain = defineTool({
  name: 'explain',
  title: 'Explain traffic',
  description:
    'Says whether a plan permits some traffic, by which rules, what closes it, which vendor flows need it on whose word, and what would permit what is needed. Ask it before opening or closing anything.',
  input: z.object({
    file,
    question: z
      .string()
      .min(1)
      .describe('Two ends and services in the words of the plan: "vbr -> proxy tcp 6162", "10.0.0.5 -> any tcp 443, icmp"'),
    phases,
  }),
  output: z.object({
    verdict: z.string().describe('permitted, denied, partial, unknown, impossible or within one zone'),
    permitted: z.boolean().describe('Whether all of it is, for certain'),
    permittedBy: rules,
    deniedBy: rules,
    withoutEffect: rules.describe('Rules about it that count for nothing now'),
    notPermitted: z.array(z.object({ from: z.array(z.string()), to: z.array(z.string()), services: z.string() })),
    neededBy: z.array(
      z.object({
        purpose: z.string(),
        required: z.boolean(),
        from: z.array(z.string()),
        to: z.array(z.string()),
        services: z.string(),
        sources: z.array(z.string()),
      }),
    ),
    remedies: z
      .array(z.object({ code: z.string(), line: z.number().int(), fixes: z.array(z.string()) }))
      .describe('What would let pass what is needed and does not pass; propose_fix with this code and line has the text'),
    closable: z.string().nullable().describe('Services that are open here and that nothing needs now'),
    warnings,
  }),
  async answer({ file: plan, question, phases: on }, open) {
    const answer = await open(on).explain(plan, question);
    return {
      verdict: answer.verdict,
      permitted: answer.permitted,
      permittedBy: ruleList(answer.permittedBy),
      deniedBy: ruleList(answer.deniedBy),
      withoutEffect: ruleList(answer.withoutEffect),
      notPermitted: answer.notPermitted.map(({ from, to, services }) => ({ from: [...from], to: [...to], services })),
      neededBy: answer.neededBy.map((need) => ({
        purpose: need.purpose,
        required: need.required,
        from: [...need.from],
        to: [...need.to],
        services: need.services,
        sources: sourceTexts(need.sources),
      })),
      remedies: (answer.remedies ?? []).map(({ code, line, fixes }) => ({ code, line, fixes: [...fixes] })),
      closable: answer.closable.now,
      warnings: [...answer.warnings],
    };
  },
});
