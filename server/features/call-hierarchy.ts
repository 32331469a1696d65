import { AstUtils, CstUtils, GrammarUtils, type LangiumDocument } from 'langium';
import type { CallHierarchyProvider } from 'langium/lsp';
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyIncomingCallsParams,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CallHierarchyOutgoingCallsParams,
  type CallHierarchyPrepareParams,
  type Range,
  SymbolKind,
} from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import type { Analysis } from '../../language/analysis/analyze.ts';
import { type Peer, peersOf } from '../../language/analysis/explain/peers.ts';
import * as ast from '../../language/generated/ast.ts';
import { firstOf } from '../../language/model/describe-addresses.ts';
import type { PlanComponent } from '../../language/model/plan.ts';
import { formatServices } from '../../language/model/services.ts';
import type { SegplanServices } from '../services.ts';
import { componentOf, named } from './plan-nodes.ts';
import { ownerNamedBy } from './rename/places.ts';

/** Which component an item stands for, and the plan whose rules are asked about: its zone may stand in a file that the plan imports. */
interface ItemData {
  readonly plan: string;
  readonly component: string;
}

/** So many ports of a connection are spelled out. */
const MOST_SERVICES = 6;

/** Who reaches a component, and whom it reaches: calls are connections that rules permit, or that are required and missing. */
export class SegplanCallHierarchyProvider implements CallHierarchyProvider {
  private readonly services: SegplanServices;

  constructor(services: SegplanServices) {
    this.services = services;
  }

  prepareCallHierarchy(document: LangiumDocument, { position }: CallHierarchyPrepareParams): CallHierarchyItem[] | undefined {
    const root = document.parseResult.value;
    const leaf = root.$cstNode && CstUtils.findDeclarationNodeAtOffset(root.$cstNode, document.textDocument.offsetAt(position));
    // In `backup.proxy` the zone is no component.
    if (!leaf || ast.isZone(ownerNamedBy(leaf, this.services.segplan.VisibleDocuments))) return undefined;
    const node = this.services.references.References.findDeclarations(leaf).find(ast.isComponent);
    if (!ast.isDocument(root) || !node) return undefined;
    const component = componentOf(node, this.services.segplan.Plans.analysis(root).plan);
    return component && [itemOf(component, rolesText(component), document.textDocument.uri)];
  }

  incomingCalls({ item }: CallHierarchyIncomingCallsParams): CallHierarchyIncomingCall[] | undefined {
    return this.calls(item, 'from')?.map(({ peer, to, ranges }) => ({ from: to, fromRanges: ranges(peer.component) }));
  }

  outgoingCalls({ item }: CallHierarchyOutgoingCallsParams): CallHierarchyOutgoingCall[] | undefined {
    return this.calls(item, 'to')?.map(({ component, to, ranges }) => ({ to, fromRanges: ranges(component) }));
  }

  private calls(item: CallHierarchyItem, direction: 'to' | 'from') {
    const asked = this.askedFor(item);
    if (!asked) return undefined;
    const { component, analysis, plan } = asked;
    return peersOf(component, direction, analysis).map((peer) => ({
      component,
      peer,
      to: itemOf(peer.component, peerText(peer), plan),
      ranges: (caller: PlanComponent) => placesOf(peer, caller),
    }));
  }

  private askedFor({ data }: CallHierarchyItem): { component: PlanComponent; analysis: Analysis; plan: string } | undefined {
    const { plan, component: name } = (data ?? {}) as Partial<ItemData>;
    const document =
      plan === undefined ? undefined : this.services.shared.workspace.LangiumDocuments.getDocument(URI.parse(plan));
    const root = document?.parseResult.value;
    if (plan === undefined || name === undefined || !ast.isDocument(root)) return undefined;
    const analysis = this.services.segplan.Plans.analysis(root);
    const component = named(name, analysis.plan);
    return component && 'roles' in component ? { component, analysis, plan } : undefined;
  }
}

/** The plan that an item is about, which has to be analyzed before its calls are told. */
export function planOf({ data, uri }: CallHierarchyItem): string {
  return (data as Partial<ItemData> | undefined)?.plan ?? uri;
}

function itemOf(component: PlanComponent, detail: string, plan: string): CallHierarchyItem {
  const { node, zone } = component;
  return {
    name: component.name,
    detail: [zone.name, detail].filter(Boolean).join(' · '),
    kind: SymbolKind.Field,
    uri: AstUtils.getDocument(node).textDocument.uri,
    range: rangeOf(node),
    selectionRange: nameRange(node),
    data: { plan, component: `${zone.name}.${node.name}` } satisfies ItemData,
  };
}

function rolesText({ roles }: PlanComponent): string {
  return roles.join(', ');
}

/** `tcp 6162, tcp 2500-3300 · missing: tcp 443` */
function peerText({ permitted, lacking }: Peer): string {
  const few = (services: Peer['permitted']): string => firstOf(formatServices(services).split(', '), MOST_SERVICES);
  return [...(permitted.isEmpty ? [] : [few(permitted)]), ...(lacking.isEmpty ? [] : [`not permitted: ${few(lacking)}`])].join(
    ' · ',
  );
}

/** The rules that permit it, as far as they stand in the caller's file; else the caller itself. */
function placesOf({ rules }: Peer, { node }: PlanComponent): Range[] {
  const document = AstUtils.getDocument(node);
  const own = rules.filter((rule) => AstUtils.getDocument(rule.node) === document).map((rule) => rangeOf(rule.node));
  return own.length ? own : [nameRange(node)];
}

const NOWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function rangeOf({ $cstNode }: ast.Component | ast.Rule): Range {
  return $cstNode?.range ?? NOWHERE;
}

function nameRange({ $cstNode }: ast.Component): Range {
  return GrammarUtils.findNodeForProperty($cstNode, 'name')?.range ?? $cstNode?.range ?? NOWHERE;
}
