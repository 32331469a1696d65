import { z } from 'zod';
import { defineTool, phases, severity } from '../tool.ts';

/** More findings of a file help nobody: those that are left show when these are mended. */
const MOST = 100;

/** What is wrong with plans. */
export const check = defineTool({
  name: 'check',
  title: 'Check plans',
  description:
    'Finds what is wrong with segmentation plans: required flows that no rule permits, rules that are too wide, wrong addresses and names. Ask it after each change of a .segplan file. A plan without findings at error level is fit for rule sets.',
  input: z.object({
    path: z.string().min(1).default('.').describe('A .segplan file, or a folder whose plans are all checked'),
    phases,
  }),
  output: z.object({
    errors: z.number().int(),
    warnings: z.number().int(),
    files: z.array(
      z.object({
        file: z.string(),
        findings: z.array(
          z.object({
            code: z.string().describe('Such as missing-flow'),
            severity,
            message: z.string(),
            line: z.number().int().describe('From 1'),
            column: z.number().int().describe('From 1'),
          }),
        ),
        more: z.number().int().describe('How many findings are left out here'),
      }),
    ),
  }),
  async answer({ path, phases: on }, open) {
    const { files, summary } = await open(on).check(path);
    return {
      ...summary,
      files: files.map(({ file, diagnostics }) => ({
        file,
        findings: diagnostics.slice(0, MOST).map(({ code, severity: level, message, range: { start } }) => ({
          code,
          severity: level,
          message,
          line: start.line + 1,
          column: start.character + 1,
        })),
        more: Math.max(0, diagnostics.length - MOST),
      })),
    };
  },
});
