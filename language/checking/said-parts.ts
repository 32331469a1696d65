import { type AstNode, AstUtils, isReference } from 'langium';
import * as ast from '../generated/ast.ts';
import { linkedSince, linkings } from '../model/linkings.ts';
import { referencesIn } from '../syntax/contents.ts';
import { changedPlaces, isAmong } from '../syntax/said-names.ts';
import type { CheckContext } from './check.ts';

/**
 * Where a name leads: a file, by its address, since an edit makes another tree of it that takes over most statements; or a vendor, by its name.
 */
export type Part = `file ${string}` | `vendor ${string}`;

/** The part that a file is. */
export function fileOf(node: AstNode): Part {
  return `file ${AstUtils.getDocument(node).uri.toString()}`;
}

/**
 * The statements of a text by the files and vendors that their names lead into, from one edit to the next: those alone are looked at that an edit touched,
 * and those of which a name leads elsewhere by now.
 */
class SaidParts {
  private statements: readonly ast.Statement[] = [];
  private times = -1;
  private readonly leads = new Map<ast.Statement, ReadonlySet<Part>>();
  private readonly saying = new Map<Part, Set<ast.Statement>>();

  /** The statements with a name that leads into a file, or into a vendor; nothing where there are none. */
  leadingTo(part: Part): ReadonlySet<ast.Statement> | undefined {
    return this.saying.get(part);
  }

  /** Goes over to the statements after an edit. */
  turnTo(statements: readonly ast.Statement[]): this {
    const [before, linked] = [this.statements, linkedSince(this.times)];
    this.times = linkings();
    this.statements = statements;
    if (!linked) {
      this.leads.clear();
      this.saying.clear();
      for (const statement of statements) this.enter(statement);
      return this;
    }
    if (before !== statements) {
      const places = changedPlaces(before, statements);
      for (const n of before.length === statements.length ? places : changedPlaces(statements, before)) this.strike(before[n]!);
      for (const n of places) this.enter(statements[n]!);
    }
    for (const node of linked)
      if (isAmong(node, statements)) {
        this.strike(node as ast.Statement);
        this.enter(node as ast.Statement);
      }
    return this;
  }

  private enter(statement: ast.Statement): void {
    const leads = new Set<Part>();
    for (const { reference } of referencesIn(statement)) {
      const target = isReference(reference) ? reference.ref : undefined;
      if (!target) continue;
      leads.add(fileOf(target));
      const vendor = AstUtils.getContainerOfType(target, ast.isVendor);
      if (vendor) leads.add(`vendor ${vendor.name}`);
    }
    this.leads.set(statement, leads);
    for (const part of leads) {
      const known = this.saying.get(part);
      if (known) known.add(statement);
      else this.saying.set(part, new Set([statement]));
    }
  }

  private strike(statement: ast.Statement): void {
    for (const part of this.leads.get(statement) ?? []) {
      const known = this.saying.get(part);
      if (known?.delete(statement) && !known.size) this.saying.delete(part);
    }
    this.leads.delete(statement);
  }
}

function saidParts({ root, analysis }: CheckContext): SaidParts {
  return analysis.memory
    .renew<{ parts: SaidParts }>('files and vendors that are said', (before) => before ?? { parts: new SaidParts() })
    .parts.turnTo(root.statements);
}

/** The statements that name anything of a vendor, but for the blocks of that vendor. */
export function statementsNaming(vendor: string, context: CheckContext): ast.Statement[] {
  const all = saidParts(context).leadingTo(`vendor ${vendor}`);
  return all ? [...all].filter((each) => !(ast.isVendor(each) && each.name === vendor)) : [];
}

/** Whether any name of a document leads into a file, or into a vendor of a name. */
export function partsNamed(context: CheckContext): (part: Part) => boolean {
  const parts = saidParts(context);
  return (part) => parts.leadingTo(part) !== undefined;
}
