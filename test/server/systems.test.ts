import assert from 'node:assert/strict';
import { complete, formatted, hover } from '../support/editor.ts';

const PLAN = `vendor acme { role server "Server" runs windows also known as SRV role far : server role plain role either : far, box role box runs other }
zone a { subnet 10.0.0.0/24 component x : acme.far at 10.0.0.1 component y : acme.plain at 10.0.0.2 runs linux { } component z : acme.either }
`;

describe('what machines run, in the editor', () => {
  it('is completed behind runs, which is offered behind roles and places', async () => {
    const labels = async (text: string): Promise<string[]> => (await complete(text)).items.map((i) => i.label);
    assert.deepEqual(await labels(PLAN.replace('runs linux', 'runs <|>')), ['windows', 'linux', 'other']);
    assert.ok((await labels(PLAN.replace('runs linux', '<|>'))).includes('runs'));
    assert.deepEqual(await labels(PLAN.replace('runs windows', 'runs <|>')), ['windows', 'linux', 'other']);
  });

  it('is mentioned where a role or a component is explained', async () => {
    assert.match(await hover(PLAN.replace(': acme.far', ': acme.f<|>ar')), /Runs Windows\./);
    assert.match(await hover(PLAN.replace('component x', 'component <|>x')), /Runs Windows\./);
    assert.match(await hover(PLAN.replace('component y', 'component <|>y')), /Runs Linux\./);
    assert.match(
      await hover(PLAN.replace(': acme.either', ': acme.e<|>ither')),
      /May be of several kinds; runs Windows, or a system of/,
    );
    for (const open of [': acme.pl<|>ain', 'component <|>z'])
      assert.doesNotMatch(await hover(PLAN.replace(open.replace('<|>', ''), open)), /\bRuns\b/);
  });

  it('is formatted like the rest', async () => {
    const text = 'zone a {\n  component x   at 10.0.0.1   runs    linux\n}\n';
    assert.equal(await formatted(text), 'zone a {\n  component x at 10.0.0.1 runs linux\n}\n');
  });
});
