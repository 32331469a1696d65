import type * as ast from '../generated/ast.ts';
import { statementsOf } from '../syntax/statements.ts';
import type { PlanComponent, PlanFirewall, PlanZone } from './plan.ts';
import { readTranslations } from './translations.ts';

/**
 * The firewalls that some trees name. How the network carries traffic holds for every plan that imports the file.
 * @param zones those of the plan; what is said of others, such as of one whose name is given twice, is left out
 */
export function readFirewalls(trees: readonly ast.Document[], zones: readonly PlanZone[]): PlanFirewall[] {
  const nodes = trees.flatMap((tree) => statementsOf(tree, 'Firewall'));
  if (!nodes.length) return [];
  const byNode = new Map(zones.map((zone) => [zone.node, zone]));
  const zoneOf = (node: ast.Zone | undefined): PlanZone | undefined => (node ? byNode.get(node) : undefined);
  const components = nodes.some(({ translations }) => translations.length)
    ? new Map(
        zones.flatMap((zone) => zone.components.map((component): [ast.Component, PlanComponent] => [component.node, component])),
      )
    : undefined;
  const componentOf = (node: ast.Component | undefined): PlanComponent | undefined => (node ? components?.get(node) : undefined);
  const names = new Set<string>();
  return nodes.flatMap((node): PlanFirewall[] => {
    if (!node.name || names.has(node.name)) return [];
    names.add(node.name);
    const zonesOf = (lines: readonly ast.FirewallZones[]): Set<PlanZone> =>
      new Set(lines.flatMap((line) => line.zones.flatMap((zone) => zoneOf(zone.ref) ?? [])));
    const own = zonesOf(node.zones.filter((line) => line.between));
    const guarded = [...zonesOf(node.zones.filter((line) => !line.between))];
    const interfaces = new Map<PlanZone, string>();
    for (const { label, zone } of node.interfaces) {
      const named = zoneOf(zone?.ref);
      if (label && named && own.has(named) && !interfaces.has(named)) interfaces.set(named, label);
    }
    const translations = readTranslations(node.translations, own, zoneOf, componentOf);
    const running = node.running.flatMap(({ files }) => files);
    const { name, title = '', form } = node;
    return [{ name, title, form, zones: [...own], guarded, interfaces, translations, running, node }];
  });
}
