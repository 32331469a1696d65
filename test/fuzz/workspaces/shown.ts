// What an editor would show of the files of a workspace.
import type { Diagnostic } from 'vscode-languageserver-protocol/node';
import type { TestClient } from '../../server/client.ts';
import type { Pick } from '../../support/changed-lines.ts';

type Range = Diagnostic['range'];

/** What is asked of each open document, and at places of it. */
export const OF_DOCUMENTS: readonly string[] = [
  ...['documentSymbol', 'foldingRange', 'semanticTokens/full', 'documentLink', 'codeLens', 'formatting', 'inlayHint'],
].map((name) => `textDocument/${name}`);
export const AT_PLACES: readonly string[] = [
  ...['hover', 'completion', 'definition', 'references', 'documentHighlight', 'prepareRename', 'signatureHelp', 'codeAction'],
].map((name) => `textDocument/${name}`);

/** The parameters of a request besides the document. */
export function moreOf(method: string, at: Range['start'], diagnostics: readonly Diagnostic[] = []): object {
  if (method === 'textDocument/formatting') return { options: { tabSize: 2, insertSpaces: true } };
  if (method === 'textDocument/inlayHint')
    return { range: { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } } };
  if (method === 'textDocument/codeAction') return { range: { start: at, end: at }, context: { diagnostics } };
  if (method === 'textDocument/references') return { position: at, context: { includeDeclaration: true } };
  return OF_DOCUMENTS.includes(method) ? {} : { position: at };
}

/** A place in a text: within it, most often. */
export function placeIn(text: string, pick: Pick): Range['start'] {
  const lines = text.split(/\r\n|\r|\n/);
  const line = pick(lines.length);
  return { line, character: pick(lines[line]!.length + 1) };
}

/** The members of an object by their names: in which order they were set says nothing. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Whatever order documents came in: places, and what is offered, by their text. */
function ordered(method: string, answer: unknown): unknown {
  if (!Array.isArray(answer) || !/references|definition|codeAction/.test(method)) return answer;
  return answer.map((each) => JSON.stringify(each, (_, value) => inOrder(value))).sort();
}

/** What is answered, or why nothing is. */
async function answerTo(client: TestClient, method: string, uri: string, more: object): Promise<unknown> {
  try {
    const answer = await client.connection.sendRequest(method, { textDocument: { uri }, ...more });
    // What was answered before has a number, which is another one in each session.
    return JSON.parse(JSON.stringify(ordered(method, answer), (key, value) => (key === 'resultId' ? undefined : inOrder(value))));
  } catch (error) {
    return String((error as Error).message);
  }
}

/** What the findings of a document say, in the order of their places. */
async function findingsOf(client: TestClient, uri: string, isOpen: boolean, pulls: boolean): Promise<string[]> {
  const found = await client.settledDiagnostics(uri);
  if (!pulls) return texts(found);
  if (!isOpen) return [];
  const { items } = await client.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  return texts(items);
}

function texts(found: readonly Diagnostic[]): string[] {
  return found.map((each) => JSON.stringify(each, (_, value) => inOrder(value))).sort();
}

/** Everything that is shown of files, by what was asked. @param open texts of open documents by address @param others addresses of closed ones */
export async function everythingShown(
  client: TestClient,
  open: ReadonlyMap<string, string>,
  others: readonly string[],
  pulls: boolean,
  pick: Pick,
): Promise<Map<string, string>> {
  const shown = new Map<string, string>();
  const note = (what: string, value: unknown): unknown => shown.set(what, JSON.stringify(value));
  for (const uri of [...open.keys(), ...others]) note(`findings of ${uri}`, await findingsOf(client, uri, open.has(uri), pulls));
  for (const [uri, text] of open) {
    const answered = (method: string, more: object): Promise<unknown> => answerTo(client, method, uri, more);
    for (const method of OF_DOCUMENTS)
      note(`${method} of ${uri}`, await answered(method, moreOf(method, { line: 0, character: 0 })));
    const findings = pulls ? [] : (client.lastDiagnostics(uri) ?? []);
    for (const finding of findings.slice(0, 3)) {
      const method = 'textDocument/codeAction';
      note(`fixes at ${JSON.stringify(finding)}`, await answered(method, moreOf(method, finding.range.start, [finding])));
    }
    for (const method of AT_PLACES) {
      const at = placeIn(text, pick);
      note(`${method} of ${uri} at ${JSON.stringify(at)}`, await answered(method, moreOf(method, at)));
    }
  }
  return shown;
}
