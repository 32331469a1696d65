import { AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { type MissingPartner, missingPartners } from '../analysis/advice/partners.ts';
import { at, defineCheck, type Fix } from '../checking/check.ts';
import { saysUnknownRoles } from '../checking/zone-places.ts';
import { insertAt, insertBehind, isAloneOnItsLines, isOnBrokenLine } from '../editing/edits.ts';
import { freeName } from '../editing/free-name.ts';
import type { PlanComponent } from '../model/plan.ts';

interface Missing {
  readonly component: PlanComponent;
  readonly roles: readonly string[];
}

/** A component whose product can't work with what the plan holds. */
export const missingPeer = defineCheck<Missing>({
  code: 'missing-peer',
  level: 'info',
  theme: 'needs',
  ofPlan: true,
  title: 'A component without the partner that its catalog has it work with',
  documentation: `Flows are required between components of the plan. A proxy in a plan without a backup server looks complete, while all the
flows between the two are missing from it.

\`\`\`segplan
zone backup { subnet 10.30.0.0/24 component proxy : veeam.vmware-proxy at 10.30.0.11 }   // who manages it?
\`\`\`

Reported is the component at the center of a product where the plan holds what that manages and not the center itself, and a component that
takes part in no flow at all. Parties of other vendors, and those that only some installations have, may be left out. Say where the partner
is, in an external zone or an imported file if need be. The quick-fix adds a component for it; give it its address and its zone.`,
  besidesRules: true,
  ofShape: true,
  *detect({ plan, document, analysis }) {
    // A role that has no meaning yet may be the one that seems to be missing.
    if (saysUnknownRoles(analysis)) return;
    for (const missing of missingPartners(plan)) {
      const component = missing.components.find((c) => AstUtils.getDocument(c.node) === document);
      if (!component) continue;
      yield {
        ...at(component.node, 'name'),
        message: message(missing, component, (role) => plan.catalog.roles.get(role)?.title ?? role),
        related: [...new Set(missing.flows.map((f) => f.node))]
          .slice(0, 5)
          .map((node) => ({ node, message: node.$cstNode?.text.split('\n')[0] ?? '' })),
        data: { component, roles: missing.roles },
      };
    }
  },
  fix({ data }, { plan, root }): Fix[] {
    const [role, ...more] = data?.roles ?? [];
    if (!data || role === undefined || more.length || data.component.zone.external) return [];
    const text = `component ${freeName(role.slice(role.indexOf('.') + 1), plan, root)} : ${role}`;
    const edits = insertBeside(data.component, text);
    return edits.length === 0 ? [] : [{ title: `Add '${text}' to this zone`, edits, preferred: true }];
  },
});

function message({ components, roles }: MissingPartner, first: PlanComponent, titleOf: (role: string) => string): string {
  const others = components.filter((c) => c !== first).map((c) => c.name);
  const names = [first.name, ...(others.length > 2 ? [...others.slice(0, 1), `${others.length - 1} more`] : others)];
  const subject =
    names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]} work` : `${first.name} works`;
  const shown = roles.slice(0, 3).map((r) => `${r} (${titleOf(r)})`);
  return `${subject} with ${shown.join(' or ')}, and this plan holds none, so that no flow between them is checked.`;
}

/** On a line of its own where the component has one. */
function insertBeside({ node }: PlanComponent, text: string): TextEdit[] {
  const range = node.$cstNode?.range;
  if (!range || isOnBrokenLine(node)) return [];
  return [isAloneOnItsLines(node) ? insertBehind(node, [text]) : insertAt(range.start, `${text} `)];
}
