import { AstUtils } from 'langium';
import type { Requirement } from '../analysis/requirements.ts';
import { describeGap, describeGaps } from '../analysis/ways/describe-ways.ts';
import { type Unreached, unreachedZones } from '../analysis/ways/unreached.ts';
import { type Ways, waysOf } from '../analysis/ways/ways.ts';
import { at, type CheckContext, defineCheck, type Finding } from '../checking/check.ts';
import { onceFor } from '../model/once-for.ts';
import type { PlanZone } from '../model/plan.ts';
import { formatServices } from '../model/services.ts';

/** So many of the flows are named. */
const MOST_FLOWS = 2;

/** What is needed between zones that no firewall joins. */
export const noWay = defineCheck({
  code: 'no-way',
  level: 'error',
  theme: 'firewalls',
  title: 'A flow that is needed, and no firewall carries',
  documentation: `Traffic gets from zone to zone over firewalls, and from one firewall to the next through a zone that both have. From this
zone nothing leads to another one, though a catalog needs a flow from the one to the other.

\`\`\`segplan
use veeam

zone management { component vbr : veeam.backup-server at 10.10.0.10 }
zone transit    { subnet 10.0.0.0/29 }
zone backup     { component repo : veeam.linux-repository at 10.30.0.20 }

firewall edge : panos { zones management, transit }
firewall core : asa   { zones backup }                 // transit is missing here

allow vbr -> repo : required
\`\`\`

Add the zone that the firewalls have in common, or the firewall that is missing.`,
  besidesRules: true,
  *detect(context) {
    const { plan, analysis, document } = context;
    const ways = waysOf(plan);
    if (!ways) return;
    const isHere = onceFor(({ node }: PlanZone): boolean => AstUtils.getDocument(node) === document);
    for (const unreached of unreachedZones(plan.zones, analysis.index, ways)) {
      const message = unreached.count > 1 ? messageOfSeveral(unreached, context) : messageOf(unreached, context);
      const advice = isBetweenFirewalls(unreached, ways) ? ' Give these a zone in common.' : '';
      const place = [unreached.from, ...unreached.to].find(isHere);
      yield { ...(place ? at(place.node, 'name') : placeIn(context)), message: `${message}${advice}` };
    }
  },
});

/** What one zone needs that no way leads to. */
function messageOf({ from, to: [to] }: Unreached, { plan, analysis }: CheckContext): string {
  const between = analysis.index.at(from, to!);
  const flows = between.slice(0, MOST_FLOWS).map(describe);
  const more = between.length - flows.length;
  const others = more > 0 ? ` and ${more === 1 ? 'one more flow' : `${more} more flows`}` : '';
  return `No way leads from ${from.name} to ${to!.name}, and ${flows.join('; ')}${others} ${between.length > 1 ? 'need' : 'needs'} one. ${describeGap(plan, from, to!)}`;
}

/** The same of several: a flow to each of the first ones shows what is meant. */
function messageOfSeveral({ from, to, count }: Unreached, { plan, analysis }: CheckContext): string {
  const names = to.map(({ name }) => name);
  const zones =
    count > to.length
      ? `${names.join(', ')} and ${count === to.length + 1 ? 'one more zone' : `${count - to.length} more zones`}`
      : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  const flows = to.slice(0, MOST_FLOWS).map((zone) => describe(analysis.index.at(from, zone)[0]!));
  return `No way leads from ${from.name} to ${zones}. Flows need one, such as ${flows.join(' and ')}. ${describeGaps(plan, from, to, count)}`;
}

/** Whether all are zones of firewalls: else another finding says what to do. */
function isBetweenFirewalls({ from, to }: Unreached, ways: Ways): boolean {
  return [from, ...to].every((zone) => ways.islandOf(zone) !== undefined);
}

function describe({ from, to, services, alternatives }: Requirement): string {
  const ends = [from, to].map((side) => `${side[0]!.name}${side.length > 1 ? ` and ${side.length - 1} more` : ''}`);
  const set = services.isEmpty ? alternatives[0]?.[0] : services;
  return `${ends.join(' to ')}${set ? ` (${formatServices(set)})` : ''}`;
}

/** A firewall of the file, where none of the zones stands in it. */
function placeIn({ root }: CheckContext): Pick<Finding, 'node' | 'property'> {
  const firewall = root.statements.find((s) => s.$type === 'Firewall');
  return firewall ? at(firewall, 'name') : { node: root.statements[0] ?? root };
}
