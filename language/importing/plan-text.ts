import { formatAddresses } from '../model/addresses.ts';
import type { PlanZone } from '../model/plan.ts';
import type { TakenName } from './ends.ts';
import type { Layout, NewFirewall, NewZone } from './layout.ts';
import type { TakenService } from './services-text.ts';
import { subnetText } from './subnet-text.ts';

/** Lines of rules and lists are broken here. */
const WIDTH = 120;

/**
 * A statement as lines that are no longer than anybody reads: broken behind commas and before arrows, with what follows further in, as the formatter has it: a list that goes on below an
 * arrow of its own line stands deeper than the arrow.
 */
export function broken(text: string, indent = ''): string {
  if (indent.length + text.length <= WIDTH) return indent + text;
  const lines: string[] = [];
  let line = '';
  let [depth, isList] = [0, false];
  for (const part of text.match(/(?:"(?:\\.|[^"\\])*"|[^",])+?(?:, |(?= -> )|$)/g) ?? [text]) {
    if (line && indent.length + line.length + part.trimEnd().length > WIDTH) {
      lines.push(line.trimEnd());
      const goesOn = lines.at(-1)!.endsWith(',');
      if (!goesOn) depth = 1;
      else if (!isList) depth = Math.min(depth + 1, 2);
      isList = goesOn;
      line = '  '.repeat(depth) + part.trimStart();
    } else line += part;
  }
  return [...lines, line].map((each) => indent + each).join('\n');
}

/** A text of a file on one line, without what can't be seen and could make a line look like another one. */
export function plainText(text: string): string {
  return text
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}\p{Co}]+/gu, '')
    .trim();
}

/** The same in quotes. */
export function quoted(text: string): string {
  return JSON.stringify(plainText(text));
}

function titled(name: string, title: string | undefined): string {
  return title === undefined ? name : `${name} ${quoted(title)}`;
}

/** The zones, with the components in them. */
export function zoneLines(zone: NewZone, components: readonly TakenName[]): string[] {
  const head = `zone ${titled(zone.name, zone.title)}${zone.isRest ? ' external' : ''}`;
  const inner = [
    ...(zone.addresses.isEmpty ? [] : [broken(`subnet ${subnetText(zone.addresses)}`, '  ')]),
    ...components.map(({ name, title, set }) => `  component ${titled(name, title)} at ${formatAddresses(set).join(', ')}`),
  ];
  return inner.length ? [`${head} {`, ...inner, '}'] : [head];
}

export function firewallLines({ name, title, form, zones, guarded, interfaces, files }: NewFirewall): string[] {
  const list = (all: readonly NewZone[]): string => all.map((zone) => zone.name).join(', ');
  return [
    `firewall ${titled(name, title)}${form ? ` : ${form}` : ''} {`,
    ...(zones.length ? [broken(`zones ${list(zones)}`, '  ')] : []),
    ...(guarded.length ? [broken(`at ${list(guarded)}`, '  ')] : []),
    ...[...interfaces].map(([zone, label]) => `  interface ${quoted(label)} = ${zone.name}`),
    ...(files.length ? [broken(`running ${files.map(quoted).join(', ')}`, '  ')] : []),
    '}',
  ];
}

/** Zones and firewalls alone: what a plan says before any rule. */
export function layoutText({ zones, firewalls }: Layout): string {
  return [...zones.flatMap((zone) => zoneLines(zone, [])), ...firewalls.flatMap(firewallLines), ''].join('\n');
}

export function groupLine({ name, title }: TakenName, members: readonly string[]): string {
  return broken(`group ${titled(name, title)} = ${members.join(', ')}`);
}

export function serviceLine({ name, title, text }: TakenService): string {
  return broken(`service ${titled(name, title)} = ${text}`);
}

/** Those of a zone, in the order of their addresses. */
export function componentsOf(used: readonly TakenName[], zone: PlanZone | undefined): TakenName[] {
  return used
    .filter((each) => each.zone !== undefined && each.zone === zone)
    .sort((a, b) => (a.set.first < b.set.first ? -1 : Number(a.set.first > b.set.first)));
}
