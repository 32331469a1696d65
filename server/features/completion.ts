import {
  type AstNodeDescription,
  AstUtils,
  GrammarAST,
  type LangiumDocument,
  type MaybePromise,
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
  CompletionList,
  type CompletionParams,
  CompletionTriggerKind,
  type Position,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { Analysis } from '../../language/analysis/analyze.ts';
import * as ast from '../../language/generated/ast.ts';
import type { SegplanServices } from '../services.ts';
import { beginsLine, isLineStart, mayBeOver } from './completion/beginnings.ts';
import { atSide, first, Lacks, sensible } from './completion/candidates.ts';
import { withoutCircles } from './completion/circles.ts';
import { contextsAt, type Place } from './completion/contexts.ts';
import { fitting } from './completion/fitting.ts';
import { importItems, unquotedPathAt } from './completion/imports.ts';
import { about, markdown, placeItem, ruleAt, serviceItem, sourceItem, textBefore, typedAt } from './completion/items.ts';
import { isFound } from './completion/matching.ts';
import { behindPorts, besideListed, numberItems } from './completion/open-lists.ts';
import { propertyItem } from './completion/property-item.ts';
import { subjectOf, textOf } from './completion/resolve.ts';
import { lateParts, roleItem } from './completion/role-items.ts';
import { gapsAt, type Item, missingServiceItems } from './completion/services.ts';
import { servicesOnce } from './completion/services-once.ts';
import { type Editor, editorOf, foundBy, listFor, otherNames, withOwnWord } from './completion/shown.ts';
import { silencingItems } from './completion/silencing.ts';
import { terminalItems } from './completion/terminals.ts';
import { textPlaceAt } from './completion/text-place.ts';
import { catalogOf, vendorsOfEnds } from './completion/vendors-of-ends.ts';
import { statementItem, wordItem } from './completion/words.ts';
import { readingAt } from './fragment.ts';
import { zoneOf } from './plan-nodes.ts';
import { changeSince, surroundingsAt } from './surroundings.ts';

/** The rules of the grammar in which somebody compares: signs are offered there like words. */
const COMPARING: ReadonlySet<string> = new Set(['VersionCondition', 'PropertyCondition']);

/** Completes roles, ends of rules, services that a pair still lacks, properties and whole statements. */
export class SegplanCompletionProvider extends DefaultCompletionProvider {
  override readonly completionOptions = { triggerCharacters: [' ', '.', ':', ',', '/', '"'] };
  private readonly services: SegplanServices;
  private readonly segplan: SegplanServices['segplan'];
  private readonly places = new WeakMap<Position, Place>();
  private readonly lacks = new WeakMap<CompletionContext, Lacks>();
  private readonly analyses = new WeakMap<CompletionContext, Analysis>();
  /** Places that are asked about since a blank was typed: what may be all there is to say is left alone, or Enter would go on with it. */
  private readonly afterBlank = new WeakSet<Position>();
  private editor: Editor = { snippets: true, details: true, ranges: false, data: false, commands: false, late: new Set() };

  constructor(services: SegplanServices) {
    super(services);
    this.services = services;
    this.segplan = services.segplan;
    services.shared.lsp.LanguageServer.onInitialize((params) => {
      this.editor = editorOf(params);
    });
  }

  /** What stands in comments and in texts is nobody's business, but for codes that a comment silences, and the paths of imports. */
  override async getCompletion(
    document: LangiumDocument,
    params: CompletionParams,
    token?: CancellationToken,
  ): Promise<CompletionList | undefined> {
    const { textDocument } = document;
    const { position, context } = params;
    const offset = textDocument.offsetAt(position);
    const place = textPlaceAt(textDocument.getText(), offset);
    if (place.kind === 'comment')
      return listFor(this.editor, silencingItems(document as LangiumDocument<ast.Document>, offset, this.segplan.CheckRunner));
    const path = place.kind === 'text' ? place.start : unquotedPathAt(textDocument.getText(), offset);
    if (path !== undefined) {
      const files = this.services.shared.workspace.FileSystemProvider;
      return CompletionList.create(await importItems(textDocument, path, offset, files));
    }
    // These begin nothing but texts and paths.
    const typed = context?.triggerKind === CompletionTriggerKind.TriggerCharacter ? context.triggerCharacter : undefined;
    if (typed === '"' || typed === '/') return CompletionList.create([]);
    if (typed === ' ') this.afterBlank.add(position);
    const list = await super.getCompletion(document, params, token);
    const items = [...this.numbersAt(document, position), ...(list?.items ?? [])];
    return listFor(this.editor, withOwnWord(items, document, this.segplan.Plans));
  }

  private numbersAt(document: LangiumDocument, position: Position): CompletionItem[] {
    const root = document.parseResult.value;
    const place = this.placeAt(document, position);
    return place && ast.isDocument(root) ? numberItems(document, position, place, this.segplan.Plans.lastAnalysis(root)) : [];
  }

  /** What is said of an item, once somebody looks at it. */
  resolve(item: CompletionItem): CompletionItem {
    const subject = subjectOf(item);
    const root =
      subject && this.services.shared.workspace.LangiumDocuments.getDocument(URI.parse(subject.uri))?.parseResult.value;
    if (!ast.isDocument(root)) return item;
    const analysis = this.segplan.Plans.lastAnalysis(root);
    const { kind, name, inVendor = false } = subject!;
    const late = kind === 'role' ? lateParts(name, inVendor, root.$document as LangiumDocument<ast.Document>, analysis.plan) : {};
    return { ...late, ...item, documentation: markdown(textOf(subject!, analysis)) };
  }

  /** The statement at a place, read once for all that is asked about it. */
  private placeAt(document: LangiumDocument, position: Position): Place | undefined {
    const root = document.parseResult.value;
    let place = this.places.get(position);
    if (!place && ast.isDocument(root)) {
      const { textDocument } = document;
      const offset = textDocument.offsetAt(position);
      const change = changeSince(document);
      const reading = readingAt(document, offset, this.services, change);
      const surroundings = surroundingsAt(root, textDocument.getText(), offset, change);
      place = reading && { reading, surroundings };
      if (place) this.places.set(position, place);
    }
    return place;
  }

  protected override *buildContexts(document: LangiumDocument, position: Position): IterableIterator<CompletionContext> {
    const place = this.placeAt(document, position);
    if (!place) return;
    const find = (text: string): NextFeature[] => this.findFeaturesAt(TextDocument.create('', '', 0, text), text.length);
    const contexts = contextsAt(document, position, place, this.services, (text) => behindPorts(text, find));
    for (const context of contexts) if (!this.afterBlank.has(position) || !mayBeOver(context.features)) yield context;
  }

  protected override completionFor(
    context: CompletionContext,
    next: NextFeature,
    acceptor: CompletionAcceptor,
  ): MaybePromise<void> {
    const root = context.document.parseResult.value;
    if (!ast.isDocument(root)) return;
    // A statement begins on a line of its own: behind a finished one, Enter is to end that.
    if (beginsLine(next) && !isLineStart(context.textDocument.getText(), context.tokenOffset)) return;
    if (GrammarAST.isKeyword(next.feature) && next.feature.value === 'plan' && root.statements.some(ast.isPlanHeader)) return;
    const offer = (items: readonly Item[]): void => {
      for (const item of items) acceptor(context, item);
    };
    if (GrammarAST.isRuleCall(next.feature)) offer(terminalItems(context, next, root, this.segplan));
    else if (GrammarAST.isKeyword(next.feature) && next.feature.value === 'required' && ruleAt(context))
      offer(this.serviceItems(context, root));
    return super.completionFor(context, next, acceptor);
  }

  /** A name of what is only begun is one of what the grammar would make of it, and not of the last thing that was read. */
  protected override completionForCrossReference(
    context: CompletionContext,
    next: NextFeature<GrammarAST.CrossReference>,
    acceptor: CompletionAcceptor,
  ): MaybePromise<void> {
    const { feature } = GrammarAST.isAssignment(next.feature.$container) ? next.feature.$container : {};
    const { AstReflection } = this.services.shared;
    const isOf = (type: string): boolean =>
      feature === undefined || AstReflection.getTypeMetaData(type).properties[feature]?.referenceType !== undefined;
    if (next.type || !context.node || isOf(context.node.$type)) return super.completionForCrossReference(context, next, acceptor);
    const rule = AstUtils.getContainerOfType(next.feature, GrammarAST.isParserRule)?.name;
    if (rule && isOf(rule)) return super.completionForCrossReference(context, { ...next, type: rule }, acceptor);
  }

  private serviceItems(context: CompletionContext, root: ast.Document): Item[] {
    const analysis = this.segplan.Plans.lastAnalysis(root);
    return besideListed(missingServiceItems(gapsAt(ruleAt(context), analysis), analysis), textBefore(context));
  }

  protected override getReferenceCandidates(refInfo: ReferenceInfo, context: CompletionContext): Stream<AstNodeDescription> {
    const root = context.document.parseResult.value as ast.Document;
    const { plan } = this.analysisAt(context);
    const typed = typedAt(context);
    const all = super.getReferenceCandidates(atSide(refInfo, context), context);
    const isService = this.services.shared.AstReflection.getReferenceType(refInfo) === ast.Service.$type;
    const named = isService ? stream(servicesOnce(all.toArray(), typed)) : all;
    const found = named.filter((d) => isFound(typed, d.name, () => otherNames(d.node))).toArray();
    const fit = sensible(withoutCircles(found, refInfo), refInfo, root, plan, typed);
    return stream(first(fit, typed, this.lacksAt(context), plan));
  }

  /** What is known of the plan at a place: asked once for hundreds of items, since it hangs on the day. */
  private analysisAt(context: CompletionContext): Analysis {
    let analysis = this.analyses.get(context);
    if (!analysis) {
      analysis = this.segplan.Plans.lastAnalysis(context.document.parseResult.value as ast.Document);
      this.analyses.set(context, analysis);
    }
    return analysis;
  }

  private lacksAt(context: CompletionContext): Lacks {
    let lacks = this.lacks.get(context);
    if (!lacks) {
      lacks = new Lacks(context, this.analysisAt(context));
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
    const analysis = this.analysisAt(context);
    if (ast.isRole(node)) return { ...item, ...roleItem(node, context, analysis, refInfo) };
    if (ast.isComponent(node) || ast.isZone(node) || ast.isGroup(node) || ast.isSite(node))
      return { ...item, ...placeItem(node, context, analysis, this.lacksAt(context)) };
    if (ast.isService(node))
      return { ...item, ...serviceItem(node, description.name, analysis.plan, vendorsOfEnds(context), catalogOf(refInfo)) };
    if (ast.isVendor(node))
      return {
        ...item,
        kind: CompletionItemKind.Module,
        detail: node.title ?? node.name,
        data: about(root, 'vendor', node.name),
      };
    if (ast.isFeature(node)) return { ...item, kind: CompletionItemKind.Event, detail: node.title ?? '' };
    if (ast.isSource(node)) return { ...item, ...sourceItem(node, root, analysis.plan, refInfo) };
    if (ast.isProperty(node)) return { ...item, ...propertyItem(node, refInfo, this.editor.commands) };
    return item;
  }

  /** A word that begins a statement comes with the rest of it, and once. */
  protected override completionForKeyword(
    context: CompletionContext,
    keyword: GrammarAST.Keyword,
    acceptor: CompletionAcceptor,
  ): void {
    if (!this.filterKeyword(context, keyword)) return;
    // The one would stand for itself in a catalog, and the other one has ports set by a plan.
    const isOfPlan = !AstUtils.getContainerOfType(context.node, ast.isVendor);
    if (keyword.value === (isOfPlan ? 'set' : 'required')) return;
    const root = context.document.parseResult.value as ast.Document;
    const begins = beginsLine({ feature: keyword });
    const inPlan = (text: string): string => {
      const { plan } = this.analysisAt(context);
      const around = context.node && AstUtils.getContainerOfType(context.node, ast.isZone);
      return fitting(keyword.value, text, plan, around && zoneOf(around, plan));
    };
    acceptor(context, begins ? statementItem(keyword, root, inPlan) : wordItem(keyword, root));
  }

  protected override filterKeyword(_context: CompletionContext, keyword: GrammarAST.Keyword): boolean {
    // Words that merely may serve as names would be noise wherever a name can stand.
    const rule = AstUtils.getContainerOfType(keyword, GrammarAST.isParserRule)?.name ?? '';
    return COMPARING.has(rule) ? /^[a-z<>=]/.test(keyword.value) : /^([a-z]|->)/.test(keyword.value) && rule !== 'Name';
  }

  /** What was found is told to the editor with a text to find it by, since editors find by the beginnings of words alone. */
  protected override fillCompletionItem(context: CompletionContext, value: CompletionValueItem): CompletionItem | undefined {
    const item = super.fillCompletionItem(context, value);
    return item && foundBy(typedAt(context), item, 'nodeDescription' in value ? otherNames(value.nodeDescription.node) : []);
  }

  /** The word that is typed gives way to the whole name, whichever part of it that is. */
  protected override buildCompletionTextEdit(
    { textDocument, tokenOffset, tokenEndOffset, position, offset }: CompletionContext,
    _label: string,
    newText: string,
  ): NonNullable<CompletionItem['textEdit']> {
    const start = textDocument.positionAt(Math.min(tokenOffset, offset));
    if (!this.clientCapabilities?.completionItem?.insertReplaceSupport) return { newText, range: { start, end: position } };
    const end = textDocument.positionAt(Math.max(tokenEndOffset, offset));
    return { newText, insert: { start, end: position }, replace: { start, end } };
  }
}
