import { AstUtils, type LangiumDocument, type ReferenceInfo } from 'langium';
import type { CompletionContext, CompletionValueItem } from 'langium/lsp';
import { type CompletionItem, CompletionItemKind, type TextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../../../language/analysis/analyze.ts';
import { insertUse } from '../../../language/editing/edits.ts';
import { lineEndingOf } from '../../../language/editing/line-endings.ts';
import * as ast from '../../../language/generated/ast.ts';
import { roleId } from '../../../language/model/catalog-ids.ts';
import type { Plan } from '../../../language/model/plan.ts';
import { changeSince } from '../surroundings.ts';
import { about } from './items.ts';

/**
 * A role: those of vendors in use stand first, in a catalog its own, and another one puts its vendor to use. Where a name of the plan may stand as well, all
 * of them come after these.
 */
export function roleItem(
  role: ast.Role,
  context: CompletionContext,
  { plan }: Analysis,
  refInfo: ReferenceInfo,
): Partial<CompletionValueItem> {
  const root = context.document.parseResult.value as ast.Document;
  const id = roleId(role);
  const vendor = (role.$container as ast.Vendor).name;
  const catalog = AstUtils.getContainerOfType(refInfo.container, ast.isVendor)?.name;
  const used = plan.uses.has(vendor) || catalog !== undefined;
  const isFirst = catalog === undefined ? used : vendor === catalog;
  const isEnd = refInfo.property === 'target';
  const rank = catalog !== undefined ? (isFirst ? '7' : '8') : isEnd ? (isFirst ? '80' : '81') : isFirst ? '1' : '2';
  return {
    kind: CompletionItemKind.Class,
    // A vendor block names roles without putting their vendors to use.
    data: { ...about(root, 'role', id), ...(plan.uses.has(vendor) === used ? {} : { inVendor: true }) },
    sortText: `${rank}${id}`,
    ...(used ? { detail: role.title ?? role.name } : addingUse(role, useOf(context))),
  };
}

/** What a role brings along whose vendor is not in use. */
function addingUse(role: ast.Role, edit: (vendor: string) => TextEdit): Pick<CompletionItem, 'detail' | 'additionalTextEdits'> {
  const vendor = (role.$container as ast.Vendor).name;
  return { detail: `${role.title ?? role.name}, adds 'use ${vendor}'`, additionalTextEdits: [edit(vendor)] };
}

/** What of a role's item is left out of long lists, where the editor asks for it once somebody looks at it. */
export function lateParts(
  name: string,
  inVendor: boolean,
  document: LangiumDocument<ast.Document>,
  plan: Plan,
): Partial<CompletionItem> {
  const role = plan.catalog.roles.get(name)?.node;
  if (!role) return {};
  const isUsed = inVendor || plan.uses.has((role.$container as ast.Vendor).name);
  return isUsed ? { detail: role.title ?? role.name } : addingUse(role, useIn(document));
}

/** Puts a vendor to use, where its `use` belongs in the text of now. */
function useOf(context: CompletionContext): (vendor: string) => TextEdit {
  let known = uses.get(context);
  if (!known) {
    known = useIn(context.document as LangiumDocument<ast.Document>);
    uses.set(context, known);
  }
  return known;
}

const uses = new WeakMap<CompletionContext, (vendor: string) => TextEdit>();

function useIn(document: LangiumDocument<ast.Document>): (vendor: string) => TextEdit {
  return changeSince(document) ? lineForUse(document.textDocument) : (vendor) => insertUse(document.parseResult.value, vendor);
}

/** A line behind the last `use`, else behind the header, in a text that is newer than its tree. */
function lineForUse(textDocument: TextDocument): (vendor: string) => TextEdit {
  const text = textDocument.getText();
  const last = [...text.matchAll(/^use\b[^\n\r]*/gm)].at(-1) ?? /^plan\b[^\n\r]*/m.exec(text);
  const place = textDocument.positionAt(last ? last.index + last[0].length : 0);
  const eol = lineEndingOf(textDocument);
  return (vendor) => ({
    range: { start: place, end: place },
    newText: last ? `${eol}use ${vendor}` : `use ${vendor}${eol}`,
  });
}
