import { AstUtils } from 'langium';
import type { Requirement } from '../analysis/requirements.ts';
import { describeGap } from '../analysis/ways/describe-ways.ts';
import { waysOf } from '../analysis/ways/ways.ts';
import { at, type CheckContext, defineCheck, type Finding } from '../checking/check.ts';
import type { PlanZone } from '../model/plan.ts';
import { formatServices } from '../model/services.ts';

/** So many of the flows between two zones are named. */
const MOST_FLOWS = 2;

/** What is needed between two zones that no firewall joins. */
export const noWay = defineCheck({
  code: 'no-way',
  level: 'error',
  theme: 'firewalls',
  title: 'A flow that is needed, and no firewall carries',
  documentation: `Traffic gets from zone to zone over firewalls, and from one firewall to the next through a zone that both have. Between
these two zones nothing does, though a catalog needs a flow from the one to the other.

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
    const { plan, analysis } = context;
    const ways = waysOf(plan);
    if (!ways) return;
    for (const between of analysis.index.lists) {
      const { fromZone, toZone } = between[0]!;
      if (ways.isCarried(fromZone, toZone)) continue;
      const flows = between.slice(0, MOST_FLOWS).map(describe);
      const more = between.length - flows.length;
      yield {
        ...placeOf(between[0]!, context),
        message: `No way leads from ${fromZone.name} to ${toZone.name}, and ${flows.join('; ')}${more > 0 ? ` and ${more === 1 ? 'one more flow' : `${more} more flows`}` : ''} ${between.length > 1 ? 'need' : 'needs'} one. ${describeGap(plan, fromZone, toZone)}${isBetweenFirewalls(context, fromZone, toZone) ? ' Give these a zone in common.' : ''}`,
      };
    }
  },
});

/** Whether both are zones of firewalls: else another finding says what to do. */
function isBetweenFirewalls({ plan }: CheckContext, ...ends: readonly PlanZone[]): boolean {
  return ends.every((end) => plan.firewalls.some(({ zones }) => zones.includes(end)));
}

function describe({ from, to, services, alternatives }: Requirement): string {
  const ends = [from, to].map((side) => `${side[0]!.name}${side.length > 1 ? ` and ${side.length - 1} more` : ''}`);
  const set = services.isEmpty ? alternatives[0]?.[0] : services;
  return `${ends.join(' to ')}${set ? ` (${formatServices(set)})` : ''}`;
}

/** The zone that it begins in, else the one that it ends in; a firewall of the file where both stand elsewhere. */
function placeOf({ fromZone, toZone }: Requirement, { document, root }: CheckContext): Pick<Finding, 'node' | 'property'> {
  const here = [fromZone, toZone].find(({ node }) => AstUtils.getDocument(node) === document);
  if (here) return at(here.node, 'name');
  const firewall = root.statements.find((s) => s.$type === 'Firewall');
  return firewall ? at(firewall, 'name') : { node: root.statements[0] ?? root };
}
