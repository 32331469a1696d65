import { DocumentState, type LangiumDocument } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import { edited } from '../editing/edited-text.ts';
import type * as ast from '../generated/ast.ts';
import type { SegplanCoreServices } from '../module.ts';
import { type OutlineChoice, outlineText } from './outline.ts';

/** The phase in which servers are set up: what is needed then alone is opened during it alone. */
const SET_UP = 'phase deployment\n\n';
const TEMPORARY = 'temporary-flow-open';
const MISSING = 'missing-flow';
/** Each round mends one rule; more would be more rules than an outline has. */
const ROUNDS = 200;

/**
 * A plan to begin with: the components of some products, and a rule for all that their catalogs require, in operation and while servers
 * are set up.
 * @returns its text, which has no errors
 */
export async function completedOutline(choice: OutlineChoice, services: SegplanCoreServices): Promise<string> {
  const outline = outlineText(choice);
  const before = outline.search(/^use /m);
  const during = `${outline.slice(0, before)}${SET_UP}${outline.slice(before)}`;
  const open = await mend(during, services, (document) => services.segplan.Mender.edits(document));
  const whole = await mendAll(open, services, MISSING);
  return headed(await mendAll(whole.replace(SET_UP, ''), services, TEMPORARY));
}

/**
 * Mends the findings of one check that no fix of everything mends. Where a document leaves open who connects, both ways are opened: nobody
 * who begins knows which, and the plan is to work.
 */
async function mendAll(text: string, services: SegplanCoreServices, code: string): Promise<string> {
  let current = text;
  for (let round = 0; round < ROUNDS; round++) {
    const next = await mend(current, services, (document) => firstFix(document, services, code));
    if (next === current) break;
    current = next;
  }
  return current;
}

/** The rules stand together; a heading parts them from what comes before. */
function headed(text: string): string {
  const at = text.search(/^allow /m);
  if (at < 0) return text;
  const before = text.slice(0, at).replace(/\n+$/, '\n');
  return `${before}\n// ---- what the components need of each other\n\n${text.slice(at)}`;
}

/** A text with the edits that somebody finds for it. */
async function mend(
  text: string,
  services: SegplanCoreServices,
  find: (document: LangiumDocument<ast.Document>) => Promise<readonly TextEdit[]>,
): Promise<string> {
  const document = await read(text, services);
  try {
    return edited(document.textDocument, [...(await find(document))]).getText();
  } finally {
    services.segplan.CheckRunner.forget(document.parseResult.value);
    services.segplan.Plans.forget(document.uri);
  }
}

/** The edits for the first finding of a check that has some: to hold during set-up alone, or to open what is missing. */
async function firstFix(
  document: LangiumDocument<ast.Document>,
  { segplan: { CheckRunner } }: SegplanCoreServices,
  code: string,
): Promise<readonly TextEdit[]> {
  const results = await CheckRunner.run(document, undefined, (check) => check.code === code);
  const context = CheckRunner.context(document);
  for (const { check, finding } of results) {
    const fixes = check.fix?.(finding, context) ?? [];
    // What opens a flow comes behind what says that it is another one.
    const fix = code === MISSING ? fixes.at(-1) : fixes[0];
    if (fix) return fix.edits;
  }
  return [];
}

/** A linked document that nobody else sees. */
async function read(text: string, { shared, references }: SegplanCoreServices): Promise<LangiumDocument<ast.Document>> {
  const document = shared.workspace.LangiumDocumentFactory.fromString<ast.Document>(text, URI.parse('outline:/plan.segplan'));
  document.state = DocumentState.ComputedScopes;
  await references.Linker.link(document);
  document.state = DocumentState.Linked;
  return document;
}
