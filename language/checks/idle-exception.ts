import type { TextEdit } from 'vscode-languageserver-types';
import { defineCheck, type Fix, findingsOfZones } from '../checking/check.ts';
import { insertAt, isOnBrokenLine } from '../editing/edits.ts';
import type * as ast from '../generated/ast.ts';
import { ALL_IPS, ofFamily } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { PlanZone } from '../model/plan.ts';
import { addressSet } from '../model/stated-addresses.ts';

interface Data {
  readonly line: ast.Subnets;
  readonly address: ast.Address;
  readonly zone: PlanZone;
  /** Whether it is of a family that the line has no other network of, and so a subnet, as it seems. */
  readonly isOther: boolean;
}

/** What a line of subnets leaves out that is not in it. */
export const idleException = defineCheck<Data>({
  code: 'idle-exception',
  level: 'warning',
  theme: 'idle',
  title: 'What a `subnet` line leaves out, and does not hold',
  documentation: `What stands behind \`except\` is taken out of the networks before it, up to the end of the line. A network there that lies in none of them
changes nothing; it may be a slip, or a subnet of the zone that came to stand at the wrong place, as where the second address family is added at the end:

\`\`\`segplan
zone campus { subnet 10.0.0.0/16 except 10.0.5.0/24, fd00:1::/64 }   // fd00:1::/64 is not in the zone
\`\`\`

The quick-fix puts it before \`except\`, where it is of an address family that the line has no network of, or takes it away.`,
  besidesRules: true,
  *detect(context) {
    yield* findingsOfZones(context, 'idle exceptions', function* (zone) {
      for (const line of zone.node.subnets) {
        if (!line.exceptions.length) continue;
        const held = IntervalSet.unionAll(line.addresses.map(addressSet));
        for (const address of line.exceptions) {
          const set = addressSet(address);
          if (set.isEmpty || held.isEmpty || held.overlaps(set)) continue;
          const isOther = ([4, 6] as const).some(
            (family) => !set.intersect(ofFamily(ALL_IPS, family)).isEmpty && !held.overlaps(ofFamily(ALL_IPS, family)),
          );
          yield {
            node: address,
            message: `${textOf(address)} is in no network of this line, so that leaving it out changes nothing.${isOther ? ` As a subnet of ${zone.name} it stands before 'except'.` : ''}`,
            data: { line, address, zone, isOther },
          };
        }
      }
    });
  },
  fix({ data }): Fix[] {
    if (!data || isOnBrokenLine(data.line)) return [];
    const { line, address, zone, isOther } = data;
    const gone = without(line, address);
    const before = line.addresses.at(-1)?.$cstNode?.range.end;
    if (!gone || !before) return [];
    const text = textOf(address);
    // Behind `as` each network has its counterpart by its place.
    const moved: Fix[] =
      isOther && !line.seen.length
        ? [{ title: `Make ${text} a subnet of ${zone.name}`, edits: [insertAt(before, `, ${text}`), gone], preferred: true }]
        : [];
    return [...moved, { title: `Take ${text} away`, edits: [gone] }];
  },
});

function textOf(address: ast.Address): string {
  return address.$cstNode?.text ?? '';
}

/** Takes one of the networks away that a line leaves out, with the comma at it, or with `except`. */
function without({ addresses, exceptions }: ast.Subnets, address: ast.Address): TextEdit | undefined {
  const n = exceptions.indexOf(address);
  const [before, own, behind] = [exceptions[n - 1] ?? addresses.at(-1), address, exceptions[n + 1]].map(
    (each) => each?.$cstNode?.range,
  );
  if (!before || !own) return undefined;
  if (n > 0 || !behind) return { range: { start: before.end, end: own.end }, newText: '' };
  return { range: { start: own.start, end: behind.start }, newText: '' };
}
