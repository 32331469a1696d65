import assert from 'node:assert/strict';
import { targets } from '../../language/generated/targets.ts';
import { parseAddress } from '../../language/model/addresses.ts';
import { cidrBlocks } from '../../language/model/cidr-blocks.ts';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { generate } from '../../language/rulesets/generate.ts';
import { someOf } from '../support/chance.ts';
import { loadPlan } from '../support/language.ts';

const sites = (count: number): string =>
  Array.from(
    { length: count },
    (_, n) => `site s${n} {
  zone m${n} { subnet 10.${n}.0.0/24 component v${n} at 10.${n}.0.1 }
  zone b${n} { subnet 10.${n}.1.0/24 component r${n} at 10.${n}.1.2 }
}
allow v${n} -> r${n} : tcp 22, 6160, 2500-3300
allow b${n} -> m${n} : tcp 443
allow v${n} -> internet : tcp 443
`,
  ).join('');

/** How often something is asked of a set while a rule set is made. @param text of the plan; sites that reach the rest of the world unless it is given */
async function callsFor(target: string, count: number, text?: string): Promise<number> {
  const { document, services } = await loadPlan(text ?? `${sites(count)}zone internet external\n`);
  const methods = IntervalSet.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
  const names = ['overlaps', 'covers', 'subtract', 'intersect', 'union', 'equals'];
  const own = names.map((name) => methods[name]!);
  let calls = 0;
  for (const [n, name] of names.entries())
    methods[name] = function (this: unknown, ...args: unknown[]): unknown {
      calls++;
      return own[n]!.apply(this, args);
    };
  try {
    const { files, problems } = await generate(document, services, { target });
    assert.ok(files.length, problems.map((p) => p.message).join('\n'));
  } finally {
    for (const [n, name] of names.entries()) methods[name] = own[n]!;
  }
  return calls;
}

describe('what it takes to write a rule set', () => {
  it('iptables, with a chain for each zone, asks little more of sets than nftables with one', async () => {
    const [chains, one] = [await callsFor('iptables', 32), await callsFor('nftables', 32)];
    assert.ok(chains < 1.5 * one, `${chains} calls, and ${one} for one chain`);
  });

  it('every target asks about twice as much of sets for twice as many sites', async () => {
    // What reaches the rest of the world is dozens of networks to a cloud, for each zone.
    const inside = (count: number): string => sites(count).replace(/^allow .* internet .*\n/gm, '');
    for (const { name } of someOf(
      targets.filter((target) => target.scopes.includes('network')),
      3,
    )) {
      const [few, many] = [await callsFor(name, 24, inside(24)), await callsFor(name, 48, inside(48))];
      assert.ok(many < 2.6 * few, `${name}: ${few} calls, then ${many}`);
    }
  });

  it('networks of a set are worked out once', () => {
    const { set } = parseAddress({ start: '10.0.0.1', end: '10.0.0.14' });
    assert.equal(cidrBlocks(set, 4), cidrBlocks(set, 4));
    assert.deepEqual(cidrBlocks(set, 4), [
      '10.0.0.1/32',
      '10.0.0.2/31',
      '10.0.0.4/30',
      '10.0.0.8/30',
      '10.0.0.12/31',
      '10.0.0.14/32',
    ]);
    assert.deepEqual(cidrBlocks(set, 6), []);
  });
});
