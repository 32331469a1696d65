import type { IToken } from 'chevrotain';
import { AstUtils, type LangiumDocument, type Mutable, UriUtils } from 'langium';
import * as ast from '../../generated/ast.ts';
import { parseAddress } from '../../model/addresses.ts';
import { EndpointResolver } from '../../model/endpoint-resolver.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import { readRule } from '../../model/kept-rules.ts';
import { networkInCommon, seenIn } from '../../model/legs.ts';
import { smallest } from '../../model/lists.ts';
import type { PlanEndpoint, PlanRule, PlanZone } from '../../model/plan.ts';
import { portRangeBounds, sourceBounds } from '../../model/port-ranges.ts';
import { portlessSet } from '../../model/resolve-services.ts';
import { ANY_SERVICE } from '../../model/services.ts';
import { namedSet } from '../../model/stated-addresses.ts';
import type { SegplanCoreServices } from '../../module.ts';
import type { Box } from '../region.ts';
import { outerAddressFault } from './outer-address.ts';

/** What a question such as `vbr -> proxy tcp 6162` asks about, in the words of a plan. */
export interface Query extends Box {
  readonly text: string;
  /** The two ends as they were written. */
  readonly rule: PlanRule;
  /** The network that two components have in common, where one of them has a leg in it: it is asked about their addresses there. */
  readonly within?: PlanZone;
}

/** What a question is about: what happens between two ends, also where nobody knows their addresses, or the ways from one to the other. */
export type Asking = 'services' | 'ends';

const EXAMPLE = {
  services: 'Ask like this: "vbr -> proxy tcp 6162".',
  ends: 'Ask like this: "internet -> repo".',
} as const;

/**
 * Reads a question with the language's own parser, seen from a plan. The colon before the services may be left out.
 * @throws Error with a sentence for the user when the text is no question or names something that the plan does not have
 */
export async function parseQuery(
  text: string,
  plan: ast.Document,
  services: SegplanCoreServices,
  asking: Asking = 'services',
): Promise<Query> {
  if (/[\r\n]/.test(text)) throw new Error(`A question stands on one line. ${EXAMPLE[asking]}`);
  // Whatever else is wrong with it: 'a to b' is about no zone that is called 'to'.
  if (!text.includes('->'))
    throw new Error(`The question is not complete: an arrow stands between its two ends. ${EXAMPLE[asking]}`);
  let stop = 0;
  let fault: Fault | undefined;
  for (const spelling of spellings(text)) {
    const result = await read(spelling.text, plan, services, asking);
    if (typeof result === 'string') fault = fault?.isWhole ? fault : { says: result, isWhole: true };
    else if (typeof result === 'object' && 'says' in result) fault ??= result;
    else if (typeof result === 'number') stop = Math.max(stop, result > spelling.colon ? result - COLON.length : result);
    else return { ...result, text };
  }
  // A name that the plan doesn't have says more than where the text could not be read on.
  if (fault) throw new Error(fault.says);
  const rest = text.slice(stop).trim();
  const isComplete = rest !== '' && !/(->|[,:+-])\s*$/.test(text);
  const hint = /^[:/]?\s*\d/.test(rest) ? ': a port stands behind its protocol, and both behind the ends' : '';
  throw new Error(
    `${isComplete ? `The question can't be read from '${rest}' on${hint}.` : 'The question is not complete.'} ${EXAMPLE[asking]}`,
  );
}

/** What is wrong with a question, and whether it can be read to its end where it is spelled so. */
interface Fault {
  readonly says: string;
  readonly isWhole: boolean;
}

const BEFORE = 'allow ';
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

/**
 * The question is a rule that stands nowhere: its names are looked up as those of the plan are, and the workspace never learns of it.
 * @returns what was asked; or what is wrong, a sentence alone where the text can be read to its end; or the offset where the text could not be read on
 */
async function read(
  text: string,
  plan: ast.Document,
  services: SegplanCoreServices,
  asking: Asking,
): Promise<Omit<Query, 'text'> | Fault | string | number> {
  const uri = UriUtils.joinPath(UriUtils.dirname(AstUtils.getDocument(plan).uri), '.question.segplan');
  const document = services.shared.workspace.LangiumDocumentFactory.fromString<ast.Document>(BEFORE + text, uri);
  const [rule, ...more] = document.parseResult.value.statements;
  for (const each of document.parseResult.value.statements) (each as Mutable<typeof each>).$container = plan;
  await services.references.Linker.link(document);
  const broken = document.references.find((r) => r.error && r.$refText);
  const stop = stopOf(document);
  if (broken?.error) return stop === undefined ? broken.error.message : { says: broken.error.message, isWhole: false };
  if (stop !== undefined) return Math.max(0, stop - BEFORE.length);
  if (!rule || !ast.isRule(rule) || more.length)
    return `A question names two ends${asking === 'services' ? ' and services' : ''}. ${EXAMPLE[asking]}`;
  const model = services.segplan.Plans.plan(plan);
  const { zones, components } = model;
  const resolver = new EndpointResolver(zones, components);
  // Whoever asks for the ways to a component means each of its networks.
  const fault = faultOf(rule);
  if (fault !== undefined) return fault;
  const box = boxOf(readRule(rule, asking === 'ends' ? resolver.whole : resolver, components), asking);
  if (typeof box === 'string') return box;
  return outerAddressFault({ ...box.rule, services: asking === 'ends' ? undefined : box.services }, model) ?? box;
}

/** Where the parser or the lexer first stumbled. */
function stopOf({ parseResult, textDocument }: LangiumDocument): number | undefined {
  const end = textDocument.getText().length;
  const offset = (token: IToken): number => (Number.isFinite(token.startOffset) ? token.startOffset : end);
  const stops = [...parseResult.lexerErrors.map((e) => e.offset), ...parseResult.parserErrors.map((e) => offset(e.token))];
  return stops.length ? smallest(stops) : undefined;
}

/** What a rule may say and a question may not, and addresses and ports that are none. */
function faultOf(rule: ast.Rule): string | undefined {
  if (rule.phase || rule.until || rule.reason) return `A question ends with its services; leave out what follows them.`;
  for (const node of AstUtils.streamAllContents(rule)) {
    if (ast.isNamedEndpoint(node) && node.place && node.target.ref && !ast.isRole(node.target.ref)) {
      const [name, place] = [node.target.$refText, node.place.$refText];
      const leg =
        ast.isComponent(node.target.ref) && node.target.ref.legs.length
          ? ', and about one of its addresses in another network by that address'
          : '';
      return `A place stands behind a role alone, as in 'veeam.proxy in ${place}': ask about ${name} without 'in ${place}'${leg}.`;
    }
    if (ast.isRequiredService(node)) return "'required' is no service to ask about; name ports or services.";
    if (ast.isPortRange(node) && node.openEnded) return `${node.start}+ has no upper end; ask about ports or a range of them.`;
    try {
      if (ast.isPortRange(node)) portRangeBounds(node);
      else if (ast.isSourcePorts(node)) sourceBounds(node);
      else if (ast.isIcmpService(node) || ast.isProtocolService(node)) portlessSet(node);
      else if (ast.isAddress(node)) parseAddress({ start: node.start, prefix: node.prefix, end: node.end });
      else if (ast.isFqdnEndpoint(node) || ast.isTagEndpoint(node)) namedSet(node);
    } catch (error) {
      return (error as Error).message;
    }
  }
  return undefined;
}

/** All that the question names; of alternatives, each. One without services asks about all of them. */
function boxOf(rule: PlanRule, asking: Asking): Omit<Query, 'text'> | string {
  const { sourceAddresses: sources, destinationAddresses: destinations } = rule;
  const side = [rule.sources, rule.destinations].find(
    (ends, n) => (n ? destinations : sources).isEmpty && (asking === 'ends' || !ends.some((e) => e.components.length)),
  );
  if (side) return `${side.map((e) => e.label).join(', ')} stands for no address in this plan.`;
  const named = IntervalSet.unionAll([rule.services.set, ...rule.services.alternatives.flat()]);
  const box = { rule, sources, destinations, services: rule.node.service ? named : ANY_SERVICE };
  const within = networkInCommon(rule);
  if (!within || asking === 'ends') return within ? { ...box, within } : box;
  const inside = ([end]: readonly PlanEndpoint[]): Box['sources'] => seenIn(end!.components[0]!, within).addresses;
  return { ...box, sources: inside(rule.sources), destinations: inside(rule.destinations), within };
}
