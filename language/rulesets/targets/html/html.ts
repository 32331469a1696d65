import {
  addressTexts,
  groupsOf,
  HOST_MEANING,
  inOneDocument,
  isTemporary,
  kindOf,
  MEANING,
  meaningOf,
  originOf,
  placeTexts,
  TRANSLATION_MEANING,
  TRANSLATION_TITLES,
  translationRows,
  zoneColumns,
} from '../../change-request.ts';
import type { HostRuleSet } from '../../host-rule-set.ts';
import { type Column, HOST_SYSTEM } from '../../host-systems.ts';
import { type Content, el, Markup } from '../../markup.ts';
import type { RuleEntry, RuleSet } from '../../rule-set.ts';
import { HOLDS_EVERYTHING, type OutputFile, type Target } from '../../target.ts';
import { NumberedSources } from './numbered-sources.ts';
import { linksInWords, picture } from './picture.ts';
import { STYLE } from './style.ts';
import { ruleTable, signatures, sourceList, type TableColumn, table, temporaryTable } from './tables.ts';
import { zoneLinks } from './zone-links.ts';

function page(title: string, ...content: Content[]): string {
  const head = el(
    'head',
    {},
    el('meta', { charset: 'utf-8' }),
    // Whatever a plan says, the page loads nothing and runs nothing.
    el('meta', { 'http-equiv': 'Content-Security-Policy', content: "default-src 'none'; style-src 'unsafe-inline'" }),
    el('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    el('meta', { name: 'generator', content: 'Segplan' }),
    el('title', {}, `Firewall change request: ${title}`),
    el('style', {}, new Markup(STYLE)),
  );
  return `<!DOCTYPE html>${el('html', { lang: 'en' }, head, el('body', {}, el('main', {}, content))).text}\n`;
}

function facts(counts: readonly (readonly [string, number])[]): Markup {
  return el(
    'dl',
    {},
    counts.map(([name, count]) => el('div', {}, el('dt', {}, name), el('dd', {}, String(count)))),
  );
}

function countsOf(entries: readonly RuleEntry[]): (readonly [string, number])[] {
  return [
    ['Rules that allow', entries.filter((e) => e.action === 'allow').length],
    ['Rules that deny', entries.filter((e) => e.action === 'deny').length],
    ['Temporary rules', entries.filter(isTemporary).length],
  ];
}

function zoneTable(ruleSet: RuleSet, between: boolean): Markup {
  const more = zoneColumns(ruleSet, between);
  const rows = ruleSet.zones.map((zone) => [
    zone.name,
    zone.title,
    kindOf(zone),
    addressTexts(zone.addresses, ruleSet, zone.own).join(', '),
    ...more.map((column) => column.of(zone)),
  ]);
  const columns = [...ZONE_COLUMNS, ...more.map(({ title }) => ({ title, share: 12 }))];
  return table('zones', 'Zones and their addresses', columns, rows);
}

const ZONE_COLUMNS: readonly TableColumn[] = [
  { title: 'Zone', share: 20 },
  { title: 'Title', share: 34 },
  { title: 'Kind', share: 12 },
  { title: 'Addresses', share: 34 },
];

function componentTable<T extends RuleSet['components'][number]>(
  components: readonly T[],
  ruleSet: RuleSet,
  caption: string,
  more: readonly Column<T>[] = [],
): Markup {
  const rows = components.map((c) => [
    c.name,
    c.title,
    c.zone,
    c.roles.join(', '),
    ...more.map((column) => column.of(c)),
    placeTexts(c, ruleSet).join(', '),
  ]);
  const columns = [
    { title: 'Component', share: 18 },
    { title: 'Title', share: 22 },
    { title: 'Zone', share: 14 },
    { title: 'Roles', share: 22 },
    ...more.map(({ title }) => ({ title, share: 12 })),
    { title: 'Addresses', share: 24 },
  ];
  return table('components', caption, columns, rows);
}

async function zonePicture(ruleSet: RuleSet): Promise<Content> {
  const links = zoneLinks(ruleSet);
  const drawn = await picture(ruleSet, links);
  const words = linksInWords(links);
  const note =
    'An arrow leads from the side that connects. Dotted arrows are temporary, dashed boxes external, boxes with a double line isolated.';
  if (drawn instanceof Markup) return el('figure', {}, drawn, el('figcaption', {}, note));
  return words.length
    ? el(
        'ul',
        { class: 'links' },
        words.map((w) => el('li', {}, w)),
      )
    : [];
}

/** The rules of one action as a table, by what they join; a sentence where there are none. */
function rulesOf(ruleSet: RuleSet, action: RuleEntry['action'], sources: NumberedSources, none: string): Content {
  const sections = groupsOf(ruleSet)
    .filter((g) => g.action === action)
    .map(({ pair, entries }) => ({ heading: pair, entries }));
  return sections.length ? ruleTable(action, CAPTIONS[action], sections, ruleSet, sources) : el('p', {}, none);
}

const CAPTIONS = { allow: 'Rules that allow', deny: 'Rules that deny' } as const;

async function networkPage(ruleSet: RuleSet): Promise<string> {
  const sources = new NumberedSources();
  const denied = rulesOf(ruleSet, 'deny', sources, 'No rule denies; what no rule allows is denied.');
  const allowed = rulesOf(ruleSet, 'allow', sources, 'No rule allows anything between zones.');
  return page(
    ruleSet.title,
    el('h1', {}, ruleSet.title),
    el('p', {}, `Firewall change request, ${originOf(ruleSet)}`),
    el('p', {}, meaningOf(ruleSet)),
    facts([['Zones', ruleSet.zones.length], ['Components', ruleSet.components.length], ...countsOf(ruleSet.entries)]),
    el('section', {}, el('h2', {}, 'Who may connect to whom'), await zonePicture(ruleSet)),
    el('h2', {}, 'Zones'),
    zoneTable(ruleSet, true),
    el('h2', {}, 'Components'),
    componentTable(ruleSet.components, ruleSet, 'Components and where they are'),
    translations(ruleSet),
    el('h2', {}, 'Denied, whatever is allowed'),
    denied,
    el('h2', {}, 'Allowed'),
    allowed,
    ending(ruleSet.entries, sources),
  );
}

function translations(ruleSet: RuleSet): Content {
  const rows = translationRows(ruleSet);
  if (!rows.length) return [];
  const columns = TRANSLATION_TITLES.map((title) => ({ title, share: 1 }));
  return [
    el('h2', {}, 'Translations'),
    el('p', {}, TRANSLATION_MEANING),
    table('translations', 'What the firewall translates', columns, rows),
  ];
}

function ending(entries: readonly RuleEntry[], sources: NumberedSources): Content {
  return [
    el('h2', {}, 'Temporary rules'),
    temporaryTable(entries),
    el('h2', {}, 'Source documents'),
    sourceList(sources),
    el('h2', {}, 'Sign-off'),
    signatures(),
  ];
}

/** The rules of one action as a table, host by host. */
function hostRules(sets: readonly HostRuleSet[], action: RuleEntry['action'], sources: NumberedSources): Content {
  const sections = sets.flatMap(({ host, entries }) => {
    const own = entries.filter((e) => e.action === action);
    return own.length ? [{ heading: `${host.name} in ${host.zone}`, entries: own }] : [];
  });
  return sections.length ? ruleTable(action, CAPTIONS[action], sections, sets[0]!, sources) : el('p', {}, 'None.');
}

function hostPage(all: readonly HostRuleSet[]): string {
  const sets = inOneDocument(all);
  const [first] = sets;
  const sources = new NumberedSources();
  const entries = sets.flatMap((s) => s.entries);
  const denied = hostRules(sets, 'deny', sources);
  const allowed = hostRules(sets, 'allow', sources);
  const closed = sets.filter((s) => !s.entries.some((e) => e.action === 'allow')).map((s) => s.host.name);
  return page(
    first.title,
    el('h1', {}, `${first.title}: hosts`),
    el('p', {}, `Change request for what each host lets in, ${originOf(first)}`),
    el('p', {}, `${MEANING} ${HOST_MEANING}`),
    facts([['Hosts', sets.length], ...countsOf(entries)]),
    el('h2', {}, 'Zones'),
    zoneTable(first, false),
    el('h2', {}, 'Hosts'),
    componentTable(
      sets.map((s) => s.host),
      first,
      'Hosts and their addresses',
      [HOST_SYSTEM],
    ),
    el('h2', {}, 'Denied, whatever is allowed'),
    denied,
    el('h2', {}, 'Allowed'),
    allowed,
    closed.length ? el('p', {}, `Nothing may connect to ${closed.join(', ')}.`) : [],
    ending(entries, sources),
  );
}

/** A change request as a page of its own, to attach to a ticket, print and sign. */
export const html = {
  name: 'html',
  title: 'HTML',
  description:
    'A change request to print and sign: a picture of the zones, and rules by zone pair with purpose, source and room for reviewers.',
  languageId: 'html',
  capabilities: HOLDS_EVERYTHING,
  scopes: ['network', 'host'],
  async emit(ruleSet: RuleSet, baseName: string): Promise<OutputFile[]> {
    return [{ name: `${baseName}.html`, text: await networkPage(ruleSet) }];
  },
  emitHosts(sets: readonly HostRuleSet[], baseName: string): OutputFile[] {
    return [{ name: `${baseName}.hosts.html`, text: hostPage(sets) }];
  },
} satisfies Target;
