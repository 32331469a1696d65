import type { PortSpan } from '../../../model/services.ts';
import type { RuleSet, RuleSetTranslation } from '../../rule-set.ts';
import { zoneNames } from '../../set-commands/zones.ts';
import { shortHash } from '../../short-hash.ts';
import { runsOf, type TranslatedRun, translationNotes } from '../../translation-notes.ts';
import { INTERFACES } from './names.ts';

/**
 * What a firewall has to translate, as comments: the order of translations is the administrator's. The lists have the real address and port
 * (Cisco ASA Series Firewall CLI Configuration Guide 9.x, "Access Control Lists", "IP Addresses Used for Extended ACLs When You Use NAT").
 */
export function translationLines(ruleSet: RuleSet): string[] {
  const { translations = [] } = ruleSet;
  if (!translations.length) return [];
  const names = zoneNames(ruleSet, INTERFACES);
  const lines = translations.flatMap((each) =>
    runsOf(each).flatMap((run) =>
      each.from.flatMap((from) => each.to.flatMap((to) => commands(run, `(${names.name(to)},${names.name(from)})`, each))),
    ),
  );
  return [
    ...translationNotes(ruleSet),
    'Lists name the real addresses and ports (since ASA 8.3). Where the firewall does not translate yet:',
    ...lines.map((line) => `  ${line}`),
  ];
}

function commands(run: TranslatedRun, interfaces: string, { translation }: RuleSetTranslation): string[] {
  const { outer, real, transport, ports, realPorts } = run;
  const name = `segplan-nat-${shortHash(JSON.stringify([run, interfaces, translation.component.name]))}`;
  if (!transport || !ports || !realPorts)
    return [`object network ${name}`, ` host ${real}`, ` nat ${interfaces} static ${outer}`];
  const span = ({ from, to }: PortSpan): string => (from === to ? `eq ${from}` : `range ${from} ${to}`);
  return [
    `object network ${name}-real`,
    ` host ${real}`,
    `object network ${name}-outer`,
    ` host ${outer}`,
    `object service ${name}-real-port`,
    ` service ${transport} source ${span(realPorts)}`,
    `object service ${name}-outer-port`,
    ` service ${transport} source ${span(ports)}`,
    `nat ${interfaces} source static ${name}-real ${name}-outer service ${name}-real-port ${name}-outer-port`,
  ];
}
