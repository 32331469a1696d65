import { formattedText } from '../language/formatting/format-plan.ts';
import type * as ast from '../language/generated/ast.ts';
import type { SegplanCoreServices } from '../language/module.ts';
import type { PlanSource } from './plan-source.ts';

/** A plan before and after it is laid out. */
export interface Formatted {
  readonly file: string;
  readonly before: string;
  /** Nothing of a file with syntax errors: what is meant by it isn't known. */
  readonly after?: string;
}

/** Lays out a plan; what it imports is not read. @throws SegplanError for a file that can't be read */
export async function formatted({ shared }: SegplanCoreServices, source: PlanSource, file: string): Promise<Formatted> {
  const before = await source.read(file);
  const document = shared.workspace.LangiumDocumentFactory.fromString<ast.Document>(before, source.uriOf(file));
  return { file, before, after: await formattedText(document) };
}
