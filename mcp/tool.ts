import { z } from 'zod';
import type { Workspace } from '../api/main.ts';

/** What a tool is asked by: the plans of the folder that is worked in, with some phases on. */
export type Open = (phases?: readonly string[]) => Workspace;

/** One question that an assistant can ask: a file of its own below `tools/`. */
export interface Tool<In extends z.ZodObject = z.ZodObject, Out extends z.ZodObject = z.ZodObject> {
  /** Stable, in snake case, the name of its file. */
  readonly name: string;
  readonly title: string;
  /** When to ask it and what comes back, for the assistant. */
  readonly description: string;
  readonly input: In;
  readonly output: Out;
  /** Changes nothing. @throws SegplanError with a sentence for the assistant that says what to do instead */
  answer(asked: z.infer<In>, open: Open): Promise<z.infer<Out>>;
}

/** Keeps a tool's own types where it is defined. */
export function defineTool<In extends z.ZodObject, Out extends z.ZodObject>(tool: Tool<In, Out>): Tool {
  return tool as unknown as Tool;
}

export const file: z.ZodString = z.string().min(1).describe('A .segplan file, seen from the working folder');
export const phases: z.ZodOptional<z.ZodArray<z.ZodString>> = z
  .array(z.string())
  .optional()
  .describe('Phases to switch on besides those of the plan, such as deployment');
export const severity: z.ZodEnum<{ error: 'error'; warning: 'warning'; info: 'info'; hint: 'hint' }> = z.enum([
  'error',
  'warning',
  'info',
  'hint',
]);
export const warnings: z.ZodArray<z.ZodString> = z.array(z.string()).describe('What may make the answer incomplete');
export const rules: z.ZodArray<z.ZodObject<{ file: z.ZodString; line: z.ZodNumber; text: z.ZodString }>> = z.array(
  z.object({ file: z.string(), line: z.number().int().describe('From 1'), text: z.string() }),
);

/** The rules of the plan, without what else is known of them. */
export function ruleList(list: readonly { readonly file: string; readonly line: number; readonly text: string }[]): {
  file: string;
  line: number;
  text: string;
}[] {
  return list.map((each) => ({ file: each.file, line: each.line, text: each.text }));
}

/** Where documents say it, in a few words each. */
export function sourceTexts(
  sources: readonly { readonly title?: string; readonly file: string; readonly section: string }[],
): string[] {
  return [...new Set(sources.map(({ title, file: from, section }) => `${title ?? from} (${from}), ${section}`))];
}
