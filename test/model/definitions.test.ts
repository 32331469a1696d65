import assert from 'node:assert/strict';
import { formatAddresses } from '../../language/model/addresses.ts';
import { inOrder, isCircle } from '../../language/model/definitions.ts';
import { membersOf } from '../../language/model/group-members.ts';
import { formatServices } from '../../language/model/services.ts';
import { analysisOf, diagnose } from '../support/language.ts';

const ZONES = `zone a { subnet 10.0.0.0/24 component one at 10.0.0.1 component two at 10.0.0.2 }
zone b { subnet 10.1.0.0/24 component far at 10.1.0.1 }
`;

/** So many levels that whoever went through each way to the bottom would never come to an end. */
const LEVELS = 80;

function levels(text: (n: number) => string): string {
  return `${Array.from({ length: LEVELS }, (_, n) => text(n + 1)).join('\n')}\n`;
}

describe('definitions in order', () => {
  const PARTS: Record<string, string[]> = { a: ['b', 'c'], b: ['d'], c: ['d', 'c2'], c2: ['c'], d: [], e: ['e'] };
  const partsOf = (name: string): string[] => PARTS[name]!;

  it('what one is made of stands before it, and a circle stands together', () => {
    const order = inOrder(['a', 'e'], partsOf).map((together) => together.toSorted().join(' '));
    assert.deepEqual(order.toSorted(), ['a', 'b', 'c c2', 'd', 'e']);
    const at = (name: string): number => order.indexOf(name);
    assert.ok(at('d') < at('b') && at('b') < at('a') && at('d') < at('c c2') && at('c c2') < at('a'));
  });

  it('one that is made of itself is a circle', () => {
    const circles = inOrder(['a', 'e'], partsOf).filter((together) => isCircle(together, partsOf));
    assert.deepEqual(circles.map((together) => together.toSorted()).toSorted(), [['c', 'c2'], ['e']]);
  });

  it('each is asked once, however many lead to it and however deep it lies', () => {
    let asked = 0;
    const depth = 100_000;
    const found = inOrder([depth], (n) => {
      asked++;
      return n > 0 ? [n - 1, n - 1] : [];
    });
    assert.equal(asked, depth + 1);
    assert.equal(found.length, depth + 1);
  });
});

describe('names that stand for one thing in many ways', () => {
  it('a group of groups holds what the first one holds, each member once', async () => {
    const { plan } = await analysisOf(
      `${ZONES}group g0 = one, two\n${levels((n) => `group g${n} = g${n - 1}, g${n - 1}`)}allow g${LEVELS} -> b : tcp 1\n`,
    );
    const [end] = plan.rules[0]!.sources;
    assert.deepEqual(formatAddresses(end!.addresses), ['10.0.0.1-10.0.0.2']);
    assert.deepEqual(
      membersOf(end!).map((m) => m.label),
      ['one', 'two'],
    );
  });

  it('so does one of diamonds, and what is left out of it is left out in all of them', async () => {
    const groups = levels((n) => `group l${n} = l${n - 1}, r${n - 1}\ngroup r${n} = r${n - 1}, l${n - 1}`);
    const text = `${ZONES}group l0 = one, two\ngroup r0 = two, far\n${groups}allow l${LEVELS} except two -> 10.9.0.1 : tcp 1\n`;
    const { plan } = await analysisOf(text);
    const [end] = plan.rules[0]!.sources;
    assert.deepEqual(formatAddresses(end!.addresses), ['10.0.0.1', '10.1.0.1']);
    assert.deepEqual(
      membersOf(end!).map((m) => m.label),
      ['one', 'far'],
    );
  });

  it('groups of a circle all stand for what each of them holds besides', async () => {
    const { plan } = await analysisOf(
      `${ZONES}group g1 = g2, one\ngroup g2 = g3, two\ngroup g3 = g1, far\nallow g1 -> g2 : tcp 1\nallow g3 -> g3 : tcp 1\n`,
    );
    const all = ['10.0.0.1-10.0.0.2', '10.1.0.1'];
    for (const { sourceAddresses, destinationAddresses } of plan.rules)
      for (const addresses of [sourceAddresses, destinationAddresses]) assert.deepEqual(formatAddresses(addresses), all);
  });

  it('a service of services opens what the first one opens, each of its ports once', async () => {
    const services = levels((n) => `service s${n} = s${n - 1}, s${n - 1}`);
    const { plan } = await analysisOf(
      `${ZONES}service s0 = tcp 80, one of (udp 5, udp 6)\n${services}allow a -> b : s${LEVELS}\n`,
    );
    const { parts, alternatives } = plan.rules[0]!.services;
    assert.deepEqual(
      parts.map((part) => [formatServices(part.set), part.service?.name]),
      [['tcp 80', `s${LEVELS}`]],
    );
    assert.deepEqual(
      alternatives.map((choice) => choice.map(formatServices)),
      [['udp 5', 'udp 6']],
    );
  });

  it('alternatives within alternatives are looked at once', async () => {
    const services = levels((n) => `service s${n} = one of (s${n - 1}, s${n - 1})`);
    const { plan } = await analysisOf(`${ZONES}service s0 = tcp 80\n${services}allow a -> b : s${LEVELS}\n`);
    const [choice] = plan.rules[0]!.services.alternatives;
    assert.deepEqual([...new Set(choice!.map(formatServices))], ['tcp 80']);
  });

  it('a role that derives from one in many ways is where that is', async () => {
    const roles = levels((n) => `role l${n} : l${n - 1}, r${n - 1}\nrole r${n} : r${n - 1}, l${n - 1}`);
    const vendor = `vendor v "V" {\nrole l0 at "l.example.com"\nrole r0 at "r.example.com"\n${roles}}\nuse v\n`;
    const { plan } = await analysisOf(`${vendor}zone out external { component c : v.l${LEVELS} }\n`);
    assert.deepEqual(formatAddresses(plan.components[0]!.addresses), ['l.example.com', 'r.example.com']);
    assert.equal(plan.components[0]!.allRoles.size, 2 * LEVELS + 1);
  });

  it('each name of a circle is reported, and none that only leads to it', async () => {
    const found = await diagnose(`${ZONES}group g1 = g2, one\ngroup g2 = g1\ngroup g3 = g1\nservice s = s\nallow g3 -> b : s\n`);
    assert.deepEqual(
      found.filter((d) => d.code === 'circular-name').map((d) => String(d.message).replace(/:.*/, '')),
      ['g1', 'g2', 's'].map((name) => `${name} is defined by itself`),
    );
  });
});
