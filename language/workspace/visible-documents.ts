import { AstUtils, type LangiumDocument, type LangiumSharedCoreServices, type URI, UriUtils } from 'langium';
import * as ast from '../generated/ast.ts';
import { statementsOf } from '../syntax/statements.ts';
import { BUILT_IN_COUNT, BUILT_IN_SCHEME, builtInDocuments } from './built-in-catalogs.ts';
import { whyUnreadable } from './readable.ts';
import { TreeCache } from './tree-cache.ts';

/** Where an import leads. Half a character is in no name of a file, and no address can be made of it. */
export function importUri(node: ast.Import): URI | undefined {
  const { uri: from } = AstUtils.getDocument(node);
  const { path } = node;
  const known = leading.get(node);
  if (known && known.path === path && known.from === from) return known.uri;
  const uri = path && !/\p{Cs}/u.test(path) ? UriUtils.resolvePath(UriUtils.dirname(from), path) : undefined;
  leading.set(node, { path, from, uri });
  return uri;
}

// Several ask, for each of hundreds of imports.
const leading = new WeakMap<ast.Import, { readonly path: string; readonly from: URI; readonly uri: URI | undefined }>();

/** Whether a file says what is allowed. One that does not, and that a plan imports, is a part of that plan and none of its own. */
export function statesRules(root: ast.Document): boolean {
  return statementsOf(root, 'Rule').length > 0;
}

/** Which documents the names of a document may come from: itself, its imports (theirs too), and the built-in catalogs. */
export class VisibleDocuments {
  private builtIn: { readonly trees: readonly ast.Document[]; readonly blocks: readonly ast.Vendor[] } | undefined;
  private documents: readonly LangiumDocument[] | undefined;
  private readonly far: TreeCache<string, readonly ast.Vendor[]>;
  private readonly shared: LangiumSharedCoreServices;
  private readonly cache: TreeCache<ast.Document, ast.Document[]>;
  private readonly vendors: TreeCache<ast.Document, readonly ast.Vendor[]>;

  constructor(shared: LangiumSharedCoreServices) {
    this.shared = shared;
    this.cache = new TreeCache(shared);
    this.vendors = new TreeCache(shared);
    this.far = new TreeCache(shared);
  }

  /** The document's own tree first, then those of its imports, nearest first; each once. */
  plansFor(root: ast.Document): ast.Document[] {
    return this.cache.get(root, () => {
      const found = new Set([root]);
      for (const document of found)
        for (const statement of statementsOf(document, 'Import')) {
          const uri = importUri(statement);
          const tree = uri && this.treeAt(uri);
          if (tree) found.add(tree);
        }
      return [...found];
    });
  }

  /** The tree of the file at an address, where one was found and read. */
  treeAt(uri: URI): ast.Document | undefined {
    const tree = this.shared.workspace.LangiumDocuments.getDocument(uri)?.parseResult.value;
    return ast.isDocument(tree) ? tree : undefined;
  }

  /** The trees that a document imports, directly or through others. */
  importsOf(root: ast.Document): ast.Document[] {
    return this.plansFor(root).slice(1);
  }

  /**
   * Vendors by precedence, with the blocks that extend them: a vendor block near the plan hides a built-in one of the same name, and
   * what extends that.
   */
  vendorsFor(root: ast.Document): readonly ast.Vendor[] {
    return this.vendors.get(root, () => {
      const plans = this.plansFor(root);
      const blocks = (documents: readonly ast.Document[]): ast.Vendor[] =>
        documents.flatMap((d) => statementsOf(d, 'Vendor')).filter((v) => v.name);
      // Hundreds of files in one folder each look once.
      const [near, far] = [blocks(plans), this.far.get(BUILT_IN_SCHEME, () => this.builtInBlocks(blocks))];
      // Built-in catalogs, and plans without a vendor of their own, see the same.
      if (near.every((vendor) => far.includes(vendor))) return far;
      const byName = new Map<string, ast.Vendor>();
      for (const vendor of [...near, ...far]) if (!vendor.extends && !byName.has(vendor.name)) byName.set(vendor.name, vendor);
      const isHidden = ({ name }: ast.Vendor): boolean => near.includes(byName.get(name) as ast.Vendor);
      return [
        ...byName.values(),
        ...near.filter((v) => v.extends && byName.has(v.name)),
        ...far.filter((v) => v.extends && byName.has(v.name) && !isHidden(v)),
      ];
    });
  }

  /**
   * The blocks of the built-in catalogs, those first that begin a vendor. The same list as long as the trees are the same, so that what is
   * made of it can be kept with it.
   */
  private builtInBlocks(blocks: (documents: readonly ast.Document[]) => ast.Vendor[]): readonly ast.Vendor[] {
    // Once all are loaded they stay: to look each of them up again takes longer than most keys.
    if (!this.documents?.length || this.documents.length < BUILT_IN_COUNT) this.documents = builtInDocuments(this.shared);
    const trees = this.documents.map((d) => d.parseResult.value).filter(ast.isDocument);
    const known = this.builtIn;
    if (known?.trees.length === trees.length && known.trees.every((tree, n) => tree === trees[n])) return known.blocks;
    const all = blocks(trees);
    this.builtIn = { trees, blocks: [...all.filter((v) => !v.extends), ...all.filter((v) => v.extends)] };
    return this.builtIn.blocks;
  }

  /** All files that are open, or lie in the workspace. */
  files(): readonly URI[] {
    const all = this.shared.workspace.LangiumDocuments.all.map(({ uri }) => uri);
    return all.filter(({ scheme }) => scheme !== BUILT_IN_SCHEME).toArray();
  }

  /** Whether a document was found and read. */
  has(uri: URI): boolean {
    return this.shared.workspace.LangiumDocuments.hasDocument(uri);
  }

  /** Why a document was found and not read, or not read again after it changed: `is a folder`. */
  whyUnreadable(uri: URI): string | undefined {
    return whyUnreadable(this.shared.workspace.LangiumDocuments, uri);
  }
}
