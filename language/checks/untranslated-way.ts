import { AstUtils } from 'langium';
import { type Outside, outsidesOf } from '../analysis/ways/translated.ts';
import { type Ways, waysOf } from '../analysis/ways/ways.ts';
import { at, defineCheck } from '../checking/check.ts';
import { note } from '../model/lists.ts';
import type { PlanComponent, PlanTranslation, PlanZone } from '../model/plan.ts';
import { dialedText } from '../model/translations.ts';

/** Traffic that may pass another firewall than the one that translates it, or two that do. */
export const untranslatedWay = defineCheck({
  code: 'untranslated-way',
  level: 'warning',
  title: 'An outer address that is translated on some ways and not on others, or twice',
  documentation: `Who knows a component under an outer address sends to that address whichever way the packets take. Where several ways are equal,
a firewall on each of them has to translate it, and no more than one; else connections fail now and then.

\`\`\`segplan
zone internet external
zone dmz { subnet 10.20.0.0/24  component gateway at 10.20.0.10 }

firewall north { zones internet, dmz  nat 203.0.113.10 tcp 443 -> gateway }
firewall south { zones internet, dmz }                                        // and who comes this way?
\`\`\`

Give the other firewall the same line; two devices that stand in for each other are one firewall of the plan.`,
  besidesRules: true,
  *detect({ plan, document }) {
    const ways = waysOf(plan);
    if (!ways) return;
    const byComponent = new Map<PlanComponent, Outside[]>();
    for (const outside of outsidesOf(plan)) note(byComponent, outside.translation.component, outside);
    for (const outside of outsidesOf(plan)) {
      const { translation, firewall } = outside;
      if (AstUtils.getDocument(translation.node) !== document) continue;
      const wrong = firstWrong(outside, byComponent.get(translation.component)!, ways);
      if (!wrong) continue;
      const { zone, others, isTwice } = wrong;
      const { component } = translation;
      yield {
        ...at(translation.node, 'address'),
        message: isTwice
          ? `What comes from ${zone.name} to ${component.name} is translated twice on one way, by ${others.join(' and ')}.`
          : `What comes from ${zone.name} to ${component.name} may also pass ${others.join(', ')} and not ${firewall.name}, where nothing translates ${dialedText(translation)}.`,
      };
    }
  },
});

interface Wrong {
  readonly zone: PlanZone;
  readonly others: readonly string[];
  readonly isTwice: boolean;
}

/** @param all the translations of the component */
function firstWrong({ translation, kinds }: Outside, all: readonly Outside[], ways: Ways): Wrong | undefined {
  const { component } = translation;
  for (const [zone] of kinds) {
    if (!zone) continue;
    const here = all.filter((other) => other.kinds.some((kind) => kind.includes(zone)));
    const same = new Set(here.filter((other) => isSame(other.translation, translation)).map(({ firewall }) => firewall));
    const any = new Set(here.filter((other) => meets(other.translation, translation)).map(({ firewall }) => firewall));
    for (const way of ways.list(zone, component.zone).ways) {
      if (!way.some((firewall) => same.has(firewall))) return { zone, others: way.map(({ name }) => name), isTwice: false };
      const twice = way.filter((firewall) => any.has(firewall));
      if (twice.length > 1) return { zone, others: twice.map(({ name }) => name), isTwice: true };
    }
  }
  return undefined;
}

function isSame(a: PlanTranslation, b: PlanTranslation): boolean {
  const services = a.services === b.services || (!!a.services && !!b.services && a.services.equals(b.services));
  return a.address.equals(b.address) && a.shift === b.shift && services;
}

/** Whether two translations are about some of the same ports. */
function meets(a: PlanTranslation, b: PlanTranslation): boolean {
  return !a.services || !b.services || a.services.overlaps(b.services);
}
