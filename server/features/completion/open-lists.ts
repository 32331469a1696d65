import { CstUtils, type LangiumDocument } from 'langium';
import type { NextFeature } from 'langium/lsp';
import type { Position } from 'vscode-languageserver';
import type { Analysis } from '../../../language/analysis/analyze.ts';
import * as ast from '../../../language/generated/ast.ts';
import { freeAddresses } from '../../../language/model/free-addresses.ts';
import type { Plan, PlanZone } from '../../../language/model/plan.ts';
import { zoneOf } from '../plan-nodes.ts';
import type { Place } from './contexts.ts';
import { freeAddressItems, textBefore } from './items.ts';
import { gapsAt, type Item, missingPortItems, ruleOf } from './services.ts';

/** A list of ports that the cursor stands in: its protocol, and what of a port is there already. */
const OPEN_PORTS = /(?<![\w.-])(tcp\s*\+\s*udp|tcp|udp)\s+(?:[\d\s,-]*,\s*)?(\d*)$/;
/** The same with a comma behind the last port. */
const ENDED_PORTS = /(?<![\w.-])(tcp\s*\+\s*udp|tcp|udp)\s+\d[\d\s,-]*,\s*$/;
/** A list of a component's addresses, and what of one is there already. */
const OPEN_HOSTS = /\bcomponent\b[^{}\n]*\sat\s+(?:[^{}\n]*,\s*)?([\dA-Fa-f][\dA-Fa-f.:]*|::?|)$/;

/** The same for addresses in another network. */
const OPEN_LEG = /\balso\s+at\s+(?:[^{}\n]*,\s*)?[\dA-Fa-f.:]*$/;

/**
 * What may follow on a text: behind the comma of a list of ports another port, and another service as well, which the grammar's reader does not look for.
 * @param find what the grammar's reader says
 */
export function behindPorts(text: string, find: (text: string) => NextFeature[]): NextFeature[] {
  const own = find(text);
  return ENDED_PORTS.test(text) ? [...own, ...find(text.replace(ENDED_PORTS, 'icmp, '))] : own;
}

/** What is missing without what a list of ports before the cursor can go on with: those are offered as numbers alone. */
export function besideListed(items: readonly Item[], before: string): Item[] {
  const protocol = ENDED_PORTS.exec(before)?.[1];
  return protocol === undefined ? [...items] : items.filter(({ label }) => !label.startsWith(`${protocol} `));
}

/**
 * Numbers come from the text before the cursor: the grammar's next elements end with the word `tcp`, which may itself go on to `tcp+udp`, and
 * a part of an address is no address.
 */
export function numberItems(document: LangiumDocument, position: Position, place: Place, analysis: Analysis): Item[] {
  const { textDocument } = document;
  const offset = textDocument.offsetAt(position);
  const before = textBefore({ textDocument, tokenOffset: offset });
  const { syntax, shift } = place.reading;
  const nodeBefore = () => CstUtils.findLeafNodeBeforeOffset(syntax, offset + shift)?.astNode;
  const placed = (items: readonly Item[], typed: string): Item[] => {
    const range = { start: textDocument.positionAt(offset - typed.length), end: position };
    return items
      .filter((item) => item.label.startsWith(typed))
      .map((item) => ({ ...item, textEdit: { range, newText: item.label } }));
  };
  const ports = OPEN_PORTS.exec(before);
  if (ports) return placed(missingPortItems(gapsAt(ruleOf(nodeBefore()), analysis), ports[1]!, analysis), ports[2]!);
  const hosts = OPEN_HOSTS.exec(before);
  const node = hosts ? nodeBefore() : undefined;
  const around = node && zoneAround(node);
  const { plan } = analysis;
  const zone = around && zoneOf(around, plan);
  if (!zone) return [];
  const items = OPEN_LEG.test(before) ? legItems(zone, plan) : freeAddressItems(freeAddresses(zone, plan.components));
  return placed(items, hosts![1]!);
}

/** So many zones are offered for an address in another network. */
const MOST_ZONES = 20;

/** A free address of each other zone, with the zone that it is in. */
function legItems(own: PlanZone, { zones, components }: Plan): Item[] {
  const others = zones.filter((zone) => zone !== own && !zone.external).slice(0, MOST_ZONES);
  const free = others.flatMap((zone) =>
    freeAddresses(zone, components)
      .slice(0, 1)
      .map(({ text, network }) => ({ text: `${text} in ${zone.name}`, network })),
  );
  return freeAddressItems(free);
}

function zoneAround(node: NonNullable<ReturnType<typeof CstUtils.findLeafNodeBeforeOffset>>['astNode']): ast.Zone | undefined {
  for (let each: typeof node | undefined = node; each; each = each.$container) if (ast.isZone(each)) return each;
  return undefined;
}
