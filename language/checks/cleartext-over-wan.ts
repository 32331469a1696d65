import { AstUtils } from 'langium';
import { adviceFor, sourceOfAdvice } from '../analysis/advice/advice.ts';
import type { Requirement } from '../analysis/requirements.ts';
import { at, type CheckContext, defineCheck, type Finding, type Fix } from '../checking/check.ts';
import { appendStatement, insertBehind, isOnBrokenLine } from '../editing/edits.ts';
import { nameOf } from '../editing/names.ts';
import type * as ast from '../generated/ast.ts';
import { purposeOf } from '../model/describe-flow.ts';
import type { Plan, PlanZone } from '../model/plan.ts';

interface Crossing {
  readonly from: PlanZone;
  readonly to: PlanZone;
}

function isEncrypted(plan: Plan, { sources, destinations }: Requirement): boolean {
  return plan.vpns.some(({ ends }) =>
    ends.some((a) => ends.some((b) => a !== b && a.addresses.covers(sources) && b.addresses.covers(destinations))),
  );
}

/** Data that crosses sites without encryption, where the vendor leaves that to the network. */
export const cleartextOverWan = defineCheck<Crossing>({
  code: 'cleartext-over-wan',
  level: 'warning',
  theme: 'openings',
  title: 'Traffic that crosses sites unencrypted',
  documentation: `The product does not encrypt this traffic itself, and its vendor advises a VPN or IPsec where it leaves a site. Say in the plan
that there is one:

\`\`\`segplan
pair main, recovery
vpn main, recovery "IPsec tunnel between the sites"
\`\`\`

The ends of a \`vpn\` are sites, zones, components or addresses. The quick-fix adds the line; it is you who builds the tunnel.`,
  besidesRules: true,
  *detect(context) {
    const { plan, analysis } = context;
    const seen = new Map<string, { requirements: Requirement[]; from: PlanZone; to: PlanZone }>();
    // Nothing leaves the one site that all stand in.
    const [first] = plan.zones;
    if (!plan.zones.some(({ site, external }) => site !== first!.site || external)) return;
    const { requirements } = analysis;
    for (let n = 0; n < requirements.length; n++) {
      const requirement = requirements[n]!;
      const { flow, fromZone, toZone } = requirement;
      const leaves = fromZone.site !== toZone.site || fromZone.external || toZone.external;
      if (!leaves || (flow.protection ?? 'none') !== 'none' || isEncrypted(plan, requirement)) continue;
      const wanted = (c: Requirement['from'][number]): boolean =>
        adviceFor(plan, c, 'encrypt-between-sites').some((a) => a.vendor === flow.vendor);
      if (!requirement.from.some(wanted) && !requirement.to.some(wanted)) continue;
      const key = namesOf(fromZone, toZone).sort().join('\n');
      const entry = seen.get(key);
      if (entry) entry.requirements.push(requirement);
      else seen.set(key, { requirements: [requirement], from: fromZone, to: toZone });
    }
    for (const { requirements, from, to } of seen.values()) yield* report(requirements, from, to, context);
  },
  fix({ data }, context): Fix[] {
    if (!data) return [];
    const ends = endsOf(data.from, data.to).map((end) => nameOf(end, context.plan));
    if (!ends.every((end) => end)) return [];
    const text = `vpn ${ends.join(', ')}`;
    const last = context.root.statements.findLast((s) => (s.$type === 'Vpn' || s.$type === 'Pairing') && !isOnBrokenLine(s));
    const edit = last ? insertBehind(last, [text]) : appendStatement(context.root, text);
    return [{ title: `Add '${text}': there is a VPN between them`, edits: [edit] }];
  },
});

/** The two sites; the zones where they stand in one site, as a cloud does that has its own way in. */
function endsOf(from: PlanZone, to: PlanZone): [ast.Zone | ast.Site, ast.Zone | ast.Site] {
  return from.site === to.site ? [from.node, to.node] : [siteOrZone(from), siteOrZone(to)];
}

function siteOrZone({ node }: PlanZone): ast.Zone | ast.Site {
  return node.$container.$type === 'Site' && node.$container.name ? node.$container : node;
}

function namesOf(from: PlanZone, to: PlanZone): [string, string] {
  const [a, b] = endsOf(from, to);
  return [a.name, b.name];
}

function* report(
  requirements: readonly Requirement[],
  from: PlanZone,
  to: PlanZone,
  context: CheckContext,
): Iterable<Finding<Crossing>> {
  const [a, b] = namesOf(from, to);
  const pairing = context.root.statements.find(
    (s): s is ast.Pairing => s.$type === 'Pairing' && [a, b].every((n) => s.sites.some((x) => x.ref?.name === n)),
  );
  const site = from.node.$container;
  const place = pairing ? at(pairing, 'sites') : site?.$type === 'Site' ? at(site, 'name') : at(from.node, 'name');
  if (AstUtils.getDocument(place.node) !== context.document) return;
  // What backups are made of weighs most.
  const backupData = requirements.filter((r) => r.flow.traffic === 'backup-data');
  const purposes = [...new Set([...backupData, ...requirements].map((r) => purposeOf(r.flow)))].slice(0, 2).join('; ');
  const advice = requirements
    .flatMap((r) => [...r.from, ...r.to].flatMap((c) => adviceFor(context.plan, c, 'encrypt-between-sites')))
    .slice(0, 1);
  yield {
    ...place,
    message: `Traffic between ${a} and ${b} is not encrypted: ${purposes}. ${advice[0]?.text ?? ''}`.trim(),
    related: advice.map((each) => ({ node: each.node, message: sourceOfAdvice(each) })),
    data: { from, to },
  };
}
