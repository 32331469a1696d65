import {
  type AstNodeDescription,
  AstUtils,
  CstUtils,
  GrammarAST,
  type LangiumDocument,
  type ReferenceInfo,
  type Stream,
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
  CompletionItemKind,
  type CompletionList,
  type CompletionParams,
  InsertTextFormat,
} from 'vscode-languageserver';
import { trustableSources } from '../../language/analysis/contested/contested.ts';
import { nameOf } from '../../language/editing/names.ts';
import * as ast from '../../language/generated/ast.ts';
import { featureId } from '../../language/model/read-catalog.ts';
import type { SegplanServices } from '../services.ts';
import {
  checkItems,
  extendableItems,
  icmpTypeItems,
  markdown,
  placeItem,
  protocolItems,
  roleItem,
  ruleAt,
  serviceItem,
  sourceItem,
  systemItems,
  tagItems,
  valueItems,
  versionItems,
} from './completion/items.ts';
import { gapsAt, type Item, missingPortItems, missingServiceItems, ruleOf } from './completion/services.ts';
import { plainItem, plainText, SNIPPETS } from './completion/snippets.ts';
import { valuesText, vendorHover } from './hover/role-hover.ts';

/** A list of ports that the cursor stands in: its protocol, and what of a port is there already. */
const OPEN_PORTS = /(?<![\w.-])(tcp\s*\+\s*udp|tcp|udp)\s+(?:[\d\s,-]*,\s*)?(\d*)$/;

/** The name of a vendor to extend. */
const EXTENDING = /\bextend\s+vendor\s+[\w-]*$/;

/** Completes roles, ends of rules, services that a pair still lacks, properties and whole statements. */
export class SegplanCompletionProvider extends DefaultCompletionProvider {
  override readonly completionOptions = { triggerCharacters: [' ', '.', ':', ','] };
  private readonly segplan: SegplanServices['segplan'];

  /** Whether the editor understands texts with places to fill in. */
  private snippets = true;

  constructor(services: SegplanServices) {
    super(services);
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
    const offset = document.textDocument.offsetAt(params.position);
    const before = document.textDocument.getText().slice(0, offset);
    const open = OPEN_PORTS.exec(before);
    if (!open || !ast.isDocument(root) || !root.$cstNode) return list;
    const leaf = CstUtils.findLeafNodeBeforeOffset(root.$cstNode, offset);
    const analysis = this.segplan.Plans.analysis(root);
    const rule = leaf && ruleOf(leaf.astNode);
    const range = { start: document.textDocument.positionAt(offset - open[2]!.length), end: params.position };
    const items = missingPortItems(gapsAt(rule, analysis), open[1]!, analysis).map((item) => ({
      ...item,
      textEdit: { range, newText: item.label },
    }));
    return { isIncomplete: true, items: [...items, ...(list?.items ?? [])] };
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
      offer(versionItems(context, this.segplan.Plans.plan(root)));
    if (isNameOf(next, 'IcmpType')) offer(icmpTypeItems(icmpOf(context)));
    if (isNameOf(next, 'ProtocolName')) offer(protocolItems());
    if (next.property === 'name' && EXTENDING.test(context.textDocument.getText().slice(0, context.offset)))
      offer(extendableItems(root, this.segplan.VisibleDocuments));
    if (next.property === 'system') offer(systemItems());
    if (next.property === 'tag') offer(tagItems(root, this.segplan.Plans.plan(root)));
    if (next.property === 'phase' || next.property === 'phases') offer(this.phaseItems(root));
    if (next.property === 'code' && next.type === ast.CheckLevel.$type) offer(checkItems());
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
    const analysis = this.segplan.Plans.analysis(root);
    return missingServiceItems(gapsAt(ruleAt(context), analysis), analysis);
  }

  private phaseItems(root: ast.Document): Item[] {
    const { plan } = this.segplan.Plans.analysis(root);
    const flows = [...plan.uses.values()].flatMap((u) => u.vendor.flows);
    const names = new Set([...flows.flatMap((f) => f.phase ?? []), ...plan.rules.flatMap((r) => r.phase ?? [])]);
    return [...names].map((label) => ({ label, kind: CompletionItemKind.EnumMember, detail: 'phase', sortText: '0' }));
  }

  protected override getReferenceCandidates(refInfo: ReferenceInfo, context: CompletionContext): Stream<AstNodeDescription> {
    const all = super.getReferenceCandidates(atSide(refInfo, context), context);
    const root = context.document.parseResult.value as ast.Document;
    const { container } = refInfo;
    const component = AstUtils.getContainerOfType(container, ast.isComponent);
    if (component && refInfo.property === 'roles') return all.filter((d) => !component.roles.some((r) => r.$refText === d.name));
    if (component && refInfo.property === 'property')
      return all.filter((d) => !component.assignments.some((a) => a.property?.$refText === d.name));
    if (refInfo.property === 'vendor') {
      const used = root.statements.flatMap((s) => (s.$type === 'Use' ? [s.vendor?.$refText] : []));
      return all.filter((d) => !used.includes(d.name));
    }
    if (refInfo.property === 'features') {
      const { uses, features } = this.segplan.Plans.plan(root);
      return all.filter((d) => {
        const feature = d.node;
        return (
          !ast.isFeature(feature) ||
          (uses.has((feature.$container as ast.Vendor).name) && !features.has(featureId(feature)) && !d.name.includes('.'))
        );
      });
    }
    if (refInfo.property === 'sources' && ast.isTrust(container)) {
      const plan = this.segplan.Plans.plan(root);
      const useful = trustableSources(plan);
      return all.filter((d) => useful.has(d.name) && !plan.trusted.has(d.name));
    }
    // `zone.component` is for names that are not unique; offering both would double the list.
    if (refInfo.property === 'target' || refInfo.property === 'members') {
      const plan = this.segplan.Plans.plan(root);
      return all.filter((d) => !ast.isComponent(d.node) || d.name === nameOf(d.node, plan));
    }
    return all;
  }

  protected override createReferenceCompletionItem(
    description: AstNodeDescription,
    refInfo: ReferenceInfo,
    context: CompletionContext,
  ): CompletionValueItem {
    const item = super.createReferenceCompletionItem(description, refInfo, context);
    const root = context.document.parseResult.value as ast.Document;
    const { node } = description;
    if (!node) return item;
    const analysis = this.segplan.Plans.analysis(root);
    if (ast.isRole(node)) return { ...item, ...roleItem(node, root, analysis, refInfo) };
    if (ast.isComponent(node) || ast.isZone(node) || ast.isGroup(node) || ast.isSite(node))
      return { ...item, ...placeItem(node, context, analysis) };
    if (ast.isService(node)) return { ...item, ...serviceItem(node, description.name) };
    if (ast.isVendor(node)) {
      const vendor = analysis.plan.catalog.vendors.get(node.name);
      return {
        ...item,
        kind: CompletionItemKind.Module,
        detail: node.title ?? node.name,
        ...(vendor ? { documentation: markdown(vendorHover(vendor)) } : {}),
      };
    }
    if (ast.isFeature(node)) return { ...item, kind: CompletionItemKind.Event, detail: node.title ?? '' };
    if (ast.isSource(node)) return { ...item, ...sourceItem(node, analysis.plan, refInfo) };
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
function icmpOf({ textDocument, tokenOffset }: CompletionContext): 'icmp' | 'icmpv6' {
  return /icmpv6\s*$/.test(textDocument.getText().slice(0, tokenOffset)) ? 'icmpv6' : 'icmp';
}

function inRule(context: CompletionContext): boolean {
  return ruleAt(context) !== undefined;
}

/** The name of a property behind `initiator` or `responder` is one of that side: what it belongs to is not parsed yet. */
function atSide(refInfo: ReferenceInfo, { textDocument, tokenOffset }: CompletionContext): ReferenceInfo {
  const side = /\b(initiator|responder)\s+$/.exec(textDocument.getText().slice(0, tokenOffset))?.[1];
  if (refInfo.property !== 'property' || !side) return refInfo;
  const container = { $type: ast.PropertyCondition.$type, $container: refInfo.container, side };
  return { ...refInfo, container };
}
