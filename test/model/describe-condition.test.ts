// The conditions of flows in words, as hovers, pages of catalogs and `segplan catalog` say them: each form of docs/vendors.md, and that it does not hold.
import assert from 'node:assert/strict';
import { describeConditions } from '../../language/model/describe-flow.ts';
import { loadPlan } from '../support/language.ts';

/** What stands behind `when`, what it says, and what `not (…)` says. */
const ROWS: readonly (readonly [when: string, said: string, contrary: string])[] = [
  ['version >= 4', 'version >= 4', 'version not >= 4'],
  ['initiator version < 3', 'version of the initiator < 3', 'version of the initiator not < 3'],
  ['responder is server', 'the responder is acme.server', 'the responder is not acme.server'],
  ['responder is not server', 'the responder is not acme.server', 'the responder is acme.server'],
  ['responder runs windows', 'the responder runs Windows', 'the responder does not run Windows'],
  ['initiator runs linux', 'the initiator runs Linux', 'the initiator does not run Linux'],
  ['tasks > 4', 'tasks > 4', 'tasks not > 4'],
  ['initiator mode = lan | wan', 'mode of the initiator = lan or wan', 'mode of the initiator not = lan or wan'],
  ['same site', 'both in the same site', 'in different sites'],
  ['paired sites', 'in paired sites', 'not in paired sites'],
  [
    'nearest initiator',
    'the initiator is in the site of the responder, or that site has none',
    'the initiator is in another site than the responder, and that site has its own',
  ],
  [
    'nearest responder among server, vault',
    'the responder is in the site of the initiator, or that site has none, and no acme.server or acme.vault',
    'the responder is in another site than the initiator, and that site has its own, or one of acme.server or acme.vault',
  ],
  ['no vault', 'no acme.vault works with both', 'an acme.vault works with both'],
  [
    'no shared server or vault',
    'no single acme.server or acme.vault serves both sites',
    'one single acme.server or acme.vault serves both sites',
  ],
];

async function said(clauses: string): Promise<string[]> {
  const { document, services } = await loadPlan(`vendor acme {
  role node { property tasks = number property mode = lan | wan }
  role server
  role vault
  flow node -> server : tcp 1 ${clauses} "Works"
}
use acme`);
  assert.deepEqual(document.parseResult.parserErrors, []);
  const { plan } = services.segplan.Plans.analysis(document.parseResult.value);
  return plan.uses.get('acme')!.vendor.flows.flatMap(describeConditions);
}

describe('conditions of flows in words', () => {
  it('say each form, and that it does not hold', async () => {
    for (const [when, text, contrary] of ROWS) {
      assert.deepEqual(await said(`when ${when}`), [`when ${text}`]);
      assert.deepEqual(await said(`when not (${when})`), [`when ${contrary}`]);
    }
  });

  it('say what is joined with parentheses where it could be read otherwise', async () => {
    for (const [clauses, text] of [
      ['when same site when tasks > 4', 'both in the same site and tasks > 4'],
      ['when same site or tasks > 4', 'both in the same site or tasks > 4'],
      ['when same site or tasks > 4 when version < 3', '(both in the same site or tasks > 4) and version < 3'],
      ['when same site or tasks > 4 and version < 3', 'both in the same site or tasks > 4 and version < 3'],
      ['when not (same site or tasks > 4)', 'not (both in the same site or tasks > 4)'],
      ['when not (same site and tasks > 4)', 'not (both in the same site and tasks > 4)'],
    ] as const)
      assert.deepEqual(await said(clauses), [`when ${text}`], clauses);
  });

  it('say besides that a flow joins deployments', async () => {
    assert.deepEqual(await said('when same site across deployments'), [
      'when both in the same site',
      'between deployments as well, such as a tenant and its provider',
    ]);
  });
});
