import type { IToken } from 'chevrotain';
import type { LangiumDocument } from 'langium';
import type { SignatureHelpProvider } from 'langium/lsp';
import type { SignatureHelp, SignatureHelpOptions, SignatureHelpParams, SignatureInformation } from 'vscode-languageserver';
import * as ast from '../../../language/generated/ast.ts';
import type { SegplanCoreServices } from '../../../language/module.ts';
import { changeSince, surroundingsAt } from '../surroundings.ts';
import { FORMS, type Form } from './forms.ts';

/** Shows how the statement at the cursor goes on: its parts in their order, and which of them is being written. */
export class SegplanSignatureHelpProvider implements SignatureHelpProvider {
  readonly signatureHelpOptions: SignatureHelpOptions = { triggerCharacters: ['>', ':'], retriggerCharacters: [' ', ','] };
  private readonly services: SegplanCoreServices;

  constructor(services: SegplanCoreServices) {
    this.services = services;
  }

  provideSignatureHelp(document: LangiumDocument, { position }: SignatureHelpParams): SignatureHelp | undefined {
    const root = document.parseResult.value;
    if (!ast.isDocument(root)) return undefined;
    const text = document.textDocument.getText();
    const offset = document.textDocument.offsetAt(position);
    // The statement at the cursor and what stands before it are enough, however long the plan is.
    const { from } = surroundingsAt(root, text, offset, changeSince(document));
    const line = text.indexOf('\n', offset);
    const { tokens, hidden } = this.services.parser.Lexer.tokenize(text.slice(from, line < 0 ? text.length : line));
    const at = offset - from;
    if (hidden.some((token) => token.image.startsWith('/') && token.startOffset < at && at <= endOf(token))) return undefined;
    const before = tokens.filter((token) => token.startOffset < at);
    return helpFor(before, at);
  }
}

/** @param tokens what stands before the cursor */
function helpFor(tokens: readonly IToken[], at: number): SignatureHelp | undefined {
  const begins = tokens.findLastIndex((token, n) => beginsStatement(token, tokens[n - 1]));
  const head = tokens[begins];
  const form = head && endOf(head) < at ? FORMS.find(({ words }) => words.includes(head.image)) : undefined;
  if (!form || !head) return undefined;
  const own = tokens.slice(begins + 1);
  // What stands in braces is no part of the head.
  if (own.some(({ image }) => image === '{')) return undefined;
  let active = 0;
  for (const [i, token] of own.entries()) {
    // A word is read once something stands behind it: `at` may become a longer one.
    if (endOf(token) === at && /[\p{L}\p{N}_]/u.test(token.image)) continue;
    const next = form.parts.findIndex(({ behind }, n) => n > active && behind?.includes(wordOf(token, own[i - 1])));
    if (next >= 0) active = next;
  }
  return { signatures: [signatureOf(form, head.image)], activeSignature: 0, activeParameter: active };
}

/** Statements that have no form end one that has. */
const OTHERS = new Set(
  'plan import use enable phase zone site group service vendor role source feature deployment check firewall'.split(' '),
);
const FIRST = new Set(FORMS.flatMap(({ words }) => words));

function beginsStatement(token: IToken, before: IToken | undefined): boolean {
  if (!FIRST.has(token.image) && !OTHERS.has(token.image)) return false;
  // Several stand on one line within braces.
  return !before || token.startLine! > before.endLine! || before.image === '{' || token.image === 'component';
}

/** What a host name stands behind, and no title, purpose or reason. */
const BEFORE_HOST = new Set(['->', ',', 'except', 'tag', 'at', 'reaches', 'with', 'without']);

function wordOf(token: IToken, before: IToken | undefined): string {
  const isText = token.tokenType.name === 'STRING' && before && !BEFORE_HOST.has(before.image);
  return isText ? 'string' : token.image;
}

function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

function signatureOf({ label, text, parts }: Form, word: string): SignatureInformation {
  const whole = `${word} ${label}`;
  return {
    label: whole,
    documentation: { kind: 'markdown', value: text },
    parameters: parts.map((part) => {
      // As places, since `SOURCES` may be a part of another word, and not every editor looks for whole ones.
      const start = whole.indexOf(part.label, word.length);
      return { label: [start, start + part.label.length], documentation: { kind: 'markdown', value: part.text } };
    }),
  };
}
