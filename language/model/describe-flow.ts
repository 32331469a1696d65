import type { Property } from '../generated/ast.ts';
import type { CatalogFlow } from './catalog.ts';
import { formatChoice } from './choices.ts';
import { describeCondition } from './describe-condition.ts';
import { describeContest } from './describe-source.ts';
import { IntervalSet } from './interval-set.ts';
import type { CountedPorts, ResolvedServices, ServicePart } from './resolve-services.ts';
import { formatServices } from './services.ts';

/** What limits a flow, besides its features and its phase; one text for each limit. */
export function describeConditions(flow: CatalogFlow): string[] {
  return [
    ...(flow.conditions.length ? [`when ${describeCondition({ kind: 'all', of: flow.conditions })}`] : []),
    ...(flow.acrossDeployments ? ['between deployments as well, such as a tenant and its provider'] : []),
    ...(flow.initiative === 'unstated' ? ['the source does not say which side connects'] : []),
    ...describeContest(flow),
  ];
}

/** `2 for each VRA, from the first one up`; `1 for each of tasks of Proxy, every second port from the first one up`. */
function describeCounted({ per, role, property, step }: CountedPorts): string {
  const what = `${property ? `of ${property.name} of ` : ''}${role.title ?? role.name}`;
  return `${per} for each ${what}, from the first one up${step > 1 ? ` in steps of ${step}` : ''}`;
}

/** What is said of ports that are more than a number: where they can move, how many they are. */
export function describePart(part: ServicePart): string | undefined {
  if (part.counted) return describeCounted(part.counted);
  if (part.openEnded) return 'or the next free ones above';
  if (part.dynamic) return 'assigned out of this range by the operating system';
  return undefined;
}

/** Ports as a catalog states them: `tcp 2049+, udp 53, one of tcp 25 or tcp 465`, `tcp 6162 (or else tcp 2500-3300)`. */
export function describeServices({ parts, alternatives }: ResolvedServices): string {
  const open = parts.filter((p) => p.openEnded);
  const all = IntervalSet.unionAll(parts.filter((p) => !p.openEnded).map((p) => p.set));
  return [
    ...(all.isEmpty ? [] : [formatServices(all)]),
    ...open.map((p) => `${formatServices(p.set)}+`),
    ...parts.flatMap((p) => (p.unset && p.setBy ? [`${p.transports.join('+')} set by ${propertyName(p.setBy)}`] : [])),
    ...alternatives.map(formatChoice),
  ].join(', ');
}

/** `server.control-port` */
function propertyName({ $container: owner, name }: Property): string {
  return owner.$type === 'Role' ? `${owner.name}.${name}` : name;
}

function movedText({ set, unset }: ServicePart, property: Property): string {
  const where = `${property.$container.name} { ${property.name} = … }`;
  return unset ? `a plan has to say the port: ${where}` : `${formatServices(set)} can be changed: ${where}`;
}

/** What is said of the ports of a flow, each once: which properties move them, how they are counted. */
export function describePorts(services: ResolvedServices): string[] {
  const texts = services.parts.flatMap((part) => {
    const what = describePart(part);
    return [...(what ? [`${formatServices(part.set)}: ${what}`] : []), ...(part.setBy ? [movedText(part, part.setBy)] : [])];
  });
  return [...new Set(texts)];
}

/** When a flow is needed, in a few words each; none when it always is. */
export function whenNeeded(flow: CatalogFlow): string[] {
  return [
    ...(flow.phase ? [`only during the phase ${flow.phase}`] : []),
    ...(flow.features.length ? [`only with ${flow.features.join(' or ')}`] : []),
    ...describeConditions(flow),
    ...describePorts(flow.services),
    ...(flow.optional ? ['optional'] : []),
  ];
}

/** What a flow is for, in the words of its catalog; where that says none, who connects to whom. */
export function purposeOf({ purpose, initiator, responder }: CatalogFlow): string {
  return purpose || `${initiator} connects to ${responder}`;
}

/** The purpose of a flow behind what says who connects to whom, after a mark; nothing where its catalog says none. */
export function purposeBehind(
  { purpose }: CatalogFlow,
  mark: string,
  text: (plain: string) => string = (plain) => plain,
): string {
  return purpose && `${mark}${text(purpose)}`;
}
