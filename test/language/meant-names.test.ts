import assert from 'node:assert/strict';
import { actions } from '../support/editor.ts';

const around = (line: string): string => `use veeam
zone a { subnet 10.0.0.0/24 component vbr : veeam.backup-server at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component vpn at 10.0.1.1 }
${line}
`;

/** Names that lead nowhere, and what is offered in their place. */
const CASES: [line: string, ...meant: string[]][] = [
  ['allow <|VBR|> -> b : tcp 1', 'vbr'],
  ['allow <|vrb|> -> b : tcp 1', 'vbr'],
  ['allow <|vbr1|> -> b : tcp 1', 'vbr'],
  ['allow <|v13|> -> b : tcp 1'],
  ['allow <|all|> -> b : tcp 1', 'any'],
  ['allow <|Any|> -> b : tcp 1', 'any'],
  ['allow a -> <|everything|> : tcp 1', 'any'],
  ['allow a -> b : <|Required|>', 'required'],
  ['allow a -> b : <|ICMP|>', 'icmp'],
  ['allow a -> b : <|SSH|>', 'ssh'],
  ['allow a -> b : <|rpd|>', 'rdp'],
  ['allow a -> b : <|all|>', 'any'],
  ['zone c { subnet 10.0.2.0/24 component x : <|veeam.vbr|> at 10.0.2.1 }', 'veeam.backup-server'],
  ['zone c { subnet 10.0.2.0/24 component x : <|VBR|> at 10.0.2.1 }', 'veeam.backup-server'],
  ['zone c { subnet 10.0.2.0/24 component x : <|Veeam.Backup-Server|> at 10.0.2.1 }', 'veeam.backup-server'],
  ['zone c { subnet 10.0.2.0/24 component x : <|hardened-repositroy|> at 10.0.2.1 }', 'veeam.hardened-repository'],
  // A source is named alone, and a service behind no word of the language.
  ['vendor v { source guide "g.pdf" } vendor x { role r flow r -> r : tcp 1 from <|guide|> "1" }'],
  ['vendor site { service shop = tcp 1 } allow a -> b : <|sites.shop|>'],
];

describe('a name that leads nowhere', () => {
  for (const [line, ...meant] of CASES)
    it(`${line.replace(/<\||\|>/g, "'")}: ${meant.join() || 'nothing is near'}`, async () => {
      const { list, diagnostics } = await actions(around(line), ['quickfix'], (d) => `${d.code}`.startsWith('unknown-'));
      assert.deepEqual(
        list.map(({ title }) => title),
        meant.map((name) => `Replace by '${name}'`),
      );
      const said = /Did you mean (.*)\?$/.exec(`${diagnostics[0]?.message}`)?.[1] ?? '';
      assert.deepEqual(said ? said.split(' or ').map((each) => each.slice(1, -1)) : [], meant);
    });

  it('is one behind a condition with parentheses, where an alternative to a role begins with a word of the language', async () => {
    const flow = (when: string): string => `vendor v { role a role b role c flow a -> b : tcp 5 when ${when} }\n`;
    const said = async (when: string): Promise<string> => {
      const { diagnostics } = await actions(around(flow(when)), ['quickfix'], ({ code }) => code === 'unknown-role');
      return diagnostics.map(({ message }) => message).join('\n');
    };
    assert.match(
      await said('no a or <|no|> c'),
      /^There is no role named 'no'\..* put this one in parentheses: '\(no …\) or …'\.$/,
    );
    assert.match(await said('no a or <|same|> site'), /in parentheses/);
    assert.equal(await said('<|(no a) or (no c)|>'), '');
  });
});
