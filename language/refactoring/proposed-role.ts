import type { TextEdit } from 'vscode-languageserver-types';
import { insertAt, insertUses } from '../editing/edits.ts';
import * as ast from '../generated/ast.ts';
import { PROPOSED } from '../inventory/import-inventory.ts';
import type { Offer, Selection } from './refactoring.ts';

const PROPOSAL = new RegExp(`[ \\t]*// ${PROPOSED} ([\\p{L}\\p{N}_.-]+)[ \\t]*$`, 'u');

/** A role that stands behind a component in a comment, as an import of machines proposes it. */
interface Proposal {
  readonly role: string;
  readonly edits: readonly TextEdit[];
}

/** Takes the role that a comment behind a component proposes, or all that the file has. */
export function proposedRole({ document, root, analysis: { plan }, node }: Selection): Offer[] {
  if (!ast.isComponent(node)) return [];
  const proposalOf = (component: ast.Component): Proposal | undefined => {
    const { $cstNode, roles, name, title } = component;
    const range = $cstNode?.range;
    if (!range || !name || roles.length) return undefined;
    const { textDocument } = document;
    const rest = textDocument.getText({ start: range.end, end: { line: range.end.line + 1, character: 0 } });
    const [comment, role] = PROPOSAL.exec(rest.replace(/[\r\n]+$/, '')) ?? [];
    if (comment === undefined || !plan.catalog.roles.has(role!)) return undefined;
    const head = new RegExp(`^component\\s+${escaped(name)}${title === undefined ? '' : `\\s+(["']).*?\\1`}`, 'u').exec(
      $cstNode.text,
    );
    if (!head) return undefined;
    const start = { line: range.end.line, character: range.end.character + rest.indexOf(comment) };
    const end = { line: start.line, character: start.character + comment.length };
    const behind = textDocument.positionAt($cstNode.offset + head[0].length);
    return { role: role!, edits: [insertAt(behind, ` : ${role}`), { range: { start, end }, newText: '' }] };
  };
  const own = proposalOf(node);
  if (!own) return [];
  const zones = root.statements.flatMap((each) => (ast.isSite(each) ? each.zones : ast.isZone(each) ? [each] : []));
  const all = zones.flatMap(({ components }) => components.flatMap((each) => proposalOf(each) ?? []));
  const used = new Set(root.statements.flatMap((each) => (ast.isUse(each) ? [each.vendor.$refText] : [])));
  const offer = (title: string, proposals: readonly Proposal[]): Offer => {
    const vendors = [...new Set(proposals.map(({ role }) => role.slice(0, role.indexOf('.'))))].sort();
    const missing = vendors.filter((vendor) => !used.has(vendor));
    const uses = missing.length ? [insertUses(root, missing)] : [];
    return { title, kind: 'rewrite', edits: [...uses, ...proposals.flatMap(({ edits }) => edits)] };
  };
  return [
    offer(`Take the proposed role ${own.role}`, [own]),
    ...(all.length > 1 ? [offer(`Take all proposed roles of the file (${all.length})`, all)] : []),
  ];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
