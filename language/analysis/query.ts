import type { IToken } from 'chevrotain';
import { AstUtils, type LangiumDocument, UriUtils } from 'langium';
import * as ast from '../generated/ast.ts';
import { parseAddress, parseHostName } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { PlanRule } from '../model/plan.ts';
import { portRangeBounds } from '../model/resolve-services.ts';
import type { SegplanCoreServices } from '../module.ts';
import type { Box } from './region.ts';

/** What a question such as `vbr -> proxy tcp 6162` asks about, in the words of a plan. */
export interface Query extends Box {
  readonly text: string;
}

const EXAMPLE = 'Ask like this: "vbr -> proxy tcp 6162".';

/**
 * Reads a question with the language's own parser, seen from a plan. The colon before the services may be left out.
 * @throws Error with a sentence for the user when the text is no question or names something that the plan does not have
 */
export async function parseQuery(text: string, plan: ast.Document, services: SegplanCoreServices): Promise<Query> {
  if (/[\r\n]/.test(text)) throw new Error(`A question stands on one line. ${EXAMPLE}`);
  let stop = 0;
  let fault: string | undefined;
  for (const spelling of spellings(text)) {
    const result = await read(spelling.text, plan, services);
    if (typeof result === 'string') fault ??= result;
    else if (typeof result === 'number') stop = Math.max(stop, result > spelling.colon ? result - COLON.length : result);
    else return { ...result, text };
  }
  // A name that the plan doesn't have says more than where the text could not be read on.
  if (fault !== undefined) throw new Error(fault);
  const rest = text.slice(stop).trim();
  throw new Error(`${rest ? `The question can't be read from '${rest}' on.` : 'The question is not complete.'} ${EXAMPLE}`);
}

const COLON = ' : ';

/** The text as it is, and with a colon at each place where the services may begin. */
function spellings(text: string): { text: string; colon: number }[] {
  const result = [{ text, colon: Number.POSITIVE_INFINITY }];
  const arrow = text.indexOf('->');
  if (arrow < 0) return result;
  for (const { index } of text.matchAll(/\s+/g))
    if (index > arrow + 2) result.push({ text: text.slice(0, index) + COLON + text.slice(index), colon: index });
  return result;
}

/** @returns what was asked; or a sentence about what is wrong; or the offset where the text could not be read on */
async function read(text: string, plan: ast.Document, services: SegplanCoreServices): Promise<Box | string | number> {
  const { LangiumDocumentFactory, LangiumDocuments, DocumentBuilder } = services.shared.workspace;
  const planUri = AstUtils.getDocument(plan).uri;
  const uri = UriUtils.joinPath(UriUtils.dirname(planUri), '.question.segplan');
  const before = `import ${JSON.stringify(`./${UriUtils.basename(planUri)}`)}\nallow `;
  const document = LangiumDocumentFactory.fromString<ast.Document>(before + text, uri);
  LangiumDocuments.addDocument(document);
  try {
    await DocumentBuilder.build([document], { validation: false });
    const broken = document.references.find((r) => r.error && r.$refText);
    if (broken?.error) return broken.error.message;
    const stop = stopOf(document);
    if (stop !== undefined) return Math.max(0, stop - before.length);
    const root = document.parseResult.value;
    const [rule, ...more] = services.segplan.Plans.plan(root).rules;
    if (!rule?.node.service || more.length || root.statements.length !== 2)
      return `A question names two ends and services. ${EXAMPLE}`;
    return faultOf(rule.node) ?? boxOf(rule);
  } finally {
    LangiumDocuments.deleteDocument(uri);
  }
}

/** Where the parser or the lexer first stumbled. */
function stopOf({ parseResult }: LangiumDocument): number | undefined {
  const end = parseResult.value.$cstNode?.end ?? 0;
  const offset = (token: IToken): number => (Number.isFinite(token.startOffset) ? token.startOffset : end);
  const stops = [...parseResult.lexerErrors.map((e) => e.offset), ...parseResult.parserErrors.map((e) => offset(e.token))];
  return stops.length ? Math.min(...stops) : undefined;
}

/** What a rule may say and a question may not, and addresses and ports that are none. */
function faultOf(rule: ast.Rule): string | undefined {
  if (rule.phase || rule.until || rule.reason) return `A question ends with its services; a phase is switched on with --phase.`;
  for (const node of AstUtils.streamAllContents(rule)) {
    if (ast.isRequiredService(node)) return "'required' is no service to ask about; name ports or services.";
    if (ast.isPortRange(node) && node.openEnded) return `${node.start}+ has no upper end; ask about ports or a range of them.`;
    try {
      if (ast.isPortRange(node)) portRangeBounds(node);
      else if (ast.isAddress(node)) parseAddress({ start: node.start, prefix: node.prefix, end: node.end });
      else if (ast.isFqdnEndpoint(node)) parseHostName(node.fqdn);
    } catch (error) {
      return (error as Error).message;
    }
  }
  return undefined;
}

/** All that the question names; of alternatives, each. */
function boxOf(rule: PlanRule): Box | string {
  const { sourceAddresses: sources, destinationAddresses: destinations } = rule;
  const side = sources.isEmpty ? rule.sources : destinations.isEmpty ? rule.destinations : undefined;
  if (side) return `${side.map((e) => e.label).join(', ')} stands for no address in this plan.`;
  return { sources, destinations, services: IntervalSet.unionAll([rule.services.set, ...rule.services.alternatives.flat()]) };
}
