import type * as ast from '../generated/ast.ts';
import { partSet } from '../model/resolve-services.ts';
import type { ServiceSet } from '../model/services.ts';
import { at, type Finding } from './check.ts';

/** A port, a range, or an item that has no ports of its own. */
type Unit = ast.ServiceItem | ast.PortRange;

/**
 * Where a rule says some services: the port or range, or the ports that stand side by side; all of its list, where others stand between them.
 * @param items those that are meant as a whole
 */
export function placeOfServices(
  rule: ast.Rule,
  services: ServiceSet,
  items: ReadonlySet<ast.ServiceItem>,
): Pick<Finding, 'node' | 'property' | 'range'> {
  const units = (rule.service?.items ?? []).flatMap((item): Unit[] =>
    item.$type === 'PortService' && item.ports.length > 1 ? item.ports : [item],
  );
  const said = units.map((unit) => isAmong(unit, services, items));
  const [first, last] = [said.indexOf(true), said.lastIndexOf(true)];
  if (first < 0 || said.slice(first, last).includes(false)) return at(rule, 'service');
  if (first === last) return { node: units[first]! };
  const [start, end] = [startOf(units, first), units[last]!.$cstNode?.range.end];
  return start && end ? { node: rule, range: { start, end } } : at(rule, 'service');
}

function isAmong(unit: Unit, services: ServiceSet, items: ReadonlySet<ast.ServiceItem>): boolean {
  switch (unit.$type) {
    case 'PortRange':
      return partSet(unit, unit.$container.protocol).overlaps(services);
    case 'PortService':
    case 'ProtocolService':
      return partSet(unit).overlaps(services);
    default:
      return items.has(unit);
  }
}

/** Where a unit begins: the first port of a list with the protocol in front of it. */
function startOf(units: readonly Unit[], n: number): NonNullable<Finding['range']>['start'] | undefined {
  const unit = units[n]!;
  const isFirst = unit.$type === 'PortRange' && unit.$container.ports[0] === unit;
  return (isFirst ? unit.$container : unit).$cstNode?.range.start;
}
