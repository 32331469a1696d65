// What an edit leaves alone is not worked out again, and what it touches is.
import assert from 'node:assert/strict';
import { EmptyFileSystem, type LangiumDocument } from 'langium';
import { URI } from 'vscode-uri';
import type { Analysis } from '../../language/analysis/analyze.ts';
import type * as ast from '../../language/generated/ast.ts';
import { formatServices } from '../../language/model/services.ts';
import { createSegplanCoreServices, type SegplanCoreServices } from '../../language/module.ts';
import { TODAY } from '../support/language.ts';

const uri = URI.file('/plans/edited.segplan');
const shared = URI.file('/plans/shared.segplan');

const PLAN = `import "./shared.segplan"
use acronis-scs 12.5
zone a { subnet 10.0.0.0/24 component vbr : acronis-scs.agent at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component repo : acronis-scs.management-server at 10.0.1.1 }
allow vbr -> repo : tcp 1
`;

/** A workspace of two files that can be edited. */
async function workspace(): Promise<{ edit(file: URI, text: string): Promise<Analysis>; services: SegplanCoreServices }> {
  const texts = new Map<string, string>();
  const files = Object.assign(EmptyFileSystem.fileSystemProvider(), {
    readFile: async (file: URI) => texts.get(file.toString()) ?? '',
  });
  const { shared: common, Segplan: services } = createSegplanCoreServices({ fileSystemProvider: () => files });
  services.segplan.Plans.today = () => TODAY;
  await common.workspace.WorkspaceManager.initializeWorkspace([]);
  const { LangiumDocuments, DocumentBuilder } = common.workspace;
  const edit = async (file: URI, text: string): Promise<Analysis> => {
    texts.set(file.toString(), text);
    if (!LangiumDocuments.hasDocument(file)) await LangiumDocuments.getOrCreateDocument(file);
    await DocumentBuilder.update([file], []);
    const document = LangiumDocuments.getDocument(uri) as LangiumDocument<ast.Document> | undefined;
    if (!document) return undefined as unknown as Analysis;
    return services.segplan.Plans.analysis(document.parseResult.value);
  };
  return { edit, services };
}

const missing = (analysis: Analysis): string[] => analysis.missing.map((g) => `${g.from.name} -> ${g.to.name}`);

describe('after an edit', () => {
  it('of a rule, what is required is as it was, and what is missing is not', async () => {
    const { edit } = await workspace();
    await edit(shared, '');
    const before = await edit(uri, PLAN);
    assert.deepEqual(missing(before), ['vbr -> repo']);
    const after = await edit(uri, `// a line more\n${PLAN.replace('tcp 1', 'tcp 7780')}`);
    assert.deepEqual(missing(after), []);
    assert.equal(after.requirements, before.requirements);
    // Places are those of the new text.
    const zone = after.plan.zones.find((z) => z.name === 'b')!;
    assert.equal(zone.node.$cstNode!.range.start.line, 4);
    assert.equal(zone.components[0]!.node.$cstNode!.range.start.line, 4);
    assert.equal(zone.components[0]!.node.$container, zone.node);
  });

  it('of a service that others are built on, they stand for what they stand for now, whichever file it is in', async () => {
    const { edit } = await workspace();
    const text = `import "./shared.segplan"
zone a { subnet 10.0.0.0/24 }
zone b { subnet 10.0.1.0/24 }
service top = middle, tcp 1
service middle = bottom, tcp 2
service other = tcp 3
allow a -> b : top
`;
    const opened = (analysis: Analysis): string[] => analysis.allows.map((box) => formatServices(box.services));
    await edit(shared, 'service bottom = tcp 10\n');
    assert.deepEqual(opened(await edit(uri, text)), ['tcp 1-2, 10']);
    assert.deepEqual(opened(await edit(uri, text.replace('middle = bottom', 'middle = other'))), ['tcp 1-3']);
    assert.deepEqual(opened(await edit(uri, text)), ['tcp 1-2, 10']);
    assert.deepEqual(opened(await edit(shared, 'service bottom = udp 20\n')), ['tcp 1-2, udp 20']);
    assert.deepEqual(opened(await edit(uri, `${text}service bottom = tcp 30\n`)), ['tcp 1-2, 30']);
    assert.deepEqual(opened(await edit(uri, text)), ['tcp 1-2, udp 20']);
    assert.deepEqual(opened(await edit(shared, '')), ['tcp 1-2']);
  });

  it('of a rule, bindings are as they were and stand where they stand now; of a binding, what is required is worked out anew', async () => {
    const { edit } = await workspace();
    await edit(shared, '');
    const bound = `${PLAN}zone c { subnet 10.0.2.0/24 component other : acronis-scs.management-server at 10.0.2.1 }\nbind vbr with repo\n`;
    const before = await edit(uri, bound);
    assert.deepEqual(missing(before), ['vbr -> repo']);
    const after = await edit(uri, `// a line more\n${bound.replace('tcp 1', 'tcp 7780')}`);
    assert.equal(after.requirements, before.requirements);
    const [binding] = after.plan.bindings;
    assert.equal(binding!.at.$cstNode!.range.start.line, 7);
    const vbr = after.plan.components.find((c) => c.name === 'vbr')!;
    assert.deepEqual(
      vbr.bonds.map((bond) => bond.binding),
      [binding],
    );
    assert.deepEqual(missing(await edit(uri, bound.replace('with repo', 'with other'))), ['vbr -> other']);
    assert.deepEqual(missing(await edit(uri, bound.replace('bind vbr with repo', ''))).sort(), ['vbr -> other', 'vbr -> repo']);
  });

  it('of a component, a use or an imported file, what is required is worked out anew', async () => {
    const { edit } = await workspace();
    await edit(shared, '');
    const before = await edit(uri, PLAN);
    const moved = await edit(uri, PLAN.replace('at 10.0.1.1', 'at 10.0.1.2'));
    assert.notEqual(moved.requirements, before.requirements);
    assert.equal(moved.plan.components[1]!.addresses.intersect(before.plan.components[1]!.addresses).isEmpty, true);
    const unused = await edit(uri, PLAN.replace('use acronis-scs 12.5', ''));
    assert.deepEqual(unused.requirements, []);
    const more = await edit(uri, PLAN);
    await edit(shared, 'zone c { subnet 10.0.2.0/24 component other : acronis-scs.management-server at 10.0.2.1 }');
    const imported = await edit(uri, PLAN);
    assert.ok(imported.requirements.length > more.requirements.length);
  });

  it('of another file, nothing of a plan is worked out again', async () => {
    const { edit, services } = await workspace();
    await edit(shared, '');
    const before = await edit(uri, PLAN);
    const other = URI.file('/plans/other.segplan');
    const after = await edit(other, 'zone elsewhere { subnet 192.0.2.0/24 }');
    assert.equal(after, before);
    assert.equal(services.segplan.Plans.plan(after.plan.root), before.plan);
  });
});
