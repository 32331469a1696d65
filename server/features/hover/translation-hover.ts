import type * as ast from '../../../language/generated/ast.ts';
import type { Plan, PlanComponent, PlanFirewall, PlanTranslation } from '../../../language/model/plan.ts';
import { dialedText, realText } from '../../../language/model/translations.ts';
import { escapeMarkdown } from './flow-text.ts';

/** What a line of a firewall translates. Markdown. */
export function translationHover(node: ast.AddressTranslation, { firewalls }: Plan): string {
  for (const firewall of firewalls)
    for (const each of firewall.translations) if (each.node === node) return lineOf(each, firewall);
  return '';
}

function lineOf(translation: PlanTranslation, { name }: PlanFirewall): string {
  const { component, outer, services } = translation;
  const sides = outer.map((zone) => escapeMarkdown(zone.name)).join(' or ');
  return [
    `**${dialedText(translation)}** · **${escapeMarkdown(component.name)}** at ${realText(translation)}, translated by ${escapeMarkdown(name)}`,
    '',
    `Whoever comes to ${escapeMarkdown(name)} by ${sides} knows it under that address; everybody else by its own. Rules are about the component, by its own ports.`,
    ...(services ? [] : ['', 'What it opens towards there comes from that address.']),
  ].join('\n');
}

/** Under which other addresses a component is known. Markdown lines. */
export function outerLines(component: PlanComponent, { firewalls }: Plan): string[] {
  const all = firewalls.flatMap((firewall) =>
    firewall.translations.flatMap((each) =>
      each.component === component ? [`${dialedText(each)} outside of ${escapeMarkdown(firewall.name)}`] : [],
    ),
  );
  return all.length ? ['', `Known as ${all.join(', ')}.`] : [];
}
