import { AstUtils, UriUtils } from 'langium';
import type * as ast from '../generated/ast.ts';
import type { SegplanCoreServices } from '../module.ts';
import { boxesOf } from './permissions.ts';
import type { Box } from './region.ts';

/** What a question such as `vbr -> proxy tcp 6162` asks about, in the words of a plan. */
export interface Query extends Box {
  readonly text: string;
}

/**
 * Reads a question with the language's own parser, seen from a plan. The colon before the services may be left out.
 * @throws Error with a sentence for the user when the text is no question or names something that the plan does not have
 */
export async function parseQuery(text: string, plan: ast.Document, services: SegplanCoreServices): Promise<Query> {
  const faults: Fault[] = [];
  for (const candidate of spellings(text)) {
    const result = await read(candidate, plan, services);
    if ('services' in result) return { ...result, text };
    faults.push(result);
  }
  // A name that the plan doesn't have says more than where the services were expected.
  const fault = faults.find((f) => !f.syntax) ?? faults[0];
  throw new Error(`${fault?.fault ?? 'The question is empty.'} Ask like this: "vbr -> proxy tcp 6162".`);
}

interface Fault {
  readonly fault: string;
  readonly syntax: boolean;
}

/** The text as it is, and with a colon at each place where the services may begin. */
function spellings(text: string): string[] {
  const arrow = text.indexOf('->');
  const result = [text];
  if (arrow < 0) return result;
  for (const match of text.matchAll(/\s+/g))
    if (match.index > arrow + 2) result.push(`${text.slice(0, match.index)} : ${text.slice(match.index)}`);
  return result;
}

async function read(text: string, plan: ast.Document, services: SegplanCoreServices): Promise<Box | Fault> {
  const { LangiumDocumentFactory, LangiumDocuments, DocumentBuilder } = services.shared.workspace;
  const planUri = AstUtils.getDocument(plan).uri;
  const uri = UriUtils.joinPath(UriUtils.dirname(planUri), '.question.segplan');
  if (/[\r\n]/.test(text)) return { fault: 'A question stands on one line.', syntax: false };
  const importLine = `import ${JSON.stringify(`./${UriUtils.basename(planUri)}`)}`;
  const document = LangiumDocumentFactory.fromString<ast.Document>(`${importLine}\nallow ${text}`, uri);
  LangiumDocuments.addDocument(document);
  try {
    await DocumentBuilder.build([document], { validation: false });
    const root = document.parseResult.value;
    const [fault] = [...document.parseResult.lexerErrors, ...document.parseResult.parserErrors];
    if (fault) return { fault: fault.message, syntax: true };
    const broken = document.references.find((r) => r.error);
    if (broken?.error) return { fault: broken.error.message, syntax: false };
    const rules = services.segplan.Plans.plan(root).rules;
    const rule = rules[0];
    if (rules.length !== 1 || root.statements.length !== 2 || !rule?.node.service)
      return { fault: 'The question has to name two ends and services.', syntax: true };
    if (rule.services.required) return { fault: "'required' is not a service to ask about.", syntax: false };
    const box = boxesOf(rule, [])[0];
    return box ?? { fault: 'One of the ends holds no address.', syntax: false };
  } finally {
    LangiumDocuments.deleteDocument(uri);
  }
}
