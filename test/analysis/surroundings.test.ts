// What is found in a rule is kept while nothing around it changes, and found anew when something does, wherever that stands.
import assert from 'node:assert/strict';
import { createEditedLanguage, type EditedLanguage } from '../support/edited-language.ts';
import { createTestLanguage, type TestLanguage } from '../support/language.ts';

const HEAD = `use acme
vendor acme "Acme" version 1 {
  versions 1
  source guide "guide.pdf" "Guide" vendor
  role client
  role server
  role other
  flow client -> server : FLOW "Works" from guide "1"
}
`;
const plan = (lines: string, flow = 'tcp 1'): string => `${HEAD.replace('FLOW', flow)}${lines}\n`;

const ZONES = `zone clients { subnet 10.0.0.0/24 component c : acme.client at 10.0.0.1 }
zone servers { subnet 10.0.1.0/24 component s : acme.server at 10.0.1.1 }
zone far { subnet 10.0.2.0/24 component f : acme.other at 10.0.2.1 }`;

describe('what is found in a rule, after an edit elsewhere', () => {
  let kept: EditedLanguage;
  let fresh: TestLanguage;
  let count = 0;
  before(async () => {
    kept = await createEditedLanguage();
    fresh = await createTestLanguage();
  });

  const found = async (text: string) => (await kept.edit('plan.segplan', text)).diagnostics ?? [];

  it('is the same object, and another one where the edit was', async () => {
    const rules = 'allow c -> s : any\nallow f -> s : any\nallow c -> f : any';
    const of = (all: Awaited<ReturnType<typeof found>>, line: string) => {
      const at = plan(`${ZONES}\n${rules}`).split('\n').indexOf(line);
      const diagnostic = all.find((d) => d.code === 'any-service' && d.range.start.line === at);
      assert.ok(diagnostic, line);
      return diagnostic;
    };
    const before = await found(plan(`${ZONES}\n${rules}`));
    const after = await found(plan(`${ZONES}\n${rules}`).replace('at 10.0.2.1', 'at 10.0.2.9'));
    for (const [line, isSame] of [
      ['allow c -> s : any', true],
      ['allow f -> s : any', false],
      ['allow c -> f : any', false],
    ] as const)
      assert.equal(of(after, line) === of(before, line), isSame, line);
  });

  // A plan, an edit of something that no rule names, and what it decides about.
  for (const [what, code, lines, from, to, flow] of [
    [
      'another rule permits all of it, since a group across zones holds more',
      'redundant-rule',
      `${ZONES}\ngroup all = clients, far\nallow all -> s : tcp 1-9\nallow 10.0.2.9 -> s : tcp 5\nzone last { subnet 10.0.3.0/24 }`,
      'group all = clients, far',
      'group all = clients',
      'tcp 1',
    ],
    [
      'a zone comes to hold both of its ends',
      'within-zone',
      `${ZONES}\nallow 10.0.8.1 -> 10.0.8.2 : tcp 5\nzone last { subnet 10.0.9.0/24 }`,
      'subnet 10.0.9.0/24',
      'subnet 10.0.8.0/23',
      'tcp 1',
    ],
    [
      'what it opens is required the other way of a component that has moved',
      'reversed-flow',
      `${ZONES}\nallow s -> 10.0.0.1 : tcp 1`,
      'acme.client at 10.0.0.1',
      'acme.client at 10.0.0.7',
      'tcp 1',
    ],
    [
      'a zone holds all else of the address family that a rule is open to',
      'internet-exposure',
      `zone six { subnet fd01::/64 component s : acme.server at fd01::1 }\nallow ::/0 -> s : tcp 22\nzone last { subnet 192.0.2.0/24 }`,
      'subnet 192.0.2.0/24',
      'subnet ::/1, 8000::/1',
      'tcp 1',
    ],
    [
      'the nearest of a role stands in a third zone',
      'unneeded-port',
      `site one { ${ZONES.split('\n')[0]} }\nsite two { ${ZONES.split('\n')[1]} }\nsite three { zone far { subnet 10.0.2.0/24 component f : acme.other at 10.0.2.1 } }
allow c -> s : tcp 1`,
      'site one { zone clients {',
      'site one { zone near { subnet 10.0.4.0/24 component n : acme.server at 10.0.4.1 } zone clients {',
      'tcp 1 when nearest responder',
    ],
    [
      'the nearest of a role stands in a third zone, for which it is the wrong way round',
      'reversed-flow',
      `site one { ${ZONES.split('\n')[0]} }\nsite two { ${ZONES.split('\n')[1]} }\nallow s -> c : tcp 1`,
      'site one { zone clients {',
      'site one { zone near { subnet 10.0.4.0/24 component n : acme.server at 10.0.4.1 } zone clients {',
      'tcp 1 when nearest responder',
    ],
    [
      'a component that no catalog knows of has left the network',
      'unneeded-port',
      `${ZONES.replace('f : acme.other', 'f : acme.server at 10.0.2.3 component o : acme.other')}\nallow c -> 10.0.2.0/25 : tcp 1, 9`,
      'acme.other at 10.0.2.1',
      'acme.other at 10.0.2.200',
      'tcp 1',
    ],
    [
      'a binding leaves out what would need it',
      'unneeded-port',
      `${ZONES}\nzone more { subnet 10.0.4.0/24 component m : acme.server at 10.0.4.1 }\nallow clients -> servers : tcp 1`,
      'allow clients',
      'bind c with m\nallow clients',
      'tcp 1',
    ],
  ] as const)
    it(`is told, or not any more, once ${what}`, async () => {
      const before = plan(lines, flow);
      const after = before.replace(from, to);
      assert.notEqual(after, before);
      const told = (all: readonly { code?: unknown; message: unknown; range: unknown }[]) =>
        all.map(({ code: each, message, range }) => `${each} ${message} ${JSON.stringify(range)}`);
      const states: string[][] = [];
      for (const text of [before, after, before]) {
        const now = told(await found(text));
        const other = await fresh.load({ [`fresh-${count++}/plan.segplan`]: text });
        assert.deepEqual(now, told(other.diagnostics ?? []));
        assert.deepEqual(
          now.filter((each) => /^(syntax-error|unknown-name)/.test(each)),
          [],
        );
        states.push(now.filter((each) => each.startsWith(`${code} `)));
      }
      assert.notDeepEqual(states[0], states[1], `${code} is the same before and after`);
    });
});
