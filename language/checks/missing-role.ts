import { type AstNode, GrammarUtils, type Reference } from 'langium';
import type { Memory } from '../analysis/memory.ts';
import { at, type CheckContext, defineCheck, type Fix } from '../checking/check.ts';
import { zonePlacesIn } from '../checking/zone-places.ts';
import { insertAt } from '../editing/edits.ts';
import * as ast from '../generated/ast.ts';
import type { PlanComponent } from '../model/plan.ts';
import { contentsOf } from '../syntax/contents.ts';

/** So many roles are offered for a name that says what it is. */
const MOST = 3;

/** A component that nobody says anything about: neither what it is, nor what may reach it. */
export const missingRole = defineCheck<readonly string[]>({
  code: 'missing-role',
  level: 'hint',
  theme: 'needs',
  ofPlan: true,
  title: 'A component without a role that no statement names, so that nothing is known or checked of it',
  documentation: `A component's roles say what it needs: the catalogs in use hold which role connects to which, on which ports. One without a role
needs nothing, so that nothing is found missing. If no rule, group, assertion or binding names it either, it does nothing in the plan.

\`\`\`segplan
use veeam 13
zone backup {
  subnet 10.30.0.0/24
  component proxy at 10.30.0.11                          // what is it?
  component repo : veeam.hardened-repository at 10.30.0.20
}
\`\`\`

Write the role behind a colon: \`component proxy : veeam.vmware-proxy at 10.30.0.11\`. Completion there offers all of them, and the quick-fix what the
name says, where it says something. Only plans that use a catalog are looked at, and a component with a title of its own
only where a role is called so: it may be something that no catalog knows.`,
  *detect({ plan, document, root, analysis }) {
    if (!plan.uses.size) return;
    const here = zonePlacesIn(analysis, document);
    const bare = analysis.memory.each('components without roles', here, [], ({ zone }) =>
      zone.components.filter((c) => !c.node.roles.length),
    );
    if (!bare.length) return;
    const named = namedIn(root, analysis.memory);
    for (const component of bare) {
      if (named.has(component.name)) continue;
      const roles = rolesCalled(component, plan);
      // A title says what it is, and may be that of something that no catalog knows.
      if (component.title && !roles.length) continue;
      yield {
        ...at(component.node, 'name'),
        message: `Nobody says what ${component.name} is: its role stands behind a colon, such as ': ${roles[0] ?? exampleOf(plan)}', and what it needs follows from that.`,
        data: roles,
      };
    }
  },
  fix({ node, data = [] }): Fix[] {
    const property = ast.isComponent(node) && node.title !== undefined ? 'title' : 'name';
    const end = GrammarUtils.findNodeForProperty(node.$cstNode, property)?.range.end;
    if (!end) return [];
    return data.map((role) => ({ title: `Make it a ${role}`, edits: [insertAt(end, ` : ${role}`)] }));
  },
});

/** The plain names that stand anywhere as references, such as at the ends of rules. */
function namedIn(root: ast.Document, memory: Memory): Set<string> {
  const last = ({ $refText }: Reference): string => $refText.slice($refText.lastIndexOf('.') + 1);
  const namesOf = (node: AstNode): string[] => {
    if (ast.isNamedEndpoint(node)) return [last(node.target)];
    return ast.isDeployment(node) ? node.members.map(last) : [];
  };
  return new Set(
    memory.each('names that are said', root.statements, [], (statement) =>
      ast.isVendor(statement) ? [] : contentsOf(statement).flatMap(namesOf),
    ),
  );
}

/** Roles of vendors in use that a component's name or title is the name or the other name of. */
function rolesCalled({ name, title }: PlanComponent, { catalog, uses }: CheckContext['plan']): string[] {
  const words = new Set(
    [name, title].map((text) =>
      text
        .toLowerCase()
        .replace(/[\s_]+/g, '-')
        .replace(/-?\d+$/, ''),
    ),
  );
  words.delete('');
  const all = [...catalog.roles.values()].filter(({ id }) => uses.has(id.slice(0, id.indexOf('.'))));
  const called = all.filter(({ id, title, aliases }) =>
    [id.slice(id.indexOf('.') + 1), title, ...aliases].some((text) => words.has(text.toLowerCase().replace(/\s+/g, '-'))),
  );
  return called.map(({ id }) => id).slice(0, MOST);
}

/** Some role that a plan may mean. */
function exampleOf({ uses }: CheckContext['plan']): string {
  const [vendor] = [...uses.values()].map((use) => use.vendor.roles[0]?.id).filter((id) => id !== undefined);
  return vendor ?? 'vendor.role';
}
