import type { AstNode } from 'langium';
import { AbstractFormatter, Formatting, type NodeFormatter } from 'langium/lsp';
import * as ast from '../../language/generated/ast.ts';

/**
 * Two spaces a level, one space around words and signs, and the colons of a zone's components in one column. Empty lines and comments
 * stay where they are.
 */
export class SegplanFormatter extends AbstractFormatter {
  protected override format(node: AstNode): void {
    const f = this.getNodeFormatter(node);
    switch (node.$type) {
      case ast.Document.$type:
        return this.formatStatements(f as NodeFormatter<ast.Document>, node as ast.Document);
      case ast.Zone.$type:
      case ast.Site.$type:
      case ast.Vendor.$type:
        return this.formatBlock(f);
      case ast.Component.$type:
        return this.formatComponent(f as NodeFormatter<ast.Component>, node as ast.Component);
      case ast.Role.$type:
        return this.formatRole(f as NodeFormatter<ast.Role>);
      case ast.Flow.$type:
        return this.formatFlow(f as NodeFormatter<ast.Flow>, node as ast.Flow);
      case ast.PortRange.$type:
      case ast.Address.$type:
        f.keywords('-', '/', '+').surround(Formatting.noSpace());
        return;
      case ast.PortService.$type:
        f.property('ports' as never, 0).prepend(Formatting.oneSpace());
        return this.formatWords(f);
      default:
        return this.formatWords(f);
    }
  }

  /** One space between all parts, none before a comma. */
  private formatWords(f: NodeFormatter<AstNode>): void {
    f.keywords(':', '->', '=', '|').surround(Formatting.oneSpace());
    f.keywords(',')
      .prepend(Formatting.noSpace())
      .append(Formatting.oneSpace({ allowMore: true, allowLess: false }));
    f.keywords('(').append(Formatting.noSpace());
    f.keywords(')').prepend(Formatting.noSpace());
  }

  private formatStatements(f: NodeFormatter<ast.Document>, document: ast.Document): void {
    f.nodes(...document.statements).prepend(Formatting.noIndent());
  }

  private formatBlock(f: NodeFormatter<AstNode>): void {
    const open = f.keyword('{');
    const close = f.keyword('}');
    open.prepend(Formatting.oneSpace());
    f.interior(open, close).prepend(Formatting.fit(Formatting.oneSpace(), Formatting.indent()));
    close.prepend(Formatting.fit(Formatting.oneSpace(), Formatting.newLine()));
  }

  private formatComponent(f: NodeFormatter<ast.Component>, component: ast.Component): void {
    this.formatWords(f);
    f.keywords('at').surround(Formatting.oneSpace());
    f.keyword(':').prepend(Formatting.spaces(columnOf(component) - headOf(component).length + 1));
    this.formatBlock(f);
  }

  private formatRole(f: NodeFormatter<ast.Role>): void {
    this.formatWords(f);
    this.formatBlock(f);
  }

  private formatFlow(f: NodeFormatter<ast.Flow>, flow: ast.Flow): void {
    this.formatWords(f);
    f.nodes(...flow.clauses).prepend(Formatting.fit(Formatting.oneSpace(), Formatting.indent({ tabs: 2 } as never)));
  }
}

/** What stands before a component's colon. */
function headOf(component: ast.Component): string {
  return `component ${component.name ?? ''}${component.title === undefined ? '' : ` "${component.title}"`}`;
}

/** The widest head among the components of the zone. */
function columnOf(component: ast.Component): number {
  return Math.max(...component.$container.components.filter((c) => c.roles.length).map((c) => headOf(c).length));
}
