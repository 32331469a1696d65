// Names in letters of any script: read, found, renamed, completed and colored as others are.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { complete, formatted, references, renamed } from '../support/editor.ts';
import { diagnose } from '../support/language.ts';
import { marking } from '../support/marks.ts';

/** `é` as one letter, and as an `e` with a mark behind it. */
const [ONE, TWO] = ['caf\u00e9', 'cafe\u0301'];

const plan = `zone größe { subnet 10.0.0.0/24 component сервер-sql at 10.0.0.1 component 東京 at 10.0.0.2 }
zone ${ONE} { subnet 10.0.1.0/24 }
zone at-ä { subnet 10.0.2.0/24 }
group alle = größe, ${TWO}
service größen-dienst = tcp 4000
allow größe -> ${TWO} : größen-dienst
allow größe.сервер-sql -> at-ä : tcp 1
allow alle -> 東京 : tcp 2
`;

describe('names in any script', () => {
  it('are names like others', async () => {
    assert.deepEqual(
      (await diagnose(plan)).map((d) => `${d.message}`),
      [],
    );
  });

  it('are told from what is near them', async () => {
    const [found] = await diagnose(`${plan}allow grösse -> at-ä : tcp 9\n`);
    assert.match(`${found?.message}`, /Did you mean 'größe'/);
  });

  it('are renamed wherever they stand, however their accents were typed', async () => {
    const cursor = marking(plan, `zone caf<|>${ONE.slice(3)}`);
    const expected = plan.replaceAll(ONE, 'büro').replaceAll(TWO, 'büro');
    assert.equal(await renamed(cursor, 'büro'), expected);
    // What is written is one letter, whatever the keyboard gives.
    assert.equal(await renamed(cursor, 'bu\u0308ro'), expected);
    for (const none of ['bü ro', 'bü\u200dro', '1ü', 'ü-', '😀'])
      await assert.rejects(renamed(cursor, none), /is not a name/, none);
  });

  it('are found from each place', async () => {
    assert.equal(await references(marking(plan, 'zone grö<|>ße')), plan.replaceAll(/größe(?!n)/g, '<|größe|>'));
  });

  it('are completed by their beginnings', async () => {
    for (const [typed, name] of [
      ['grö', 'größe'],
      ['GRÖ', 'größe'],
      ['sql', 'сервер-sql'],
      ['東', '東京'],
    ] as const) {
      const labels = (await complete(`${plan}allow ${typed}<|>`)).items.map(({ label }) => label);
      assert.ok(labels.includes(name), `${typed}: ${labels.join(', ')}`);
    }
  });

  it('are left as they are by the formatter', async () => {
    assert.equal(
      await formatted('zone  größe   {subnet 10.0.0.0/24}\nallow größe->größe:tcp 1\n'),
      'zone größe { subnet 10.0.0.0/24 }\nallow größe -> größe : tcp 1\n',
    );
  });

  it('are colored, and are one word for editors', () => {
    const colors = readFileSync('syntaxes/segplan.tmLanguage.json', 'utf8');
    // The engine of editors takes `\w` for letters, marks and digits of any script, and a hyphen within brackets for itself.
    const all = [...colors.matchAll(/"match": ("(?:\\.|[^"\\])*")/g)].map(([, text = '']) => {
      const source = JSON.parse(text) as string;
      return new RegExp(source.replaceAll(/\[\\w(.*?)-?\]/g, '[\\p{L}\\p{M}\\p{Nd}\\p{Pc}$1\\-]').replaceAll("\\'", "'"), 'u');
    });
    const captured = (line: string): Set<string | undefined> => new Set(all.flatMap((match) => match.exec(line)?.slice(1) ?? []));
    for (const line of ['zone größe {', 'component 東京 at', 'role größe {', 'use größe 12', 'phase größe', 'x during größe'])
      assert.ok(captured(line).has(line.includes('東京') ? '東京' : 'größe'), line);
    const { wordPattern } = JSON.parse(readFileSync('syntaxes/language-configuration.json', 'utf8')) as {
      wordPattern: { pattern: string; flags: string };
    };
    const words = new RegExp(wordPattern.pattern, `g${wordPattern.flags}`);
    assert.deepEqual(`allow größe.${TWO}-sql -> 東京 : tcp 1`.match(words), ['allow', 'größe', `${TWO}-sql`, '東京', 'tcp', '1']);
  });
});
