import assert from 'node:assert/strict';
import { diagnose } from '../support/language.ts';

const codes = async (text: string, others?: Record<string, string>): Promise<unknown[]> =>
  (await diagnose(text, others)).map((d) => d.code);

const shared = `zone b { subnet 10.0.1.0/24
  component far : acme.agent at 10.0.1.1
}
service own = tcp 77
group both = b
vendor acme "Acme" { source d "d.txt" role server role agent flow server -> agent : tcp 7000 "Control" from d "1" }
allow b -> b : tcp 1
`;
const plan = (rest: string): string => `import "./shared.segplan"
use acme
zone a { subnet 10.0.0.0/24
  component near : acme.server at 10.0.0.1
}
${rest}`;

describe('what names mean', () => {
  it('an import brings zones, components, groups, services and vendors', async () => {
    assert.deepEqual(
      await codes(plan('allow near -> far : tcp 7000\nallow a -> both : own\n'), { 'shared.segplan': shared }),
      [],
    );
  });
  it('a vendor of the workspace demands flows as a built-in one does', async () => {
    const [found] = await diagnose(plan(''), { 'shared.segplan': shared });
    assert.equal(found?.code, 'missing-flow');
    assert.match(String(found?.message), /near -> far on tcp 7000/);
  });
  it('an import may lead through another, and round in a circle', async () => {
    const files = { 'shared.segplan': 'import "./deep.segplan"\n', 'deep.segplan': `import "./plan.segplan"\n${shared}` };
    assert.deepEqual(await codes(plan('allow near -> far : tcp 7000\n'), files), []);
  });
  it('two plans never see each other', async () => {
    const text = 'zone a { subnet 10.0.0.0/24 }\nallow a -> b : tcp 1\n';
    assert.deepEqual(await codes(text, { 'other.segplan': 'zone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.0.1.0/24 }\n' }), [
      'unknown-name',
    ]);
  });
  it('a vendor of the file hides a built-in one of the same name', async () => {
    const text =
      'vendor veeam "Mine" { role only }\nuse veeam\nzone a { subnet 10.0.0.0/24\n component x : veeam.only at 10.0.0.1\n component y : veeam.console at 10.0.0.2\n}\n';
    assert.deepEqual(await codes(text), ['unknown-role']);
  });
  it('a vendor is extended beside it and in another file, and both see each other', async () => {
    const more = `extend vendor acme { flow agent -> server, depot : control "Reports" from d "2"
      service control = tcp 7001 from d "2" role depot }`;
    const deeper = 'import "./shared.segplan"\nextend vendor acme { flow agent -> server : tcp 7002 "Stores" from d "3" }';
    const text = plan(`${more}\nzone c { subnet 10.0.2.0/24\n component store : acme.depot at 10.0.2.1 }`);
    const messages = (
      await diagnose(`import "./deeper.segplan"\n${text}`, { 'shared.segplan': shared, 'deeper.segplan': deeper })
    )
      .map((d) => String(d.message).match(/\w+ -> \w+ on [^,.]*/)?.[0])
      .sort();
    assert.deepEqual(messages, ['far -> near on tcp 7001-7002', 'far -> store on tcp 7001', 'near -> far on tcp 7000']);
  });
  it('what extends a built-in vendor adds to it, and to nothing where the file has that vendor itself', async () => {
    const zones = `use veeam\nzone a { subnet 10.0.0.0/24\n component x : veeam.console at 10.0.0.1 }
      zone b { subnet 10.0.1.0/24\n component y : veeam.browser at 10.0.1.1 }`;
    const more = 'extend vendor veeam { source own "own.txt" flow console -> browser : tcp 4242 "Ours" from own "1" }';
    const [found] = await diagnose(`${zones}\n${more}`);
    assert.match(String(found?.message), /x -> y on tcp 4242/);
    const hidden =
      'vendor veeam { role console role browser }\nuse veeam\nzone a { subnet 10.0.0.0/24 component x : veeam.proxy at 10.0.0.1 }';
    assert.deepEqual(await codes(hidden), ['unknown-role']);
  });
  it('a reading that the maker contests is required where a plan trusts its source', async () => {
    const acme = `vendor acme { source guide "https://acme.test/ports" "Ports" vendor version 2.1 dated 2026-05-26 source blog "b.txt"
      role server role agent
      flow server -> agent : tcp 7000 "Control" from guide "1"
      flow agent -> server : tcp 7001 "Control" from blog "1" contested by guide "1" }
      use acme
      zone a { subnet 10.0.0.0/24 component x : acme.server at 10.0.0.1 }
      zone b { subnet 10.0.1.0/24 component y : acme.agent at 10.0.1.1 }
      allow x -> y : tcp 7000\n`;
    const missing = async (text: string): Promise<string[]> =>
      (await diagnose(text)).filter((d) => d.code === 'missing-flow').map((d) => String(d.message));
    assert.deepEqual(await missing(acme), []);
    const [found] = await missing(`${acme}trust acme.blog\n`);
    assert.match(found ?? '', /y -> x on tcp 7001/);
  });
  it('a flow for one system is required of machines that run it, and of those that may', async () => {
    const acme = (runs: string): string => `vendor acme { source d "d.txt" role server role agent
      flow server -> agent : tcp 445 when responder runs windows "Control" from d "1"
      flow server -> agent : tcp 22 when responder runs linux "Control" from d "1" }
      use acme
      zone a { subnet 10.0.0.0/24 component x : acme.server at 10.0.0.1 }
      zone b { subnet 10.0.1.0/24 component y : acme.agent at 10.0.1.1 ${runs} }`;
    const ports = async (runs: string): Promise<string[]> =>
      (await diagnose(acme(runs)))
        .flatMap((d) => (d.code === 'missing-flow' ? (String(d.message).match(/445|22/g) ?? []) : []))
        .sort();
    assert.deepEqual(await ports('runs windows'), ['445']);
    assert.deepEqual(await ports('runs linux'), ['22']);
    assert.deepEqual(await ports('runs other'), []);
    assert.deepEqual(await ports(''), ['22', '445']);
  });
  it('a property with a default is what it says until a plan sets it otherwise', async () => {
    const acme = (set: string): string => `vendor acme { source d "d.txt" role server
      role agent { property mode = push | pull default pull }
      flow server -> agent : tcp 445 when mode = push "Control" from d "1"
      flow agent -> server : tcp 443 when mode = pull "Reports" from d "1" }
      use acme
      zone a { subnet 10.0.0.0/24 component x : acme.server at 10.0.0.1 }
      zone b { subnet 10.0.1.0/24 component y : acme.agent at 10.0.1.1 ${set} }`;
    const ports = async (set: string): Promise<string[]> =>
      (await diagnose(acme(set))).flatMap((d) => (d.code === 'missing-flow' ? (String(d.message).match(/445|443/g) ?? []) : []));
    assert.deepEqual(await ports(''), ['443']);
    assert.deepEqual(await ports('{ mode = push }'), ['445']);
  });
  it('a missing import is said at its place', async () => {
    assert.deepEqual(await codes('import "./nowhere.segplan"\n'), ['unknown-import']);
  });
  it('names what may have been meant', async () => {
    const [found] = await diagnose('use veeam\nzone a { subnet 10.0.0.0/24\n component x : veeam.backup-servr at 10.0.0.1\n}\n');
    assert.match(String(found?.message), /Did you mean 'veeam.backup-server'/);
  });
});
