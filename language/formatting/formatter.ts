import { type AstNode, type CstNode, CstUtils, GrammarUtils, type LeafCstNode } from 'langium';
import { Formatting, type FormattingAction } from 'langium/lsp';
import * as ast from '../generated/ast.ts';
import { largest } from '../model/lists.ts';
import { leavesOf, onlyLeaf } from '../syntax/leaves.ts';
import { LineDepths } from './line-depth.ts';
import { StatementFormatter } from './statement-formatter.ts';

/** One space, or a new line that is so many levels deeper where there was one already. */
const SPACE_OR_CONTINUE = [0, 1, 2].map((tabs) =>
  Formatting.fit(Formatting.oneSpace(), { options: {}, moves: [{ tabs, lines: 1 }] }),
);
const NO_SPACE = Formatting.noSpace();

/**
 * Two spaces a level, one space around words and signs, and the colons of a zone's components in one column. Empty lines, comments and
 * the line breaks of long rules stay where they are.
 */
export class SegplanFormatter extends StatementFormatter {
  /** Of a zone's components; a zone is formatted before these are, so that it is found out once for all of them. */
  private readonly widths = new WeakMap<ast.Zone, number>();
  private readonly depths = new LineDepths();

  protected override format(node: AstNode): void {
    if (isBlock(node.$container)) this.depths.read(node);
    if (ast.isDocument(node))
      this.getNodeFormatter(node)
        .nodes(...node.statements)
        .prepend(Formatting.noIndent());
    else if (ast.isAddress(node) || ast.isSourcePorts(node) || ast.isPortRange(node) || ast.isTranslatedPorts(node)) {
      // Most are one word, before and behind which nothing of their own stands.
      if (onlyLeaf(node.$cstNode)) return;
      if (ast.isPortRange(node)) this.formatPorts(node);
      else this.getNodeFormatter(node).keywords('-', '/').surround(Formatting.noSpace());
    } else this.formatWords(node);
    if (ast.isZone(node)) this.widths.set(node, widthOf(node));
    if (isBlock(node) && !ast.isDocument(node)) this.formatBlock(node);
    if (ast.isComponent(node)) this.alignColon(node);
  }

  /** `2500-3300`, `9082+ (2 for each provider-vra)`, `9669 (set by zvm.gui-port)` */
  private formatPorts(node: ast.PortRange): void {
    const formatter = this.getNodeFormatter(node);
    formatter.keywords('-').surround(Formatting.noSpace());
    formatter.keywords('+', ')').prepend(Formatting.noSpace());
    formatter.keywords('(').prepend(Formatting.oneSpace()).append(Formatting.noSpace());
    // A name may be such a word as well.
    const words = formatter.keywords('for', 'each', 'by').nodes.filter((word) => !CstUtils.getDatatypeNode(word));
    formatter.cst(words).surround(Formatting.oneSpace());
  }

  /** Everything of a node but what stands in braces: one space between words, none before a comma and within brackets. */
  private formatWords(node: AstNode): void {
    if (!node.$cstNode) return;
    const formatter = this.getNodeFormatter(node);
    let previous: LeafCstNode | undefined;
    for (const leaf of leavesOf(node.$cstNode)) {
      if (leaf.hidden) continue;
      if (leaf.text === '{' && leaf.astNode === node) return;
      if (previous && startsPart(leaf, node)) formatter.cst([leaf]).prepend(separator(leaf, previous, this.depths.of(leaf)));
      previous = leaf;
    }
  }

  /** What stands in braces: on the line of the braces if it does so as a whole, else each on a line of its own. */
  private formatBlock(node: AstNode): void {
    const formatter = this.getNodeFormatter(node);
    const open = formatter.keyword('{');
    const close = formatter.keyword('}');
    const [first] = open.nodes;
    const [last] = close.nodes;
    if (!first || !last) return;
    const oneLine = first.range.start.line === last.range.end.line;
    open.prepend(Formatting.oneSpace());
    formatter.interior(open, close).prepend(oneLine ? Formatting.oneSpace() : Formatting.indent({ allowMore: true }));
    close.prepend(oneLine ? Formatting.oneSpace() : Formatting.newLine({ allowMore: false }));
  }

  private alignColon(component: ast.Component): void {
    if (!component.roles.length) return;
    const zone = component.$container;
    const spaces = (this.widths.get(zone) ?? widthOf(zone)) - headOf(component).length + 1;
    this.getNodeFormatter(component).keyword(':').prepend(Formatting.spaces(spaces));
  }
}

/** What statements stand in: the document, and those with braces. */
function isBlock(node: AstNode | undefined): boolean {
  return (
    ast.isDocument(node) ||
    ast.isZone(node) ||
    ast.isSite(node) ||
    ast.isFirewall(node) ||
    ast.isVendor(node) ||
    ast.isComponent(node) ||
    ast.isRole(node) ||
    ast.isSizing(node)
  );
}

/** Whether a leaf is a word of the node itself or begins one of its parts; what lies deeper is formatted with its own node. */
function startsPart(leaf: LeafCstNode, node: AstNode): boolean {
  if (leaf.astNode === node) return true;
  let part: AstNode | undefined = leaf.astNode;
  while (part && part.$container !== node) part = part.$container;
  return part?.$cstNode?.offset === leaf.offset;
}

function separator(leaf: LeafCstNode, previous: LeafCstNode, depth: number): FormattingAction {
  if (leaf.text === ',' || leaf.text === ')' || previous.text === '(') return NO_SPACE;
  const name: CstNode | undefined = CstUtils.getDatatypeNode(leaf);
  return name && name.offset < leaf.offset ? NO_SPACE : SPACE_OR_CONTINUE[depth]!;
}

/** The room that the longest head of a zone's components takes, of those with roles. */
function widthOf({ components }: ast.Zone): number {
  return largest(components.filter((c) => c.roles.length).map((c) => headOf(c).length));
}

/** What stands before a component's colon. */
function headOf(component: ast.Component): string {
  // As it stands there: what is escaped takes more room than what it means.
  const title = component.title === undefined ? undefined : GrammarUtils.findNodeForProperty(component.$cstNode, 'title');
  return `component ${component.name ?? ''}${title ? ` ${title.text}` : ''}`;
}
