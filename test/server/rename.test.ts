import assert from 'node:assert/strict';
import { URI } from 'vscode-uri';
import { editorServices, highlighted, references, renamed } from '../support/editor.ts';
import { atCursor, marking } from '../support/marks.ts';

/** Opens several files, and renames at `<|>` in the first one. */
async function renamedAmong(texts: Record<string, string>, newName: string): Promise<unknown> {
  const segplan = await editorServices();
  const { LangiumDocumentFactory, LangiumDocuments, DocumentBuilder } = segplan.shared.workspace;
  const [first] = Object.values(texts);
  const { text, offset } = atCursor(first!);
  const documents = Object.entries(texts).map(([path, each], n) =>
    LangiumDocumentFactory.fromString(n ? each : text, URI.file(`/rename/${path}`)),
  );
  for (const document of documents) LangiumDocuments.addDocument(document);
  await DocumentBuilder.build(documents);
  try {
    return await segplan.lsp.RenameProvider!.rename(documents[0]!, {
      textDocument: { uri: documents[0]!.uri.toString() },
      position: documents[0]!.textDocument.positionAt(offset),
      newName,
    });
  } finally {
    await DocumentBuilder.update(
      [],
      documents.map((d) => d.uri),
    );
  }
}

describe('renaming', () => {
  const plan = `use acme
site s {
  zone one { subnet 10.0.0.0/24 component c : acme.server at 10.0.0.1 }
  zone two { subnet 10.0.1.0/24 }
}
zone three { subnet 10.0.2.0/24 component d : acme.store at 10.0.2.1 { mode = on-site } }
group g = one
service web = tcp 80
deployment x = s
deployment y of x = three
vendor acme {
  source guide "f"
  source other "g"
  feature fast
  feature slow
  service data = tcp 1
  service more = tcp 2
  role server
  role store : server { property mode = on-site | off property size = 1 }
  role shelf : store { property depth = 1 }
  flow server -> store : data for fast "p" from guide "1"
}
`;
  /** The text with the cursor in a name. */
  const at = (declaration: string): string => marking(plan, `${declaration.slice(0, -1)}<|>${declaration.slice(-1)}`);

  for (const [declaration, taken] of [
    ['zone one', 'two'],
    ['zone one', 'three'],
    ['zone one', 's'],
    ['zone three', 'one'],
    ['zone three', 'c'],
    ['zone two', 'g'],
    ['site s', 'two'],
    ['group g', 'd'],
    ['component c', 'd'],
    ['component c', 'two'],
    ['deployment x', 'y'],
    ['service web', 'ssh'],
    ['vendor acme', 'veeam'],
    ['role server', 'store'],
    ['service data', 'more'],
    ['feature fast', 'slow'],
    ['source guide', 'other'],
    ['property mode', 'size'],
    ['property depth', 'mode'],
    ['property size', 'depth'],
  ] as const)
    it(`refuses ${declaration} -> ${taken}, which is taken`, async () => {
      await assert.rejects(renamed(at(declaration), taken), /^Error: There is already a \w+ named '/);
    });

  for (const [declaration, word] of [
    ['vendor acme', 'any'],
    ['vendor acme', 'source'],
    ['vendor acme', 'role'],
    ['zone one', 'allow'],
    ['zone one', 'any'],
    ['site s', 'zone'],
    ['group g', 'deny'],
    ['component c', 'subnet'],
    ['deployment x', 'group'],
    ['service web', 'update'],
    ['service data', 'one'],
    ['role server', 'required'],
    ['feature fast', 'tcp'],
    ['source guide', 'vendor'],
    ['property mode', 'version'],
  ] as const)
    it(`refuses ${declaration} -> ${word}, a word of the language`, async () => {
      await assert.rejects(renamed(at(declaration), word), new RegExp(`'${word}' is a word of the language`));
    });

  it('refuses what is no name', async () => {
    for (const name of ['', 'a b', 'a.b', '1a', 'a--b', 'a\u200bb'])
      await assert.rejects(renamed(at('zone one'), name), /is not a name/);
  });

  it('takes a free name, and the one that it has', async () => {
    assert.equal(await renamed(at('zone one'), 'free'), plan.replace('zone one', 'zone free').replace('g = one', 'g = free'));
    assert.equal(await renamed(at('zone one'), 'one'), plan);
    assert.equal(await renamed(at('vendor acme'), 'apex'), plan.replaceAll('acme', 'apex'));
    // A role may be called as a service is, and a word that means something elsewhere is a name like others.
    assert.equal(
      await renamed(at('feature fast'), 'data'),
      plan.replace('feature fast', 'feature data').replace('for fast', 'for data'),
    );
    assert.equal(await renamed(at('zone two'), 'site'), plan.replace('zone two', 'zone site'));
  });

  it('renames a phase wherever it is said, in rules, switches and catalogs', async () => {
    const text = `use acme
phase moving, install
zone one {}
allow one -> one : tcp 1 during moving
allow one -> one : tcp 2 during install
vendor acme { role r flow r -> r : tcp 1 during moving "p" }
`;
    for (const place of ['phase <|>moving', 'tcp 1 during mov<|>ing\nallow', 'during moving<|> "p"'])
      assert.equal(await renamed(marking(text, place), 'transfer'), text.replaceAll('moving', 'transfer'), place);
    const at = marking(text, 'phase mov<|>ing');
    await assert.rejects(renamed(at, 'install'), /already a phase named 'install'/);
    await assert.rejects(renamed(at, 'allow'), /'allow' is a word of the language/);
    await assert.rejects(renamed(at, 'on the move'), /is not a name/);
    // Under another name, what a built-in catalog needs in its phase would stay closed.
    const veeam = 'use veeam\nphase moving\nzone one {}\nallow one -> one : tcp 1 during deployment<|>\n';
    await assert.rejects(renamed(veeam, 'setup'), /'deployment' is a phase of the built-in catalog 'veeam'/);
    await assert.rejects(
      renamed(veeam.replace('<|>', '').replace('moving', 'mov<|>ing'), 'deployment'),
      /already a phase named 'deployment'/,
    );
  });

  it('and what is highlighted go together: a part of a qualified name, and every place of a phase', async () => {
    const text = `zone a { component c }
zone b { component c }
allow a.c -> b.c : tcp 1 during move
deny a -> b.c : tcp 2 during move
`;
    const zone = text.replace('zone a ', 'zone <|a|> ').replace('allow a.', 'allow <|a|>.').replace('deny a ', 'deny <|a|> ');
    for (const place of ['zone <|>a', 'allow a<|>.c', 'deny <|>a'])
      assert.equal(await highlighted(marking(text, place)), zone, place);
    assert.equal(
      await highlighted(marking(text, 'deny a -> b.<|>c')),
      text.replace('b { component c', 'b { component <|c|>').replaceAll('b.c', 'b.<|c|>'),
    );
    const phase = text.replaceAll('move', '<|move|>');
    assert.equal(await highlighted(marking(text, 'tcp 2 during mo<|>ve')), phase);
    assert.equal(await references(marking(text, 'tcp 2 during mo<|>ve')), phase);
  });

  it('renames a phase in the files that are read together, and in no other plan', async () => {
    const rule = 'allow z -> z : tcp 1 during move\n';
    const files = {
      'main.segplan': `import "./zones.segplan"\nphase mo<|>ve\n${rule}`,
      'rules.segplan': `import "./zones.segplan"\n${rule}`,
      'zones.segplan': 'zone z {}\n',
    };
    const changed = async (texts: Record<string, string>): Promise<string[]> => {
      const { changes } = (await renamedAmong(texts, 'shift')) as { changes: Record<string, unknown[]> };
      return Object.entries(changes).map(([uri, edits]) => `${uri.split('/').at(-1)} ${edits.length}`);
    };
    assert.deepEqual(await changed(files), ['main.segplan 2']);
    // Where the file of both says it, it is one phase.
    const both = await changed({ ...files, 'zones.segplan': `zone z {}\n${rule}` });
    assert.deepEqual(both.sort(), ['main.segplan 2', 'rules.segplan 1', 'zones.segplan 1']);
  });

  it('refuses names that would be taken for a role', async () => {
    await assert.rejects(renamed('zone z { component vra } use zerto allow zerto.v<|>ra -> z', 'x'), /built-in/);
    await assert.rejects(renamed('zone z<|> { component vra }', 'zerto'), /already a role named 'vra'/);
    await assert.rejects(renamed('zone zerto { component c<|> }', 'vra'), /already a role named 'vra'/);
    await assert.rejects(renamed('zone z { component c } vendor v<|> { role c }', 'z'), /already a component named 'c'/);
  });

  it('looks at files that import this one, and at those that this one imports', async () => {
    const main = 'import "./shared.segplan"\nsite s { zone near {} }\n';
    const shared = 'site t { zone fa<|>r {} }\n';
    await assert.rejects(
      renamedAmong({ 'shared.segplan': shared, 'main.segplan': main }, 'near'),
      /zone named 'near' in main\.segplan/,
    );
    const marked = main.replace('near', 'ne<|>ar');
    const plain = shared.replace('<|>', '');
    await assert.rejects(
      renamedAmong({ 'main.segplan': marked, 'shared.segplan': plain }, 'far'),
      /zone named 'far' in shared\.segplan/,
    );
    // Two files that are seen together in a third one.
    const third = 'import "./shared.segplan"\nimport "./b.segplan"\n';
    await assert.rejects(
      renamedAmong({ 'shared.segplan': shared, 'b.segplan': 'zone near {}\n', 'third.segplan': third }, 'near'),
      /zone named 'near' in b\.segplan/,
    );
    assert.ok(await renamedAmong({ 'shared.segplan': shared, 'b.segplan': 'zone near {}\n' }, 'near'));
  });
});
