import { AstUtils, CstUtils, type LangiumDocument } from 'langium';
import type { Position } from 'vscode-languageserver-types';
import * as ast from '../../language/generated/ast.ts';
import { EndpointResolver } from '../../language/model/endpoint-resolver.ts';
import { partSet } from '../../language/model/resolve-services.ts';
import { formatServices } from '../../language/model/services.ts';
import type { SegplanServices } from '../services.ts';

/** The traffic that the rule or assertion at a place is about: of a port under the cursor, or all of it. Empty where there is neither. */
export function questionAt(document: LangiumDocument<ast.Document>, services: SegplanServices, position: Position): string {
  const root = document.parseResult.value;
  if (!root.$cstNode) return '';
  const offset = document.textDocument.offsetAt(position);
  const leaf =
    CstUtils.findDeclarationNodeAtOffset(root.$cstNode, offset) ?? CstUtils.findLeafNodeBeforeOffset(root.$cstNode, offset);
  const statement = AstUtils.getContainerOfType(leaf?.astNode, isAboutTraffic);
  if (!leaf || !statement) return '';
  const { zones, components } = services.segplan.Plans.plan(root);
  const resolver = new EndpointResolver(zones, components);
  const names = (nodes: readonly ast.Endpoint[]): string => nodes.map((node) => resolver.resolve(node).label).join(', ');
  const ends = (nodes: readonly ast.Endpoint[], out: readonly ast.Endpoint[]): string =>
    out.length ? `${names(nodes)} except ${names(out)}` : names(nodes);
  const port = AstUtils.getContainerOfType(leaf.astNode, ast.isPortRange);
  const asked = port ? formatServices(partSet(port, port.$container.protocol)) : servicesOf(statement.service);
  const { sources, sourceExceptions, destinations, destinationExceptions } = statement;
  return `${ends(sources, sourceExceptions)} -> ${ends(destinations, destinationExceptions)} : ${asked}`;
}

function isAboutTraffic(node: unknown): node is ast.Rule | ast.Assertion {
  return ast.isRule(node) || ast.isAssertion(node);
}

/** Services as they are written. What is no service of its own, such as `required`, is asked about as everything. */
function servicesOf(list: ast.ServiceList | undefined): string {
  const named = list?.items.filter((item) => !ast.isRequiredService(item)) ?? [];
  if (!named.length || named.length < (list?.items.length ?? 0)) return 'any';
  const out = list?.exceptions ?? [];
  // A question can't leave out what is required.
  return out.length && !out.some(ast.isRequiredService) ? `${textOf(named)} except ${textOf(out)}` : textOf(named);
}

function textOf(items: readonly ast.ServiceItem[]): string {
  return items
    .map((item) =>
      item.$cstNode?.text
        .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .join(', ');
}
