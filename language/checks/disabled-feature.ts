import { AstUtils } from 'langium';
import { type DisabledFeature, type SilentComponent, silentComponents } from '../analysis/advice/disabled-features.ts';
import { at, defineCheck, type Fix } from '../checking/check.ts';
import { saysUnknownRoles } from '../checking/zone-places.ts';
import { insertFeature } from '../editing/edits.ts';

/** A component that looks complete, while what joins it with others is for a feature that is off. */
export const disabledFeature = defineCheck<readonly DisabledFeature[]>({
  code: 'disabled-feature',
  level: 'info',
  theme: 'needs',
  ofPlan: true,
  title: 'A component that nothing is required of, since a feature is off',
  documentation: `Some flows of a catalog are for a feature that only some installations use. Until a plan enables it, they are not required: a
component that is there for just this feature looks complete, and its backups fail.

\`\`\`segplan
use acronis-scs 12.5 update 2
zone appliances { subnet 10.33.33.0/28 component appliance : acronis-scs.vmware-agent at 10.33.33.5 }   // reaches no host
zone virtual    { subnet 10.33.32.0/24 component hosts : vmware.esxi at 10.33.32.64/26 }
\`\`\`

Reported is a component that takes part in no other flow, and one with a role whose own flows are all for features that are off, with
components that nothing else joins it with. Each feature is told once. The quick-fix enables it: \`enable acronis-scs.virtual-machine-backup\`.
Where it is off on purpose, say so: \`check disabled-feature off "no virtual machines are backed up"\`, or a comment above the component.`,
  besidesRules: true,
  ofShape: true,
  *detect({ plan, document, analysis }) {
    // A role that has no meaning yet may be the one that everything else is for.
    if (saysUnknownRoles(analysis)) return;
    for (const silent of silentComponents(plan)) {
      if (AstUtils.getDocument(silent.component.node) !== document) continue;
      yield { ...at(silent.component.node, 'name'), message: message(silent), data: silent.features };
    }
  },
  fix({ data = [] }, { root }): Fix[] {
    return data.flatMap(({ id }) => {
      const edits = insertFeature(root, id);
      return edits.length ? [{ title: `Enable ${id}`, edits, preferred: data.length === 1 }] : [];
    });
  },
});

/** So many names are spelled out. */
const MOST = 3;

function listed(names: readonly string[]): string {
  return names.length > MOST + 1 ? `${names.slice(0, MOST).join(', ')} and ${names.length - MOST} more` : names.join(', ');
}

function message({ component, partners, features }: SilentComponent): string {
  const between = `Nothing is required between ${component.name} and ${listed(partners.map((p) => p.name))}`;
  const [one, ...more] = features;
  const count = ({ flows }: DisabledFeature): string => `${flows} ${flows === 1 ? 'flow' : 'flows'}`;
  if (one && !more.length) return `${between}: ${one.id} is off (${one.title}). Enabled, it requires ${count(one)} of this plan.`;
  return `${between}: what joins them is for features that are off, ${listed(features.map((f) => `${f.id} (${f.title}; ${count(f)})`))}.`;
}
