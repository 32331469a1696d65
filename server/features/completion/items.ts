import { type AstNode, AstUtils, type ReferenceInfo } from 'langium';
import type { CompletionContext, CompletionValueItem } from 'langium/lsp';
import { CompletionItemKind } from 'vscode-languageserver';
import type { Analysis } from '../../../language/analysis/analyze.ts';
import type { PairGap } from '../../../language/analysis/pair-gaps.ts';
import { inQuotes } from '../../../language/editing/texts.ts';
import * as ast from '../../../language/generated/ast.ts';
import { checks } from '../../../language/generated/checks.ts';
import { targets } from '../../../language/generated/targets.ts';
import { roleId, sourceId } from '../../../language/model/catalog-ids.ts';
import { describeServices } from '../../../language/model/describe-flow.ts';
import type { FreeAddress } from '../../../language/model/free-addresses.ts';
import type { Plan, PlanComponent } from '../../../language/model/plan.ts';
import { namedIcmpTypes, namedProtocols } from '../../../language/model/protocols.ts';
import { resolveServices } from '../../../language/model/resolve-services.ts';
import { formatServices } from '../../../language/model/services.ts';
import { SYSTEM_TITLES, SYSTEMS } from '../../../language/model/systems.ts';
import { compareVersions } from '../../../language/model/versions.ts';
import { BUILT_IN_SCHEME } from '../../../language/workspace/built-in-catalogs.ts';
import type { VisibleDocuments } from '../../../language/workspace/visible-documents.ts';
import { escapeMarkdown } from '../hover/flow-text.ts';
import { componentOf, zoneOf } from '../plan-nodes.ts';
import { ownerAt, worksWith } from './partners.ts';
import type { Subject } from './resolve.ts';
import { type Item, ruleOf } from './services.ts';

/** Text that an editor shows as Markdown. */
export function markdown(value: string): { kind: 'markdown'; value: string } {
  return { kind: 'markdown', value };
}

/** What is said of an item when it is looked at. */
export function about(root: ast.Document, kind: Subject['kind'], name: string): Subject {
  return { uri: AstUtils.getDocument(root).uri.toString(), kind, name };
}

/** A rule whose services are being written: the node itself, or what recovery left of it before the cursor. */
export function ruleAt(context: CompletionContext): ast.Rule | undefined {
  return context.node && ruleOf(context.node);
}

/** So much of the text before the cursor says what is being written. */
const MOST_BEFORE = 4000;

/** The text before the word at the cursor, as far as it can matter: a pattern that looks through ten thousand lines takes its time. */
export function textBefore({ textDocument, tokenOffset }: Pick<CompletionContext, 'textDocument' | 'tokenOffset'>): string {
  return textDocument.getText().slice(Math.max(0, tokenOffset - MOST_BEFORE), tokenOffset);
}

/** What of a word stands before the cursor. */
export function typedAt({ textDocument, tokenOffset, offset }: CompletionContext): string {
  return textDocument.getText().slice(tokenOffset, offset);
}

/** The phases that a plan or the catalogs it uses name; for a catalog those of all catalogs. */
export function phaseItems(plan: Plan, ofCatalog: boolean): Item[] {
  // A catalog has what other catalogs have, whether a plan uses them or not.
  const vendors = ofCatalog ? [...plan.catalog.vendors.values()] : [...plan.uses.values()].map((u) => u.vendor);
  const names = new Set([...vendors.flatMap((v) => v.phases), ...plan.rules.flatMap((r) => r.phase ?? [])]);
  return [...names].map((label) => ({ label, kind: CompletionItemKind.EnumMember, detail: 'phase', sortText: '0' }));
}

export function placeItem(
  node: ast.Component | ast.Zone | ast.Group | ast.Site,
  context: CompletionContext,
  analysis: Analysis,
  lacks: { of(component: PlanComponent): readonly PairGap[]; readonly isClaim: boolean },
): Partial<CompletionValueItem> {
  const component = ast.isComponent(node) ? componentOf(node, analysis.plan) : undefined;
  const zone = ast.isZone(node) ? zoneOf(node, analysis.plan) : undefined;
  const lacking = component ? lacks.of(component) : [];
  const root = context.document.parseResult.value as ast.Document;
  return {
    kind: component ? CompletionItemKind.Variable : zone ? CompletionItemKind.Struct : CompletionItemKind.Reference,
    detail: lacking.length
      ? `still lacks ${formatServices(lacking.map((g) => g.services).reduce((a, b) => a.union(b)))}`
      : (node.title ?? component?.roles.join(', ') ?? node.$type.toLowerCase()),
    ...(component || zone
      ? { data: about(root, 'place', component ? `${component.zone.name}.${component.name}` : node.name) }
      : { documentation: markdown(escapeMarkdown(node.title ?? '')) }),
    // What has to stay true is mostly said of zones.
    sortText: `${lacking.length || (lacks.isClaim && zone) ? '0' : component ? '1' : zone ? '2' : '3'}${node.name}`,
    ...partnerOrder(node, context, analysis),
  };
}

/** In a list of partners those stand first that have a flow with the member; what a member lacks is nothing to the list. */
function partnerOrder(
  node: ast.Component | ast.Zone | ast.Group | ast.Site,
  context: CompletionContext,
  analysis: Analysis,
): Partial<CompletionValueItem> {
  const owner = ownerAt(context.node);
  if (!owner) return {};
  const roles = ast.isComponent(node) ? node.roles.map((r) => r.$refText).join(', ') : '';
  const works = [...worksWith(owner, analysis)].some((c) => c.node === node);
  return {
    detail: node.title ?? (roles || node.$type.toLowerCase()),
    sortText: `${works ? '0' : ast.isComponent(node) ? '1' : '2'}${node.name}`,
  };
}

/** Addresses that nobody has, those of the networks in their order. */
export function freeAddressItems(addresses: readonly FreeAddress[]): Item[] {
  return addresses.map(({ text: label, network }, n) => ({
    label,
    kind: CompletionItemKind.Value,
    detail: `free in ${network}`,
    sortText: `0${String(n).padStart(3, '0')}`,
  }));
}

/** What the services of the built-in catalogs are, which never change. */
const portsOf = new WeakMap<ast.Service, string>();

/**
 * A service by its name: those of the plan stand first, then those of the vendors at the ends of the line, of others in use, common ones, and all others.
 * @param ends the vendors at the ends
 * @param catalog the vendor in whose block it is named: its own services stand first there
 */
export function serviceItem(
  node: ast.Service,
  name: string,
  plan: Plan,
  ends: ReadonlySet<string>,
  catalog?: string,
): Partial<CompletionValueItem> {
  const builtIn = AstUtils.findRootNode(node).$document?.uri.scheme === BUILT_IN_SCHEME;
  const ports = (builtIn && portsOf.get(node)) || describeServices(resolveServices(node.service));
  if (builtIn) portsOf.set(node, ports);
  const { $container: within } = node;
  const rank =
    !ast.isVendor(within) || within.name === catalog
      ? '20'
      : name.includes('.') && ends.has(within.name)
        ? '21'
        : plan.uses.has(within.name)
          ? '3'
          : name.includes('.')
            ? '7'
            : '4';
  const title = node.title ?? '';
  return { kind: CompletionItemKind.Constant, detail: ports, documentation: title, sortText: `${rank}${name}` };
}

/** A source: for a `trust`, those of vendors in use stand first; for `contested by`, the maker's own references. */
export function sourceItem(
  node: ast.Source,
  root: ast.Document,
  plan: Plan,
  { container }: ReferenceInfo,
): Partial<CompletionValueItem> {
  const id = sourceId(node);
  const first = ast.isTrust(container)
    ? plan.uses.has(id.slice(0, id.indexOf('.')))
    : ast.isContestClause(container) && node.vendor;
  return {
    kind: CompletionItemKind.Reference,
    detail: [node.title ?? node.file, ...(node.vendor ? ["the maker's reference"] : [])].join(', '),
    data: about(root, 'source', id),
    sortText: `${first ? '0' : '1'}${id}`,
  };
}

/** The checks whose level a plan can set. */
export function checkItems(root: ast.Document): Item[] {
  return checks
    .filter((check) => !check.essential)
    .map((check) => ({
      label: check.code,
      kind: CompletionItemKind.Constant,
      detail: `${check.level}: ${check.title}`,
      data: about(root, 'check', check.code),
      sortText: `0${check.code}`,
    }));
}

/** The vendors that a block can extend. */
export function extendableItems(root: ast.Document, visible: VisibleDocuments): Item[] {
  return visible
    .vendorsFor(root)
    .filter((v) => !v.extends)
    .map((v) => ({ label: v.name, kind: CompletionItemKind.Module, detail: v.title ?? v.name, sortText: `0${v.name}` }));
}

/** The versions that a catalog speaks of, the newest first: behind `use`, of a component, and in conditions of the catalog itself. */
export function versionItems({ node, textDocument, offset }: CompletionContext, { catalog }: Plan): Item[] {
  const written = /\buse\s+([\p{L}\p{M}\p{N}_-]+)\s+[\d.]*$/u.exec(textBefore({ textDocument, tokenOffset: offset }))?.[1];
  const component = node && AstUtils.getContainerOfType(node, ast.isComponent);
  const own = node && AstUtils.getContainerOfType(node, ast.isVendor)?.name;
  const roles = component?.roles.flatMap((r) => (r.ref ? [roleId(r.ref)] : [])) ?? [];
  const names = new Set([...(written ? [written] : []), ...(own ? [own] : []), ...roles.map((r) => r.slice(0, r.indexOf('.')))]);
  return [...names].flatMap((name) => {
    const vendor = catalog.vendors.get(name);
    return [...(vendor?.versions ?? [])]
      .sort((a, b) => compareVersions(b, a))
      .map((version, n) => ({
        label: version.text,
        kind: CompletionItemKind.Constant,
        detail: `version of ${vendor?.title ?? name}`,
        sortText: `0${String(n).padStart(3, '0')}`,
      }));
  });
}

/** What a role's or a component's machines can run. */
export function systemItems(): Item[] {
  return SYSTEMS.map((label, n) => ({
    label,
    kind: CompletionItemKind.EnumMember,
    detail: `runs ${SYSTEM_TITLES[label]}`,
    sortText: `0${n}`,
  }));
}

/** The words of a catalog that checks and pictures go by: it may have its own besides. */
export function wordItems(words: readonly string[], detail: string): Item[] {
  return words.map((label, n) => ({
    label,
    kind: CompletionItemKind.EnumMember,
    detail,
    sortText: `0${String(n).padStart(2, '0')}`,
  }));
}

/** The forms that a firewall's rules can be written in. */
export function formItems(): Item[] {
  return targets.map(({ name, title }) => ({
    label: name,
    kind: CompletionItemKind.EnumMember,
    detail: title,
    sortText: `0${name}`,
  }));
}

/** Service tags that the plan or a catalog in use names already. */
export function tagItems(root: ast.Document, { catalog }: Plan): Item[] {
  const ofRole = new Map<string, string>();
  for (const role of catalog.roles.values())
    for (const host of role.hosts) if (ast.isTagHost(host)) ofRole.set(host.tag, `${role.title} (${role.id})`);
  for (const node of AstUtils.streamAst(root))
    if ((ast.isTagHost(node) || ast.isTagEndpoint(node)) && node.tag && !ofRole.has(node.tag))
      ofRole.set(node.tag, 'named in this plan');
  return [...ofRole].map(([tag, detail]) => ({
    label: inQuotes(tag),
    kind: CompletionItemKind.Value,
    detail,
    sortText: `0${tag}`,
  }));
}

/** Types of icmp by name, with their numbers. @param protocol of which families */
export function icmpTypeItems(protocol: 'icmp' | 'icmpv6'): Item[] {
  return namedIcmpTypes()
    .filter(({ numbers }) => protocol === 'icmp' || numbers.some(({ family }) => family === 6))
    .map(({ name: label, numbers }, n) => ({
      label,
      kind: CompletionItemKind.EnumMember,
      detail: numbers
        .filter(({ family }) => protocol === 'icmp' || family === 6)
        .map(({ family, type }) => `ICMPv${family} type ${type}`)
        .join(', '),
      sortText: `0${String(n).padStart(2, '0')}`,
    }));
}

/** IP protocols by name, with their numbers. */
export function protocolItems(): Item[] {
  return namedProtocols().map(({ name: label, number }) => ({
    label,
    kind: CompletionItemKind.EnumMember,
    detail: `IP protocol ${number}`,
    sortText: `0${String(number).padStart(3, '0')}`,
  }));
}

/** The values of the property that is set or compared here. */
export function valueItems(node: AstNode | undefined): Item[] {
  const assignment =
    node &&
    (AstUtils.getContainerOfType(node, ast.isPropertyAssignment) ?? AstUtils.getContainerOfType(node, ast.isPropertyCondition));
  const values = assignment?.property?.ref?.values ?? [];
  return values.map((label, n) => ({
    label,
    kind: CompletionItemKind.EnumMember,
    detail: assignment?.property?.ref?.name ?? '',
    sortText: `0${n}`,
  }));
}
