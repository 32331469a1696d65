// Firewalls in the editor: what is formatted, hovered, completed, renamed, followed and shown of them.
import assert from 'node:assert/strict';
import { complete, definition, formatted, hover, openText, outline, renamed } from '../support/editor.ts';
import { marking } from '../support/marks.ts';

const plan = `zone office { subnet 10.1.0.0/24 }
zone shop { subnet 10.2.0.0/24 }
zone lab { subnet 10.3.0.0/24 }
firewall main "Main site" : asa {
  zones office, shop
  interface inside = office
  running "./running/main.txt"
}
firewall tills : windows-firewall { at shop }
`;

describe('firewalls in the editor', () => {
  it('are formatted as blocks', async () => {
    const messy = 'firewall   main "Main":asa{zones office ,shop\ninterface  inside=office\n   running "a.txt" ,"b.txt"\n}\n';
    const neat =
      'firewall main "Main" : asa {\n  zones office, shop\n  interface inside = office\n  running "a.txt", "b.txt"\n}\n';
    assert.equal(await formatted(messy), neat);
  });

  it('say what they stand between, by their own names for it', async () => {
    const text = await hover(marking(plan, 'firewall ma<|>in'));
    assert.match(text, /^\*\*main\*\* · Main site · firewall, asa\n/);
    assert.match(text, /Stands between office \(inside\), shop\./);
    assert.match(text, /Runs what is in \.\/running\/main\.txt\./);
    assert.match(await hover(marking(plan, 'firewall ti<|>lls')), /Stands at the hosts of shop\./);
    assert.match(await hover(marking(plan, 'zone sh<|>op')), /\nFirewalls: main, tills \(at its hosts\)/);
    assert.match(await hover(marking(plan, 'zone off<|>ice')), /\nFirewalls: main \(inside\)/);
    assert.doesNotMatch(await hover(marking(plan, 'zone l<|>ab')), /Firewalls/);
    assert.match(await hover(marking(plan, 'firewa<|>ll main')), /^\*\*firewall\*\* · /);
    assert.match(await hover(marking(plan, 'runn<|>ing "')), /^\*\*running\*\* · /);
  });

  it('are completed: forms behind the colon, and zones that they have not', async () => {
    const labels = async (marked: string): Promise<string[]> => (await complete(marked)).items.map(({ label }) => label);
    const forms = await labels(`${plan}firewall x : <|>`);
    for (const form of ['asa', 'panos', 'nftables', 'azure-nsg']) assert.ok(forms.includes(form), form);
    const zones = await labels(marking(plan, 'zones office, shop<|>').replace('shop<|>', 'shop, <|>'));
    assert.ok(zones.includes('lab'));
    assert.ok(!zones.includes('office') && !zones.includes('shop'), zones.join());
    assert.ok((await labels(`${plan}fire<|>`)).includes('firewall'));
  });

  it('follow their zones: to where they are said, and when these are renamed', async () => {
    for (const place of ['zones off<|>ice', 'inside = off<|>ice'])
      assert.equal(await definition(marking(plan, place)), marking(plan, 'zone <|office|>'));
    const text = await renamed(marking(plan, 'zone off<|>ice'), 'desks');
    assert.match(text, /zones desks, shop\n {2}interface inside = desks/);
    assert.match(await renamed(marking(plan, 'firewall ma<|>in'), 'edge'), /firewall edge "Main site" : asa/);
  });

  it('are in the outline, and fold', async () => {
    const { document, segplan } = await openText(plan);
    const symbols = (await segplan.lsp.DocumentSymbolProvider!.getSymbols(document, {
      textDocument: { uri: document.uri.toString() },
    })) as Parameters<typeof outline>[0];
    assert.deepEqual(outline(symbols), ['office', 'shop', 'lab', 'main', 'tills']);
    const folds = await segplan.lsp.FoldingRangeProvider!.getFoldingRanges(document, {
      textDocument: { uri: document.uri.toString() },
    });
    assert.ok(folds?.some(({ startLine, endLine }) => startLine === 3 && endLine === 6));
  });
});
