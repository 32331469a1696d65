import { joiningVersions, type Superseded, supersededPorts } from '../analysis/coverage/superseded.ts';
import { at, defineCheck, type Fix } from '../checking/check.ts';
import { splitOff } from '../editing/split-rule.ts';
import { purposeOf } from '../model/describe-flow.ts';
import { formatServices } from '../model/services.ts';

/** A port of another product version than the one in use. */
export const supersededPort = defineCheck<Superseded>({
  code: 'superseded-port',
  level: 'warning',
  theme: 'openings',
  title: 'A port that another version of the product needs',
  documentation: `Products change their ports from one version to the next: Veeam's consoles use 443 from version 13 on, and 9392 before. A rule
that was written for the old version leaves a port open that nothing uses, and the new one closed.

\`\`\`segplan
use veeam 13
allow admins -> vbr : tcp 9392, 9419       // 443 takes the place of 9392
component old-vbr : veeam.backup-server at 10.0.0.5 { version = 12.3 }   // still needs 9392
\`\`\`

The version of a component counts before that of \`use\`. Only rules that name the components of such a flow are looked at, and a port that
any other flow between them uses is not reported. The quick-fix puts the port of the version in use in its place.`,
  prepare: ({ analysis }) => joiningVersions(analysis),
  *detect({ analysis }) {
    for (const data of supersededPorts(analysis)) {
      const { need, flow, reason, instead } = data;
      yield {
        ...at(need.rule.node, 'service'),
        message: `${formatServices(need.services)} is for ${reason}: ${instead.isEmpty ? 'nothing needs it here' : `use ${formatServices(instead)} instead`}.`,
        related: [{ node: flow.node, message: purposeOf(flow) }],
        data,
      };
    }
  },
  fix({ data }, { plan }): Fix[] {
    if (!data) return [];
    const { need, instead } = data;
    const { rule, services, own, rest } = need;
    const edits = splitOff({ rule, leaving: own, staying: rest, services }, instead, undefined, plan.components);
    const title = instead.isEmpty
      ? `Take ${formatServices(services)} out`
      : `Replace ${formatServices(services)} by ${formatServices(instead)}`;
    const opens = own.map((box) => ({ ...box, services: instead }));
    return edits ? [{ title, edits, preferred: true, closes: { rule, region: own, opens } }] : [];
  },
});
