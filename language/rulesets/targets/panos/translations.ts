import { formatSpan } from '../../../model/services.ts';
import type { RuleSet, RuleSetTranslation } from '../../rule-set.ts';
import { list } from '../../set-commands/plain-text.ts';
import { zoneNames } from '../../set-commands/zones.ts';
import { shortHash } from '../../short-hash.ts';
import { singleRunsOf, type TranslatedRun, translationNotes } from '../../translation-notes.ts';
import { ZONES } from './model.ts';

/**
 * What a firewall has to translate, as comments: the order of its NAT rules is the administrator's. Security rules have the address and port
 * before the translation and the zone behind it (PAN-OS Administrator's Guide, 10.0, "Destination NAT Example—One-to-One Mapping").
 */
export function translationLines(ruleSet: RuleSet): string[] {
  const { translations = [] } = ruleSet;
  if (!translations.length) return [];
  const names = zoneNames(ruleSet, ZONES);
  const called = (zones: readonly string[]): string => list(zones.map((zone) => names.name(zone)));
  const lines = translations.flatMap((each) =>
    singleRunsOf(each).flatMap((run) => commands(run, called(each.from), called(each.to), each)),
  );
  return [
    ...translationNotes(ruleSet),
    'Security rules name the address and port before the translation, and the zone behind it. Where the firewall does not translate yet (with the zone that routes lead to for the outer address behind to):',
    ...lines.map((line) => `  ${line}`),
  ];
}

function commands(run: TranslatedRun, from: string, to: string, { translation }: RuleSetTranslation): string[] {
  const { outer, real, transport, ports, realPorts } = run;
  const name = `segplan-nat-${shortHash(JSON.stringify([run, from, translation.component.name]))}`;
  const rule = `set rulebase nat rules ${name}`;
  // A source that is translated both ways is what a machine has an address of its own for.
  if (!transport || !ports || !realPorts)
    return [
      `${rule} from ${to} to ${from} source ${real} destination any service any source-translation static-ip translated-address ${outer} bi-directional yes`,
    ];
  const service = `${transport}-${formatSpan(ports)}`;
  const port = realPorts.from === ports.from ? '' : ` translated-port ${realPorts.from}`;
  return [
    `set service ${service} protocol ${transport} port ${formatSpan(ports)}`,
    `${rule} from ${from} to ${from} source any destination ${outer} service ${service} destination-translation translated-address ${real}${port}`,
  ];
}
