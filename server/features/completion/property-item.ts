import type { ReferenceInfo } from 'langium';
import type { CompletionValueItem } from 'langium/lsp';
import { CompletionItemKind } from 'vscode-languageserver';
import * as ast from '../../../language/generated/ast.ts';
import { valuesText } from '../hover/role-hover.ts';

/**
 * A property, with the sign that its value follows in a component and in a condition.
 * @param asksOn whether the editor can be told to offer its values next
 */
export function propertyItem(node: ast.Property, { container }: ReferenceInfo, asksOn: boolean): Partial<CompletionValueItem> {
  const item = {
    kind: CompletionItemKind.Property,
    detail: valuesText({ type: node.type ?? 'choice', values: node.values }),
    documentation: node.title ?? '',
  };
  if (!ast.isPropertyAssignment(container) && !ast.isPropertyCondition(container)) return item;
  const command = { title: 'Offer its values', command: 'editor.action.triggerSuggest' };
  return { ...item, insertText: `${node.name} = `, ...(asksOn && node.values.length ? { command } : {}) };
}
