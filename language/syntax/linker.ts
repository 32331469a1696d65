import {
  type AstNode,
  type AstNodeDescription,
  AstUtils,
  Cancellation,
  type CstNode,
  DefaultLinker,
  GrammarAST,
  interruptAndCheck,
  isReference,
  type LangiumCoreServices,
  type LangiumDocument,
  type LinkingError,
  type Reference,
  type ReferenceInfo,
  type Scope,
} from 'langium';
import * as ast from '../generated/ast.ts';
import { noteLinking, noteLinkingOfAll } from '../model/linkings.ts';
import { onceFor } from '../model/once-for.ts';
import { ofWord } from '../model/word-tables.ts';
import type { VisibleDocuments } from '../workspace/visible-documents.ts';
import { isOfItsVendor, rolesCalled, rolesLike } from './called-roles.ts';
import { referencesIn } from './contents.ts';
import { nameTableOf, nearIn } from './declared-names.ts';
import { wordFor } from './kinds-of-names.ts';
import { changedNames, inOrderOf, type Names, statementsToLink, unlinkIn } from './links-to-redo.ts';
import { isIdentifier, isName, isWord } from './name-words.ts';
import type { Called } from './names-by-length.ts';
import { NearNames, namesOnly } from './near-names.ts';
import { PlainReference } from './plain-reference.ts';
import { isAmong, SaidNames } from './said-names.ts';
import { servicesCalled } from './said-services.ts';

/** So long statements are linked before it is looked whether they are still wanted: one with mistyped names takes as long as a hundred others. */
const MOST_AT_ONCE_MS = 10;

interface Linked {
  readonly root: ast.Document;
  readonly names: Names;
  /** The references of each statement that lead nowhere. */
  readonly statements: WeakMap<AstNode, readonly Reference[]>;
  readonly broken: readonly Reference[];
  /** The statements that these are in. */
  readonly brokenIn: readonly AstNode[];
  readonly said: SaidNames;
}

/** Gives a document the list of its references, made when somebody asks for it: it is long, and edits are many. */
function referencesOf(document: LangiumDocument, { statements }: ast.Document): void {
  let all: Reference[] | undefined;
  Object.defineProperty(document, 'references', {
    configurable: true,
    enumerable: true,
    get: () => {
      all ??= statements.flatMap((s) => referencesIn(s).flatMap(({ reference }) => (isReference(reference) ? reference : [])));
      return all;
    },
    set: (value: Reference[]) => {
      all = value;
    },
  });
}

/** Words linking errors for a person, with the names that may have been meant. */
export class SegplanLinker extends DefaultLinker {
  private readonly services: LangiumCoreServices;
  private readonly visible: () => VisibleDocuments;
  private readonly linked = new WeakMap<LangiumDocument, Linked>();
  /** The statements that were begun to be linked when another text came, each with what its names go by since. */
  private readonly begun = new WeakMap<LangiumDocument, Map<AstNode, Names>>();

  constructor(services: LangiumCoreServices, visible: () => VisibleDocuments) {
    super(services);
    this.services = services;
    this.visible = visible;
  }

  override buildReference(node: AstNode, property: string, refNode: CstNode | undefined, refText: string): Reference {
    return new PlainReference(this.referenceResolver.resolveReference, node, property, refNode, refText);
  }

  /**
   * Links a document: plans link again what is new in them, and what has a name that now means something else. Whatever else is linked
   * stays so, since most of a text is as it was before an edit.
   */
  override async link(document: LangiumDocument, cancelToken?: Cancellation.CancellationToken): Promise<void> {
    const root = document.parseResult.value;
    if (!ast.isDocument(root)) return;
    const mayEnd = cancelToken !== undefined && cancelToken !== Cancellation.CancellationToken.None;
    let rested = mayEnd ? performance.now() : 0;
    const before = this.linked.get(document);
    const now = this.namesFor(root);
    const changed = before && changedNames(before.names, now);
    const begun = this.begun.get(document) ?? new Map<AstNode, Names>();
    // A comment has changed, or something elsewhere that means nothing here.
    if (before?.root === root && changed?.size === 0 && !begun.size) {
      this.linked.set(document, { ...before, names: now });
      return;
    }
    if (!changed) noteLinkingOfAll();
    const statements = before?.statements ?? new WeakMap<AstNode, readonly Reference[]>();
    document.references = [];
    const all = root.statements;
    const said = before?.said ?? new SaidNames();
    const brokenIn = new Set(before && changed ? before.brokenIn.filter((statement) => isAmong(statement, all)) : []);
    const changedSince = onceFor((names: Names) => changedNames(names, now));
    const halfDone = [...begun.keys()].filter((statement) => isAmong(statement, all));
    const touched = before && changed ? inOrderOf(all, [...statementsToLink(before, changed, all), ...halfDone]) : all;
    const isLinked = (statement: AstNode): boolean => changed?.size === 0 && statements.has(statement) && !begun.has(statement);
    // What one name leads to may decide where another one does, whichever is linked first.
    for (const statement of touched) {
      const names = begun.get(statement);
      if (names) unlinkIn(statement, changedSince(names));
      else if (before && !isLinked(statement)) unlinkIn(statement, statements.has(statement) ? changed : undefined);
    }
    // Whoever asks where their names lead, and whatever comes before all are linked, has them lead where they do now.
    const open = new Map(touched.filter((statement) => !isLinked(statement)).map((statement) => [statement, now]));
    this.begun.set(document, open);
    for (const statement of touched) {
      let own = statements.get(statement);
      if (!own || !isLinked(statement)) {
        if (mayEnd && performance.now() - rested > MOST_AT_ONCE_MS) {
          await interruptAndCheck(cancelToken);
          rested = performance.now();
        }
        own = this.linkStatement(statement, document, own && changed);
        statements.set(statement, own);
      }
      if (own.length) brokenIn.add(statement);
      else brokenIn.delete(statement);
    }
    said.goOnTo(all);
    const inOrder = [...brokenIn].sort((a, b) => (a.$containerIndex ?? 0) - (b.$containerIndex ?? 0));
    const broken = inOrder.flatMap((statement) => statements.get(statement) ?? []);
    this.linked.set(document, { root, names: now, statements, broken, brokenIn: inOrder, said });
    this.begun.delete(document);
    referencesOf(document, root);
  }

  /** The references of a linked document that lead nowhere, in the order of the text. */
  brokenReferences(document: LangiumDocument): readonly Reference[] {
    return this.linked.get(document)?.broken ?? [];
  }

  /**
   * @param changed names that lead elsewhere since the statement was linked; nothing if all of it is to be linked
   * @returns the references that lead nowhere
   */
  private linkStatement(statement: AstNode, document: LangiumDocument, changed?: ReadonlySet<string>): Reference[] {
    const broken: Reference[] = [];
    noteLinking(changed && statement);
    for (const info of referencesIn(statement)) {
      const { reference } = info;
      if (!isReference(reference)) continue;
      // What is linked stays so.
      this.doLink(info, document);
      if (reference.error) broken.push(reference);
    }
    return broken;
  }

  /** Links stay until the document is linked again, which looks at those that may lead elsewhere by then. */
  override unlink(): void {}

  private namesFor(root: ast.Document): Names {
    const visible = this.visible();
    const tables = visible.plansFor(root).map((tree) => nameTableOf(tree));
    return { vendors: visible.vendorsFor(root), tables, versions: tables.map(({ version }) => version) };
  }

  /** What may have been meant by a name that leads nowhere, best first: names, and words of the language that stand in their place. */
  meant(refInfo: ReferenceInfo): readonly string[] {
    const type = this.reflection.getReferenceType(refInfo);
    const words = WORDS[type] ?? [];
    const text = refInfo.reference.$refText;
    const scope = this.scopeProvider.getScope(refInfo);
    const said = ofWord(SAID, text.toLowerCase());
    if (said && words.includes(said)) return [said];
    const fitting = (names: readonly string[]): readonly string[] =>
      names.filter((name) => words.includes(name) || canStandAt(refInfo.reference, name));
    const called = type === ast.Role.$type ? fitting(rolesCalled(text, scope)) : [];
    if (called.some((role) => isOfItsVendor(role, text))) return called;
    const services =
      type === ast.Service.$type ? servicesCalled(text).filter((each) => each.includes(' ') || scope.getElement(each)) : [];
    if (services.length) return services;
    const names = fitting(nearNamesOf(scope, words).nearest(text));
    if (type === ast.Role.$type && !(names.length && names.every((name) => isOfItsVendor(name, text)))) {
      const like = fitting(rolesLike(text, scope));
      if (like.length) return like;
    }
    if (called.length) return called;
    return names.length ? names : fitting(rolesCalled(text, scope));
  }

  protected override createLinkingError(refInfo: ReferenceInfo, targetDescription?: AstNodeDescription): LinkingError {
    const type = this.reflection.getReferenceType(refInfo);
    const text = refInfo.reference.$refText;
    const word = wordFor(type);
    const shared = nearNamesOf(this.scopeProvider.getScope(refInfo), WORDS[type] ?? []).choices(text, isComponent);
    if (shared.length)
      return {
        info: refInfo,
        message: `Several zones have a component named '${text}': write ${shared.map((n) => `'${n}'`).join(' or ')}.`,
        ...(targetDescription ? { targetDescription } : {}),
      };
    const names = this.meant(refInfo);
    const meant = names.length ? ` Did you mean ${names.map((n) => `'${n}'`).join(' or ')}?` : hint(refInfo, this.services);
    return {
      info: refInfo,
      message: `There is no ${word} named '${text}'.${meant}`,
      ...(targetDescription ? { targetDescription } : {}),
    };
  }
}

/** Whether the grammar takes a name where a reference stands: some names stand alone there, and some words of the language are names elsewhere only. */
function canStandAt({ $refNode }: ReferenceInfo['reference'], name: string): boolean {
  const source = AstUtils.getContainerOfType($refNode?.grammarSource, GrammarAST.isCrossReference);
  const rule = GrammarAST.isRuleCall(source?.terminal) ? source.terminal.rule.$refText : undefined;
  if (rule === 'Name') return isName(name);
  if (rule !== 'ServiceName' && rule !== 'ID') return true;
  const parts = rule === 'ID' ? [name] : name.split('.');
  return parts.every((part) => isIdentifier(part) && !isWord(part));
}

/** Words that stand in the place of a name, by the kind of reference. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  EndpointTarget: ['any'],
  Service: ['any', 'icmp', 'icmpv6', 'required', 'tcp', 'udp'],
};

/** What other products say for them. */
const SAID: Readonly<Record<string, string>> = { all: 'any', anything: 'any', anywhere: 'any', everything: 'any' };

const near = new WeakMap<Scope, NearNames>();

/** The names of a scope, to be looked through for each name that it doesn't have. */
function nearNamesOf(scope: Scope, words: readonly string[]): NearNames {
  let names = near.get(scope);
  if (!names) {
    names = new NearNames([{ names: namesOnly(words) }, ...nearIn(scope)]);
    near.set(scope, names);
  }
  return names;
}

/** Whether a name of a scope is one of a component. */
function isComponent(called: Called): boolean {
  const { node, type } = called as Partial<AstNodeDescription>;
  return (node?.$type ?? type) === ast.Component.$type;
}

function hint(refInfo: ReferenceInfo, services: LangiumCoreServices): string {
  const type = services.shared.AstReflection.getReferenceType(refInfo);
  // `no a or no b`: whoever writes that means two conditions.
  if (ast.isSharedCondition(refInfo.container) && isWord(refInfo.reference.$refText))
    return " Behind 'no', 'or' goes on with roles: to begin another condition, put this one in parentheses: '(no …) or …'.";
  if (type === ast.Service.$type) return insteadOfService(refInfo);
  if (type === ast.Role.$type && !refInfo.reference.$refText.includes('.')) return " Roles are written as 'vendor.role'.";
  if (type !== ast.Property.$type) return '';
  if (ast.isPropertyAssignment(refInfo.container)) return ' The roles of this component have no such property.';
  return ast.isPropertyCondition(refInfo.container)
    ? " The roles of the two ends have no such property. Which end a condition is about is said by 'initiator' or 'responder'."
    : '';
}

/** What can stand in the place of a service that there is not, where no name is near. */
function insteadOfService({ container, reference: { $refText: text } }: ReferenceInfo): string {
  const ports = " Write a protocol with its ports in its place, such as 'tcp 443'";
  if (!isIdentifier(text) || isWord(text)) return `${ports}.`;
  const where = AstUtils.getContainerOfType(container, ast.isVendor) ? ' in this vendor' : '';
  return `${ports}, or declare it${where}: 'service ${text} = tcp 443'.`;
}
