import { type ImportedPlan, importRunning } from '../language/importing/import-running.ts';
import { append } from '../language/model/lists.ts';
import type { SegplanCoreServices } from '../language/module.ts';
import type { RunningDevice } from '../language/running/running.ts';
import { devicesOf } from './audit.ts';
import { SegplanError } from './errors.ts';
import type { PlanSource } from './plan-source.ts';
import type { ImportOptions } from './types.ts';

/** A plan of more firewalls nobody reads, and to find out what each of them decides beside all others takes hours. */
const MOST_DEVICES = 2000;

/**
 * Begins a plan from what firewalls run.
 * @param files running files, of one firewall or of several
 * @param nameOf what the new plan calls a file; as it is named here, if nothing is said
 * @throws SegplanError where a file can't be read, its form isn't known, or nothing in it is of the form that is said
 */
export async function importRunningIn(
  services: SegplanCoreServices,
  source: PlanSource,
  files: readonly string[],
  { form }: ImportOptions = {},
  nameOf: (file: string) => string = (file) => file,
): Promise<ImportedPlan> {
  if (!files.length) throw new SegplanError('Nothing says what runs: name files that firewalls wrote.');
  const devices: RunningDevice[] = [];
  for (const file of new Set(files)) {
    const found = devicesOf(await source.readRunning(file), file, form);
    if (!found.length) throw new SegplanError(`${file} holds no firewall: give the whole file, as the device wrote it.`);
    if (form !== undefined && found.every(({ lines }) => !lines.modeled))
      throw new SegplanError(
        `Nothing in ${file} is understood as ${form}: leave the form out, so that it is found out by the content, or name another one.`,
      );
    append(
      devices,
      found.map((device) => ({ ...device, file: nameOf(file) })),
    );
  }
  if (devices.length > MOST_DEVICES) {
    const number = devices.length.toLocaleString('en-US');
    throw new SegplanError(
      `${files.join(', ')}: these are ${number} firewalls, and a plan is begun with at most ${MOST_DEVICES.toLocaleString('en-US')}. Give some of them, such as those of one site, in a file of their own.`,
    );
  }
  return importRunning(devices, services);
}
