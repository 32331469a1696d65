// What is not there has no name: nothing that an editor shows of a broken text may speak of 'undefined'.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ofChance } from '../support/chance.ts';
import { complete, hover, openText } from '../support/editor.ts';

const TEXT = `plan "p"
use acme 2.1 update 3
enable fast
phase setup
pair s, t
site s { zone a "A" { subnet 10.0.0.0/24 component c "C" : acme.server, acme.store at 10.0.0.1 { version = 2 port = 81 mode = on } } }
site t { zone b external { component d : acme.store at "d.example.com" } }
group g "G" = a, d, 10.0.0.0/30
service web "Web" = tcp 80, one of (tcp 81, udp 82), icmp
deployment x "X" = s
deployment y of x = t
direction acme.server -> acme.store : acme.data
vpn s, t "tunnel"
nat a -> b
check any-service off "why"
allow a, acme.server in s -> b, "x.example.com" : acme.data, required during setup until 2027-01-01 "why"
deny any -> g
assert a never reaches b on web through relays
vendor acme "Acme" version 2 {
  source guide "f" "F"
  feature fast "Fast"
  service data "D" = tcp 443 (set by server.port) from guide "1"
  role server "S" also known as ems { property port = port property mode = on | off }
  role store : server at "x.example.com" relays
  flow server -> store : data, tcp 5+ (2 for each store) when version >= 2 and mode = on and initiator is not store for fast during setup
    carries data protected by tls note "n" "p" from guide "1", "2"
  flow between store and server : tcp 9
  advice internal for server : tcp 7 "t" from guide "3"
  sizing server by port "P" { 10: port 2 } from guide "4"
}
`;

/** Every word and sign of the text, with where it stands. */
const TOKENS = [...TEXT.matchAll(/"[^"]*"|[\w.-]+|[^\s\w]/g)].map((m) => ({ start: m.index, end: m.index + m[0].length }));

/** What shows that something was missing where a text was put together. */
const SLIP = /\bundefined\b|\bNaN\b|\bnull\b|\[object/;

async function shown(text: string): Promise<string[]> {
  const { document, segplan } = await openText(text);
  const textDocument = { uri: document.uri.toString() };
  const whole = { start: { line: 0, character: 0 }, end: document.textDocument.positionAt(text.length) };
  const symbols = await segplan.lsp.DocumentSymbolProvider!.getSymbols(document, { textDocument });
  const actions = await segplan.lsp.CodeActionProvider!.getCodeActions(document, {
    textDocument,
    range: whole,
    context: { diagnostics: [] },
  });
  return [
    ...(document.diagnostics ?? []).map(
      (d) => `${d.code}: ${JSON.stringify([d.message, d.relatedInformation?.map((r) => r.message) ?? []])}`,
    ),
    ...symbols.map((s) => JSON.stringify([s.name, s.detail ?? '', (s.children ?? []).map((c) => [c.name, c.detail ?? ''])])),
    ...(actions ?? []).map((a) => JSON.stringify(a)),
  ];
}

describe('a broken text', () => {
  it('whose role has no name is not said to have one', async () => {
    const text = 'vendor v { role gui { property port = port } role { property gui = port } service s = tcp 1 (set by gui) }';
    for (const line of await shown(text)) assert.doesNotMatch(line, SLIP);
  });

  it('shows nothing that is not there, whatever is taken out of it', async function () {
    const token = fc.nat(TOKENS.length - 1);
    const runs = Number(process.env.SEGPLAN_BROKEN_TEXTS ?? ofChance(60));
    this.timeout(300_000 + 3_000 * runs);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(token, { minLength: 1, maxLength: 3 }), token, async (gone, cursor) => {
        let text = TEXT;
        for (const n of [...gone].sort((a, b) => b - a)) text = text.slice(0, TOKENS[n]!.start) + text.slice(TOKENS[n]!.end);
        for (const line of await shown(text)) assert.doesNotMatch(line, SLIP);
        const at = Math.min(TOKENS[cursor]!.start, text.length);
        const marked = `${text.slice(0, at)}<|>${text.slice(at)}`;
        assert.doesNotMatch(await hover(marked), SLIP);
        for (const item of (await complete(marked)).items) assert.doesNotMatch(JSON.stringify(item), SLIP);
      }),
      { numRuns: runs, seed: 8 },
    );
  });
});
