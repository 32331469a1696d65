import { describeGap } from '../analysis/ways/describe-ways.ts';
import { uncarried } from '../analysis/ways/uncarried.ts';
import { waysOf } from '../analysis/ways/ways.ts';
import { at, defineCheck } from '../checking/check.ts';

/** A rule about traffic that no firewall carries. */
export const ruleWithoutWay = defineCheck({
  code: 'rule-without-way',
  level: 'warning',
  theme: 'firewalls',
  title: 'A rule between zones that no firewall joins',
  documentation: `A plan with firewalls says with them which way traffic takes: over firewalls, and from one to the next through a zone that both
have. What this rule allows gets nowhere, or a part of it does not: no firewall gets the rule for that part.

\`\`\`segplan
zone office { subnet 10.1.0.0/24 }
zone lab    { subnet 10.2.0.0/24 }
zone shop   { subnet 10.3.0.0/24 }

firewall main : asa { zones office, shop }

allow office -> lab : tcp 443              // lab is behind no firewall
\`\`\`

Add the zone to the firewall that it is behind, or take the rule away. An end that is \`any\` stands for whatever there is a way from.`,
  *detect({ plan, analysis }) {
    const ways = waysOf(plan);
    if (!ways) return;
    for (const rule of plan.rules) {
      if (rule.action === 'deny') continue;
      // What is needed there is an error of its own.
      const [first, ...others] = uncarried(rule, plan, ways).filter(({ from, to }) => !analysis.index.at(from, to).length);
      if (!first) continue;
      const more = others.length ? `, nor between ${others.length} more ${others.length > 1 ? 'pairs' : 'pair'} of zones` : '';
      yield {
        ...at(rule.node, 'destinations', 0),
        message: `No way leads from ${first.from.name} to ${first.to.name}${more}, so that no firewall gets this rule for it. ${describeGap(plan, first.from, first.to)}`,
      };
    }
  },
});
