import type { PortSpan } from '../../../model/services.ts';
import type { RuleSet, RuleSetTranslation } from '../../rule-set.ts';
import { zoneNames } from '../../set-commands/zones.ts';
import { shortHash } from '../../short-hash.ts';
import { singleRunsOf, type TranslatedRun, translationNotes } from '../../translation-notes.ts';
import { ZONES } from './model.ts';

/**
 * What a firewall has to translate, as comments: the order of translations is the administrator's. Policies have the address and port behind
 * the translation (Junos OS Security Configuration Guide, "Understanding Rule-Based Destination NAT": it is translated first, then policies
 * are applied).
 */
export function translationLines(ruleSet: RuleSet): string[] {
  const { translations = [] } = ruleSet;
  if (!translations.length) return [];
  const names = zoneNames(ruleSet, ZONES);
  const lines = translations.flatMap((each) =>
    each.from.flatMap((from) => singleRunsOf(each).flatMap((run) => commands(run, names.name(from), each))),
  );
  return [
    ...translationNotes(ruleSet),
    'Policies name the addresses and ports behind the translation. Where the firewall does not translate yet (with proxy-arp or proxy-ndp where the outer address is in the network of an interface):',
    ...lines.map((line) => `  ${line}`),
  ];
}

function commands(run: TranslatedRun, from: string, { translation }: RuleSetTranslation): string[] {
  const { family, outer, real, transport, ports, realPorts } = run;
  const bits = family === 4 ? 32 : 128;
  const kind = transport ? 'destination' : 'static';
  const set = `set security nat ${kind} rule-set segplan-${shortHash(from)}`;
  const name = `segplan-${shortHash(JSON.stringify([run, from, translation.component.name]))}`;
  const begin = [`${set} from zone ${from}`, `${set} rule ${name} match destination-address ${outer}/${bits}`];
  if (!transport || !ports || !realPorts) return [...begin, `${set} rule ${name} then static-nat prefix ${real}/${bits}`];
  const span = ({ from: first, to }: PortSpan): string => (first === to ? `${first}` : `${first} to ${to}`);
  const port = realPorts.from === ports.from ? '' : ` port ${realPorts.from}`;
  return [
    `set security nat destination pool ${name} address ${real}/${bits}${port}`,
    ...begin,
    `${set} rule ${name} match destination-port ${span(ports)}`,
    `${set} rule ${name} match protocol ${transport}`,
    `${set} rule ${name} then destination-nat pool ${name}`,
  ];
}
