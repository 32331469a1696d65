import { append, note } from '../model/lists.ts';
import type { RunningDevice } from '../running/running.ts';

/** The devices of one firewall: those of a file that have one name, and of files that speak of another address family. */
export function unitsOf(devices: readonly RunningDevice[]): RunningDevice[][] {
  const byFile = new Map<string, RunningDevice[]>();
  for (const device of devices) byFile.set(device.file, [...(byFile.get(device.file) ?? []), device]);
  const apart: RunningDevice[][] = [];
  const units: RunningDevice[][] = [];
  for (const all of byFile.values()) {
    // What a firewall lets come to itself is no part of what it lets pass.
    const passing = all.filter(({ host }) => !host);
    const byName = new Map<string | undefined, RunningDevice[]>();
    for (const device of passing) note(byName, device.name, device);
    append(apart, passing.length ? [...byName.values()] : [all]);
  }
  for (const own of apart) {
    const [first] = own;
    const kin = units.find(
      ([other]) =>
        other!.format === first!.format &&
        other!.name === first!.name &&
        !other!.families.some((family) => first!.families.includes(family)),
    );
    if (kin) append(kin, own);
    else units.push([...own]);
  }
  return units;
}
