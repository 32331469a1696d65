import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EmptyFileSystem } from 'langium';
import { CompletionItemKind } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { createSegplanServices } from '../../server/module.ts';
import { ACME_BACKUP } from '../support/backup-vendor.ts';
import { ofChance } from '../support/chance.ts';
import { applied, complete } from '../support/editor.ts';

const plan = (parts: { rule?: string; role?: string; properties?: string; head?: string }): string => `plan "Completion"

use veeam 13
${parts.head ?? ''}
zone a {
  subnet 10.0.0.0/24
  component vbr : veeam.backup-server at 10.0.0.1
  component second : ${parts.role ?? 'veeam.console at 10.0.0.2'}
}

zone b {
  subnet 10.0.1.0/24
  component proxy : veeam.vmware-proxy at 10.0.1.1 { ${parts.properties ?? ''} }
  component repo : veeam.linux-repository at 10.0.1.2
}

${parts.rule ?? ''}
allow vbr -> repo : tcp 6162
`;

/** A plan of a product of our own, whose one rule leaves a part of what it needs. */
const withRule = (rule: string): string => `use acme 4
zone a { subnet 10.0.0.0/24 component vbr : acme.backup-server at 10.0.0.1 }
zone b {
  subnet 10.0.1.0/24
  component proxy : acme.proxy at 10.0.1.1
  component repo : acme.repository at 10.0.1.2
}
${rule}
allow vbr -> repo : tcp 6162
${ACME_BACKUP}`;

const labels = async (marked: string): Promise<string[]> => (await complete(marked)).items.map((i) => i.label);

describe('completion of conditions in a catalog', () => {
  const catalog = (condition: string): string =>
    `vendor acme { role a { property tasks = number } role b { property mode = lan | wan property control = port } flow a -> b : tcp 1 when ${condition} }`;

  it('offers the properties of both ends, and of the side that is named', async () => {
    const properties = async (condition: string): Promise<string[]> =>
      (await labels(catalog(condition))).filter((each) => ['tasks', 'mode', 'control'].includes(each)).sort();
    assert.deepEqual(await properties('<|>'), ['control', 'mode', 'tasks']);
    assert.deepEqual(await properties('initiator <|>'), ['tasks']);
    assert.deepEqual(await properties('responder <|>'), ['control', 'mode']);
    assert.deepEqual(await properties('version < 3 and not (responder <|>'), ['control', 'mode']);
  });

  it('offers the values of a property', async () => {
    const offered = await labels(catalog('responder mode = <|>'));
    assert.ok(offered.includes('lan') && offered.includes('wan'), offered.join());
  });
});

describe('completion of roles', () => {
  it('offers roles of vendors in use first, with documentation', async () => {
    const { items, look } = await complete(plan({ role: '<|>' }));
    const used = items.findIndex((i) => i.label === 'veeam.hardened-repository');
    const unused = items.findIndex((i) => i.label === 'vmware.esxi');
    assert.ok(used >= 0 && unused > used);
    const text = look(items[used]);
    assert.ok(text.includes('Hardened repository') && text.includes('tcp 2500-3300'), text);
  });

  it('adds the use line with a role of another vendor', async () => {
    const { items, document } = await complete(plan({ role: '<|>' }));
    const esxi = items.find((i) => i.label === 'vmware.esxi');
    assert.match(esxi?.detail ?? '', /adds 'use vmware'/);
    assert.match(applied(document, esxi?.additionalTextEdits ?? []), /use veeam 13\nuse vmware\n/);
    assert.equal(items.find((i) => i.label === 'veeam.console')?.additionalTextEdits, undefined);
  });

  it('finds a role by what people call it and by its plain name', async () => {
    for (const typed of ['backup-s', 'VBR'])
      assert.equal((await complete(plan({ role: `${typed}<|>` }))).items[0]?.label, 'veeam.backup-server', typed);
  });

  it('offers a further role after a comma, but not the same again', async () => {
    const offered = await labels(plan({ role: 'veeam.console, <|>' }));
    assert.ok(offered.includes('veeam.browser') && !offered.includes('veeam.console'));
  });

  it('knows a vendor block of the file', async () => {
    const offered = await labels(plan({ role: '<|>', head: 'vendor acme "Acme" { role server "Server" }' }));
    assert.ok(offered.includes('acme.server'));
  });
});

describe('completion of rules', () => {
  it('offers components that still lack something first', async () => {
    const { items } = await complete(withRule('allow vbr -> <|>'));
    assert.equal(items[0]?.label, 'proxy');
    assert.match(items[0]?.detail ?? '', /still lacks tcp 2500-3300, 6160, 6162/);
    for (const name of ['a', 'b', 'repo', 'any']) assert.ok(items.some((i) => i.label === name));
  });

  it('offers zones first where something is asserted, of which nothing is missing', async () => {
    const { items } = await complete(withRule('assert <|>'));
    assert.deepEqual(
      items.slice(0, 5).map((i) => i.label),
      ['a', 'b', 'proxy', 'repo', 'vbr'],
    );
    assert.ok(items.every(({ detail }) => !detail?.includes('lacks')));
  });

  it('offers in a direction the roles of flows of which no source says who connects', async () => {
    const text = `use zerto\nuse acronis-scs\ndirection <|>`;
    const offered = await labels(text);
    assert.ok(offered.includes('zerto.zvm') && offered.includes('zerto.vra'), offered.join(' '));
    // The document says that users open the ZVM, and of Acronis nothing is left open.
    assert.ok(!offered.some((each) => each === 'zerto.user-interface' || each.startsWith('acronis-scs.')), offered.join(' '));
  });

  it('offers all that the pair lacks first, then each part with its purpose', async () => {
    const { items } = await complete(withRule('allow vbr -> proxy : <|>'));
    assert.deepEqual(
      items.slice(0, 4).map((i) => i.label),
      ['tcp 2500-3300, 6160, 6162', 'tcp 2500-3300', 'tcp 6160', 'tcp 6162'],
    );
    const doc = items[3]!.documentation;
    assert.ok(doc && typeof doc === 'object' && /section/.test(doc.value));
    for (const word of ['required', 'tcp', 'udp', 'icmp', 'any', 'acme.data-mover', 'ssh'])
      assert.ok(
        items.some((i) => i.label === word),
        word,
      );
  });

  for (const before of ['tcp <|>', 'tcp 9, <|>'])
    it(`offers the missing ports alone after '${before}'`, async () => {
      assert.deepEqual((await labels(withRule(`allow vbr -> proxy : ${before}`))).slice(0, 3), ['2500-3300', '6160', '6162']);
    });

  it('offers other services behind the comma of a list of ports as well, and what ports of catalogs are set by in catalogs alone', async () => {
    for (const rule of [
      'allow vbr -> proxy : tcp 9, <|>',
      'assert vbr reaches proxy on tcp 9, 10-12, <|>',
      'service web = udp 9, <|>',
    ]) {
      const offered = await labels(withRule(rule));
      for (const word of ['tcp', 'udp', 'icmp', 'acme.data-mover', 'ssh']) assert.ok(offered.includes(word), `${rule}: ${word}`);
      assert.ok(!offered.includes('set'), rule);
    }
    assert.ok((await labels(withRule('allow vbr -> proxy : tcp 9, u<|>'))).includes('udp'));
    assert.ok((await labels('vendor x { role a { property gate = port }\n service web = tcp <|>')).includes('set'));
  });

  it('offers types of icmp with their numbers, those of IPv6 alone after icmpv6, and protocols with theirs', async () => {
    const at = async (list: string): Promise<Map<string, string | undefined>> => {
      const { items } = await complete(withRule(`allow vbr -> proxy : ${list}<|>`));
      return new Map(items.map((i) => [i.label, i.detail]));
    };
    const types = await at('icmp ');
    assert.equal(types.get('echo-request'), 'ICMPv4 type 8, ICMPv6 type 128');
    assert.equal(types.get('timestamp-request'), 'ICMPv4 type 13');
    const ofIpv6 = await at('icmpv6 ');
    assert.equal(ofIpv6.get('echo-request'), 'ICMPv6 type 128');
    assert.equal(ofIpv6.has('timestamp-request'), false);
    const protocols = await at('tcp 22, protocol ');
    assert.equal(protocols.get('gre'), 'IP protocol 47');
    assert.equal(protocols.has('tcp'), false);
  });

  it('leaves out what another rule opens', async () => {
    assert.deepEqual((await labels(withRule('allow vbr -> repo : tcp <|>'))).slice(0, 1), ['2500-3300']);
  });

  it('knows the phases of the catalogs', async () => {
    assert.ok((await labels(withRule('allow vbr -> repo : ssh during <|>'))).includes('deployment'));
  });
});

describe('completion in a large plan', () => {
  const hosts = Array.from({ length: 900 }, (_, n) => `  component host-${n} at 10.1.${n >> 8}.${n & 255}`);
  const large = (rule: string): string => `use acme 4
zone a { subnet 10.0.0.0/24 component vbr : acme.backup-server at 10.0.0.1 }
zone b {
  subnet 10.1.0.0/16
${hosts.join('\n')}
}
zone c { subnet 10.2.0.0/24 component proxy : acme.proxy at 10.2.0.1 }
${rule}
allow vbr -> host-3 : tcp 1
${ACME_BACKUP}`;

  it('offers some hundred names, those first that lack something, and all others as soon as they are typed', async () => {
    const { items } = await complete(large('allow vbr -> <|>'));
    assert.ok(items.length < 400, `${items.length}`);
    assert.equal(items[0]?.label, 'proxy');
    assert.ok((await labels(large('allow vbr -> host-89<|>'))).includes('host-899'));
  });

  it('knows what stands around the place, and no more of the text', async () => {
    // What is broken above leaves the rest as it is.
    const broken = large('allow vbr -> <|>').replace('component host-7 at', 'component host-7 : : { at');
    assert.equal((await complete(broken)).items[0]?.label, 'proxy');
    const inZone = large('').replace('component host-800', 'component host-800 : acme.<|>');
    assert.ok((await labels(inZone)).includes('acme.repository'));
    const behind = await labels(large('').replace('  component host-500', '  <|>\n  component host-500'));
    assert.ok(behind.includes('component') && behind.includes('subnet') && !behind.includes('allow'), behind.join());
  });
});

describe('completion of the rest', () => {
  it('offers properties and their values', async () => {
    const offered = await labels(plan({ properties: '<|>' }));
    // Its own first, then what it has from the roles that it derives from, and what every component has last.
    assert.deepEqual([offered[0], offered.includes('setup'), offered.at(-1)], ['transport', true, 'version']);
    assert.deepEqual(await labels(plan({ properties: 'transport = <|>' })), ['nbd', 'hot-add', 'san']);
  });

  it('offers vendors that are not in use, and features of those that are', async () => {
    const vendors = await labels(plan({ head: 'use <|>' }));
    assert.ok(vendors.includes('vmware') && !vendors.includes('veeam'));
    assert.ok((await labels(plan({ head: 'enable <|>' }))).includes('instant-recovery'));
  });

  it('offers snippets where statements begin', async () => {
    const { items } = await complete('<|>');
    for (const word of ['plan', 'zone', 'allow', 'group'])
      assert.ok(
        items.some((i) => i.label === word && i.insertTextFormat === 2),
        word,
      );
    const inZone = (await complete('zone a { <|> }')).items;
    assert.ok(inZone.some((i) => i.label === 'component' && i.insertTextFormat === 2));
  });

  it('offers plain texts to an editor without snippets', async () => {
    for (const [completionItem, format] of [
      [{}, 1],
      [{ snippetSupport: true }, 2],
    ] as const) {
      const { shared, Segplan } = createSegplanServices(EmptyFileSystem);
      const params = { processId: null, rootUri: null, capabilities: { textDocument: { completion: { completionItem } } } };
      await shared.lsp.LanguageServer.initialize(params);
      for (const [text, label, inserted] of [['', 'allow', 'allow client -> server : required']] as const) {
        const uri = URI.file(`/${label}.segplan`);
        const document = shared.workspace.LangiumDocumentFactory.fromString(text, uri);
        shared.workspace.LangiumDocuments.addDocument(document);
        await shared.workspace.DocumentBuilder.build([document]);
        const position = document.textDocument.positionAt(text.length);
        const asked = { textDocument: { uri: uri.toString() }, position };
        const list = await Segplan.lsp.CompletionProvider!.getCompletion(document, asked);
        const items = (list?.items ?? []).filter((i) => i.label === label && i.kind === CompletionItemKind.Snippet);
        assert.deepEqual(
          items.map((i) => i.insertTextFormat),
          [format],
        );
        if (format === 1) {
          assert.equal(items[0]?.textEdit?.newText ?? items[0]?.insertText, inserted);
          assert.doesNotMatch(JSON.stringify(list), /\$\{?\d/);
        }
      }
    }
  });

  it('qualifies a component that has its name not for itself', async () => {
    const text = 'zone a { component c component d } zone b { component c } allow <|>';
    const names = await labels(text);
    assert.deepEqual(names.filter((name) => /^(\w\.)?[cd]$/.test(name)).sort(), ['a.c', 'b.c', 'd']);
  });

  it('never fails, wherever the cursor stands and the text ends', async () => {
    const text = plan({
      rule: 'allow vbr -> proxy : tcp 1, udp 2-3 during deployment until 2027-01-01 "x"',
      properties: 'transport = nbd',
    });
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length), fc.nat(text.length), async (cursor, end) => {
        const cut = text.slice(0, Math.max(cursor, end));
        await complete(`${cut.slice(0, cursor)}<|>${cut.slice(cursor)}`);
      }),
      { numRuns: ofChance(150), seed: 1 },
    );
  });
});
