import type { Region } from '../analysis/region.ts';
import type { AddressSet } from '../model/addresses.ts';
import type { PlanFirewall, PlanTranslation } from '../model/plan.ts';
import { ANY_SERVICE, portSpans } from '../model/services.ts';
import type { RunningDevice, UnknownLine } from './running.ts';

/** What a line of a file translates, where that is plain: some traffic goes on to one address, and to one port where it says so. */
export interface TranslatedLine {
  readonly traffic: Region;
  readonly real: AddressSet;
  readonly port: number | undefined;
}

// What it is about is known, and not what becomes of it, unless a plan says that.
const lines = new WeakMap<UnknownLine, TranslatedLine>();

/** Notes what a line translates. */
export function noteTranslation(line: UnknownLine, translated: TranslatedLine): void {
  lines.set(line, translated);
}

/** Devices of a firewall, whose lines are no longer unknown that translate what the plan says of it. */
export function withSaidLines(devices: readonly RunningDevice[], { translations }: PlanFirewall): readonly RunningDevice[] {
  if (!translations.length) return devices;
  // What is unknown of a file is one list for all devices of it.
  const known = new Map<RunningDevice['unknown'], RunningDevice['unknown']>();
  return devices.map((device) => {
    const left = known.get(device.unknown) ?? device.unknown.filter((line) => !isSaid(lines.get(line), translations));
    known.set(device.unknown, left);
    const said = device.unknown.length - left.length;
    if (!said) return device;
    const { modeled, unknown, ...rest } = device.lines;
    return { ...device, unknown: left, lines: { ...rest, modeled: modeled + said, unknown: unknown - said } };
  });
}

function isSaid(line: TranslatedLine | undefined, translations: readonly PlanTranslation[]): boolean {
  const [box, ...more] = line?.traffic ?? [];
  if (!line || !box || more.length) return false;
  return translations.some(({ address, real, services, shift }) => {
    if (!box.destinations.equals(address) || !line.real.equals(real)) return false;
    if (!box.services.equals(services ?? ANY_SERVICE)) return false;
    if (line.port === undefined) return !shift;
    const spans = [...portSpans(box.services, 'tcp'), ...portSpans(box.services, 'udp')];
    return spans.length > 0 && spans.every(({ from, to }) => from === to && from + shift === line.port);
  });
}
