import {
  drawnLinks,
  firewallText,
  LINK_STATES,
  type LinkDetail,
  type LinkPart,
  type LinkState,
  type MapComponent,
  type MapFirewall,
  type MapLink,
  type MapPlace,
  type MapRule,
  type MapZone,
  overOf,
  type PlanMap,
  STATE_MEANINGS,
  STATE_TITLES,
} from '../../../../language/map/plan-map.ts';
import type { MapEdit } from '../../../../server/protocol.ts';
import { button, chooser, make, signOf } from './elements.ts';

/** What the card can have done. */
export interface CardActions {
  reveal(place: MapPlace, focus: boolean): void;
  select(id: string): void;
  edit(edit: MapEdit): void;
  close(): void;
}

/** Shows what is known of something on the map, with what can be done about it. @returns whether it is on the map */
export function showCard(card: HTMLElement, map: PlanMap, id: string, actions: CardActions): boolean {
  const zone = map.zones.find((each) => each.id === id);
  const home = map.zones.find(({ components }) => components.some((each) => each.id === id));
  const component = home?.components.find((each) => each.id === id);
  const link = map.links.find((each) => each.id === id);
  const site = map.sites.find((each) => each.id === id);
  const content =
    component && home
      ? ofComponent(component, home, map, actions)
      : zone
        ? ofZone(zone, map, actions)
        : link
          ? ofLink(link, map, actions)
          : site
            ? [make('h2', site.name), make('p', site.title), ...source(site.place, actions)]
            : [];
  card.replaceChildren(
    button('×', 'Close', () => actions.close(), 'close'),
    ...content,
  );
  return content.length > 0;
}

/**
 * Shows anew what the details are about. The keyboard stays at the button or list where it is, or at what took its place: nobody who mends one thing after the
 * other has to look for the next from the beginning.
 * @returns whether it is on the map still
 */
export function refreshCard(card: HTMLElement, map: PlanMap, id: string, actions: CardActions): boolean {
  const parts = (): HTMLElement[] => [...card.querySelectorAll<HTMLElement>('button, select')];
  const name = (part: HTMLElement | null): string => `${part?.title} ${part?.getAttribute('aria-label')} ${part?.textContent}`;
  const { activeElement } = document;
  // A page that has not the focus would take it from the editor.
  const at = document.hasFocus() && activeElement instanceof HTMLElement ? parts().indexOf(activeElement) : -1;
  const before = name(parts()[at] ?? null);
  const isShown = showCard(card, map, id, actions);
  const now = parts();
  if (at >= 0) (now.find((each) => name(each) === before) ?? now[at] ?? now.at(-1))?.focus();
  return isShown;
}

function ofComponent(component: MapComponent, zone: MapZone, map: PlanMap, actions: CardActions): Node[] {
  const { id, name, title, roles, addresses } = component;
  const others = map.zones.filter((each) => each !== zone && each.place);
  const targets = map.zones.filter((each) => each !== zone).flatMap(({ components }) => components);
  return [
    make('h2', name),
    make('p', title),
    make('p', roles.join(', ') || 'no role'),
    make('p', addresses.join(', ') || `anywhere in ${zone.name}`),
    ...source(component.place, actions),
    button(`In ${zone.name}`, `Show ${zone.name}`, () => actions.select(zone.id), 'go'),
    make('h3', 'Change the text'),
    chooser(
      'Move to zone…',
      others.map((each) => [each.id, each.name]),
      (to) => actions.edit({ kind: 'move', component: id, zone: to }),
    ),
    chooser(
      'Allow what is missing to…',
      targets.map((each) => [each.id, each.name]),
      (to) => actions.edit({ kind: 'connect', from: id, to }),
    ),
    ...linksOf(zone, map, actions),
  ];
}

function ofZone(zone: MapZone, map: PlanMap, actions: CardActions): Node[] {
  const { name, title, isolated, external, addresses, components, closedIn, closedOut } = zone;
  const kinds = [isolated ? 'isolated' : '', external ? 'external' : ''].filter((kind) => kind).join(', ');
  const closing = [closedIn, closedOut].flatMap((n) => (n === undefined ? [] : (map.rules[n] ?? [])));
  return [
    make('h2', name),
    make('p', title),
    make('p', kinds),
    make('p', addresses.join(', ')),
    ...source(zone.place, actions),
    ...(closing.length ? [make('h3', 'Closed by'), list(closing.map((rule) => ruleButton(rule, actions)))] : []),
    ...firewallsOf(
      'Behind',
      (map.firewalls ?? []).filter(({ zones }) => zones.includes(zone.id)),
      actions,
    ),
    ...(components.length ? [make('h3', `Components (${components.length})`)] : []),
    list(components.map((each) => button(each.name, each.title || each.roles.join(', '), () => actions.select(each.id), 'go'))),
    ...linksOf(zone, map, actions),
  ];
}

function linksOf(zone: MapZone, map: PlanMap, actions: CardActions): Node[] {
  const name = (id: string): string => map.zones.find((each) => each.id === id)?.name ?? id;
  const worst = ({ parts }: MapLink): number =>
    parts.reduce<number>(
      (least, { state, wide }) => (wide ? least : Math.min(least, LINK_STATES.indexOf(state))),
      LINK_STATES.length,
    );
  const own = drawnLinks(map)
    .filter(({ from, to }) => from === zone.id || to === zone.id)
    .sort((a, b) => worst(a) - worst(b));
  if (!own.length) return [];
  const items = own.map((link) => {
    const states = link.parts.filter((part) => !part.wide).map(({ state }) => STATE_TITLES[state]);
    const text = `${name(link.from)} → ${name(link.to)}`;
    return button(`${text}: ${states.join(', ')}`, text, () => actions.select(link.id), 'go');
  });
  return [make('h3', `Between ${zone.name} and others`), list(items)];
}

function ofLink(link: MapLink, map: PlanMap, actions: CardActions): Node[] {
  const name = (id: string): string => map.zones.find((each) => each.id === id)?.name ?? id;
  const needed = link.required ? `${link.required} required flow${link.required === 1 ? '' : 's'}` : 'nothing is required';
  return [
    make('h2', `${name(link.from)} → ${name(link.to)}`),
    make('p', needed),
    ...firewallsOf('Over', overOf(map, link), actions),
    ...link.parts.flatMap((part) => ofPart(part, map, actions)),
  ];
}

function firewallsOf(head: string, firewalls: readonly MapFirewall[], actions: CardActions): Node[] {
  if (!firewalls.length) return [];
  const items = firewalls.map((firewall) => {
    const { place } = firewall;
    return button(firewallText(firewall), 'Go to this firewall', () => place && actions.reveal(place, true), 'go');
  });
  return [make('h3', head), list(items)];
}

function ofPart({ state, services, pairs, details, rules }: LinkPart, map: PlanMap, actions: CardActions): Node[] {
  const head = make('div', '', 'state');
  head.append(signOf(state), make('span', STATE_TITLES[state]));
  const more = pairs > details.length && details.length ? [make('p', `and ${pairs - details.length} more`)] : [];
  return [
    head,
    // Of some states there is no more to say than their name.
    ...(STATE_MEANINGS[state] === STATE_TITLES[state] ? [] : [make('p', STATE_MEANINGS[state])]),
    make('p', pairs ? `${pairs} pair${pairs === 1 ? '' : 's'} of components` : ''),
    make('p', services.join(', ')),
    list(details.map((detail) => ofDetail(detail, state, actions))),
    ...more,
    list(rules.flatMap((n) => map.rules[n] ?? []).map((rule) => ruleButton(rule, actions))),
  ];
}

/** What two components lack, with what mends it. */
function ofDetail({ text, from, to }: LinkDetail, state: LinkState, actions: CardActions): HTMLElement {
  const said = make('code', text);
  if (from === undefined || to === undefined) return said;
  const name = state === 'missing' ? 'Allow it' : 'Open it…';
  const mend = button(name, `${name}: ${text}`, () => actions.edit({ kind: 'connect', from, to }), 'mend');
  mend.setAttribute('aria-label', mend.title);
  const made = make('div', '', 'lacking');
  made.append(said, mend);
  return made;
}

function ruleButton({ text, place, phase, until }: MapRule, actions: CardActions): HTMLElement {
  const time = [phase === undefined ? '' : `during ${phase}`, until === undefined ? '' : `until ${until}`].filter((each) => each);
  const made = button(text, ['Go to this rule', ...time].join(', '), () => place && actions.reveal(place, true), 'go');
  return made;
}

function source(place: MapPlace | undefined, actions: CardActions): HTMLElement[] {
  return place ? [button('Go to source', 'Go to source', () => actions.reveal(place, true), 'go')] : [];
}

function list(items: readonly HTMLElement[]): HTMLElement {
  const made = make('ul', '');
  for (const each of items) {
    const item = make('li', '');
    item.append(each);
    made.append(item);
  }
  return made;
}
