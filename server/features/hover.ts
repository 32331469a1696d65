import { type AstNode, AstUtils, type CstNode, CstUtils, GrammarAST, type LangiumDocument } from 'langium';
import type { HoverProvider } from 'langium/lsp';
import type { Hover, HoverParams } from 'vscode-languageserver';
import type { Analysis } from '../../language/analysis/analyze.ts';
import { servicesFor } from '../../language/analysis/permissions.ts';
import * as ast from '../../language/generated/ast.ts';
import { openedBy } from '../../language/model/adjust-services.ts';
import { featureId, readSources, roleId, sourceId } from '../../language/model/catalog-ids.ts';
import { describeServices } from '../../language/model/describe-flow.ts';
import { EndpointResolver } from '../../language/model/endpoint-resolver.ts';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { readRule } from '../../language/model/kept-rules.ts';
import type { PlanRule } from '../../language/model/plan.ts';
import { partSet, resolveItems, resolveServices } from '../../language/model/resolve-services.ts';
import { formatServices, icmpTypes, protocolsOf, type ServiceSet } from '../../language/model/services.ts';
import type { SegplanCoreServices } from '../../language/module.ts';
import { rangeIn, readingAt } from './fragment.ts';
import { addressHover, hostNameHover } from './hover/address-hover.ts';
import { adviceKindHover, sizingRowHover } from './hover/catalog-hover.ts';
import { checkHover, silencedCodeAt } from './hover/check-hover.ts';
import { escapeMarkdown, sourceText } from './hover/flow-text.ts';
import { phaseHover } from './hover/phase-hover.ts';
import { componentHover, deploymentHover, endpointHover, firewallHover, tagHover, zoneHover } from './hover/place-hover.ts';
import { formHover, interfaceHover, servicesHover, systemHover } from './hover/plain-hover.ts';
import { portHover } from './hover/port-hover.ts';
import { featureHover, propertyHover, roleHover, valueHover, vendorHover } from './hover/role-hover.ts';
import { ruleHover } from './hover/rule-hover.ts';
import { runningHover } from './hover/running-hover.ts';
import { sourceHover, statementHover } from './hover/source-hover.ts';
import { translationHover } from './hover/translation-hover.ts';
import { versionHover } from './hover/version-hover.ts';
import { wordHover } from './hover/word-hover.ts';
import { componentOf, zoneOf } from './plan-nodes.ts';
import { ownerNamedBy } from './rename/places.ts';

/** Explains what is under the cursor: ports by what they serve here, roles by what they need, components and zones by their flows. */
export class SegplanHoverProvider implements HoverProvider {
  private readonly services: SegplanCoreServices;

  constructor(services: SegplanCoreServices) {
    this.services = services;
  }

  getHoverContent(document: LangiumDocument, params: HoverParams): Hover | undefined {
    const root = document.parseResult.value;
    const offset = document.textDocument.offsetAt(params.position);
    const reading = readingAt(document, offset, this.services);
    if (!ast.isDocument(root) || !reading) return undefined;
    const place = offset + reading.shift;
    const leaf =
      CstUtils.findDeclarationNodeAtOffset(reading.syntax, place) ?? CstUtils.findLeafNodeAtOffset(reading.syntax, place);
    if (!leaf) return undefined;
    const found = leaf.hidden ? undefined : this.contentAt(leaf, root);
    if (leaf.hidden) {
      const silenced = silencedCodeAt(leaf, place);
      const text = silenced && checkHover(silenced.code);
      return text
        ? {
            contents: { kind: 'markdown', value: text },
            range: rangeIn(document, reading, { ...leaf, offset: silenced.start, end: silenced.end }),
          }
        : undefined;
    }
    if (!found?.text) return undefined;
    return { contents: { kind: 'markdown', value: found.text }, range: rangeIn(document, reading, found.node) };
  }

  private contentAt(leaf: CstNode, root: ast.Document): { text: string; node: CstNode } | undefined {
    const analysis = this.services.segplan.Plans.lastAnalysis(root);
    const node = leaf.astNode;
    if (ast.isRunningFiles(node) && propertyOf(leaf) === 'files') {
      const file = node.files.find((each) => leaf.text.slice(1, -1) === each);
      const drift = this.services.segplan.CheckRunner.driftOf?.(analysis);
      return file === undefined ? undefined : { text: runningHover(node, file, drift), node: leaf };
    }
    const own = ownText(leaf, analysis);
    if (own) return { text: own, node: CstUtils.getDatatypeNode(leaf) ?? leaf };
    const zone = ownerNamedBy(leaf, this.services.segplan.VisibleDocuments);
    if (ast.isZone(zone)) return { text: describe(zone, node, analysis) ?? '', node: leaf };
    const target = this.services.references.References.findDeclarations(leaf)[0];
    const service = serviceAt(node);
    if (service) {
      const rule = AstUtils.getContainerOfType(node, ast.isRule);
      const planned = rule && plannedRule(rule, analysis);
      const set = ast.isPortRange(service) ? partSet(service, service.$container.protocol) : partSet(service);
      const cst = service.$cstNode ?? leaf;
      if (planned && ast.isRequiredService(service)) return { text: requiredText(planned, analysis), node: cst };
      if (planned) {
        const opened = ast.isPortRange(service) ? set : openedBy(service, planned, analysis.plan.components);
        const text = portHover(planned, opened, titleOf(service, opened), analysis);
        return { text: isLeftOut(service) ? `_Left out of what this rule is about._\n\n${text}` : text, node: cst };
      }
      if (ast.isServiceReference(service) && service.service?.ref) return { text: serviceText(service.service.ref), node: cst };
      const isPlain =
        ast.isPortRange(service) || ast.isIcmpService(service) || ast.isProtocolService(service) || ast.isSourcePorts(node);
      if (isPlain && !AstUtils.getContainerOfType(node, ast.isFlow))
        return { text: servicesHover(set, titleOf(service, set), analysis.plan), node: cst };
      return this.statementAt(leaf, analysis) ?? { text: wordAt(leaf), node: leaf };
    }
    if (ast.isTagHost(node) || ast.isTagEndpoint(node)) return { text: tagHover(node, analysis), node: node.$cstNode ?? leaf };
    if (ast.isRule(node) && !target) {
      // One that was just written has no id yet: ids are told apart among all rules of a plan.
      const known = analysis.plan.rules.find((rule) => rule.node === node);
      const texts = [wordAt(leaf), ...(known ? [ruleHover(known, analysis)] : [])].filter((text) => text);
      return { text: texts.join('\n\n---\n\n'), node: leaf };
    }
    if (!target) return this.statementAt(leaf, analysis) ?? { text: wordAt(leaf), node: leaf };
    const text = describe(target, leaf.astNode, analysis);
    return text ? { text, node: CstUtils.getDatatypeNode(leaf) ?? leaf } : undefined;
  }

  /** Words of a catalog's statement: what they mean, and what it says as a whole. */
  private statementAt(leaf: CstNode, { plan }: Analysis): { text: string; node: CstNode } | undefined {
    const flow = AstUtils.getContainerOfType(leaf.astNode, ast.isFlow);
    const texts = flow ? [wordAt(leaf), statementHover(flow, plan.catalog)].filter((text) => text) : [];
    return flow && { text: texts.join('\n\n---\n\n'), node: leaf };
  }
}

/** What a word that is no reference says by itself: an address, a phase, the code of a check. */
function ownText(leaf: CstNode, analysis: Analysis): string {
  const { astNode: node, text } = leaf;
  const isNumber = (of: AstNode): boolean => ast.isTranslatedPorts(of) || (ast.isAddressTranslation(of) && /^\d+$/.test(text));
  const line = AstUtils.getContainerOfType(node, ast.isAddressTranslation);
  if (line && (text === 'nat' || isNumber(node))) return translationHover(line, analysis.plan);
  if (ast.isAddress(node))
    return (
      (ast.isAddressTranslation(node.$container) && translationHover(node.$container, analysis.plan)) ||
      addressHover(node, analysis)
    );
  if (ast.isVersion(node)) return text === 'update' ? '' : versionHover(node, analysis.plan);
  if (ast.isFqdnHost(node) || ast.isFqdnEndpoint(node)) return hostNameHover(node, analysis);
  const property = propertyOf(leaf);
  if (ast.isPropertyAssignment(node) && property === 'value') return valueHover(node);
  if (ast.isProperty(node) && (property === 'values' || property === 'default')) return propertyHover(node);
  const document = property === 'sections' ? citedBy(node) : property === 'file' && ast.isSource(node) ? node : undefined;
  if (document) return sourceHover(sourceId(document), analysis.plan);
  if (ast.isFirewallInterface(node) && property === 'label') return interfaceHover(node);
  if (property === 'kind' && ast.isAdvice(node)) return adviceKindHover(text);
  if (ast.isSizingRow(node) && property === 'limit') return sizingRowHover(node);
  if (ast.isSizingNeed(node) && property === 'amount') return sizingRowHover(node.$container);
  if (property === 'phase' || property === 'phases') return phaseHover(text, analysis);
  if (property === 'form' && ast.isFirewall(node)) return formHover(text);
  if (property === 'system' && (ast.isComponent(node) || ast.isRole(node))) return systemHover(text);
  return property === 'code' && ast.isCheckLevel(node) ? checkHover(text) : '';
}

/** The document whose sections a statement names. */
function citedBy(node: AstNode): ast.Source | undefined {
  return ast.isCitation(node) || ast.isContestClause(node) ? node.source.ref : undefined;
}

/** The property of its node that a word is the value of; nothing for words of the language. */
function propertyOf(leaf: CstNode): string | undefined {
  const whole = CstUtils.getDatatypeNode(leaf) ?? leaf;
  const source = whole.grammarSource ?? leaf.grammarSource;
  return source && AstUtils.getContainerOfType(source, GrammarAST.isAssignment)?.feature;
}

/** What a word of the language means, where the grammar has it as such and not as a name. */
function wordAt(leaf: CstNode): string {
  const { grammarSource: word } = leaf;
  const isName = word && AstUtils.getContainerOfType(word, GrammarAST.isParserRule)?.name === 'Name';
  return GrammarAST.isKeyword(word) && !isName ? wordHover(leaf.text, leaf.astNode.$type) : '';
}

/** A rule of the plan; one that was just written, as it would be among the components that are known. */
function plannedRule(node: ast.Rule, { plan: { rules, zones, components } }: Analysis): PlanRule {
  return rules.find((rule) => rule.node === node) ?? readRule(node, new EndpointResolver(zones, components), components);
}

function serviceAt(node: AstNode): ast.PortRange | ast.ServiceItem | undefined {
  if (
    ast.isPortRange(node) ||
    ast.isServiceReference(node) ||
    ast.isIcmpService(node) ||
    ast.isProtocolService(node) ||
    ast.isAnyService(node) ||
    ast.isRequiredService(node)
  )
    return node;
  if (ast.isSourcePorts(node)) return node.$container;
  return ast.isPortService(node) ? node : undefined;
}

/** Whether a service stands behind `except`. */
function isLeftOut(node: AstNode): boolean {
  const list = AstUtils.getContainerOfType(node, ast.isServiceList);
  return list?.exceptions.some((item) => AstUtils.hasContainerOfType(node, (each) => each === item)) === true;
}

function titleOf(service: ast.PortRange | ast.ServiceItem, opened: ServiceSet): string {
  if (ast.isPortRange(service)) return formatServices(partSet(service, service.$container.protocol));
  if (ast.isServiceReference(service)) return `${service.service.$refText}: ${formatServices(opened)}`;
  if (ast.isAlternativeService(service)) return describeServices(resolveItems([service]));
  const text = formatServices(partSet(service));
  const numbers = ast.isIcmpService(service) || ast.isProtocolService(service) ? numbersOf(partSet(service)) : '';
  return numbers ? `${text} (${numbers})` : text;
}

/** `ICMPv4 type 8, ICMPv6 type 128`, `IP protocol 47`; an empty text for what is all of icmp. */
function numbersOf(set: ServiceSet): string {
  const types = ([4, 6] as const).flatMap((family) => {
    const own = icmpTypes(set, family);
    return own === 'all' ? [] : own.map((type) => `ICMPv${family} type ${type}`);
  });
  return [...types, ...protocolsOf(set).map((number) => `IP protocol ${number}`)].join(', ');
}

function requiredText(rule: PlanRule, analysis: Analysis): string {
  const between = analysis.index.touching({ sources: rule.sourceAddresses, destinations: rule.destinationAddresses });
  const set = IntervalSet.unionAll([...between].map((requirement) => servicesFor(requirement, rule.action)));
  return portHover(rule, set, 'required', analysis).replace(/\n\n`[^`]*` (?:serves|closes) nothing that[^\n]*/, '');
}

function describe(target: AstNode, at: AstNode, analysis: Analysis): string | undefined {
  const { plan } = analysis;
  if (ast.isComponent(target)) {
    const component = componentOf(target, plan);
    return component && componentHover(component, analysis);
  }
  if (ast.isZone(target)) {
    const zone = zoneOf(target, plan);
    return zone && zoneHover(zone, analysis);
  }
  if (ast.isRole(target)) return roleHover(roleId(target), plan);
  if (ast.isVendor(target)) {
    const vendor = plan.catalog.vendors.get(target.name);
    return vendor && vendorHover(vendor);
  }
  if (ast.isFeature(target)) return featureHover(featureId(target), target.title ?? '', plan.catalog);
  if (ast.isService(target)) return serviceText(target);
  if (ast.isProperty(target)) return propertyHover(target);
  if (ast.isSource(target)) return sourceHover(sourceId(target), plan);
  if (ast.isDeployment(target)) return deploymentHover(target.name, plan);
  if (ast.isFirewall(target)) return firewallHover(target.name, plan);
  if (ast.isGroup(target) || ast.isSite(target)) {
    const endpoint = plan.rules
      .flatMap((r) => [...r.sources, ...r.destinations, ...r.sourceExceptions, ...r.destinationExceptions])
      .find((e) => e.node === at);
    return endpointHover(target, endpoint, plan);
  }
  return undefined;
}

function serviceText(service: ast.Service): string {
  const ports = describeServices(resolveServices(service.service));
  const sources = readSources(service.citations);
  return [
    `**${service.name}** · ${escapeMarkdown(service.title ?? '')}`,
    '',
    `\`${ports}\``,
    ...(sources.length ? ['', `Source: ${sourceText(sources)}`] : []),
  ].join('\n');
}
