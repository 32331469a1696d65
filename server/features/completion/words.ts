import { AstUtils, GrammarAST } from 'langium';
import { CompletionItemKind, InsertTextFormat } from 'vscode-languageserver';
import type * as ast from '../../../language/generated/ast.ts';
import { wordHover } from '../hover/word-hover.ts';
import { about } from './items.ts';
import type { Item } from './services.ts';
import { SNIPPETS } from './snippets.ts';

/** Words of services stand before the names of services, and the arrow before all else. */
const WORDS: Readonly<Record<string, string>> = { '->': '0', required: '1', tcp: '2', udp: '2', icmp: '2' };

/** Statements in the order in which plans are written. */
const STATEMENTS =
  'plan use zone site component subnet allow deny assert group service import enable phase check bind deployment pair firewall direction vpn nat trust vendor extend'.split(
    ' ',
  );

/** What the words that begin lines are for, some by the kind of syntax that they stand in; those that bring the rest of their lines say it with that. */
const TITLES: Readonly<Record<string, string>> = {
  use: 'A product that you have',
  service: 'A name for ports',
  import: 'Zones and names of another file',
  enable: 'A feature that you use',
  phase: 'A phase that is on',
  check: 'How much a check counts',
  nat: 'Addresses that are translated',
  subnet: 'The addresses of the zone',
  'FirewallZones.zones': 'The zones that it stands between',
  'FirewallZones.at': 'The zones at whose hosts it stands',
  'FirewallInterface.interface': 'What it calls a zone',
  'AddressTranslation.nat': 'An address that others know',
  'RunningFiles.running': 'Files with what it runs now',
  source: 'A document that facts stand in',
  versions: 'Those that the sources speak of',
  feature: 'What some installations use',
  role: 'What a component can be',
  flow: 'Who connects to whom',
  advice: 'What the vendor advises',
  sizing: 'How large a component has to be',
  incomplete: 'What the catalog does not hold',
  property: 'What a plan can set',
};

/** The kind of syntax that a word stands in. */
function ruleOf(keyword: GrammarAST.Keyword): string {
  return AstUtils.getContainerOfType(keyword, GrammarAST.isParserRule)?.name ?? '';
}

/** What is said of a word once it is looked at: what a hover over it says where it stands. */
function meaning(keyword: GrammarAST.Keyword, root: ast.Document): Pick<Item, 'data'> {
  const [rule, label] = [ruleOf(keyword), keyword.value];
  return wordHover(label, rule) ? { data: about(root, 'word', `${rule}.${label}`) } : {};
}

/** A word of the language that goes on with a statement. */
export function wordItem(keyword: GrammarAST.Keyword, root: ast.Document): Item {
  const label = keyword.value;
  const detail = TITLES[`${ruleOf(keyword)}.${label}`];
  const sortText = WORDS[label] ?? '5';
  return { label, kind: CompletionItemKind.Keyword, ...(detail ? { detail } : {}), sortText, ...meaning(keyword, root) };
}

/**
 * A word that begins a statement, with the rest of it where it has places to fill in.
 * @param root of the plan that it is offered for
 * @param inPlan makes the rest fit the plan
 */
export function statementItem(keyword: GrammarAST.Keyword, root: ast.Document, inPlan: (text: string) => string): Item {
  const label = keyword.value;
  const place = STATEMENTS.indexOf(label);
  const sortText = `4${String(place < 0 ? STATEMENTS.length : place).padStart(2, '0')}`;
  const snippet = SNIPPETS[label];
  if (!snippet) {
    const detail = TITLES[label];
    return { label, kind: CompletionItemKind.Keyword, ...(detail ? { detail } : {}), sortText, ...meaning(keyword, root) };
  }
  return {
    label,
    kind: CompletionItemKind.Snippet,
    detail: snippet.title,
    insertText: inPlan(snippet.text),
    insertTextFormat: InsertTextFormat.Snippet,
    data: about(root, 'snippet', label),
    sortText,
  };
}
