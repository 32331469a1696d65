import {
  type AstNode,
  type AstNodeDescription,
  AstUtils,
  EMPTY_SCOPE,
  type LangiumDocument,
  type Scope,
  type Stream,
  stream,
} from 'langium';
import * as ast from '../generated/ast.ts';
import { append } from '../model/lists.ts';
import { statementsButRules } from '../model/structure.ts';
import { type Called, NamesByLength } from './names-by-length.ts';
import type { Named } from './near-names.ts';

/** A name that a plan gives to something. */
export interface Declared {
  readonly name: string;
  readonly node: AstNode;
  /** A component's name without that of its zone, which means nothing where several zones have it. */
  readonly zone?: ast.Zone;
  readonly statement: ast.Statement;
  description?: AstNodeDescription;
}

const declared = new WeakMap<ast.Statement, readonly Declared[]>();

/** The names that a statement gives, in the order of the text; a statement that is the same object gives the same ones. */
function declaredIn(statement: ast.Statement): readonly Declared[] {
  let all = declared.get(statement);
  if (!all) {
    all = namesOf(statement);
    declared.set(statement, all);
  }
  return all;
}

function namesOf(statement: ast.Statement): Declared[] {
  const result: Declared[] = [];
  const add = (node: AstNode, name: string | undefined, zone?: ast.Zone): void => {
    if (name) result.push({ name, node, statement, ...(zone ? { zone } : {}) });
  };
  const addZone = (zone: ast.Zone): void => {
    add(zone, zone.name);
    for (const component of zone.components) {
      add(component, component.name, zone);
      if (zone.name && component.name) add(component, `${zone.name}.${component.name}`);
    }
  };
  if (ast.isZone(statement)) addZone(statement);
  else if (ast.isSite(statement)) {
    add(statement, statement.name);
    statement.zones.forEach(addZone);
  } else if (ast.isGroup(statement) || ast.isService(statement) || ast.isDeployment(statement) || ast.isFirewall(statement))
    add(statement, statement.name);
  return result;
}

/** So many edits are remembered; who has not looked for longer looks at everything. */
const MOST_EDITS = 100;

/** The names that one document gives. After an edit, only the statements that it touched are looked at. */
export class NameTable {
  /** How often names have changed. */
  version = 0;
  private root: ast.Document | undefined;
  /** Those that give names, in the order of the text. */
  private statements: readonly ast.Statement[] = [];
  private readonly names = new Map<string, readonly Declared[]>();
  private readonly ambiguous = new Set<string>();
  /** Names that were given several times, as far as they were asked for. */
  private readonly ordered = new Map<string, readonly Declared[]>();
  private changes: ReadonlySet<string>[] = [];
  private lengths: NamesByLength | undefined;

  /** Reads the names of a document's tree of now. */
  read(root: ast.Document): void {
    if (this.root === root) return;
    this.root = root;
    const before = this.statements;
    this.statements = statementsButRules(root).filter((s) => declaredIn(s).length);
    if (before.length === this.statements.length && before.every((s, n) => s === this.statements[n])) return;
    this.ordered.clear();
    // Where a name is given twice, the order of the text decides, and any change may have changed that.
    const changed = new Set(this.ambiguous);
    const [former, latter] = [new Set(before), new Set(this.statements)];
    const gone = before.filter((s) => !latter.has(s)).flatMap(declaredIn);
    const come = this.statements.filter((s) => !former.has(s)).flatMap(declaredIn);
    this.replace(gone, come);
    for (const each of gone) this.lengths?.delete(each);
    for (const each of come) this.lengths?.add(each);
    // What was parsed again and is still the same object is no change.
    const nodes = new Map(gone.map((each) => [each.name, each.node]));
    for (const { name, node } of come)
      if (nodes.get(name) === node) nodes.delete(name);
      else changed.add(name);
    for (const name of [...nodes.keys(), ...this.ambiguous]) changed.add(name);
    this.version++;
    this.changes.push(changed);
    if (this.changes.length > MOST_EDITS) this.changes.shift();
  }

  private replace(gone: readonly Declared[], come: readonly Declared[]): void {
    // Each name once, however often it is declared.
    const leaving = new Set(gone);
    for (const name of new Set(gone.map((each) => each.name))) {
      const rest = this.at(name).filter((one) => !leaving.has(one));
      if (rest.length) this.names.set(name, rest);
      else this.names.delete(name);
    }
    const fresh = new Map<string, Declared[]>();
    for (const each of come) {
      const all = fresh.get(each.name) ?? [...this.at(each.name)];
      fresh.set(each.name, all);
      all.push(each);
    }
    for (const [name, all] of fresh) this.names.set(name, all);
    for (const { name } of [...gone, ...come])
      if (this.at(name).length > 1) this.ambiguous.add(name);
      else this.ambiguous.delete(name);
  }

  /** What a name was given to. */
  at(name: string): readonly Declared[] {
    return this.names.get(name) ?? [];
  }

  /** The same in the order of the text, which is found out once: a file may declare one name thousands of times. */
  inOrder(name: string): readonly Declared[] {
    const all = this.at(name);
    if (all.length < 2) return all;
    let ordered = this.ordered.get(name);
    if (!ordered) {
      ordered = [...all].sort((a, b) => placeOf(a) - placeOf(b));
      this.ordered.set(name, ordered);
    }
    return ordered;
  }

  /** In the order of the text. */
  all(): Declared[] {
    return this.statements.flatMap(declaredIn);
  }

  /** All of them by their lengths; the same object as long as there is this table. */
  get byLength(): NamesByLength {
    this.lengths ??= new NamesByLength(this.all());
    return this.lengths;
  }

  /** The names that have changed since a version; nothing if that is too long ago to be known. */
  changedSince(version: number): readonly ReadonlySet<string>[] | undefined {
    const count = this.version - version;
    return count > this.changes.length ? undefined : this.changes.slice(this.changes.length - count);
  }
}

const tables = new WeakMap<LangiumDocument, NameTable>();

/** The names that the document of a tree gives. */
export function nameTableOf(root: ast.Document): NameTable {
  const document = AstUtils.getDocument(root);
  // A tree that was replaced by now has its names for itself.
  if (document.parseResult.value !== root) {
    const own = new NameTable();
    own.read(root);
    return own;
  }
  let table = tables.get(document);
  if (!table) {
    table = new NameTable();
    tables.set(document, table);
  }
  table.read(root);
  return table;
}

/** The names that some documents give to things of some kinds; nearer documents first. */
export class DeclaredScope implements Scope {
  private readonly tables: readonly NameTable[];
  private readonly kinds: ReadonlySet<string>;
  private readonly describe: (node: AstNode, name: string) => AstNodeDescription;
  private readonly outer: Scope;

  constructor(
    tables: readonly NameTable[],
    kinds: ReadonlySet<string>,
    describe: (node: AstNode, name: string) => AstNodeDescription,
    outer: Scope = EMPTY_SCOPE,
  ) {
    this.tables = tables;
    this.kinds = kinds;
    this.describe = describe;
    this.outer = outer;
  }

  getElement(name: string): AstNodeDescription | undefined {
    const found = this.first(name);
    return found ? this.description(found) : this.outer.getElement(name);
  }

  getElements(name: string): Stream<AstNodeDescription> {
    const found = this.found(name);
    return found.length ? stream(found.map((each) => this.description(each))) : this.outer.getElements(name);
  }

  getAllElements(): Stream<AstNodeDescription> {
    return stream(allElementsOf(this));
  }

  /** All names of this scope and of those around it; a stream asks for each of thousands several times. */
  get all(): AstNodeDescription[] {
    const all: AstNodeDescription[] = [];
    for (const table of this.tables) for (const each of table.all()) if (this.accepts(each)) all.push(this.description(each));
    append(all, allElementsOf(this.outer));
    return all;
  }

  /** The same, to be looked through for those that are near a mistyped one: what an edit left alone is known from before it. */
  get near(): readonly Named[] {
    const own = this.tables.map((table) => ({
      names: table.byLength,
      accepts: (each: Called) => this.accepts(each as Declared),
    }));
    return [...own, ...nearIn(this.outer)];
  }

  /** What `found` has first, without a look at the others. */
  private first(name: string): Declared | undefined {
    for (const table of this.tables) {
      const first = table.inOrder(name).find((each) => this.accepts(each));
      if (first) return first;
    }
    return undefined;
  }

  private found(name: string): Declared[] {
    return this.tables.flatMap((table) => table.inOrder(name).filter((each) => this.accepts(each)));
  }

  private accepts({ name, node, zone }: Declared): boolean {
    if (!this.kinds.has(node.$type)) return false;
    return !zone || this.tables.every((table) => table.at(name).every((each) => !each.zone || each.zone === zone));
  }

  private description(each: Declared): AstNodeDescription {
    each.description ??= this.describe(each.node, each.name);
    return each.description;
  }
}

/** All names of a scope, to be looked through for those that are near a mistyped one. */
export function nearIn(scope: Scope): readonly Named[] {
  return scope instanceof DeclaredScope ? scope.near : [{ names: new NamesByLength(scope.getAllElements().toArray(), true) }];
}

/** All names of a scope. */
export function allElementsOf(scope: Scope): AstNodeDescription[] {
  return scope instanceof DeclaredScope ? scope.all : scope.getAllElements().toArray();
}

function placeOf({ statement }: Declared): number {
  return statement.$containerIndex ?? 0;
}
