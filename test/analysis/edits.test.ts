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
  it('of what stands between two rules, of pairs, directions and versions, all is as a fresh start finds it', async () => {
    const vendor = (flow: string): string => `use v\nvendor v { role a role b ${flow} }\n`;
    const site = (name: string, n: number): string =>
      `site ${name} { zone a${n} { subnet 10.${n}.0.0/24 component x${n} : v.a at 10.${n}.0.1 } zone b${n} { subnet 10.${n}.1.0/24 component y${n} : v.b at 10.${n}.1.1 } }\n`;
    const sites = site('s1', 1) + site('s2', 2) + site('s3', 3);
    const rule = (port: number): string => `allow x1 -> y1 : tcp ${port}\n`;
    const ports = vendor('flow a -> b : tcp 1, 2, 3, 4 when same site');
    for (const [before, after, expected] of [
      [`${rule(1)}${rule(3)}${rule(4)}`, `${rule(1)}${rule(2)}${rule(3)}${rule(4)}`, ['x2 -> y2', 'x3 -> y3']],
      [`${rule(3)}${rule(4)}`, `${rule(1)}${rule(3)}${rule(4)}`, ['x1 -> y1', 'x2 -> y2', 'x3 -> y3']],
    ] as const) {
      const { edit } = await workspace();
      await edit(uri, `${ports}${sites}${before}`);
      assert.deepEqual(missing(await edit(uri, `${ports}${sites}${after}`)), expected);
    }
    const paired = vendor('flow a -> b : tcp 1 when paired sites');
    const { edit } = await workspace();
    assert.equal(missing(await edit(uri, `${paired}${sites}`)).length, 6);
    assert.deepEqual(missing(await edit(uri, `${paired}${sites}pair s1, s3\n`)), ['x1 -> y3', 'x3 -> y1']);
    assert.deepEqual(missing(await edit(uri, `${paired}${sites}pair s1, s2\n`)), ['x1 -> y2', 'x2 -> y1']);
    const between = vendor('flow between a and b : tcp 1 when same site');
    const lone = site('s1', 1);
    await edit(uri, `${between}${lone}direction v.a -> v.b\n`);
    assert.deepEqual(missing(await edit(uri, `${between}${lone}direction v.b -> v.a\n`)), ['y1 -> x1']);
    assert.deepEqual(missing(await edit(uri, `${between}${lone}direction v.a -> v.b\n`)), ['x1 -> y1']);
    // Zones and what flows hang on may change at once.
    const other = lone.replace('10.1.0.1 }', '10.1.0.2 }');
    assert.deepEqual(missing(await edit(uri, `${between}${other}direction v.b -> v.a\n`)), ['y1 -> x1']);
    const versions = vendor('flow a -> b : tcp 1 when version >= 2').replace('use v', 'use v 1');
    assert.deepEqual(missing(await edit(uri, `${versions}${lone}`)), []);
    assert.deepEqual(missing(await edit(uri, `${versions.replace('use v 1', 'use v 2')}${lone}`)), ['x1 -> y1']);
  });

  it('of what a component is for, others do without it what it would do', async () => {
    const plan = (kind: string, deployment = ''): string => `use v
vendor v {
  role server role store role gateway { property storage = share | store }
  flow gateway -> store : tcp 1 when storage = store
  flow server -> store : tcp 2 when no gateway
}
zone a { subnet 10.0.0.0/24 component s : v.server at 10.0.0.1 }
zone c { subnet 10.0.2.0/24 component g : v.gateway at 10.0.2.1 { storage = ${kind} } component h : v.gateway at 10.0.2.2 { storage = share } }
zone b { subnet 10.0.1.0/24 component t : v.store at 10.0.1.1 }
${deployment}
`;
    for (const deployment of ['', 'deployment d = a, b, c']) {
      const { edit } = await workspace();
      assert.deepEqual(missing(await edit(uri, plan('share', deployment))), ['s -> t']);
      assert.deepEqual(missing(await edit(uri, plan('store', deployment))), ['g -> t']);
      assert.deepEqual(missing(await edit(uri, plan('share', deployment))), ['s -> t']);
    }
  });

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
