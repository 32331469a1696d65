import assert from 'node:assert/strict';
import fc from 'fast-check';
import { peersOf } from '../../language/analysis/explain/peers.ts';
import type * as ast from '../../language/generated/ast.ts';
import { portSet } from '../../language/model/services.ts';
import { read } from '../properties/judge.ts';
import { decide, type Packet } from '../rulesets/evaluator.ts';
import { randomPlanWithDenies } from '../support/random-plans.ts';

/** At the edges of what the rules of such plans say. */
const PROBES = (['tcp', 'udp'] as const).flatMap((protocol) =>
  [134, 135, 137, 443, 445, 2499, 2500, 3000, 3001, 6160, 6162, 9419].map((port) => ({ protocol, port })),
);

const hostOf = ({ hosts }: ast.Component): string | undefined => hosts.find((host) => host.$type === 'Address')?.start;

describe('whom a component reaches', () => {
  it('is what single packets find, from either end', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(randomPlanWithDenies, async (text) => {
        const { root, analysis } = await read(text, '/peers.segplan');
        for (const component of analysis.plan.components) {
          const reached = peersOf(component, 'to', analysis);
          const reaching = peersOf(component, 'from', analysis);
          for (const other of analysis.plan.components) {
            if (other.zone === component.zone) continue;
            const [here, there] = [hostOf(component.node), hostOf(other.node)];
            assert.ok(here && there);
            const permits = (source: string, destination: string) => (probe: (typeof PROBES)[number]) =>
              decide(root, { source, destination, ...probe } satisfies Packet) === 'passed';
            for (const [peers, passes] of [
              [reached, permits(here, there)],
              [reaching, permits(there, here)],
            ] as const) {
              const peer = peers.find((each) => each.component === other);
              for (const probe of PROBES) {
                const told = peer?.permitted.overlaps(portSet(probe.protocol, probe.port, probe.port)) ?? false;
                assert.equal(told, passes(probe), `${text}\n${component.name} ${other.name} ${probe.protocol} ${probe.port}`);
                compared += Number(told);
              }
              assert.equal(
                peer?.rules.length === 0,
                peer?.permitted.isEmpty ?? false,
                'rules for what is permitted, and no others',
              );
            }
          }
        }
      }),
      { numRuns: 20, seed: 1 },
    );
    assert.ok(compared > 200, `only ${compared} probes passed`);
  });
});
