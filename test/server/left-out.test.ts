import assert from 'node:assert/strict';
import { questionAt } from '../../server/features/question.ts';
import { symbolOf } from '../../server/features/symbols.ts';
import { actions, complete, editorServices, formatted, hover, openText, renamed } from '../support/editor.ts';
import { atCursor, marking } from '../support/marks.ts';

const ZONES = `zone lab { subnet 10.0.0.0/24 component till at 10.0.0.1 }
zone shop { subnet 10.0.1.0/24 component till at 10.0.1.1 component desk at 10.0.1.2 }
`;

const labels = async (marked: string): Promise<string[]> => (await complete(marked)).items.map((i) => i.label);

describe('what is left out, in the editor', () => {
  it('is formatted as the words of a rule are, and stays so', async () => {
    const messy = `zone lab { subnet 10.0.0.0/16,fd00::/48   except 10.0.1.0/24 , fd00:0:0:1::/64
}
zone shop { subnet 10.0.1.0/24   as   10.101.0.0/24 }
group g = any   except lab,shop
allow lab   except 10.0.0.1 -> any except shop ,10.1.0.0/24:any   except tcp 443 ,icmp
assert lab except 10.0.0.1   never reaches shop except 10.101.0.1 on any   except tcp 443
`;
    const neat = `zone lab {
  subnet 10.0.0.0/16, fd00::/48 except 10.0.1.0/24, fd00:0:0:1::/64
}
zone shop { subnet 10.0.1.0/24 as 10.101.0.0/24 }
group g = any except lab, shop
allow lab except 10.0.0.1 -> any except shop, 10.1.0.0/24 : any except tcp 443, icmp
assert lab except 10.0.0.1 never reaches shop except 10.101.0.1 on any except tcp 443
`;
    assert.equal(await formatted(messy), neat);
    assert.equal(await formatted(neat), neat);
  });

  it('completes the word where something can be left out, and what can be left out behind it', async () => {
    for (const marked of [
      'allow lab <|>',
      'deny lab -> shop <|>',
      'allow lab -> shop : any <|>',
      'zone z { subnet 10.0.0.0/16 <|> }',
    ])
      assert.ok((await labels(ZONES + marked)).includes('except'), marked);
    const ends = await labels(`${ZONES}deny lab -> any except <|>`);
    assert.ok(ends.includes('desk') && ends.includes('shop'), ends.join(' '));
    const services = await labels(`use network\n${ZONES}deny lab -> shop : any except <|>`);
    assert.ok(services.includes('tcp') && services.includes('ssh'), services.join(' '));
  });

  it('completes a component by its zone only where another zone has one of its name', async () => {
    const ends = await labels(`${ZONES}allow <|>`);
    assert.deepEqual(ends.filter((l) => /(^|\.)(till|desk)$/.test(l)).sort(), ['desk', 'lab.till', 'shop.till']);
  });

  it('hovers over what is left of an end, over services that are left out, and over components of one name', async () => {
    const text = `use network\n${ZONES}group both = lab, shop\ndeny both except desk -> 10.9.0.0/16 : any except s<|>sh`;
    assert.match(await hover(text), /Left out of what this rule is about/);
    const group = await hover(text.replace('<|>', '').replace('deny both', 'deny bo<|>th'));
    assert.match(group, /both except desk/);
    assert.doesNotMatch(group, /desk,|, desk\b/);
    assert.match(await hover(`${ZONES}allow shop.t<|>ill -> lab : tcp 1`), /shop\.till/);
  });

  it('hovers over both addresses of what is translated', async () => {
    const text = 'zone a { subnet 10.0.0.0/24 as 10.101.0.0/24 component x at 10.0.0.7 }\nzone b { subnet 10.2.0.0/24 }\n';
    const zone = await hover(`${text}allow <|>a -> b : tcp 1`);
    assert.match(zone, /10\.101\.0\.0\/24/);
    assert.match(zone, /own addresses.*10\.0\.0\.0\/24/i);
    const component = await hover(`${text}allow <|>x -> b : tcp 1`);
    assert.match(component, /10\.101\.0\.7/);
    assert.match(component, /10\.0\.0\.7/);
  });

  it('is part of what the outline and a question say of a rule', async () => {
    const { text, offset } = atCursor(`${ZONES}deny lab except 10.0.0.9 -> shop except desk : any<|> except tcp 443`);
    const { document } = await openText(text);
    const rule = document.parseResult.value.statements.at(-1)!;
    assert.equal(symbolOf(rule)?.name, 'deny lab except 10.0.0.9 -> shop except desk');
    assert.equal(symbolOf(rule)?.detail, 'any except tcp 443');
    const services = await editorServices();
    assert.equal(
      questionAt(document, services, document.textDocument.positionAt(offset)),
      'lab except 10.0.0.9 -> shop except desk : any except tcp 443',
    );
  });

  it('keeps `except` and `as` usable as names', async () => {
    const { document } = await openText(
      'zone except { subnet 10.0.0.0/24 as 10.1.0.0/24 component as at 10.0.0.1 }\nallow except except as -> any except except : tcp 1\n',
    );
    assert.deepEqual(document.parseResult.parserErrors, []);
  });

  it('offers each component that has a name, and prefers none of them', async () => {
    const { list, diagnostics, apply } = await actions(
      `${ZONES}allow <|till|> -> shop : tcp 1\n`,
      undefined,
      (d) => d.code === 'unknown-name',
    );
    assert.equal(diagnostics.length, 1);
    const fixes = list.filter((a) => /Replace by/.test(a.title));
    assert.deepEqual(
      fixes.map((f) => [f.title, f.isPreferred === true]),
      [
        ["Replace by 'lab.till'", false],
        ["Replace by 'shop.till'", false],
      ],
    );
    assert.match(apply(fixes[1]), /allow shop\.till -> shop/);
  });

  it('renames a component under its zone, and a zone before its components', async () => {
    const text = `${ZONES}group tills = lab.till, shop.till\nallow shop.till -> lab : tcp 1\n`;
    const component = text.replace(
      'zone shop { subnet 10.0.1.0/24 component till',
      'zone shop { subnet 10.0.1.0/24 component kasse',
    );
    assert.equal(await renamed(marking(text, 'allow shop.t<|>ill'), 'kasse'), component.replaceAll('shop.till', 'shop.kasse'));
    assert.equal(await renamed(marking(text, 'allow s<|>hop.till'), 'store'), text.replaceAll('shop', 'store'));
  });
});
