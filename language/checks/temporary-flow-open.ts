import type { Analysis } from '../analysis/analyze.ts';
import { flowApplies } from '../analysis/conditions.ts';
import {
  endsOf,
  findingNeeds,
  isLasting,
  type NeedsAsked,
  type PassingNeed,
  passingNeeds,
} from '../analysis/coverage/passing-needs.ts';
import { at, defineCheck, type Fix } from '../checking/check.ts';
import { servicesWithin } from '../editing/narrow-rule.ts';
import { splitOff } from '../editing/split-rule.ts';
import { purposeOf } from '../model/describe-flow.ts';
import { formatServices, NO_SERVICE } from '../model/services.ts';

/** Ports of an installation in a rule that stays. */
export const temporaryFlowOpen = defineCheck<PassingNeed>({
  code: 'temporary-flow-open',
  level: 'warning',
  theme: 'openings',
  title: 'A rule without end for ports that are needed during a phase alone',
  documentation: `Some ports are needed while a product is installed or upgraded, and not afterward: SSH to a hardened repository, or the ports by
which agents are pushed to computers. A rule without a phase or a date leaves them open for good.

\`\`\`segplan
allow vbr -> repo : ssh, veeam.data-mover          // ssh is needed during deployment alone

allow vbr -> repo : veeam.data-mover
allow vbr -> repo : ssh during deployment
\`\`\`

Only rules that name the components of such a flow are looked at; a rule between whole networks may open the port for people. A port that
another flow needs all the time is not reported. The quick-fix ties the rule to the phase, or moves the ports to a rule beside it.`,
  prepare: ({ analysis }) => findingNeeds(analysis, needsOfPhases(analysis)),
  *detect({ analysis }) {
    for (const need of passingNeeds(analysis, needsOfPhases(analysis))) {
      const { rule, services, requirements } = need;
      const flows = new Map(requirements.map((r) => [r.flow.node, r.flow]));
      const phase = requirements[0]?.flow.phase;
      yield {
        ...at(rule.node, 'service'),
        message: openText(formatServices(services), endsOf(need), phase),
        related: [...flows.values()].map((flow) => ({ node: flow.node, message: purposeOf(flow) })),
        data: need,
      };
    }
  },
  fix({ data }, { plan, analysis }): Fix[] {
    const phase = data?.requirements[0]?.flow.phase;
    if (!data || phase === undefined) return [];
    const { rule, services, own, rest } = data;
    const temporary = { services: servicesWithin(rule, services, plan.components), phase };
    const edits = splitOff({ rule, leaving: own, staying: rest, services }, NO_SERVICE, temporary, plan.components);
    return edits
      ? [
          {
            title: `Open ${formatServices(services)} during ${phase} alone`,
            edits,
            preferred: true,
            // While the phase is on, the rule holds as before.
            ...(analysis.phases.has(phase) ? {} : { closes: { rule, region: own } }),
          },
        ]
      : [];
  },
});

/** What is open beyond its phase, and what to do. */
function openText(services: string, ends: string, phase: string | undefined): string {
  const [are, them] = /[,-]/.test(services) ? ['are', 'them'] : ['is', 'it'];
  return `${services} ${are} needed for ${ends} only during ${phase}, but this rule leaves ${them} open for good: open ${them} 'during ${phase}'.`;
}

function needsOfPhases({ plan }: Analysis): NeedsAsked {
  return {
    counts: (rule) => rule.phase === undefined && rule.until === undefined,
    about: 'flows of phases',
    wanted: (f) => (f.phase !== undefined && !f.optional && flowApplies(plan, f, new Set([f.phase])) ? f : undefined),
    lasting: (f) => isLasting(plan, f),
    key: (r) => r.flow.phase,
  };
}
