import { GrammarUtils } from 'langium';
import { keptWithSettings } from '../analysis/kept.ts';
import { at, defineCheck, type Fix, findingsOfZones } from '../checking/check.ts';
import type * as ast from '../generated/ast.ts';
import type { Plan, PlanComponent } from '../model/plan.ts';

interface Data {
  readonly node: ast.Component;
  readonly index: number;
  /** The roles that derive from it and take part in flows. */
  readonly meant: readonly string[];
}

/** So many are shown, and more are no choice to be made of a list of fixes. */
const MOST_SHOWN = 3;
const MOST_FIXES = 6;

/** A role of which no flow speaks, where those that derive from it have flows of their own. */
export const generalRole = defineCheck<Data>({
  code: 'general-role',
  level: 'info',
  theme: 'needs',
  title: 'A component with a role that stands for several, so that nothing is required of it',
  documentation: `Some roles are there for what others have in common: \`veeam.storage-system\` for the storage systems of two dozen makers, each of
which has ports of its own. No flow is about such a role itself. A component that has it alone is open to nobody, and nothing is found missing.

\`\`\`segplan
use veeam 13
zone storage {
  subnet 10.40.0.0/24
  component array : veeam.storage-system at 10.40.0.10   // whose? : veeam.netapp-ontap
}
\`\`\`

The same goes for a role of the common network services that a product in use has one of its own for: a PostgreSQL server that holds the
configuration of a backup server is \`veeam.configuration-database\`, and a \`network.postgresql-server\` is anybody's. Where it is, leave it as it is:
\`// segplan-disable-next-line general-role -- the shop's own\`. Only roles of vendors in use are proposed.`,
  besidesRules: true,
  detect: (context) =>
    findingsOfZones(context, 'general roles', function* ({ components }) {
      for (const component of components) {
        const found = generalIn(component, context.plan);
        if (!found) continue;
        const [role, data] = found;
        yield { ...at(component.node, 'roles', data.index), message: messageOf(component, role, data.meant), data };
      }
    }),
  fix({ data }): Fix[] {
    const range = data && GrammarUtils.findNodeForProperty(data.node.$cstNode, 'roles', data.index)?.range;
    if (!range || data.meant.length > MOST_FIXES) return [];
    return data.meant.map((role) => ({ title: `Make it a ${role}`, edits: [{ range, newText: role }] }));
  },
});

function messageOf({ name }: PlanComponent, role: string, meant: readonly string[]): string {
  // Of one more than are shown it takes no more room to show it.
  const most = meant.length === MOST_SHOWN + 1 ? meant.length : MOST_SHOWN;
  const names = meant.slice(0, most).map((each) => `'${each}'`);
  const others = meant.length - names.length;
  const last = others ? `one of ${others} others` : names.pop()!;
  const choice = names.length ? `${names.join(', ')} or ${last}` : last;
  return `Nothing is required of ${name}: no flow is about ${role} itself, but about what derives from it. Say which it is: ${choice}.`;
}

/** The first role of a component that takes part in no flow by any of its roles, if others derive from it that do. */
function generalIn({ allRoles, node, roles }: PlanComponent, plan: Plan): [role: string, data: Data] | undefined {
  if (!roles.length) return undefined;
  const named = rolesInFlows(plan);
  for (const role of allRoles) if (named.has(role)) return undefined;
  for (const role of roles) {
    const meant = derivedFrom(role, plan).filter((each) => [...plan.catalog.ancestors(each)].some((other) => named.has(other)));
    const index = node.roles.findIndex(({ $refText }) => $refText === role);
    if (meant.length && index >= 0) return [role, { node, index, meant }];
  }
  return undefined;
}

/** The roles that flows of vendors in use are about. */
function rolesInFlows(plan: Plan): ReadonlySet<string> {
  return keptWithSettings(
    plan,
    'roles in flows',
    () => new Set([...plan.uses.values()].flatMap(({ vendor }) => vendor.flows.flatMap((f) => [f.initiator, f.responder]))),
  );
}

/** The roles of vendors in use that derive from one. */
function derivedFrom(role: string, { catalog, uses }: Plan): string[] {
  const own = [...uses.values()].map(({ vendor }) => `${vendor.name}.`);
  return [...catalog.roles.keys()].filter(
    (each) => each !== role && own.some((prefix) => each.startsWith(prefix)) && catalog.ancestors(each).has(role),
  );
}
