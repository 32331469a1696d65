import {
  type AstNodeDescription,
  AstUtils,
  CstUtils,
  GrammarAST,
  type LangiumDocument,
  type ReferenceInfo,
  type Stream,
  stream,
} from 'langium';
import {
  type CompletionAcceptor,
  type CompletionContext,
  type CompletionValueItem,
  DefaultCompletionProvider,
  type NextFeature,
} from 'langium/lsp';
import {
  type CancellationToken,
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type CompletionParams,
  InsertTextFormat,
  type Position,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import * as ast from '../../language/generated/ast.ts';
import type { SegplanServices } from '../services.ts';
import { atSide, first, Lacks, sensible } from './completion/candidates.ts';
import { contextsAt, type Place } from './completion/contexts.ts';
import {
  about,
  checkItems,
  extendableItems,
  icmpTypeItems,
  markdown,
  phaseItems,
  placeItem,
  protocolItems,
  roleItem,
  ruleAt,
  serviceItem,
  sourceItem,
  systemItems,
  tagItems,
  textBefore,
  valueItems,
  versionItems,
} from './completion/items.ts';
import { subjectOf, textOf } from './completion/resolve.ts';
import { gapsAt, type Item, missingPortItems, missingServiceItems, ruleOf } from './completion/services.ts';
import { plainItem, plainText, SNIPPETS } from './completion/snippets.ts';
import { readingAt } from './fragment.ts';
import { valuesText } from './hover/role-hover.ts';
import { changeSince, surroundingsAt } from './surroundings.ts';

/** A list of ports that the cursor stands in: its protocol, and what of a port is there already. */
const OPEN_PORTS = /(?<![\w.-])(tcp\s*\+\s*udp|tcp|udp)\s+(?:[\d\s,-]*,\s*)?(\d*)$/;

/** The name of a vendor to extend. */
const EXTENDING = /\bextend\s+vendor\s+[\w-]*$/;

/** Completes roles, ends of rules, services that a pair still lacks, properties and whole statements. */
export class SegplanCompletionProvider extends DefaultCompletionProvider {
  override readonly completionOptions = { triggerCharacters: [' ', '.', ':', ','] };
  private readonly services: SegplanServices;
  private readonly segplan: SegplanServices['segplan'];
  private readonly places = new WeakMap<Position, Place>();
  private readonly lacks = new WeakMap<CompletionContext, Lacks>();

  /** Whether the editor understands texts with places to fill in. */
  private snippets = true;

  constructor(services: SegplanServices) {
    super(services);
    this.services = services;
    this.segplan = services.segplan;
    services.shared.lsp.LanguageServer.onInitialize(({ capabilities }) => {
      this.snippets = capabilities.textDocument?.completion?.completionItem?.snippetSupport ?? false;
    });
  }

  private async itemsFor(
    document: LangiumDocument,
    params: CompletionParams,
    token: CancellationToken | undefined,
  ): Promise<CompletionList | undefined> {
    const list = await super.getCompletion(document, params, token);
    return list && { ...list, items: this.snippets ? list.items : list.items.map(plainItem) };
  }

  /**
   * Ports come from the text before the cursor: the grammar's next elements end with the word `tcp`, which may itself go on to `tcp+udp`.
   */
  override async getCompletion(
    document: LangiumDocument,
    params: CompletionParams,
    token?: CancellationToken,
  ): Promise<CompletionList | undefined> {
    const list = await this.itemsFor(document, params, token);
    const root = document.parseResult.value;
    const { textDocument } = document;
    const offset = textDocument.offsetAt(params.position);
    const open = OPEN_PORTS.exec(textBefore({ textDocument, tokenOffset: offset }));
    const place = open && this.placeAt(document, params.position);
    if (!open || !place || !ast.isDocument(root)) return list;
    const { syntax, shift } = place.reading;
    const leaf = CstUtils.findLeafNodeBeforeOffset(syntax, offset + shift);
    const analysis = this.segplan.Plans.lastAnalysis(root);
    const rule = leaf && ruleOf(leaf.astNode);
    const range = { start: textDocument.positionAt(offset - open[2]!.length), end: params.position };
    const items = missingPortItems(gapsAt(rule, analysis), open[1]!, analysis).map((item) => ({
      ...item,
      textEdit: { range, newText: item.label },
    }));
    return { isIncomplete: true, items: [...items, ...(list?.items ?? [])] };
  }

  /** What is said of an item, once somebody looks at it. */
  resolve(item: CompletionItem): CompletionItem {
    const subject = subjectOf(item);
    const root =
      subject && this.services.shared.workspace.LangiumDocuments.getDocument(URI.parse(subject.uri))?.parseResult.value;
    if (!ast.isDocument(root)) return item;
    return { ...item, documentation: markdown(textOf(subject!, this.segplan.Plans.lastAnalysis(root))) };
  }

  /** The statement at a place, read once for all that is asked about it. */
  private placeAt(document: LangiumDocument, position: Position): Place | undefined {
    const root = document.parseResult.value;
    let place = this.places.get(position);
    if (!place && ast.isDocument(root)) {
      const { textDocument } = document;
      const offset = textDocument.offsetAt(position);
      const reading = readingAt(document, offset, this.services);
      const surroundings = surroundingsAt(root, textDocument.getText(), offset, changeSince(document));
      place = reading && { reading, surroundings };
      if (place) this.places.set(position, place);
    }
    return place;
  }

  protected override *buildContexts(document: LangiumDocument, position: Position): IterableIterator<CompletionContext> {
    const place = this.placeAt(document, position);
    if (!place) return;
    yield* contextsAt(document, position, place, this.services, (text) =>
      this.findFeaturesAt(TextDocument.create('', '', 0, text), text.length),
    );
  }

  protected override async completionFor(
    context: CompletionContext,
    next: NextFeature,
    acceptor: CompletionAcceptor,
  ): Promise<void> {
    const root = context.document.parseResult.value;
    if (!ast.isDocument(root)) return;
    const offer = (items: readonly Item[]): void => {
      for (const item of items) acceptor(context, item);
    };
    if (GrammarAST.isRuleCall(next.feature)) this.completeTerminal(context, next, root, offer);
    else if (GrammarAST.isKeyword(next.feature) && next.feature.value === 'required' && inRule(context))
      offer(this.serviceItems(context, root));
    await super.completionFor(context, next, acceptor);
  }

  /** What a terminal of the grammar stands for here: a phase, a property's value, a date. */
  private completeTerminal(
    context: CompletionContext,
    next: NextFeature,
    root: ast.Document,
    offer: (items: readonly Item[]) => void,
  ): void {
    if (next.property === 'value' || (next.property === 'values' && ast.isPropertyCondition(context.node)))
      offer(valueItems(context.node));
    // A version is one of three kinds of numbers.
    if (next.property === 'number' && GrammarAST.isRuleCall(next.feature) && next.feature.rule.$refText === 'INT')
      offer(versionItems(context, this.segplan.Plans.lastAnalysis(root).plan));
    if (isNameOf(next, 'IcmpType')) offer(icmpTypeItems(icmpOf(context)));
    if (isNameOf(next, 'ProtocolName')) offer(protocolItems());
    if (next.property === 'name' && EXTENDING.test(textBefore({ ...context, tokenOffset: context.offset })))
      offer(extendableItems(root, this.segplan.VisibleDocuments));
    if (next.property === 'system') offer(systemItems());
    if (next.property === 'tag') offer(tagItems(root, this.segplan.Plans.lastAnalysis(root).plan));
    if (next.property === 'phase' || next.property === 'phases') offer(phaseItems(this.segplan.Plans.lastAnalysis(root).plan));
    if (next.property === 'code' && next.type === ast.CheckLevel.$type) offer(checkItems(root));
    if (next.property === 'until')
      offer([
        {
          label: 'YYYY-MM-DD',
          kind: CompletionItemKind.Snippet,
          insertText: `\${1:${this.segplan.Plans.today()}}`,
          insertTextFormat: InsertTextFormat.Snippet,
          filterText: '',
        },
      ]);
  }

  private serviceItems(context: CompletionContext, root: ast.Document): Item[] {
    const analysis = this.segplan.Plans.lastAnalysis(root);
    return missingServiceItems(gapsAt(ruleAt(context), analysis), analysis);
  }

  protected override getReferenceCandidates(refInfo: ReferenceInfo, context: CompletionContext): Stream<AstNodeDescription> {
    const root = context.document.parseResult.value as ast.Document;
    const { plan } = this.segplan.Plans.lastAnalysis(root);
    const typed = context.textDocument.getText().slice(context.tokenOffset, context.offset);
    const all = super
      .getReferenceCandidates(atSide(refInfo, context), context)
      .filter((d) => this.fuzzyMatcher.match(typed, d.name));
    return stream(first(sensible(all.toArray(), refInfo, root, plan), this.lacksAt(context), plan));
  }

  private lacksAt(context: CompletionContext): Lacks {
    let lacks = this.lacks.get(context);
    if (!lacks) {
      lacks = new Lacks(context, this.segplan.Plans.lastAnalysis(context.document.parseResult.value as ast.Document));
      this.lacks.set(context, lacks);
    }
    return lacks;
  }

  protected override createReferenceCompletionItem(
    description: AstNodeDescription,
    refInfo: ReferenceInfo,
    context: CompletionContext,
  ): CompletionValueItem {
    const item = { nodeDescription: description, kind: CompletionItemKind.Reference, detail: description.type, sortText: '0' };
    const root = context.document.parseResult.value as ast.Document;
    const { node } = description;
    if (!node) return item;
    const analysis = this.segplan.Plans.lastAnalysis(root);
    if (ast.isRole(node)) return { ...item, ...roleItem(node, context, analysis, refInfo) };
    if (ast.isComponent(node) || ast.isZone(node) || ast.isGroup(node) || ast.isSite(node))
      return { ...item, ...placeItem(node, context, analysis, this.lacksAt(context)) };
    if (ast.isService(node)) return { ...item, ...serviceItem(node, description.name) };
    if (ast.isVendor(node))
      return {
        ...item,
        kind: CompletionItemKind.Module,
        detail: node.title ?? node.name,
        data: about(root, 'vendor', node.name),
      };
    if (ast.isFeature(node)) return { ...item, kind: CompletionItemKind.Event, detail: node.title ?? '' };
    if (ast.isSource(node)) return { ...item, ...sourceItem(node, root, analysis.plan, refInfo) };
    if (ast.isProperty(node))
      return {
        ...item,
        kind: CompletionItemKind.Property,
        detail: valuesText({ type: node.type ?? 'choice', values: node.values }),
        documentation: node.title ?? '',
        insertText: `${node.name} = `,
      };
    return item;
  }

  protected override completionForKeyword(
    context: CompletionContext,
    keyword: GrammarAST.Keyword,
    acceptor: CompletionAcceptor,
  ): void {
    if (!this.filterKeyword(context, keyword)) return;
    acceptor(context, { label: keyword.value, kind: CompletionItemKind.Keyword, sortText: '5' });
    const snippet = SNIPPETS[keyword.value];
    const rule = AstUtils.getContainerOfType(keyword, GrammarAST.isParserRule)?.name ?? '';
    if (!snippet || rule === 'Name') return;
    acceptor(context, {
      label: keyword.value,
      kind: CompletionItemKind.Snippet,
      detail: snippet.title,
      insertText: snippet.text,
      insertTextFormat: InsertTextFormat.Snippet,
      documentation: markdown(`\`\`\`segplan\n${plainText(snippet.text)}\n\`\`\``),
      sortText: '4',
    });
  }

  protected override filterKeyword(_context: CompletionContext, keyword: GrammarAST.Keyword): boolean {
    // Words that merely may serve as names would be noise wherever a name can stand.
    return /^[a-z]/.test(keyword.value) && AstUtils.getContainerOfType(keyword, GrammarAST.isParserRule)?.name !== 'Name';
  }
}

/** Whether a name comes next that some rule of the grammar takes in place of a number. */
function isNameOf({ feature }: NextFeature, rule: string): boolean {
  if (!GrammarAST.isRuleCall(feature) || feature.rule.$refText !== 'ID') return false;
  return AstUtils.getContainerOfType(feature, GrammarAST.isParserRule)?.name === rule;
}

/** Which of the two the cursor stands behind. */
function icmpOf(context: CompletionContext): 'icmp' | 'icmpv6' {
  return /icmpv6\s*$/.test(textBefore(context)) ? 'icmpv6' : 'icmp';
}

function inRule(context: CompletionContext): boolean {
  return ruleAt(context) !== undefined;
}
