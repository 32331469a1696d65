import { z } from 'zod';
import type { Edit } from '../../api/main.ts';
import { defineTool, file, severity, warnings } from '../tool.ts';

const MOST = 50;

const change = z
  .object({
    firstLine: z.number().int().describe('From 1'),
    lastLine: z.number().int(),
    before: z.string().describe('These lines as they are'),
    after: z.string().describe('What takes their place'),
  })
  .describe('Whole lines of the file');

/** The fixes that there are for findings; nothing is changed. */
export const proposeFix = defineTool({
  name: 'propose_fix',
  title: 'Propose fixes',
  description:
    'Gives the fixes for the findings of a plan, as lines to replace. It changes nothing: write the lines yourself once the user agrees, then check again. The preferred fix adds exactly what is required. `all` mends everything at once that has one right mend.',
  input: z.object({
    file,
    code: z.string().optional().describe('Only for findings of this code, such as missing-flow'),
    line: z.number().int().min(1).optional().describe('Only for findings that begin on this line'),
  }),
  output: z.object({
    findings: z.array(
      z.object({
        code: z.string(),
        severity,
        message: z.string(),
        line: z.number().int(),
        fixes: z.array(z.object({ title: z.string(), preferred: z.boolean(), change })),
      }),
    ),
    more: z.number().int().describe('How many findings are left out'),
    all: change.nullable(),
    warnings,
  }),
  async answer({ file: plan, code, line }, open) {
    const options = { ...(code === undefined ? {} : { code }), ...(line === undefined ? {} : { line }) };
    const { text, findings, fixAll, warnings: said } = await open().fixes(plan, options);
    return {
      findings: findings.slice(0, MOST).map((finding) => ({
        code: finding.code,
        severity: finding.severity,
        message: finding.message,
        line: finding.range.start.line + 1,
        fixes: finding.fixes
          .filter(({ edits }) => edits.length)
          .map(({ title, preferred, edits }) => ({ title, preferred, change: changeOf(text, edits) })),
      })),
      more: Math.max(0, findings.length - MOST),
      all: fixAll && changeOf(text, fixAll.edits),
      warnings: [...said],
    };
  },
});

/** Edits as the lines from the first to the last that they touch. */
function changeOf(text: string, edits: readonly Edit[]): z.infer<typeof change> {
  const lines = text.split('\n');
  const first = edits.reduce((line, { range }) => Math.min(line, range.start.line), lines.length);
  const last = edits.reduce((line, { range }) => Math.max(line, range.end.line), 0);
  const before = lines.slice(first, last + 1).join('\n');
  const starts: number[] = [];
  let at = 0;
  for (const line of lines.slice(first, last + 1)) {
    starts.push(at);
    at += line.length + 1;
  }
  const offset = ({ line, character }: Edit['range']['start']): number =>
    Math.min(starts[line - first]! + character, before.length);
  // From the end on, so that what is before stays where it is; insertions at one place keep their order.
  const ordered = edits
    .map((edit, n) => ({ edit, n, from: offset(edit.range.start), to: offset(edit.range.end) }))
    .sort((a, b) => b.from - a.from || b.n - a.n);
  const after = ordered.reduce((whole, { edit, from, to }) => whole.slice(0, from) + edit.newText + whole.slice(to), before);
  return { firstLine: first + 1, lastLine: last + 1, before, after };
}
