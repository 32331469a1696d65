import type { AstNode, AstNodeDescription, CstNode, LangiumCoreServices, Reference } from 'langium';
import type { Range } from 'vscode-languageserver-types';
import { couple, SYNTAX } from './coupled-syntax.ts';
import { type Flat, type Flattened, type Kind, listOf, type Shape, WAY } from './flattened-tree.ts';
import { OF_TYPE } from './nodes-of-type.ts';
import type { SegplanParser } from './parser.ts';

const SOURCE = Symbol('source');

/** Where the syntax nodes of a prepared tree come from: its text, of which that member is parsed where somebody asks for a place. */
interface Source {
  readonly text: string;
  readonly parser: SegplanParser;
  readonly places: Flattened['places'];
}

/** What the nodes of one tree are made of. */
interface Making {
  readonly shapes: readonly Shape[];
  /** For each property of each shape that holds nodes: what makes them when they are asked for. */
  readonly accessors: Map<unknown, PropertyDescriptor>;
  readonly links: readonly PreparedLink[];
}

const MAKING = Symbol('making');
const FLAT = Symbol('flat');
const MADE = Symbol('made');
const SINGLE = Symbol('single');

/** A node that has its place in the text, and the nodes that it consists of, when it is asked for them, and no sooner. */
class PreparedNode {
  readonly $type: string;
  readonly $container: PreparedNode | undefined;
  readonly $containerProperty: string | undefined;
  readonly $containerIndex: number | undefined;
  readonly [MAKING]: Making;
  readonly [FLAT]: Flat;
  /** Nodes of its properties, by the property's place in the shape. */
  declare [MADE]?: unknown[];
  /** Of its lists, by the same place: the nodes that were asked for one by one, at their places. */
  declare [SINGLE]?: PreparedNode[][];
  declare [SYNTAX]?: CstNode | undefined;
  declare [SOURCE]?: Source;

  constructor(making: Making, flat: Flat, container?: PreparedNode, property?: string, index?: number) {
    const shape = making.shapes[flat[0]]!;
    this.$type = shape[0];
    this.$container = container;
    this.$containerProperty = property;
    this.$containerIndex = index;
    this[MAKING] = making;
    this[FLAT] = flat;
    for (let n = 1; n < shape.length; n++) {
      const [name, kind] = shape[n] as Shape[1];
      const value = flat[n];
      if (kind === 'n' || kind === 'N') Object.defineProperty(this, name, accessorOf(making, shape, n));
      else (this as unknown as Record<string, unknown>)[name] = this.held(kind, value);
    }
  }

  get $cstNode(): CstNode | undefined {
    if (!(SYNTAX in this)) locate(this);
    return this[SYNTAX];
  }

  [OF_TYPE](list: string, type: string): readonly PreparedNode[] {
    const n = this.placeOf(list);
    if (n === undefined) return [];
    const { shapes } = this[MAKING];
    return (this[FLAT][n] as Flat[]).flatMap((flat, index) => (shapes[flat[0]]![0] === type ? this.one(n, list, index) : []));
  }

  /** The node at a place of a list; the others are not made. */
  nodeAt(list: string, index: number): PreparedNode {
    return this.one(this.placeOf(list)!, list, index);
  }

  /** Where a list of nodes stands in the shape. */
  private placeOf(list: string): number | undefined {
    const shape = this[MAKING].shapes[this[FLAT][0]]!;
    for (let n = 1; n < shape.length; n++) if (shape[n]![0] === list && shape[n]![1] === 'N') return n;
    return undefined;
  }

  private one(n: number, list: string, index: number): PreparedNode {
    const made = this[MADE]?.[n] as PreparedNode[] | undefined;
    if (made) return made[index]!;
    this[SINGLE] ??= [];
    this[SINGLE][n] ??= [];
    const single = this[SINGLE][n];
    single[index] ??= new PreparedNode(this[MAKING], (this[FLAT][n] as Flat[])[index]!, this, list, index);
    return single[index];
  }

  private held(kind: Kind, value: unknown): unknown {
    const { links } = this[MAKING];
    if (kind === 'r') return new PreparedReference(links[value as number]!);
    if (kind === 'R') return (value as number[]).map((each) => new PreparedReference(links[each]!));
    return value;
  }
}

/** A property that holds nodes. One for each shape, so that all nodes of a shape are alike to whoever runs this. */
function accessorOf({ accessors }: Making, shape: Shape, n: number): PropertyDescriptor {
  const property = shape[n] as Shape[1];
  let known = accessors.get(property);
  if (!known) {
    const [name, kind] = property;
    known = {
      enumerable: true,
      configurable: true,
      get(this: PreparedNode): unknown {
        this[MADE] ??= [];
        this[MADE][n] ??= children(this, name, kind, this[FLAT][n], this[SINGLE]?.[n]);
        return this[MADE][n];
      },
    };
    accessors.set(property, known);
  }
  return known;
}

function children(node: PreparedNode, name: string, kind: Kind, value: unknown, single: PreparedNode[] = []): unknown {
  const make = (flat: Flat, index?: number): PreparedNode => new PreparedNode(node[MAKING], flat, node, name, index);
  return kind === 'n' ? make(value as Flat) : (value as Flat[]).map((flat, index) => single[index] ?? make(flat, index));
}

/** What references of one name in one tree lead to. */
class PreparedLink {
  readonly text: string;
  private readonly find: () => AstNode;
  private readonly describe: (node: AstNode, name: string) => AstNodeDescription;
  private found: AstNode | undefined;

  constructor(text: string, find: () => AstNode, describe: (node: AstNode, name: string) => AstNodeDescription) {
    this.text = text;
    this.find = find;
    this.describe = describe;
  }

  get description(): AstNodeDescription {
    return this.describe(this.target, this.text);
  }

  get target(): AstNode {
    this.found ??= this.find();
    return this.found;
  }
}

/** A reference that was linked when its tree was prepared: nobody looks for what it means among all names. */
class PreparedReference implements Reference {
  readonly $refText: string;
  declare $refNode?: CstNode | undefined;
  private readonly link: PreparedLink;

  constructor(link: PreparedLink) {
    this.$refText = link.text;
    this.link = link;
  }

  get ref(): AstNode {
    return this.link.target;
  }

  get $nodeDescription(): AstNodeDescription {
    return this.link.description;
  }
}

/** What trees that are prepared together share. */
export class PreparedTrees {
  private readonly shapes: readonly Shape[];
  private readonly accessors = new Map<unknown, PropertyDescriptor>();
  private readonly roots: readonly (() => AstNode)[];
  private readonly found: AstNode[] = [];

  /** @param roots of each tree, in the order in which they were flattened */
  constructor(shapes: readonly Shape[], roots: readonly (() => AstNode)[]) {
    this.shapes = shapes;
    this.roots = roots;
  }

  /**
   * The tree that was flattened. Of its text is parsed what somebody asks for a place in.
   * @param text what it was parsed from
   */
  revive<T extends AstNode>(
    { links, root, places }: Flattened,
    text: string,
    services: Pick<LangiumCoreServices, 'parser' | 'workspace'>,
  ): T {
    const { shapes, accessors } = this;
    const describe = (node: AstNode, name: string): AstNodeDescription =>
      services.workspace.AstNodeDescriptionProvider.createDescription(node, name);
    const prepared = links.map(([name, ...place]) => new PreparedLink(name, () => this.at(place), describe));
    const node = new PreparedNode({ shapes, accessors, links: prepared }, root);
    node[SOURCE] = { text, parser: services.parser.LangiumParser as SegplanParser, places };
    return node as unknown as T;
  }

  private at([tree, ...way]: readonly number[]): AstNode {
    // To ask a workspace for a document costs more than all else on the way.
    this.found[tree!] ??= this.roots[tree!]!();
    let node = this.found[tree!]!;
    for (let n = 0; n < way.length; n++) node = (node as unknown as PreparedNode).nodeAt(WAY[n]!, way[n]!) as unknown as AstNode;
    return node;
  }
}

/** What surrounds a node: its tree's source, and the member of a vendor that it is or stands in. */
function surroundings(node: PreparedNode): { root: PreparedNode; member?: PreparedNode; vendor?: PreparedNode; place?: Place } {
  let [root, member, vendor] = [node, undefined as PreparedNode | undefined, undefined as PreparedNode | undefined];
  for (; root.$container; root = root.$container) [member, vendor] = [vendor, root];
  const own = vendor && root[SOURCE]?.places[vendor.$containerIndex!];
  if (!own || member?.$containerProperty !== 'members') return { root };
  const n = 2 * member.$containerIndex!;
  const start = own.slice(0, n + 1).reduce((sum, each) => sum + each, 0);
  return { root, member, vendor, place: placeAt(root[SOURCE]!.text, start, own[n + 1]!) };
}

interface Place {
  readonly start: number;
  readonly length: number;
  readonly line: number;
  readonly character: number;
}

function placeAt(text: string, start: number, length: number): Place {
  let line = 0;
  let begin = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < start; at = text.indexOf('\n', begin)) {
    line++;
    begin = at + 1;
  }
  return { start, length, line, character: start - begin };
}

/** Where a member of a vendor stands, found without parsing anything; nothing for other nodes. */
export function placeOfMember(node: AstNode): Range | undefined {
  if (!(node instanceof PreparedNode)) return undefined;
  // Some flows are told of each two components that lack them, and their text never changes.
  let range = memberPlaces.get(node);
  if (range === undefined) {
    range = findMember(node) ?? null;
    memberPlaces.set(node, range);
  }
  return range ? { start: { ...range.start }, end: { ...range.end } } : undefined;
}

const memberPlaces = new WeakMap<AstNode, Range | null>();

function findMember(node: PreparedNode): Range | undefined {
  const { root, member, place } = surroundings(node);
  if (!place || member !== (node as unknown)) return undefined;
  const { start, length, line, character } = place;
  const end = placeAt(root[SOURCE]!.text, start + length, 0);
  return { start: { line, character }, end: { line: end.line, character: end.character } };
}

/** Gives a node its place, and with it what stands in the same member of a vendor; or the whole tree, where it stands in none. */
function locate(node: PreparedNode): void {
  const { root, member, vendor, place } = surroundings(node);
  const source = root[SOURCE];
  if (!source) return;
  if (!place || !locateMember(member!, vendor!, place, source))
    couple(root as unknown as AstNode, source.parser.parse(source.text).value);
}

const BEFORE = 'vendor v {';

function locateMember(member: PreparedNode, vendor: PreparedNode, place: Place, { text, parser }: Source): boolean {
  const { start, length, line, character } = place;
  const at = { offset: start - BEFORE.length, line, character: character - BEFORE.length };
  const { value } = parser.parsePart(`${BEFORE}${text.slice(start, start + length)}}`, at, text);
  const parsed = listOf(listOf(value, 'statements')[0]!, 'members')[0];
  if (!parsed) return false;
  (parsed.$container!.$cstNode as { astNode: AstNode }).astNode = vendor as unknown as AstNode;
  couple(member as unknown as AstNode, parsed);
  return true;
}
