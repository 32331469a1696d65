// What a firewall with interfaces has to prove besides: only the interface of the rest of the world takes any address for its own.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseAddress } from '../../../language/model/addresses.ts';
import { buildRuleSet } from '../../../language/rulesets/rule-set.ts';
import type { OutputFile, Target } from '../../../language/rulesets/target.ts';
import { ofChance } from '../../support/chance.ts';
import { loadPlan } from '../../support/language.ts';
import { randomZones } from '../../support/random-zones.ts';
import { isRest, zonesOf } from '../evaluator/addresses.ts';
import { decide, type Packet, parse } from '../evaluator.ts';
import { boundaryPackets } from '../packets.ts';
import type { Verdict } from '../readers.ts';

/** Reads what was emitted as a firewall would, behind whose interfaces some addresses are. */
export type InterfaceReader = (files: readonly OutputFile[], zoneOf: (address: string) => string) => (packet: Packet) => Verdict;

/**
 * Adds the test that an address of the rest of the world behind the interface of another zone is not taken for one of that zone. The rest of
 * the world itself is known by its interface alone, which targets say, and `any` is meant of every interface.
 */
export function provesInterfaces(target: Target, read: InterfaceReader): void {
  it(`${target.name}: behind the interface of a zone are the addresses of that zone, wherever it stands in the plan`, async () => {
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(randomZones, fc.nat(), async (all, seed) => {
        const text = all.replace(/^(allow|deny) (any ->|.* -> any :).*\n/gm, '');
        const { document, services } = await loadPlan(text);
        const root = document.parseResult.value;
        const ruleSet = buildRuleSet(services.segplan.Plans.analysis(root, []));
        if (target.problems?.(ruleSet).some((p) => p.level === 'error')) return;
        const files = await target.emit(ruleSet, 'plan');
        const home = (address: string): string =>
          ruleSet.zones.find((z) => z.addresses.covers(parseAddress({ start: address }).set))?.name ?? 'unknown';
        const rest = zonesOf(root).find(isRest)?.name;
        const packets = boundaryPackets(root, [], seed, 50);
        for (const zone of zonesOf(root).filter((z) => !isRest(z)))
          for (const end of ['source', 'destination'] as const)
            for (const own of packets.filter((p) => home(p[end]) === zone.name)) {
              const stranger = parse(own[end]).bits === 32 ? '198.51.100.200' : '2001:db8:ffff::1';
              const packet = { ...own, [end]: stranger };
              const other = packet[end === 'source' ? 'destination' : 'source'];
              if (home(stranger) !== rest || home(other) === rest || home(other) === zone.name) continue;
              const here = read(files, (address) => (address === stranger ? zone.name : home(address)));
              tried++;
              if (here(packet) === 'passed')
                assert.equal(decide(root, packet), 'passed', `${end} behind ${zone.name}: ${JSON.stringify(packet)}\n${text}`);
            }
      }),
      { numRuns: ofChance(60, 15), seed: 23 },
    );
    assert.ok(tried > ofChance(500, 60), `${tried} packets`);
  });
}
