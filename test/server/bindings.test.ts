// What an editor shows and does where a plan says which components belong together.
import assert from 'node:assert/strict';
import { actions, complete, definition, formatted, hover, references, renamed } from '../support/editor.ts';
import { analysisOf } from '../support/language.ts';
import { marking } from '../support/marks.ts';

const plan = `use acronis-scs 12.5 update 2
site hq without archive {
  zone corporate { subnet 10.0.0.0/24 component desk : acronis-scs.agent at 10.0.0.1 with nas }
  zone storage { subnet 10.0.1.0/24 component nas : acronis-scs.smb-archive at 10.0.1.5 }
}
zone vault { subnet 10.1.1.0/24 component archive : acronis-scs.smb-archive at 10.1.1.5 }
zone clients { subnet 10.1.2.0/24 component till : acronis-scs.agent at 10.1.2.5 }
group tills = till with archive
bind till with storage
bind acronis-scs.agent with acronis-scs.smb-archive in hq by site "each keeps its own"
`;

const labels = async (marked: string): Promise<string[]> => (await complete(marked)).items.map((i) => i.label);

describe('bindings in the editor', () => {
  it('hover says what binds a component', async () => {
    const text = await hover(marking(plan, 'component d<|>esk'));
    assert.match(
      text,
      /Bound by: line 3, 'with nas'; line 2, 'without archive'; line 10, 'bind acronis-scs\.agent with acronis-scs\.smb-archive in hq/,
    );
    assert.match(text, /nas: `tcp 139, 445, udp 137-138`/);
    assert.doesNotMatch(text, /archive: `/);
    assert.match(
      await hover(marking(plan, 'component n<|>as')),
      /Named as a partner by: line 3, 'with nas'; line 9, 'bind till with storage'/,
    );
    assert.match(await hover(marking(plan, 'component a<|>rchive')), /Left out by: line 2, 'without archive'/);
  });

  it('hover over a port says what leaves out who would need it', async () => {
    const text = await hover(`${plan}allow corporate -> vault : tcp 4<|>45\n`);
    assert.match(text, /Not required for desk -\\> archive on tcp 445.*left out by line 2, 'without archive'/);
  });

  it('hover explains what is named', async () => {
    assert.match(await hover(marking(plan, 'bind till with s<|>torage')), /\*\*storage\*\*[\s\S]*Components: nas/);
    assert.match(await hover(marking(plan, 'desk : acronis-scs.agent at 10.0.0.1 with n<|>as')), /\*\*nas\*\*/);
    assert.match(await hover(plan.replace('with storage', 'with h<|>q')), /\*\*hq\*\* · site[\s\S]*Components: desk, nas/);
    assert.match(await hover(marking(plan, 'with a<|>cronis-scs.smb-archive in hq')), /SMB share that agents back up to/);
  });

  it('names in them are found and renamed with the others', async () => {
    assert.match(
      await renamed(marking(plan, 'component a<|>rchive'), 'vault-nas'),
      /site hq without vault-nas \{[\s\S]*group tills = till with vault-nas\n/,
    );
    assert.match(await renamed(marking(plan, 'site h<|>q'), 'berlin'), /site berlin without archive \{[\s\S]*in berlin by site/);
    assert.match(await references(marking(plan, 'component n<|>as')), /with <\|nas\|> \}[\s\S]*component <\|nas\|>/);
    assert.equal(await definition(marking(plan, 'bind t<|>ill')), marking(plan, 'component <|till|> :'));
  });

  it('completes words, partners, roles and places', async () => {
    const bind = (text: string): string => `${plan}${text}`;
    assert.ok((await labels(bind('b<|>'))).includes('bind'));
    const after = await labels(bind('bind till <|>'));
    assert.ok(after.includes('with') && after.includes('without'));
    const partners = await labels(bind('bind till with <|>'));
    for (const each of ['nas', 'storage', 'hq', 'tills', 'acronis-scs.smb-archive']) assert.ok(partners.includes(each), each);
    assert.deepEqual((await labels(bind('bind till with acronis-scs.agent in <|>'))).sort(), [
      'clients',
      'corporate',
      'hq',
      'storage',
      'vault',
    ]);
    const scopes = await labels(bind('bind till with nas by <|>'));
    assert.ok(scopes.includes('site') && scopes.includes('zone'));
    const clause = await labels(plan.replace('at 10.1.2.5', 'at 10.1.2.5 <|>'));
    assert.ok(clause.includes('with') && clause.includes('without'));
    assert.ok((await labels(plan.replace('at 10.1.2.5', 'at 10.1.2.5 with <|>'))).includes('archive'));
  });

  it('offers the components first that the member works with', async () => {
    const { items } = await complete(`${plan}bind till with <|>`);
    const order = items
      .filter((i) => ['nas', 'archive', 'desk', 'till'].includes(i.label))
      .sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
    assert.deepEqual(
      order.map((i) => i.label),
      ['archive', 'nas', 'desk', 'till'],
    );
  });

  it('are formatted', async () => {
    const messy = `zone a   with   b ,c{ subnet 10.0.0.0/24
component x : veeam.console at 10.0.0.1   with y,  z   by   site without   w {version=13}
  component longer : veeam.console at 10.0.0.2
}
group g=x ,longer   without  a
bind   g ,  x with veeam.proxy   in a,
  b by   zone   "why"
`;
    assert.equal(
      await formatted(messy),
      `zone a with b, c {
  subnet 10.0.0.0/24
  component x      : veeam.console at 10.0.0.1 with y, z by site without w { version = 13 }
  component longer : veeam.console at 10.0.0.2
}
group g = x, longer without a
bind g, x with veeam.proxy in a,
  b by zone "why"
`,
    );
  });

  it('quick-fixes of flows across sites write one line', async () => {
    const sites = `use acronis-scs 12.5 update 2
site hq {
  zone h { subnet 10.0.0.0/24 component <|h1|> : acronis-scs.agent at 10.0.0.1 }
  zone i { subnet 10.0.1.0/24 component h2 : acronis-scs.smb-archive at 10.0.1.1 }
}
site dr {
  zone d { subnet 10.1.0.0/24 component d1 : acronis-scs.agent at 10.1.0.1 }
  zone e { subnet 10.1.1.0/24 component d2 : acronis-scs.smb-archive at 10.1.1.1 }
}
`;
    const { list, apply } = await actions(sites, ['quickfix'], (d) => d.code === 'crosswise-flow');
    const after = apply(list.find((a) => /^Add 'bind/.test(a.title)));
    assert.match(after, /\}\n\nbind acronis-scs\.agent with acronis-scs\.smb-archive by site\n$/);
    const left = (await analysisOf(after)).missing.map((gap) => `${gap.from.name} ${gap.to.name}`);
    assert.deepEqual(left, ['h1 h2', 'd1 d2']);
  });
});
