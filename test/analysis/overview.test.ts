import assert from 'node:assert/strict';
import { totalsText } from '../../language/analysis/overview/describe-overview.ts';
import { overviewOf } from '../../language/analysis/overview/overview.ts';
import { formatServices } from '../../language/model/services.ts';
import { analysisOf } from '../support/language.ts';

const PLAN = `vendor acme {
  role client
  role server
  flow client -> server : tcp 10-12 "One"
  flow client -> server : tcp 20 "Two"
  flow client -> client : tcp 60 "Among themselves"
}
use acme
zone a { subnet 10.1.0.0/24, fd00:1::/64
  component a1 : acme.client at 10.1.0.1
  component a2 : acme.client at 10.1.0.2 }
zone b { subnet 10.2.0.0/24 component b1 : acme.server at 10.2.0.1 }
zone c { subnet fd00:3::/64 }
`;

/** `from -> to`, rules, required, missing, blocked, and what is permitted. */
async function overview(rules: string, phases: string[] = []): Promise<string[]> {
  const pairs = overviewOf(await analysisOf(PLAN + rules, phases));
  return pairs.map(
    (p) =>
      `${p.from?.name ?? '-'} -> ${p.to?.name ?? '-'} ${[p.rules, p.required, p.missing, p.blocked].join(' ')} ${formatServices(p.permitted)}`,
  );
}

describe('overview of zone pairs', () => {
  it('counts required flows by pair of components, and those that lack a part', async () => {
    assert.deepEqual(await overview(''), ['a -> b 0 4 4 0 nothing']);
    assert.deepEqual(await overview('allow a -> b1 : tcp 10-11, 20'), ['a -> b 1 4 2 0 tcp 10-11, 20']);
    assert.deepEqual(await overview('allow a1 -> b1 : required'), ['a -> b 1 4 2 0 tcp 10-12, 20']);
  });

  it('is told in a sentence, of one flow as of several', () => {
    const told = (required: number, missing: number, blocked: number) => totalsText({ required, missing, blocked });
    assert.equal(told(0, 0, 0), 'no required flows between zones');
    assert.equal(told(1, 1, 0), '1 required flow between zones, 1 missing');
    assert.equal(told(1, 0, 0), '1 required flow between zones, all permitted');
    assert.equal(told(12, 2, 3), '12 required flows between zones, 2 missing, 3 blocked');
  });

  it('counts what a deny closes as blocked, and rules that it leaves nothing of not at all', async () => {
    const rules = 'allow a -> b : required\nallow a1 -> b : tcp 99\ndeny a1 -> b : tcp 20, 99';
    assert.deepEqual(await overview(rules), ['a -> b 1 4 0 1 tcp 10-12, 20']);
  });

  it('shows permitted traffic that nothing requires, one address family apart from the other', async () => {
    assert.deepEqual(await overview('allow any -> c : tcp 1\nallow a -> b : required'), [
      'a -> b 1 4 0 0 tcp 10-12, 20',
      'a -> c 1 0 0 0 tcp 1',
      '- -> c 1 0 0 0 tcp 1',
    ]);
  });

  it('shows addresses and host names in no zone as such', async () => {
    const rules = 'allow a -> b : required\nallow b -> 192.0.2.1, "s3.example.com" : tcp 443';
    assert.deepEqual(await overview(rules), ['a -> b 1 4 0 0 tcp 10-12, 20', 'b -> - 1 0 0 0 tcp 443']);
    assert.deepEqual(await overview(`${rules}\nzone net external`), [
      'a -> b 1 4 0 0 tcp 10-12, 20',
      'b -> net 1 0 0 0 tcp 443',
      'b -> - 1 0 0 0 tcp 443',
    ]);
  });

  it('leaves out traffic within a zone and rules that are not in force', async () => {
    const rules = 'allow a -> a : any\nallow b -> a : tcp 5 during works\nallow b -> a : tcp 6 until 2020-01-01';
    assert.deepEqual(await overview(rules), ['a -> b 0 4 4 0 nothing']);
    assert.deepEqual(await overview(rules, ['works']), ['a -> b 0 4 4 0 nothing', 'b -> a 1 0 0 0 tcp 5']);
  });
});
