import assert from 'node:assert/strict';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { diagnose } from '../support/language.ts';

const many = (count: number, line: (n: number) => string): string => Array.from({ length: count }, (_, n) => line(n)).join('\n');

type Methods = Record<string, (...args: unknown[]) => unknown>;

/** How often some methods are called while a plan is loaded and checked. */
async function callsOf(owner: object, names: readonly string[], text: string): Promise<number> {
  const methods = owner as Methods;
  const own = names.map((name) => methods[name]!);
  let calls = 0;
  for (const [n, name] of names.entries())
    methods[name] = function (this: unknown, ...args: unknown[]): unknown {
      calls++;
      return own[n]!.apply(this, args);
    };
  try {
    await diagnose(text);
  } finally {
    for (const [n, name] of names.entries()) methods[name] = own[n]!;
  }
  return calls;
}

/** What is asked of sets of addresses and of services. */
const ofSets = (text: string): Promise<number> =>
  callsOf(IntervalSet.prototype, ['overlaps', 'covers', 'subtract', 'intersect', 'union', 'has'], text);
/** Who belongs where. */
const ofSides = (text: string): Promise<number> => callsOf(Set.prototype, ['has'], text);

const twoZones = 'zone a { subnet 10.0.0.0/16 }\nzone b { subnet 10.1.0.0/16 }\n';

/** Sites with installations of their own. */
const sites = (count: number): string =>
  `use veeam 13\n${many(
    count,
    (n) => `site s${n} {
  zone m${n} { subnet 10.${n}.0.0/24 component v${n} : veeam.backup-server at 10.${n}.0.1 }
  zone b${n} { subnet 10.${n}.1.0/24 component p${n} : veeam.vmware-proxy at 10.${n}.1.1 component r${n} : veeam.linux-repository at 10.${n}.1.2 }
}
deployment d${n} = s${n}
allow m${n} -> b${n} : required
allow b${n} -> m${n} : required`,
  )}\n`;

/** Components of two zones, each bound to one of the other. */
const bound = (count: number): string =>
  [
    'use veeam 13\nzone a { subnet 10.0.0.0/16',
    many(count, (n) => `component p${n} : veeam.vmware-proxy at 10.0.${n >> 8}.${n & 255}`),
    '}\nzone b { subnet 10.1.0.0/16',
    many(count, (n) => `component r${n} : veeam.linux-repository at 10.1.${n >> 8}.${n & 255}`),
    '}',
    many(count, (n) => `bind p${n} with r${n}`),
    '',
  ].join('\n');

describe('what it takes to check a plan', () => {
  // Twice as much of each takes at most about twice as much; with each held against each it were four times as much.
  const CASES: [title: string, calls: (size: number) => Promise<number>, size: number][] = [
    [
      'rules of one pair of zones, for ports of their own',
      (size) => ofSets(`${twoZones}${many(size, (n) => `allow a -> b : tcp ${1000 + 2 * n}`)}\n`),
      300,
    ],
    [
      'allows and denies of one pair of zones, between addresses of their own',
      (size) =>
        ofSets(
          `${twoZones}${many(size, (n) => `allow 10.0.${n >> 8}.${n & 255} -> b : tcp 1-9\ndeny a -> 10.1.${n >> 8}.${n & 255} : tcp 5`)}\n`,
        ),
      100,
    ],
    [
      'rules for any of everything',
      (size) => ofSets(`${sites(2)}${many(size, (n) => `allow any -> any : tcp ${2 * n + 1}`)}\n`),
      200,
    ],
    [
      'rules whose addresses and ports are all staggered',
      (size) =>
        ofSets(
          `${twoZones}${many(
            size,
            (n) =>
              `allow 10.0.${n >> 8}.${n & 255}-10.0.255.255 -> 10.1.0.0-10.1.${(999 - n) >> 2}.0 : tcp ${1000 + n}-${2000 + n}`,
          )}\n`,
        ),
      200,
    ],
    ['components bound to one each', (size) => ofSides(bound(size)), 60],
    ['sites with deployments', (size) => ofSides(sites(size)), 40],
  ];
  for (const [title, calls, size] of CASES)
    it(`grows as the plan does: ${title}`, async () => {
      await calls(4);
      const nothing = await calls(0);
      const [some, twice] = [(await calls(size)) - nothing, (await calls(2 * size)) - nothing];
      assert.ok(twice < 2.8 * some, `${some} calls for ${size}, ${twice} for ${2 * size}`);
    });
});
