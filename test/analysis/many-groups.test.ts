// What holds between few zones, deployments and bound components holds between many, of which each is no longer looked at one by one.
import assert from 'node:assert/strict';
import { analysisOf } from '../support/language.ts';

const MANY = 10;
const numbers = Array.from({ length: MANY }, (_, n) => n);
const each = (of: (n: number) => string): string => numbers.map(of).join('\n');

const VENDOR = `use v
vendor v { role a role b
  flow a -> b : tcp 1 when same site
  flow a -> b : tcp 2 when paired sites
  flow a -> b : tcp 3
  flow a -> b : tcp 4 across deployments
}
`;
const zone = (name: string, role: string, net: string): string =>
  `zone z-${name} { subnet ${net}.0/24 component ${name} : v.${role} at ${net}.1 }`;

/** Who has to reach whom on a port, each pair once. */
async function needed(text: string, port: number): Promise<string[]> {
  const { requirements } = await analysisOf(`${VENDOR}${text}`);
  const found = requirements
    .filter((r) => r.flow.node.$cstNode!.text.includes(`tcp ${port}`))
    .flatMap((r) => r.from.flatMap((from) => r.to.map((to) => `${from.name} ${to.name}`)));
  return found.sort();
}
const pairs = (is: (from: number, to: number) => boolean): string[] =>
  numbers.flatMap((n) => numbers.flatMap((m) => (is(n, m) ? [`a${n} b${m}`] : []))).sort();

describe('many zones', () => {
  const sites = each((n) => `site s${n} { ${zone(`a${n}`, 'a', `10.${n}.1`)} ${zone(`b${n}`, 'b', `10.${n}.2`)} }`);

  it('are joined within a site, and between sites that are paired', async () => {
    assert.deepEqual(
      await needed(sites, 1),
      pairs((n, m) => n === m),
    );
    assert.deepEqual(
      await needed(sites, 2),
      pairs((n, m) => n !== m),
    );
    assert.deepEqual(await needed(`${sites}\npair s1, s2\npair s8, s9\n`, 2), ['a1 b2', 'a2 b1', 'a8 b9', 'a9 b8']);
    assert.deepEqual(
      await needed(sites, 3),
      pairs(() => true),
    );
  });

  it('are joined within a deployment, and between a customer and all of its provider where a flow goes across', async () => {
    const apart = `${each((n) => `${zone(`a${n}`, 'a', `10.${n}.1`)}\n${zone(`b${n}`, 'b', `10.${n}.2`)}`)}\n`;
    assert.deepEqual(
      await needed(`${apart}${each((n) => `deployment d${n} = a${n}, b${n}`)}\n`, 3),
      pairs((n, m) => n === m),
    );
    const provider = `deployment provider = ${numbers.map((n) => `b${n}`).join(', ')}\ndeployment customer of provider = a0\n`;
    const lone = `${zone('a0', 'a', '10.100.1')}\n${each((n) => zone(`b${n}`, 'b', `10.${n}.2`))}\n${provider}`;
    assert.deepEqual(
      await needed(lone, 4),
      pairs((n) => n === 0),
    );
    // Who is in no deployment may be of any.
    const free = lone.replace('b8, b9', 'b9').replace(provider.split('\n')[1]!, '');
    assert.ok((await needed(free, 3)).includes('a0 b8'));
  });
});

describe('many components that are bound', () => {
  it('reach those that they name and those that name them, and the others all that nobody keeps to himself', async () => {
    const bound: Readonly<Record<string, string>> = { a1: 'with b1', a2: 'with b2, b5', b3: 'with a3', b7: 'with a8' };
    const all = (kind: string, net: number): string =>
      `zone ${kind} { subnet 10.${net}.0.0/24\n${each((n) => `component ${kind}${n} : v.${kind} at 10.${net}.0.${n + 1} ${bound[`${kind}${n}`] ?? ''}`)}\n}\n`;
    assert.deepEqual(
      await needed(`${all('a', 1)}${all('b', 2)}`, 3),
      pairs((n, m) => (n === 1 ? m === 1 : n === 2 ? m === 2 || m === 5 : m === 3 ? n === 3 : m === 7 ? n === 8 : true)),
    );
  });

  it('keep to the role that is named to them in a place, and to whoever has another one', async () => {
    const kinds = `use w
vendor w { role a role b role c : b
  flow a -> b : tcp 1
  flow b -> a : tcp 2
}
`;
    // Of the others, each third is of the role that nobody binds.
    const isFree = (n: number): boolean => n % 3 === 0;
    const zones = each(
      (n) => `zone x${n} { subnet 10.${n}.1.0/24 component a${n} : w.a at 10.${n}.1.1 }
zone y${n} { subnet 10.${n}.2.0/24 component b${n} : w.${isFree(n) ? 'b' : 'c'} at 10.${n}.2.1 }
${isFree(n) ? '' : `bind w.a in x${n} with w.c in y${n}`}`,
    );
    const bound = (from: number, to: number): boolean => isFree(to) || isFree(from) || from === to;
    const found = await needed(`${kinds}${zones}\n`, 1);
    assert.deepEqual(found, pairs(bound));
    assert.deepEqual(
      await needed(`${kinds}${zones}\n`, 2),
      pairs(bound)
        .map((pair) => pair.split(' ').toReversed().join(' '))
        .sort(),
    );
  });
});
