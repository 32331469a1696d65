import type { Analysis } from '../../../language/analysis/analyze.ts';
import { describeClosing } from '../../../language/analysis/explain/describe-closing.ts';
import { describeLeftOut } from '../../../language/analysis/explain/describe-explanation.ts';
import { degreeOf, explainUse, needBy, zonesBetween } from '../../../language/analysis/explain/explain.ts';
import { isExpired } from '../../../language/analysis/permissions.ts';
import { intersect, possibleTraffic } from '../../../language/analysis/region.ts';
import { knownTrafficBetween, type Requirement } from '../../../language/analysis/requirements.ts';
import type { CatalogFlow } from '../../../language/model/catalog.ts';
import { IntervalSet } from '../../../language/model/interval-set.ts';
import { append } from '../../../language/model/lists.ts';
import type { PlanRule } from '../../../language/model/plan.ts';
import { formatServices, NO_SERVICE, type ServiceSet } from '../../../language/model/services.ts';
import { citedLines, escapeMarkdown, flowBullet, whenText } from './flow-text.ts';

/** All services a flow can use, alternatives included; the ports above an open-ended one count as served by it. */
function usable(requirement: Requirement): ServiceSet {
  return IntervalSet.unionAll([requirement.services, ...requirement.alternatives.flat()]);
}

/**
 * What some services of a rule serve, for exactly the ends of this rule, and what part of them serves nothing.
 * @param set the services under the cursor
 * @returns Markdown
 */
export function portHover(rule: PlanRule, set: ServiceSet, title: string, analysis: Analysis): string {
  const ends = `${rule.sources.map((e) => e.label).join(', ')} -> ${rule.destinations.map((e) => e.label).join(', ')}`;
  const lines = [`**${escapeMarkdown(title)}** · ${rule.action} ${escapeMarkdown(ends)}`, ''];
  const box = { sources: rule.sourceAddresses, destinations: rule.destinationAddresses, services: set };
  let served = NO_SERVICE;
  const bullets = new Map<string, Bullet>();
  const flows = new Set<CatalogFlow>();
  const between = zonesBetween(analysis.plan, box);
  for (const requirement of knownTrafficBetween(analysis.plan, between)) {
    const services = usable(requirement);
    const common = intersect(possibleTraffic(requirement.sources, requirement.destinations, services), [box]);
    if (!common.length) continue;
    const ports = services.intersect(set);
    served = served.union(ports);
    const who = pairsText(requirement, rule);
    const key = `${requirement.flow.purpose}\n${formatServices(ports)}\n${whenText(requirement.flow).join()}`;
    const { text = flowBullet(requirement.flow, ports, analysis.plan, 'cited below'), degree = LEAST } = bullets.get(key) ?? {};
    flows.add(requirement.flow);
    const more = who ? `${text}  \n  ${escapeMarkdown(who)}` : text;
    bullets.set(key, { text: more, degree: Math.min(degree, degreeOf(needBy(analysis, requirement, ports))) });
  }
  append(lines, inOrder([...bullets.values()]));
  const idle = set.subtract(served);
  if (!bullets.size) lines.push(emptyText(rule));
  else if (!idle.isEmpty)
    lines.push(
      '',
      `\`${formatServices(idle)}\` ${rule.action === 'deny' ? 'closes' : 'serves'} nothing that the catalogs in use know between these ends.`,
    );
  const { closing, leftOut } = explainUse(analysis, box, between);
  append(
    lines,
    describeLeftOut(leftOut, analysis.plan).flatMap((text) => ['', escapeMarkdown(`${capital(text)}.`)]),
  );
  if (rule.action === 'allow')
    append(
      lines,
      describeClosing(closing).flatMap((text) => ['', `${capital(text)}.`]),
    );
  append(lines, timeText(rule, analysis));
  append(lines, citedLines([...flows]));
  return lines.join('\n');
}

/** What a flow is for, and how much it is needed. */
interface Bullet {
  readonly text: string;
  /** 0 where it is needed now, up to `LEAST`. */
  readonly degree: number;
}

/** The degree of what nobody needs now: its feature or its phase is off. */
const LEAST = 3;

/** What is needed stands first, and what is not is told apart. */
function inOrder(bullets: readonly Bullet[]): string[] {
  const used = bullets.filter(({ degree }) => degree < LEAST).sort((a, b) => a.degree - b.degree);
  const unused = bullets.filter(({ degree }) => degree === LEAST);
  const texts = (all: readonly Bullet[]): string[] => all.map(({ text }) => text);
  return [...texts(used), ...(unused.length ? [...(used.length ? [''] : []), 'Not needed now:', '', ...texts(unused)] : [])];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Which components a flow joins, where the rule names more than one on a side. */
function pairsText(requirement: Requirement, rule: PlanRule): string {
  const among = (components: Requirement['from'], addresses: PlanRule['sourceAddresses']): string[] =>
    components.filter((c) => c.addresses.overlaps(addresses)).map((c) => c.name);
  const from = among(requirement.from, rule.sourceAddresses);
  const to = among(requirement.to, rule.destinationAddresses);
  const exact =
    rule.sources.length === 1 &&
    rule.destinations.length === 1 &&
    rule.sources[0]!.kind === 'component' &&
    rule.destinations[0]!.kind === 'component';
  if (exact) return '';
  const few = (names: string[]): string =>
    names.length > 6 ? `${names.slice(0, 6).join(', ')} and ${names.length - 6} more` : names.join(', ');
  return `Between ${few(from)} and ${few(to)}.`;
}

function emptyText(rule: PlanRule): string {
  const zones = new Set([...rule.sources, ...rule.destinations].flatMap((e) => e.components.map((c) => c.zone)));
  if (zones.size === 1 && rule.sources.every((e) => e.components.length) && rule.destinations.every((e) => e.components.length))
    return 'Both ends are in one zone: this traffic crosses no network firewall.';
  return `${rule.action === 'deny' ? 'Closes' : 'Serves'} nothing that the catalogs in use know between these ends.`;
}

function timeText(rule: PlanRule, { moment, phases }: Analysis): string[] {
  const lines: string[] = [];
  if (rule.phase)
    lines.push('', `This rule holds only during the phase ${rule.phase}, which is ${phases.has(rule.phase) ? 'on' : 'off'} now.`);
  if (rule.until)
    lines.push('', isExpired(rule, moment) ? `This rule ended on ${rule.until}.` : `This rule holds through ${rule.until}.`);
  if (rule.reason) lines.push('', `Reason: ${escapeMarkdown(rule.reason)}`);
  return lines;
}
