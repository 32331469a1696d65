import assert from 'node:assert/strict';
import type { LangiumDocument } from 'langium';
import type * as ast from '../../language/generated/ast.ts';
import type { SegplanCoreServices } from '../../language/module.ts';
import { createEditedLanguage } from '../support/edited-language.ts';
import { createTestLanguage } from '../support/language.ts';
import { shown } from '../support/shown.ts';

describe('a plan whose imported file is edited', () => {
  it('keeps what hangs on settings where an imported file says something else of zones alone, and shows what a fresh start shows', async () => {
    const [kept, fresh] = await Promise.all([createEditedLanguage(), createTestLanguage()]);
    const plan = `import "./net.segplan"\nuse veeam 13\nallow proxies, b -> v : web, tcp 9392\nallow a -> b : required\n`;
    const net = `zone a { subnet 10.0.0.0/24 component v : veeam.backup-server at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component p : veeam.vmware-proxy at 10.0.1.1 component r : veeam.linux-repository at 10.0.1.2 }
service web = tcp 80
group proxies = p
nat 10.0.1.1 -> 10.0.0.1
vpn 10.0.0.0/24, 10.0.1.0/24
firewall edge { zones a, b }
`;
    const EDITS: readonly (readonly [from: string, to: string, isKept: boolean])[] = [
      ['v : veeam.backup-server at 10.0.0.1', 'v : veeam.backup-server at 10.0.0.7', true],
      ['zone b {', '// A comment\nzone b {', true],
      ['component r ', 'component more : veeam.vmware-proxy at 10.0.1.9 component r ', true],
      ['tcp 80', 'tcp 81', false],
      ['group proxies = p', 'group proxies = p, r', false],
      ['nat 10.0.1.1', 'nat 10.0.1.2', false],
      ['nat 10.0.1.2 -> 10.0.0.1', '// none', false],
      ['vpn 10.0.0.0/24', 'vpn 10.0.0.0/25', false],
      ['zones a, b', 'zones a', false],
      ['firewall edge { zones a }\n', '', false],
    ];
    const inFolder = (folder: string, own: string): [string, string][] => [
      [`${folder}/plan.segplan`, plan],
      [`${folder}/net.segplan`, own],
    ];
    const document = () => kept.services.shared.workspace.LangiumDocuments.getDocument(kept.uriOf('net/plan.segplan'))!;
    const root = () => document().parseResult.value as ast.Document;
    for (const [name, text] of inFolder('net', net).reverse()) await kept.edit(name, text);
    const text = (own: SegplanCoreServices, of: LangiumDocument<ast.Document>): string => {
      const { vpns, nats, firewalls } = own.segplan.Plans.plan(of.parseResult.value);
      const places = [...vpns, ...nats, ...firewalls].map(({ node }) => [node.$cstNode?.text, node.$cstNode?.range.start]);
      return JSON.stringify([shown(own, of), places], null, 1);
    };
    const seen: { readonly net: string; readonly to: string; readonly text: string }[] = [];
    let now = net;
    for (const [from, to, isKept] of EDITS) {
      assert.ok(now.includes(from), from);
      now = now.replace(from, to);
      const { settings } = kept.services.segplan.Plans.plan(root());
      await kept.edit('net/net.segplan', now);
      assert.equal(kept.services.segplan.Plans.plan(root()).settings === settings, isKept, to);
      seen.push({ net: now, to, text: text(kept.services, document() as LangiumDocument<ast.Document>) });
    }
    // A file that is new has everything linked again that is known anywhere: between two edits it would hide what these leave as it was.
    for (const [n, was] of seen.entries()) {
      const other = await fresh.load(Object.fromEntries(inFolder(`fresh-net-${n}`, was.net)));
      assert.equal(was.text, text(fresh.services, other), was.to);
    }
  });

  it('counts as used what gives it a name, whatever else is edited in either of the two', async () => {
    const kept = await createEditedLanguage();
    const [own, names] = ['plan.segplan', 'names.segplan'];
    const plan = `import "./names.segplan"\nzone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.0.1.0/24 }\nallow a -> b : web\n`;
    const services = 'service web = tcp 80\nservice other = tcp 81\n';
    const found = (document: LangiumDocument): unknown[] =>
      (document.diagnostics ?? []).map(({ code }) => code).filter((code) => String(code).startsWith('unused-'));
    await kept.edit(names, services);
    assert.deepEqual(found(await kept.edit(own, plan)), []);
    for (const more of ['// A comment\n', 'service third = udp 5\n', 'service web2 = tcp 82\n']) {
      await kept.edit(names, `${more}${services}`);
      const document = kept.services.shared.workspace.LangiumDocuments.getDocument(kept.uriOf(own))!;
      assert.deepEqual(found(document), [], more);
      assert.deepEqual(found(await kept.edit(own, `${plan}// ${more}`)), [], more);
    }
    assert.deepEqual(found(await kept.edit(own, plan.replace(': web', ': tcp 80'))), ['unused-import']);
    assert.deepEqual(found(await kept.edit(own, plan)), []);
  });

  it('finds the properties that a role has by another one, whichever file is linked first', async () => {
    const [kept, fresh] = await Promise.all([createEditedLanguage(), createTestLanguage()]);
    const plan = `import "./catalog.segplan"
zone a { subnet 10.0.0.0/24 component x : v.high at 10.0.0.1 { speed = fast } component y : v.top at 10.0.0.2 { speed = fast } }
`;
    const catalog = (low: string): string => `import "./more.segplan"
vendor v "V" {
  ${low}
  role high "High" : low
}
`;
    const more = 'import "./catalog.segplan"\nextend vendor v "More" version 2 {\n  role top "Top" : high\n}\n';
    const [has, lacks, none] = [
      'role low "Low" { property speed = slow | fast }',
      'role low "Low" { property pace = slow | fast }',
      '',
    ];
    // The plan is known before what it imports, and so is linked before.
    await kept.edit('plan.segplan', plan);
    await kept.edit('more.segplan', more);
    for (const [n, low] of [has, lacks, has, none, has].entries()) {
      await kept.edit('catalog.segplan', catalog(low));
      const document = kept.services.shared.workspace.LangiumDocuments.getDocument(kept.uriOf('plan.segplan'))!;
      const files = { 'plan.segplan': plan, 'catalog.segplan': catalog(low), 'more.segplan': more };
      const other = await fresh.load(
        Object.fromEntries(Object.entries(files).map(([name, text]): [string, string] => [`fresh-${n}/${name}`, text])),
      );
      const brokenIn = ({ references }: LangiumDocument): string[] =>
        references.filter(({ error }) => error).map(({ $refText }) => $refText);
      assert.deepEqual(brokenIn(document), brokenIn(other), low);
      assert.deepEqual(brokenIn(document), low === has ? [] : ['speed', 'speed'], low);
    }
  });
});
