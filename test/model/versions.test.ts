import assert from 'node:assert/strict';
import { portSet } from '../../language/model/services.ts';
import { analysisOf } from '../support/language.ts';

const OPERATORS = ['<', '<=', '>', '>=', '='] as const;

/** A server whose port n is needed where the n-th operator holds between its version and 5.1 update 2. */
const catalog = `vendor acme "Acme" version 1 {
  role client
  role server
${OPERATORS.map((operator, n) => `  flow client -> server : tcp ${n + 1} when responder version ${operator} 5.1 update 2 "Flow ${n + 1}"`).join('\n')}
}
`;

/** The operators that hold for a version of the server. */
async function holding(use: string, own?: string, text = catalog): Promise<string[]> {
  const version = own === undefined ? '' : ` { version = ${own} }`;
  const { requirements } = await analysisOf(`${text}use acme ${use}
zone a { subnet 10.0.0.0/24 component c : acme.client at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component s : acme.server at 10.0.1.1${version} }
`);
  return OPERATORS.filter((_, n) => requirements.some((r) => r.services.covers(portSet('tcp', n + 1))));
}

describe('versions in conditions', () => {
  const CASES: [version: string, why: string, holds: string[]][] = [
    ['5.1 update 2', 'the same', ['<=', '>=', '=']],
    ['5.1.0 update 2', 'the same with a zero at the end', ['<=', '>=', '=']],
    ['5.1 update 1', 'an older update', ['<', '<=']],
    ['5.1', 'no update, so that it may be any', ['<', '<=', '>', '>=', '=']],
    ['5', 'fewer numbers, so that it may be any of them', ['<', '<=', '>', '>=', '=']],
    ['5.0 update 3', 'an older version with a newer update', ['<', '<=']],
    ['4.9', 'an older version', ['<', '<=']],
    ['5.1 update 10', 'a newer update, as a number and not as a text', ['>', '>=']],
    ['5.1.1', 'a third number', ['>', '>=']],
    ['5.10', 'a newer version, as a number and not as a text', ['>', '>=']],
    ['6', 'fewer numbers, of which the first decides', ['>', '>=']],
  ];
  for (const [version, why, holds] of CASES)
    it(`${version} against 5.1 update 2: ${why}`, async () => {
      assert.deepEqual(await holding(version), holds);
    });

  it('a bound is as exact as it is written: 5.1 update 2 and 5.1.3 are 5.1, 5 may be older or newer, and not older than 5.0', async () => {
    const text = catalog.replaceAll('5.1 update 2', '5.1');
    assert.deepEqual(await holding('5.1 update 2', undefined, text), ['<=', '>=', '=']);
    assert.deepEqual(await holding('5.1.3', undefined, text), ['<=', '>=', '=']);
    assert.deepEqual(await holding('5', undefined, text), ['<', '<=', '>', '>=', '=']);
    assert.deepEqual(await holding('5', undefined, text.replaceAll('5.1', '5.0')), ['<=', '>', '>=', '=']);
    assert.deepEqual(await holding('5', undefined, text.replaceAll('5.1', '5')), ['<=', '>=', '=']);
  });

  it("a component's own version goes before that of the plan", async () => {
    assert.deepEqual(await holding('6', '5.1 update 1'), ['<', '<=']);
    assert.deepEqual(await holding('4.9', '5.2'), ['>', '>=']);
  });

  it("without one, it is the version that the catalog's sources describe", async () => {
    assert.deepEqual(await holding(''), ['<', '<=']);
  });
});
