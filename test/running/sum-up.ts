// Sums up what readers make of a folder of configurations: `node test/running/sum-up.ts FOLDER…`. What docs/running.md says of public ones is from here.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { detect, UnknownForm } from '../../language/running/detect.ts';

for (const folder of process.argv.slice(2)) {
  const sum = { files: 0, read: 0, modeled: 0, withoutBearing: 0, unknown: 0, whole: 0 };
  const whats = new Map<string, number>();
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8');
    sum.files++;
    try {
      const devices = detect(text, name).read(text, name);
      sum.read++;
      // Devices that one text tells of together share its lines.
      for (const lines of new Set(devices.map((device) => device.lines))) {
        sum.modeled += lines.modeled;
        sum.withoutBearing += lines.withoutBearing;
        sum.unknown += lines.unknown;
      }
      const unknown = new Map(devices.flatMap((device) => device.unknown.map(({ line, what }) => [line, what] as const)));
      if (!unknown.size) sum.whole++;
      for (const what of unknown.values()) whats.set(what, (whats.get(what) ?? 0) + 1);
    } catch (error) {
      if (!(error instanceof UnknownForm)) throw error;
      console.log(error.message);
    }
  }
  console.log(folder, sum);
  for (const [what, count] of [...whats].sort((a, b) => b[1] - a[1])) console.log(`  ${count} ${what}`);
}
