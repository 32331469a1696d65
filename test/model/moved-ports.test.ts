import assert from 'node:assert/strict';
import { explain } from '../../language/analysis/explain/explain.ts';
import { parseAddress } from '../../language/model/addresses.ts';
import { portSet } from '../../language/model/services.ts';
import { analysisOf, diagnose } from '../support/language.ts';

describe('a port that one of two components at an address moves', () => {
  for (const [end, shown] of [
    ['acme.server', 'by their role'],
    ['one, two', 'by their names'],
    ['two, one', 'by their names, the other way round'],
  ] as const)
    it(`is open where it was for the other, and where it was moved to: ${shown}`, async () => {
      const analysis =
        await analysisOf(`vendor acme { role server { property gui = port } service web = tcp 80 (set by server.gui) }
use acme
zone a { subnet 10.0.0.0/24 }
zone b { subnet 10.0.1.0/24
  component one : acme.server at 10.0.1.1 { gui = 8080 }
  component two : acme.server at 10.0.1.1
}
allow a -> ${end} : acme.web
`);
      const verdict = (port: number): string => {
        const [sources, destinations] = ['10.0.0.9', '10.0.1.1'].map((start) => parseAddress({ start }).set);
        return explain(analysis, { sources: sources!, destinations: destinations!, services: portSet('tcp', port) }).verdict;
      };
      assert.deepEqual([80, 8080, 81].map(verdict), ['permitted', 'permitted', 'denied']);
    });
});

describe('a port that a component moves, where a rule names no component', () => {
  const rows: readonly (readonly [end: string, shown: string])[] = [
    ['10.0.1.1', 'its address'],
    ['10.0.1.0/29', 'a network around it'],
    ['b', 'its zone'],
    ['south', 'its site'],
    ['g', 'a group of its address'],
    ['any', 'everybody'],
  ];
  const text = (
    rule: string,
  ): string => `vendor acme { role server { property gui = port } service web = tcp 80 (set by server.gui) }
use acme
zone a { subnet 10.0.0.0/24 }
site south { zone b { subnet 10.0.1.0/24
  component one : acme.server at 10.0.1.1 { gui = 8080 }
  component two : acme.server at 10.0.1.2
} }
group g = 10.0.1.1, 10.0.1.2
${rule}
`;
  const verdicts = async (rule: string): Promise<string> => {
    const analysis = await analysisOf(text(rule));
    const ask = (to: string, port: number): string => {
      const [sources, destinations] = ['10.0.0.9', to].map((start) => parseAddress({ start }).set);
      return explain(analysis, { sources: sources!, destinations: destinations!, services: portSet('tcp', port) }).verdict;
    };
    return ['10.0.1.1', '10.0.1.2'].map((to) => [80, 8080].filter((port) => ask(to, port) === 'permitted').join('+')).join(' ');
  };

  for (const [end, shown] of rows)
    it(`is open where it was for all, and where it was moved to for the one: ${shown}`, async () => {
      const both = end === '10.0.1.1' ? '80+8080 ' : '80+8080 80';
      assert.equal(await verdicts(`allow a -> ${end} : acme.web`), both);
    });

  it('is open at the moved port alone where the component is named', async () => {
    assert.equal(await verdicts('allow a -> one, two : acme.web'), '8080 80');
    assert.equal(await verdicts('allow a -> acme.server : acme.web'), '8080 80');
  });

  for (const [end, shown] of rows.slice(1))
    it(`is left out with it: ${shown}`, async () =>
      assert.equal(await verdicts(`allow a -> ${end} : any except acme.web`), ' 8080'));
});

describe('a port that a component without an address moves', () => {
  const found = async (statement: string): Promise<string[]> => {
    const text = `vendor acme { role client role server { property gui = port } service web = tcp 80 (set by server.gui) flow client -> server : web }
use acme
zone a { subnet 10.0.0.0/24 component c : acme.client at 10.0.0.9 }
zone b { subnet 10.0.1.0/29 component s : acme.server { gui = 8080 } }
${statement}
`;
    const codes = ['assertion-failed', 'missing-flow', 'blocked-flow'];
    return (await diagnose(text)).map(({ code }) => String(code)).filter((code) => codes.includes(code));
  };

  for (const end of ['b', 's', '10.0.1.0/29', '10.0.1.4', 'any']) {
    // One address is not all that it may have.
    const missing = end === '10.0.1.4' ? ['missing-flow'] : [];
    it(`is open towards wherever it may be: ${end}`, async () =>
      assert.deepEqual(await found(`allow c -> ${end} : acme.web`), missing));

    it(`is closed there: ${end}`, async () =>
      assert.ok((await found(`allow any -> any : any\ndeny c -> ${end} : acme.web`)).includes('blocked-flow')));

    it(`is never reached there: ${end}`, async () =>
      assert.deepEqual(await found(`allow c -> b : tcp 8080\nassert c never reaches ${end} on acme.web`), ['assertion-failed']));
  }
});
