import { type Family, formatAddresses } from '../model/addresses.ts';
import type { PortSpan, Transport } from '../model/services.ts';
import { portSpans } from '../model/services.ts';
import { dialedText, familyOf, realText } from '../model/translations.ts';
import type { RuleSet, RuleSetTranslation } from './rule-set.ts';

/** One address and run of ports that a firewall translates; without ports where everything is. */
export interface TranslatedRun {
  readonly family: Family;
  readonly outer: string;
  readonly real: string;
  readonly transport?: Transport;
  /** As they are dialed. */
  readonly ports?: PortSpan;
  /** As the component has them. */
  readonly realPorts?: PortSpan;
}

/** What a translation is made of, in the steps that devices take: a transport and a run of ports each. */
export function runsOf({ translation }: RuleSetTranslation): TranslatedRun[] {
  const { address, real, services, shift } = translation;
  const ends = { family: familyOf(address), outer: formatAddresses(address)[0]!, real: formatAddresses(real)[0]! };
  if (!services) return [ends];
  return (['tcp', 'udp'] as const).flatMap((transport) =>
    portSpans(services, transport).map((ports) => {
      return { ...ends, transport, ports, realPorts: { from: ports.from + shift, to: ports.to + shift } };
    }),
  );
}

/** The same, port by port where a run has other ports on the component: few devices move a run as a whole. */
export function singleRunsOf(each: RuleSetTranslation): TranslatedRun[] {
  return runsOf(each).flatMap((run): TranslatedRun[] => {
    const { ports, realPorts } = run;
    if (!ports || !realPorts || ports.from === realPorts.from) return [run];
    return Array.from({ length: ports.to - ports.from + 1 }, (_, n) => {
      const [from, to] = [ports.from + n, realPorts.from + n];
      return { ...run, ports: { from, to: from }, realPorts: { from: to, to } };
    });
  });
}

/** What the rules of a firewall presuppose that it translates, a sentence each. */
export function translationNotes({ translations = [] }: RuleSet): string[] {
  return translations.map(({ translation, from, to }) => {
    const { component, services } = translation;
    const back = services ? '' : ', and what it opens towards there comes from that address';
    return `Translated here: ${dialedText(translation)}, for whoever comes by ${from.join(' or ')}, is ${component.name} at ${realText(translation)} by ${to.join(' or ')}${back}.`;
  });
}
