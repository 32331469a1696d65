import { AstUtils } from 'langium';
import { BoxIndex } from '../analysis/box-index.ts';
import { outsidesOf } from '../analysis/ways/translated.ts';
import { defineCheck } from '../checking/check.ts';
import type { AddressSet } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { formatServices } from '../model/services.ts';
import { dialedText, realServices } from '../model/translations.ts';

/** Ports that are translated, and no rule lets anybody use. */
export const idleTranslation = defineCheck({
  code: 'idle-translation',
  level: 'warning',
  theme: 'firewalls',
  title: 'A translation that no permitted flow uses',
  documentation: `A firewall makes a component known outside by ports that no rule permits from there: nothing can come of it. Most often the port
is another one, or the rule is missing.

\`\`\`segplan
zone internet external
zone dmz { subnet 10.20.0.0/24  component gateway at 10.20.0.10 }

firewall edge : asa {
  zones internet, dmz
  nat 203.0.113.10 tcp 8443 -> gateway    // the rule below is about another port
}

allow internet -> gateway : tcp 443
\`\`\`

Rules are about the component and its own ports, whatever these are outside: for \`tcp 443 -> gateway port 8443\` permit \`tcp 8443\`.`,
  *detect({ plan, analysis, document }) {
    const all = outsidesOf(plan);
    const allows = all.length ? new BoxIndex(analysis.allows) : undefined;
    const outsides = new Map<unknown, AddressSet>();
    for (const { translation, firewall, kinds } of all) {
      if (!allows || !kinds.length || AstUtils.getDocument(translation.node) !== document) continue;
      const { component, real, services } = translation;
      const outside = outsides.get(kinds) ?? IntervalSet.unionAll(kinds.flat().map(({ addresses }) => addresses));
      outsides.set(kinds, outside);
      const own = realServices(translation);
      const comes = { sources: outside, destinations: real, services: own };
      const goes = { sources: real, destinations: outside, services: own };
      if (allows.touching(comes).length || (!services && allows.touching(goes).length)) continue;
      const ports = services ? ` on ${formatServices(own)}` : '';
      yield {
        node: translation.node,
        message: `No rule permits what comes from outside of ${firewall.name} to ${component.name}${ports}, which ${dialedText(translation)} is translated for.`,
      };
    }
  },
});
