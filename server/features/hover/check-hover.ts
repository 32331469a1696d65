import type { CstNode } from 'langium';
import { documentationUrl } from '../../../language/checking/check.ts';
import { checks } from '../../../language/generated/checks.ts';

/** What a check finds. Markdown; nothing for a code that no check has. */
export function checkHover(code: string): string {
  const check = checks.find((each) => each.code === code);
  if (!check) return '';
  const level = check.essential ? `${check.level}, which can't be changed` : `${check.level} unless set otherwise`;
  return [
    `**${code}** · ${check.title} · ${level}`,
    '',
    check.documentation,
    '',
    `[The page of this check](${documentationUrl(code)})`,
  ].join('\n');
}

/** The code in a comment that silences findings, at a place of the syntax tree's text. */
export function silencedCodeAt(leaf: CstNode, offset: number): { code: string; start: number; end: number } | undefined {
  const mark = /^\/\/\s*segplan-disable-next-line\s+/.exec(leaf.text);
  if (!mark) return undefined;
  for (const match of leaf.text.replace(/\s--\s.*$/, '').matchAll(/[\w-]+/g)) {
    const start = leaf.offset + match.index;
    if (match.index >= mark[0].length && start <= offset && offset <= start + match[0].length)
      return { code: match[0], start, end: start + match[0].length };
  }
  return undefined;
}
