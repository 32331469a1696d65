import { AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import type * as ast from '../generated/ast.ts';
import { insertAt, isOnBrokenLine } from './edits.ts';

/** Adds a zone to those that a firewall stands between: behind the last one, or in a list of its own. Nothing for a broken statement. */
export function addZone(firewall: ast.Firewall, name: string): TextEdit | undefined {
  const own = firewall.$cstNode;
  if (!own || isOnBrokenLine(firewall)) return undefined;
  const last = firewall.zones.findLast((line) => line.between && line.zones.length)?.$cstNode;
  if (last) return insertAt(last.range.end, `, ${name}`);
  const brace = own.text.indexOf('{');
  if (!own.text.endsWith('}') || brace < 0) return insertAt(own.range.end, ` { zones ${name} }`);
  const at = AstUtils.getDocument(firewall).textDocument.positionAt(own.offset + brace + 1);
  return insertAt(at, ` zones ${name}`);
}
