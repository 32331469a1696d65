import { isAbout } from '../analysis/conditions.ts';
import { defineCheck, type Fix } from '../checking/check.ts';
import { removeStatement } from '../editing/remove.ts';

/** A `direction` that settles nothing. */
export const idleDirection = defineCheck({
  code: 'idle-direction',
  level: 'warning',
  theme: 'idle',
  title: 'A `direction` that settles nothing',
  documentation: `\`direction\` says which side connects where the source of a catalog leaves it open ("between"). Where a source states it, and
where no flow joins the two roles, a plan can't change it, and the line has no effect.

\`\`\`segplan
direction zerto.zvm -> zerto.vra          // the document says "between the ZVM and the VRAs"
direction zerto.zvm -> vmware.vcenter     // settled: the ZVM connects
\`\`\`

The quick-fix removes the line.`,
  besidesRules: true,
  *detect({ plan }) {
    for (const direction of plan.directions) {
      if (!direction.initiators.length || !direction.responders.length) continue;
      const open = [...plan.catalog.vendors.values()]
        .flatMap((v) => v.flows)
        .filter((f) => f.initiative === 'unstated' && f.initiator !== f.responder);
      const settles = open.some(
        (f) =>
          isAbout(direction, f.initiator, f.responder, f, plan.catalog) ||
          isAbout(direction, f.responder, f.initiator, f, plan.catalog),
      );
      if (settles) continue;
      // A narrower role would leave open what holds for the other components of the flow's role.
      const near = open.find((f) => {
        const ends = [...direction.initiators, ...direction.responders].flatMap((r) => [...plan.catalog.ancestors(r)]);
        return ends.includes(f.initiator) && ends.includes(f.responder);
      });
      yield {
        node: direction.node,
        message: near
          ? `This settles nothing: name the roles of the flow itself, ${near.initiator} and ${near.responder}.`
          : 'No flow between these roles leaves open which side connects.',
        unnecessary: true,
      };
    }
  },
  fix: (finding): Fix[] => [{ title: 'Remove this line', edits: removeStatement(finding.node), preferred: true }],
});
