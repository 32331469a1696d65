import { type Family, formatAddresses } from '../../../model/addresses.ts';
import { cidrBlocks } from '../../../model/cidr-blocks.ts';
import { IntervalSet } from '../../../model/interval-set.ts';
import type { RuleSet } from '../../rule-set.ts';
import { singleRunsOf, translationNotes } from '../../translation-notes.ts';

/**
 * What a firewall has to translate, as comments: the nat table belongs to others as well, and is not ours to replace. FORWARD sees what
 * PREROUTING has translated (iptables-extensions(8), "DNAT").
 */
export function translationLines(ruleSet: RuleSet, family: Family): string[] {
  const { translations = [], zones } = ruleSet;
  const all = translations.filter(({ translation }) => singleRunsOf({ translation, from: [], to: [] })[0]?.family === family);
  if (!all.length) return [];
  const command = family === 4 ? 'iptables' : 'ip6tables';
  const lines = all.flatMap((each) =>
    singleRunsOf(each).flatMap(({ outer, real, transport, ports, realPorts }) => {
      const to = family === 6 && realPorts && realPorts.from !== ports?.from ? `[${real}]` : real;
      if (transport && ports && realPorts) {
        const span = ports.from === ports.to ? `${ports.from}` : `${ports.from}:${ports.to}`;
        const port = realPorts.from === ports.from ? '' : `:${realPorts.from}`;
        return [
          `${command} -t nat -A PREROUTING -d ${outer} -p ${transport} --dport ${span} -j DNAT --to-destination ${to}${port}`,
        ];
      }
      const outside = IntervalSet.unionAll(
        zones.filter(({ name }) => each.from.includes(name)).map(({ addresses }) => addresses),
      );
      const blocks = formatAddresses(outside).length > MOST_BLOCKS ? [] : cidrBlocks(outside, family);
      const back = `${command} -t nat -A POSTROUTING -s ${real}`;
      return [
        `${command} -t nat -A PREROUTING -d ${outer} -j DNAT --to-destination ${real}`,
        ...(blocks.length && blocks.length <= MOST_BLOCKS
          ? blocks.map((block) => `${back} -d ${block} -j SNAT --to-source ${outer}`)
          : [`${back} -o INTERFACE -j SNAT --to-source ${outer}`]),
      ];
    }),
  );
  return [
    ...translationNotes({ ...ruleSet, translations: all }),
    'The table nat belongs to others as well, so nothing is loaded into it. Where the firewall does not translate yet:',
    ...lines.map((line) => `  ${line}`),
  ];
}

/** The outside of more networks than these is told by the interface that leads there. */
const MOST_BLOCKS = 8;
