import type * as ast from '../generated/ast.ts';
import type { PlanComponent, PlanZone } from './plan.ts';

/** The component of a zone that a node is; zones stay what they are for many edits, and only where they stand changes. */
export function componentIn(zone: PlanZone, node: ast.Component): PlanComponent | undefined {
  const known = componentsIn.get(zone)?.get(node);
  if (known?.node === node) return known;
  const all = new Map(zone.components.map((component) => [component.node, component]));
  componentsIn.set(zone, all);
  return all.get(node);
}

const componentsIn = new WeakMap<PlanZone, ReadonlyMap<ast.Component, PlanComponent>>();
