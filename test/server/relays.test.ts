import assert from 'node:assert/strict';
import { complete, formatted, hover, openText } from '../support/editor.ts';

const PLAN = `vendor acme { role gateway "Gateway" also known as GW relays { property mode = a | b } role far : gateway role server }
zone a { subnet 10.0.0.0/24 component x : acme.far at 10.0.0.1 }
zone through { subnet 10.0.1.0/24 component relays : acme.server at 10.0.1.1 }
`;

describe('assertions through relays in the editor', () => {
  it('are completed word by word', async () => {
    const labels = async (text: string): Promise<string[]> => (await complete(PLAN + text)).items.map((i) => i.label);
    assert.ok((await labels('assert a never reaches x <|>')).includes('through'));
    assert.ok((await labels('assert a never reaches x on tcp 22 <|>')).includes('through'));
    assert.deepEqual(await labels('assert a never reaches x through <|>'), ['relays']);
  });

  it('leave their words free for names', async () => {
    const text = `${PLAN}allow a -> through, relays : tcp 1\nassert a reaches relays on tcp 1 through relays\nassert a reaches through through relays\n`;
    const { document } = await openText(text);
    assert.deepEqual(
      (document.diagnostics ?? []).map((d) => String(d.message)).filter((m) => /Expected|There is no/.test(m)),
      [],
    );
  });

  it('are formatted like the rest', async () => {
    const text = 'zone a\nzone b\nassert a   never reaches  b on   tcp 1 through   relays\n';
    assert.equal(await formatted(text), 'zone a\nzone b\nassert a never reaches b on tcp 1 through relays\n');
  });

  it('are mentioned where a role that relays is explained', async () => {
    assert.match(await hover(PLAN.replace(': acme.far', ': acme.f<|>ar')), /Passes traffic on/);
    assert.doesNotMatch(await hover(PLAN.replace(': acme.server', ': acme.se<|>rver')), /Passes traffic on/);
  });
});
