import assert from 'node:assert/strict';
import type { DiffResult } from '../../server/protocol.ts';
import { TestClient } from './client.ts';
import { PLAN } from './plans.ts';

const URI = 'file:///plans/diff/office.segplan';
const NAME = 'office.segplan (last commit)';

describe('comparing a plan with its committed text', () => {
  let client: TestClient;
  /** What the editor has of the last commit, besides the plan itself. */
  const committed = new Map<string, string>();
  before(async () => {
    client = await TestClient.start();
    client.connection.onRequest('segplan/files/committed', ({ uri }: { uri: string }) => committed.get(uri) ?? null);
  });
  after(() => client.process.kill());
  beforeEach(() => committed.clear());

  const compare = (text: string, uri = URI): Promise<DiffResult> =>
    client.connection.sendRequest<DiffResult>('segplan/diff', { uri, text, name: NAME });
  const report = async (text: string, uri = URI): Promise<string> => {
    const result = await compare(text, uri);
    assert.ok('markdown' in result, JSON.stringify(result));
    return result.markdown;
  };

  it('reports what opens and closes in the text of the editor', async () => {
    await client.open(URI, PLAN.replace(': acme.data', ': tcp 5000-5009, 7777'));
    const markdown = await report(PLAN);
    assert.match(markdown, /## Opens[\s\S]*\| server \| store \| tcp 7777 \|[^\n]*office\.segplan:13[\s\S]*## Closes/);
    assert.match(markdown, /## Closes[\s\S]*\| server \| store \| tcp 5010 \|[^\n]*Moves data/);
    assert.ok(markdown.includes('office.segplan \\(last commit\\)'), markdown);
  });

  it('leads to the lines of the plan that open or deny something, and to none of what was committed', async () => {
    await client.open(URI, `${PLAN}deny server -> store : tcp 5010\n`);
    const denied = PLAN.split('\n').length;
    const markdown = await report(PLAN.replace(': acme.data', ': acme.data\nallow store -> server : tcp 23'));
    assert.match(markdown, new RegExp(`## Closes[\\s\\S]*now denied by \\[office\\.segplan:${denied}\\]\\(#L${denied}\\) deny `));
    assert.match(markdown, /\| office\.segplan \\\(last commit\\\):14 allow store/);
    assert.equal(markdown.match(/\(#L/g)?.length, 1, markdown);
    await client.open(URI, PLAN.replace(': acme.data', ': tcp 5000-5009, 7777'));
    assert.match(await report(PLAN), /## Opens[\s\S]*\| \[office\.segplan:13\]\(#L13\) allow server/);
  });

  it('finds no change where only the text differs, and leaves the plan and its problems alone', async () => {
    await client.open(URI, `// a comment\n${PLAN}`);
    const result = await compare(PLAN);
    assert.ok('changes' in result && result.changes === 0, JSON.stringify(result));
    assert.deepEqual(await client.settledDiagnostics(URI), []);
  });

  it('takes what the old text imports from the same commit, and as it is where there is no commit of it', async () => {
    const shared = 'file:///plans/diff/shared.segplan';
    const uri = 'file:///plans/diff/importing.segplan';
    const zones = 'zone a { subnet 10.1.0.0/24 }\nzone b { subnet 10.2.0.0/24 }\nservice app = tcp 80\n';
    const plan = 'import "./shared.segplan"\nallow a -> b : app\n';
    await client.open(shared, zones);
    await client.open(uri, plan);
    assert.match(await report(plan, uri), /no difference/);
    committed.set(shared, zones.replace('80', '81'));
    const markdown = await report(plan, uri);
    assert.match(markdown, /## Opens[\s\S]*\| a \| b \| tcp 80 \|[\s\S]*## Closes[\s\S]*\| a \| b \| tcp 81 \|/);
  });

  it('says which error of which text stands in the way', async () => {
    await client.open(URI, PLAN);
    const old = await compare(PLAN.replace('allow server', 'allow sever'));
    assert.ok('error' in old && /^office\.segplan \(last commit\), line 13: .*'sever'/.test(old.error), JSON.stringify(old));
    const uri = 'file:///plans/diff/faulty.segplan';
    await client.open(uri, PLAN.replace('allow server', 'allow sever'));
    const now = await compare(PLAN, uri);
    assert.ok('error' in now && /^the plan, line 13: .*'sever'/.test(now.error), JSON.stringify(now));
  });

  it('refuses a plan that is not there', async () => {
    await assert.rejects(compare(PLAN, 'file:///plans/diff/nowhere.segplan'), /no plan/);
  });
});
