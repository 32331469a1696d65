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
  it('a missing import is said at its place', async () => {
    assert.deepEqual(await codes('import "./nowhere.segplan"\n'), ['unknown-import']);
  });
  it('names what may have been meant', async () => {
    const [found] = await diagnose('use veeam\nzone a { subnet 10.0.0.0/24\n component x : veeam.backup-servr at 10.0.0.1\n}\n');
    assert.match(String(found?.message), /Did you mean 'veeam.backup-server'/);
  });
});
