import { cut, LineBook, linesOf } from '../../../running/lines.ts';
import type { RunningDevice, RunningReader } from '../../../running/running.ts';
import { zonesAsCalled } from '../../set-commands/zones.ts';
import { INTERFACES } from './names.ts';
import { HOW_BACK } from './read/answers.ts';
import { Configuration } from './read/configuration.ts';
import { placesOf } from './read/interfaces.ts';
import { ListMaker } from './read/lists.ts';
import { statementsOf } from './read/statements.ts';

/** What only such a device says, each with how sure it makes. */
const SIGNS: readonly (readonly [RegExp, number])[] = [
  [/^ASA Version /m, 0.95],
  [/^: Hardware: +ASA/m, 0.9],
  [/^[ \t]+security-level \d+[ \t]*\r?$/m, 0.6],
  [/^access-list \S+ (line \d+ )?extended (permit|deny) /m, 0.6],
  [/^access-group \S+ (in|out) interface \S+|^access-group \S+ global/m, 0.6],
  [/^object network \S+\r?\n[ \t]+(host|subnet|range|fqdn|nat) /m, 0.5],
  [/^object-group (network|service|protocol|icmp-type) \S+/m, 0.4],
];

/** What IOS, IOS XE and NX-OS say, and an ASA never. */
const OTHERS =
  /^[ \t]*(version \d+\.\d|ip(v6)? access-list |ip(v6)? access-group |ip(v6)? traffic-filter |service timestamps|boot-start-marker|feature \S+$|vrf (context|definition) |switchport|line (con|vty) |zone security |ip cef|ip routing)/m;

/** `show running-config` of a Cisco ASA, 8.3 and later; several contexts one behind the other as well. */
export const reader: RunningReader = {
  name: 'asa',
  title: 'Cisco ASA, show running-config',
  recognizes(head) {
    // Routers and switches of the same maker have lists of another kind at their interfaces.
    if (OTHERS.test(head) && !/^ASA Version |^[ \t]+nameif /m.test(head)) return 0;
    return Math.min(
      0.99,
      SIGNS.reduce((most, [sign, sure]) => (sign.test(head) ? Math.max(most, sure) + 0.05 : most), 0),
    );
  },
  read(text, file) {
    const lines = linesOf(text);
    const starts = lines.flatMap((line, n) => (/^ASA Version /.test(line) ? [n + 1] : []));
    // Each context begins with the version.
    const firsts = starts.length > 1 ? [1, ...starts.slice(1)] : [1];
    // What a device saves, it ends as well.
    const count = (sign: RegExp): number => lines.filter((line) => sign.test(line)).length;
    const isCut = count(/^: Saved\s*$/) > count(/^: end\s*$/);
    return firsts.map((first, n) => {
      const next = firsts[n + 1];
      return deviceOf(lines, first, (next ?? lines.length + 1) - 1, file, isCut && next === undefined);
    });
  },
};

function deviceOf(lines: readonly string[], first: number, last: number, file: string, isCut: boolean): RunningDevice {
  const book = new LineBook(lines.slice(first - 1, last), first);
  if (isCut) cut(book)(lines.findLastIndex((line) => line.trim()) + 1);
  const statements = statementsOf(lines, first, last, (line) => book.withoutBearing(line));
  const configuration = new Configuration(statements, book, last - first + 1);
  const { lists, stages, answering } = new ListMaker(configuration, book).make();
  const others = configuration.bound.flatMap(({ interfaceName, statement }): [string, number][] =>
    interfaceName === undefined ? [] : [[interfaceName, statement.line]],
  );
  return {
    format: 'asa',
    file,
    name: configuration.hostname,
    places: placesOf(configuration.interfaces, configuration.routes, others),
    routes: configuration.routes.flatMap(({ interfaceName, network, isDefault, line }) =>
      isDefault ? [] : [{ place: interfaceName, network, line }],
    ),
    lists,
    stages,
    answering,
    howBack: HOW_BACK,
    calls,
    replies: 'tracked',
    families: [4, 6],
    named: configuration.objects.named(),
    ...book.result(),
  };
}

function calls(zones: readonly string[]): ReadonlyMap<string, string> {
  return zonesAsCalled(zones, INTERFACES);
}
