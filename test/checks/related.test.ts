import assert from 'node:assert/strict';
import { contestedPlan } from '../support/contested.ts';
import { diagnose, underlined } from '../support/language.ts';

const ZONES = `zone a { subnet 10.0.0.0/24
  component a1 at 10.0.0.1
}
zone b { subnet 10.0.1.0/24
  component b1 at 10.0.1.1
}
`;

/** Plans with one finding of a check, and the places that it leads to besides: what is underlined there, and what is said of it. */
const ROWS: readonly (readonly [code: string, text: string, ...related: string[]])[] = [
  [
    'duplicate-address',
    `${ZONES}zone c { component c1 at 10.0.0.1, 10.0.1.1 }`,
    'a1: a1 holds it as well.',
    'b1: b1 holds it as well.',
  ],
  ['duplicate-name', `${ZONES}group g = a1\ngroup g = b1`, 'g: It was given here first.'],
  ['duplicate-name', 'use veeam\nuse veeam\n', 'veeam: It was put to use here first.'],
  ['lookalike-name', `${ZONES}group a-group = a1\ngroup а-group = b1`, 'a-group: What it looks like.'],
  ['overlapping-subnets', `${ZONES}zone c { subnet 10.0.1.0/25 }`, 'b: b holds it as well.'],
  [
    'redundant-rule',
    `${ZONES}allow a -> b : tcp 1-9\nallow a1 -> b : tcp 5`,
    'allow a -> b : tcp 1-9: This rule permits all of it.',
  ],
  ['shadowed-rule', `${ZONES}deny a -> b : tcp 1-9\nallow a1 -> b : tcp 5`, 'deny a -> b : tcp 1-9: This deny closes all of it.'],
  ['isolation-breach', `${ZONES.replace('zone b', 'zone b isolated')}allow a -> b : tcp 1`, 'b: b is marked as isolated.'],
  ['ambiguous-zone', `${ZONES}zone inet external\nzone world external`, 'inet: inet holds the same addresses.'],
  [
    'contested-flow',
    contestedPlan('component one : acme.linux-agent at 10.0.1.1', 'allow main -> one : tcp 7000'),
    'flow agent -> server : tcp 7001, 7002 "Asks for jobs" from guide "3" contested by ports "Agents": Field guide (3): Asks for jobs',
    'flow server -> linux-agent : tcp 7000 "Starts jobs" from ports "Agents": Acme ports (Agents): Starts jobs',
    `source ports "https://acme.example/ports" "Acme ports" vendor version 4.2 dated 2026-01-31: The maker's reference that contests it: Acme ports`,
  ],
];

/** The first finding of a check. */
async function relatedOf(code: string, text: string): Promise<string[]> {
  const found = (await diagnose(text)).find((each) => each.code === code);
  assert.ok(found, `${code} is not found`);
  return (found.relatedInformation ?? []).map(
    ({ location, message }) => `${underlined(text, { ...found, range: location.range })}: ${message}`,
  );
}

describe('a source of which the maker contests much', () => {
  it('is told with three of its readings, and how many more there are', async () => {
    const ports = (count: number): string =>
      Array.from(
        { length: count },
        (_, n) => `  flow agent -> server : tcp ${8000 + n} "Reading ${n}" from guide "${n}" contested by ports "Agents"\n`,
      ).join('');
    const told = async (count: number): Promise<string> => {
      const text = contestedPlan('component one : acme.linux-agent at 10.0.1.1').replace(
        / {2}flow agent -> server : tcp 7001[^\n]*\n/,
        ports(count),
      );
      return String((await diagnose(text)).find(({ code }) => code === 'contested-flow')?.message);
    };
    assert.match(await told(3), / on tcp 8000; .* on tcp 8001; .* on tcp 8002\. These are contested/);
    assert.match(await told(5), / on tcp 8000; .* on tcp 8001; .* on tcp 8002 and 2 more\. These are contested/);
  });
});

describe('what a finding leads to', () => {
  for (const [n, [code, text, ...related]] of ROWS.entries())
    it(`${code}: ${n}`, async () => assert.deepEqual(await relatedOf(code, text), related));
});

describe('components in a range that many others hold a part of', () => {
  it('are told with some of these, and where there are more that there are', async () => {
    const ranges = (count: number): string =>
      Array.from({ length: count }, (_, n) => `  component c${n} at 10.0.0.1-10.0.0.${n + 2}\n`).join('');
    const found = (await diagnose(`zone a { subnet 10.0.0.0/16\n${ranges(60)}}\n`)).filter(
      ({ code }) => code === 'duplicate-address',
    );
    assert.equal(found.length, 59, 'each but the first');
    assert.match(String(found[1]!.message), /^10\.0\.0\.1-10\.0\.0\.3 is held by c1 and 1 more as well/);
    assert.match(String(found[40]!.message), /^10\.0\.0\.1-10\.0\.0\.42 is held by c40 and at least 20 more as well/);
    for (const { relatedInformation } of found) assert.ok(relatedInformation!.length <= 20);
  });
});
