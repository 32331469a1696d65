import { addressRanges } from '../../../model/addresses.ts';
import { IntervalSet } from '../../../model/interval-set.ts';
import type { RuleSet, RuleSetTranslation } from '../../rule-set.ts';
import { runsOf, type TranslatedRun } from '../../translation-notes.ts';
import { quote } from './text.ts';

/**
 * The chains that translate, beside the one that filters: destinations before it, so that it sees the addresses that components have (nft(8),
 * "Chains", names of priorities: dstnat is -100, filter 0 and srcnat 100), and sources behind it.
 */
export function natChains(ruleSet: RuleSet): string[] {
  const { translations = [] } = ruleSet;
  if (!translations.length) return [];
  const towards = translations.flatMap((each) => runsOf(each).map((run) => `    ${dnat(run)} comment ${commentOf(each)}`));
  const back = translations.flatMap((each) =>
    each.translation.services ? [] : [`    ${snat(each, ruleSet)} comment ${commentOf(each)}`],
  );
  return [
    '',
    '  chain prerouting {',
    '    type nat hook prerouting priority dstnat; policy accept;',
    ...towards,
    '  }',
    ...(back.length
      ? ['', '  chain postrouting {', '    type nat hook postrouting priority srcnat; policy accept;', ...back, '  }']
      : []),
  ];
}

function commentOf({ translation }: RuleSetTranslation): string {
  return quote(translation.component.name);
}

function dnat({ family, outer, real, transport, ports, realPorts }: TranslatedRun): string {
  const ip = family === 4 ? 'ip' : 'ip6';
  const from = `${ip} daddr ${outer}`;
  if (!transport || !ports || !realPorts) return `${from} dnat ${ip} to ${real}`;
  const span = ports.from === ports.to ? `${ports.from}` : `${ports.from}-${ports.to}`;
  const at = `${from} ${transport} dport ${span}`;
  const shift = realPorts.from - ports.from;
  if (!shift) return `${at} dnat ${ip} to ${real}`;
  if (ports.from === ports.to) return `${at} dnat ${ip} to ${family === 4 ? real : `[${real}]`}:${realPorts.from}`;
  // A run would be spread over the other one in any order.
  const pairs = Array.from({ length: ports.to - ports.from + 1 }, (_, n) => `${ports.from + n} : ${realPorts.from + n}`);
  return `${at} dnat ${ip} to ${real} : ${transport} dport map { ${pairs.join(', ')} }`;
}

/** What a component opens towards the outside, which comes from the outer address there. */
function snat(each: RuleSetTranslation, { zones }: RuleSet): string {
  const [{ family, outer, real } = { family: 4 as const, outer: '', real: '' }] = runsOf(each);
  const ip = family === 4 ? 'ip' : 'ip6';
  const outside = IntervalSet.unionAll(zones.filter(({ name }) => each.from.includes(name)).map(({ addresses }) => addresses));
  const ranges = addressRanges(outside, family).map(({ first, last, cidr }) => cidr ?? `${first}-${last}`);
  return `${ip} saddr ${real} ${ip} daddr { ${ranges.join(', ')} } snat ${ip} to ${outer}`;
}
