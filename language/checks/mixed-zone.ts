import { adviceFor, sourceOfAdvice } from '../analysis/advice/advice.ts';
import { at, defineCheck, findingsOfZones } from '../checking/check.ts';
import type { CatalogAdvice } from '../model/catalog.ts';

/** Components that should have a segment of their own, together with others. */
export const mixedZone = defineCheck({
  code: 'mixed-zone',
  level: 'info',
  theme: 'openings',
  title: 'Components that should have a zone of their own, in one zone with others',
  documentation: `A vendor advises to keep its components apart from the rest of the network, in a VLAN of their own for example, so that a flaw
in one product does not lay open another. This zone holds such components and others.

\`\`\`segplan
zone servers {
  subnet 10.0.0.0/24
  component zvm : zerto.zvm at 10.0.0.5
  component web at 10.0.0.6              // the web server sees everything that reaches the ZVM
}
\`\`\``,
  besidesRules: true,
  *detect(context) {
    yield* findingsOfZones(context, 'mixed zones', function* (zone) {
      const found = new Map<CatalogAdvice, string>();
      for (const component of zone.components)
        for (const advice of adviceFor(context.plan, component, 'own-segment'))
          if (!found.has(advice)) found.set(advice, component.name);
      for (const [advice, name] of found) {
        const others = zone.components.filter((c) => !c.roles.some((r) => r.startsWith(`${advice.vendor}.`)));
        if (!others.length) continue;
        const names = others.map((c) => c.name);
        const shown = names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
        yield {
          ...at(zone.node, 'name'),
          message: `${name} shares this zone with ${shown}. ${advice.text}`,
          related: [
            { ...at(others[0]!.node, 'name'), message: 'One of the others.' },
            { node: advice.node, message: sourceOfAdvice(advice) },
          ],
        };
      }
    });
  },
});
