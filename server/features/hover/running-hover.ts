import type * as ast from '../../../language/generated/ast.ts';
import { firstOf } from '../../../language/model/describe-addresses.ts';
import type { DeviceAudit } from '../../../language/running/audit.ts';
import { linesText, verdictText } from '../../../language/running/describe-audit.ts';
import type { Drift } from '../../../language/running/drift.ts';
import { escapeMarkdown } from './flow-text.ts';

const KNOWN_BY = { said: 'as the plan says', name: 'by its name', networks: 'by its networks' } as const;

/**
 * What was read of a running file, whether it is in step with the plan, and where the zones lie on the device.
 * @param file as the plan writes it
 * @param drift nothing as long as no file was read
 */
export function runningHover({ $container }: ast.RunningFiles, file: string, drift: Drift | undefined): string {
  const title = `**${escapeMarkdown(file)}** · what ${escapeMarkdown($container.name ?? 'a firewall')} runs`;
  const found = drift?.firewalls.find(({ firewall }) => firewall.name === $container.name);
  const read = found?.files.find((each) => each.file === file);
  if (!found || !read) return `${title}\n\nIt was not held against the plan yet.`;
  const devices = found.devices.filter(({ device }) => device.file === file);
  const lines = [
    ...(read.why ? [escapeMarkdown(read.why)] : []),
    ...devices.flatMap((each) => deviceLines(each)),
    ...(drift?.isFormer ? ['The plan has changed since: it is held against it again.'] : []),
  ];
  return [title, ...lines].join('\n\n');
}

function deviceLines(audit: DeviceAudit): string[] {
  const { device, placing, dead, notes } = audit;
  const places = placing.zones.map(
    ({ place, zones, by }) => `- ${escapeMarkdown(place)}: ${escapeMarkdown(firstOf(zones))} (${KNOWN_BY[by]})`,
  );
  const without = dead.length ? `; ${dead.length} ${dead.length === 1 ? 'rule' : 'rules'} without effect` : '';
  const called = device.name === undefined ? '' : `${escapeMarkdown(device.name)}, `;
  const what = `${called}${device.format}${device.host ? ', the firewall of a host' : ''}`;
  return [
    `${what}: **${verdictText(audit)}**. ${linesText(device)}${without}.`,
    ...(places.length ? [`Zones lie behind\n\n${places.join('\n')}`] : []),
    ...notes.map((each) => escapeMarkdown(each)),
  ];
}
