import { templateTexts } from '../generated/templates.ts';

/** A plan to begin with: a file of its own in `templates/`. */
export interface Template {
  /** The file's name without its ending. */
  readonly name: string;
  /** The title of its plan. */
  readonly title: string;
  /** What the comment at its beginning says first. */
  readonly description: string;
  readonly text: string;
}

/** The templates that ship with Segplan, in alphabetical order. */
export const templates: readonly Template[] = Object.entries(templateTexts).map(([fileName, text]) => ({
  name: fileName.replace(/\.segplan$/, ''),
  title: /^plan "([^"]*)"/m.exec(text)?.[1] ?? '',
  description: /^\/\/ (.*)/.exec(text)?.[1] ?? '',
  text,
}));
