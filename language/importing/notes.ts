import { note } from '../model/lists.ts';
import type { RunningDevice, UnknownLine } from '../running/running.ts';
import type { LeftOut } from './decided.ts';
import type { NewZone } from './layout.ts';

/** So many lines are named, and of the others it is said how many they are. */
const MOST_LINES = 8;
/** So many kinds of lines that nobody understands are told apart. */
const MOST_KINDS = 20;

/** What somebody has to know of an imported plan, a sentence each. */
export function notesOf(devices: readonly RunningDevice[], zones: readonly NewZone[], leftOut: readonly LeftOut[]): string[] {
  const byFile = new Map<string, RunningDevice[]>();
  for (const device of devices) note(byFile, device.file, device);
  const several = byFile.size > 1;
  return [
    ...[...byFile].flatMap(([file, own]) => unknownNotes(file, own)),
    ...zoneNotes(zones),
    ...leftOut.map(({ why, places }) => {
      const one = places.length === 1;
      const files = new Map<string, number[]>();
      for (const { file, line } of places) note(files, file, line);
      const where = [...files].map(([file, lines]) => `${several ? `${file}, ` : ''}${lineList(lines)}`).join('; ');
      return `${one ? 'A rule is' : `${places.length} rules are`} left out that ${why[one ? 0 : 1]} (${where}).`;
    }),
  ];
}

function zoneNotes(zones: readonly NewZone[]): string[] {
  const empty = zones.filter(({ isRest, addresses }) => !isRest && addresses.isEmpty).map(({ name }) => name);
  const guessed = zones.filter(({ isGuess, addresses }) => isGuess && !addresses.isEmpty).map(({ name }) => name);
  return [
    ...(guessed.length
      ? [`Which networks lie in ${few(guessed)} is taken from what rules name: put the whole networks in.`]
      : []),
    ...(empty.length ? [`Nothing says what lies in ${few(empty)}: add the networks (subnet 10.0.0.0/24).`] : []),
  ];
}

/** Some names, and how many more there are. */
export function few(names: readonly string[]): string {
  return names.length > MOST_LINES
    ? `${names.slice(0, MOST_LINES).join(', ')} and ${names.length - MOST_LINES} more`
    : names.join(', ');
}

function unknownNotes(file: string, devices: readonly RunningDevice[]): string[] {
  const unknown = [
    ...new Map(devices.flatMap((device) => device.unknown).map((each) => [`${each.line} ${each.what}`, each])).values(),
  ];
  if (!unknown.length) return [];
  const kinds = new Map<string, UnknownLine[]>();
  for (const each of unknown) note(kinds, `${each.what}\n${each.why}`, each);
  const one = unknown.length === 1;
  return [
    `${unknown.length} ${one ? 'line' : 'lines'} of ${file} ${one ? 'is' : 'are'} not understood, and may open or close more than this plan says:`,
    ...[...kinds.values()]
      .slice(0, MOST_KINDS)
      .map((all) => `  ${all.length} × ${all[0]!.what} (${lineList(all.map(({ line }) => line))}): ${all[0]!.why}.`),
    ...(kinds.size > MOST_KINDS ? [`  ${kinds.size - MOST_KINDS} kinds of lines more: segplan audit names all of them.`] : []),
  ];
}

function lineList(lines: readonly number[]): string {
  const shown = lines.slice(0, MOST_LINES).join(', ');
  const more = lines.length - MOST_LINES;
  return `${lines.length === 1 ? 'line' : 'lines'} ${shown}${more > 0 ? ` and ${more} more` : ''}`;
}
