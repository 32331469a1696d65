// A block of a vendor that an edit leaves alone may say something else by it: names in it lead to what its file sees.
import assert from 'node:assert/strict';
import type { LangiumDocument } from 'langium';
import type * as ast from '../../language/generated/ast.ts';
import { formatServices } from '../../language/model/services.ts';
import { createEditedLanguage, type EditedLanguage } from '../support/edited-language.ts';

describe('a vendor of a plan whose names come to lead elsewhere', () => {
  let kept: EditedLanguage;
  beforeEach(async () => {
    kept = await createEditedLanguage();
  });

  const documentOf = (name: string): LangiumDocument<ast.Document> =>
    kept.services.shared.workspace.LangiumDocuments.getDocument(kept.uriOf(name)) as LangiumDocument<ast.Document>;
  const lacks = (name: string): string[] => {
    const { missing } = kept.services.segplan.Plans.analysis(documentOf(name).parseResult.value);
    return missing.map(({ from, to, services }) => `${from.name} -> ${to.name}: ${formatServices(services)}`);
  };
  const findings = (name: string): unknown[] => (documentOf(name).diagnostics ?? []).map(({ code }) => code);

  const vendor = 'vendor v { role a role b flow a -> b : web }\n';
  const zones = `use v
zone z { subnet 10.0.0.0/24 component x : v.a at 10.0.0.1 }
zone y { subnet 10.0.1.0/24 component w : v.b at 10.0.1.1 }
`;

  it('requires the ports that a service of the plan has by now', async () => {
    const plan = (service: string): string => `${service}\n${vendor}${zones}`;
    for (const [service, ports] of [
      ['service web = tcp 80', 'tcp 80'],
      ['service web = tcp 81', 'tcp 81'],
      ['service web = more service more = tcp 82', 'tcp 82'],
      ['service web = more service more = tcp 83', 'tcp 83'],
      ['service web = more service more = web, tcp 84', 'tcp 84'],
    ] as const) {
      await kept.edit('plan.segplan', plan(service));
      assert.deepEqual(lacks('plan.segplan'), [`x -> w: ${ports}`], service);
    }
    await kept.edit('plan.segplan', plan(''));
    assert.deepEqual(lacks('plan.segplan'), []);
  });

  it('requires the ports of a service in another file that its own file sees, whichever of them is edited', async () => {
    await kept.edit('more.segplan', 'service more = tcp 80\n');
    await kept.edit('web.segplan', 'import "./more.segplan"\nservice web = more\n');
    await kept.edit('catalog.segplan', `import "./web.segplan"\n${vendor}`);
    await kept.edit('plan.segplan', `import "./catalog.segplan"\n${zones}`);
    assert.deepEqual(lacks('plan.segplan'), ['x -> w: tcp 80']);
    await kept.edit('more.segplan', 'service more = tcp 81\n');
    assert.deepEqual(lacks('plan.segplan'), ['x -> w: tcp 81']);
    await kept.edit('web.segplan', 'service web = udp 82\n');
    assert.deepEqual(lacks('plan.segplan'), ['x -> w: udp 82']);
    await kept.edit('catalog.segplan', vendor);
    assert.deepEqual(lacks('plan.segplan'), []);
  });

  it('has the flows to a role that its file has come to see by an import, in each file that sees both', async () => {
    const other = 'import "./plan.segplan"\nzone z { component x : w.a at 10.0.0.1 }\nvendor v { role b }\n';
    const plan = 'vendor w { role a flow a -> v.b : tcp 80 }\n';
    await kept.edit('plan.segplan', plan);
    await kept.edit('other.segplan', other);
    const flowsOf = (name: string): number =>
      kept.services.segplan.Plans.catalog(documentOf(name).parseResult.value).vendors.get('w')!.flows.length;
    assert.equal(flowsOf('other.segplan'), 0);
    assert.ok(!findings('other.segplan').includes('vendor-not-used'));
    await kept.edit('plan.segplan', `import "./other.segplan"\n${plan}`);
    assert.equal(flowsOf('other.segplan'), 1);
    assert.ok(findings('other.segplan').includes('vendor-not-used'));
    await kept.edit('plan.segplan', plan);
    assert.equal(flowsOf('other.segplan'), 0);
    assert.ok(!findings('other.segplan').includes('vendor-not-used'));
  });

  it('is read once while no name in it leads elsewhere', async () => {
    const plan = (text: string): string => `service web = tcp 80\nservice other = tcp 90\n${vendor}${zones}${text}`;
    const catalog = () => kept.services.segplan.Plans.catalog(documentOf('plan.segplan').parseResult.value);
    await kept.edit('plan.segplan', plan(''));
    const before = catalog();
    for (const text of [
      plan('allow x -> w : other\n'),
      plan('// a comment\n'),
      plan('service third = web\nallow x -> w : third\n'),
      plan('').replace('tcp 90', 'tcp 91'),
      plan('').replace('10.0.0.1', '10.0.0.2'),
    ]) {
      await kept.edit('plan.segplan', text);
      assert.equal(catalog(), before, text);
    }
    await kept.edit('plan.segplan', plan('').replace('tcp 80', 'tcp 81'));
    assert.notEqual(catalog(), before);
  });
});
