// After which findings nobody can say what a plan permits, so that answers about it say that they may be incomplete.
import assert from 'node:assert/strict';
import { hidesMeaning } from '../../language/checking/document-errors.ts';
import { diagnose } from '../support/language.ts';

const ZONES = 'zone a { subnet 10.0.0.0/24 component x at 10.0.0.1 }\nzone b { subnet 10.0.1.0/24 component y at 10.0.1.1 }\n';

describe('errors of a plan', () => {
  it('hide what it permits where a part of its text means nothing, and not where a rule is wrong', async () => {
    const hides = async (text: string): Promise<readonly [errors: boolean, hides: boolean]> => {
      const found = await diagnose(`${ZONES}${text}\n`);
      return [found.some(({ severity }) => severity === 1), found.some(hidesMeaning)];
    };
    assert.deepEqual(await hides('allow a -> b : tcp 1 // said'), [false, false]);
    assert.deepEqual(await hides('allow a -> nowhere : tcp 1'), [true, true]);
    assert.deepEqual(await hides('allow a -> b : tcp 1,'), [true, true]);
    // What isolation forbids is an error of the rule: what it permits is said.
    assert.deepEqual(await hides('zone c isolated { subnet 10.0.2.0/24 }\nallow a -> c : tcp 1'), [true, false]);
  });

  it('of a property that is only begun are told there, and not where it is used', async () => {
    const catalog = (property: string): string =>
      `vendor acme { role server { ${property} } }\nuse acme\nzone c { subnet 10.0.2.0/24 component z : acme.server at 10.0.2.1 { mode = fast } }`;
    const codes = async (property: string): Promise<unknown[]> =>
      (await diagnose(catalog(property))).filter(({ severity }) => severity === 1).map(({ code }) => code);
    assert.deepEqual(await codes('property mode : fast'), ['syntax-error']);
    assert.deepEqual(await codes('property mode = slow | steady'), ['invalid-value']);
  });
});
