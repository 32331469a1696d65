import assert from 'node:assert/strict';
import { explainQuery } from '../../language/analysis/explain/by-component.ts';
import { describeExplanation, verdictOf } from '../../language/analysis/explain/describe-explanation.ts';
import { takenAddresses, takenFor } from '../../language/analysis/explain/describe-unplaced.ts';
import { parseQuery } from '../../language/analysis/explain/query.ts';
import { loadPlan } from '../support/language.ts';

const VENDOR = `vendor acme {
  role client
  role server
  flow client -> server : tcp 10 "Calls" from guide "1"
  flow server -> server : tcp 20 "Among themselves" from guide "2"
  source guide "guide.txt" "Guide"
}
use acme
`;

/** The verdict, and the first line of what is said to it. */
async function asked(plan: string, question: string, vendor = VENDOR): Promise<string[]> {
  const { document, services } = await loadPlan(vendor + plan);
  const root = document.parseResult.value;
  const analysis = services.segplan.Plans.analysis(root);
  const answer = explainQuery(analysis, await parseQuery(question, root, services));
  return [verdictOf(answer), ...describeExplanation(answer, analysis.plan).map((each) => each.text)];
}

describe('an answer about components without addresses', () => {
  const zone = `zone a { subnet 10.1.0.0/24 component one : acme.client component two : acme.client component set : acme.client at 10.1.0.7 }
zone b { subnet 10.2.0.0/24 component srv : acme.server at 10.2.0.1 }
`;

  it('names the addresses of their zone, and what these components alone need', async () => {
    assert.deepEqual(await asked(zone, 'one -> srv tcp 10'), [
      'denied',
      'the plan has no address of one; those of its zone a are taken: 10.1.0.0/24',
      'no rule permits tcp 10 from a to srv',
      'needed for one -> srv on tcp 10: Calls',
    ]);
  });

  it('is about the addresses of a zone where the question names the zone, whoever in it has none', async () => {
    assert.deepEqual(await asked(zone, 'a -> srv tcp 10'), [
      'denied',
      'no rule permits tcp 10 from a to srv',
      'needed for one, two, set -> srv on tcp 10: Calls',
    ]);
  });

  it('says on one line that an address is missing, and that no rule permits it', async () => {
    const { document, services } = await loadPlan(VENDOR + zone);
    const root = document.parseResult.value;
    const analysis = services.segplan.Plans.analysis(root);
    const answer = explainQuery(analysis, await parseQuery('one -> srv tcp 10', root, services));
    const [first, second] = describeExplanation(answer, analysis.plan);
    assert.deepEqual(first, {
      text: 'the plan has no address of one; those of its zone a are taken: 10.1.0.0/24',
      details: [],
    });
    assert.deepEqual(second, { text: 'no rule permits tcp 10 from a to srv', details: [] });
  });

  it('says first what is needed now, then what may be used, then what would be needed otherwise', async () => {
    const more = `extend vendor acme {
  feature mirror
  flow client -> server : tcp 9-11 for mirror "Copies" from guide "3"
  flow client -> server : tcp 10 optional "Looks" from guide "4"
}
`;
    const turned = VENDOR.replace('  flow client -> server : tcp 10 "Calls" from guide "1"\n', '');
    const needed = more.replace('}\n', '  flow client -> server : tcp 10 "Calls" from guide "1"\n}\n');
    const said = await asked(needed + zone, 'one -> srv tcp 10', turned);
    assert.deepEqual(said.slice(3), [
      'needed for one -> srv on tcp 10: Calls',
      'may be used for one -> srv on tcp 10: Looks',
      'not needed now for one -> srv on tcp 10: Copies',
    ]);
  });

  it('is about all components of a role, and each of those that have addresses by these', async () => {
    assert.deepEqual(await asked(zone, 'acme.client -> srv tcp 10'), [
      'denied',
      'the plan has no address of one, two; those of their zone a are taken: 10.1.0.0/24',
      'no rule permits tcp 10 from a to srv',
      'needed for one, two, set -> srv on tcp 10: Calls',
    ]);
  });

  it('is about addresses where the question is: everything that may have them counts', async () => {
    const [verdict, , needed] = await asked(zone, '10.1.0.9 -> srv tcp 10');
    assert.deepEqual([verdict, needed], ['denied', 'needed for one, two -> srv on tcp 10: Calls']);
  });

  it('takes the rest of the world for what stands outside', async () => {
    const [verdict, first] = await asked(
      `${zone}zone internet external { component far : acme.client }\nallow internet -> srv : tcp 10`,
      'far -> srv tcp 10',
    );
    assert.deepEqual(
      [verdict, first],
      [
        'permitted',
        'the plan has no address of far; every address that no other zone holds is taken, since internet is the rest of the world',
      ],
    );
  });

  it('holds the addresses that are taken for each, but not those of the rest of the world', async () => {
    const plan = `${zone}zone internet external { component far : acme.client }\nzone dark { component lost : acme.client }\n`;
    const { document, services } = await loadPlan(VENDOR + plan);
    const { components } = services.segplan.Plans.analysis(document.parseResult.value).plan;
    const taken = components.filter((c) => !c.addressed).map((c) => [c.name, takenFor(c), takenAddresses(c)]);
    assert.deepEqual(taken, [
      ['one', 'zone', ['10.1.0.0/24']],
      ['two', 'zone', ['10.1.0.0/24']],
      ['far', 'rest of the world', []],
      ['lost', 'nothing', []],
    ]);
  });

  it('tells by their names what rules do with two of which nothing is known', async () => {
    const dark = (rules: string): string =>
      `zone a { component one : acme.client }\nzone b { component srv : acme.server component srv2 : acme.server }\nzone c { component other }\n${rules}\n`;
    assert.deepEqual(
      await asked(
        dark('allow a -> acme.server : required\ndeny any -> b : tcp 9\nallow one -> other : tcp 10\nallow b -> a'),
        'one -> srv tcp 9-10',
      ),
      [
        'unknown',
        "the plan has no address of one, nor of its zone a: rules can't be held against it, and this is what is known by name",
        "the plan has no address of srv, nor of its zone b: rules can't be held against it, and this is what is known by name",
        'once they have addresses, permitted by',
        'once they have addresses, denied by',
        'needed for one -> srv on tcp 10: Calls',
      ],
    );
    // A rule for what is required says nothing of other ports.
    assert.equal(
      (await asked(dark('allow a -> acme.server : required'), 'one -> srv tcp 9'))[3],
      'needed by nothing that the catalogs in use know',
    );
    const [verdict, , inside, needed] = await asked(dark(''), 'srv -> srv2 tcp 20');
    assert.deepEqual(
      [verdict, inside, needed],
      [
        'within one zone',
        'both ends are in b: no network firewall stands between them, only those of the hosts',
        'needed for srv -> srv2 on tcp 20: Among themselves',
      ],
    );
    assert.equal((await asked(dark(''), 'one -> other')).at(-1), 'needed by nothing that the catalogs in use know');
  });

  it('says of an end that holds no component that it stands for nothing', async () => {
    const { document, services } = await loadPlan(`${VENDOR}zone a { component one : acme.client }\nzone empty { }\n`);
    await assert.rejects(parseQuery('one -> empty tcp 1', document.parseResult.value, services), /empty stands for no address/);
  });
});
