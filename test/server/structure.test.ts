import assert from 'node:assert/strict';
import type { PlanInfo } from '../../server/protocol.ts';
import { TestClient } from './client.ts';
import { lineOf, PLAN } from './plans.ts';

const URI = 'file:///plans/office.segplan';

describe('what plans are made of, for views', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await TestClient.start();
  });
  afterEach(() => client.stop());
  const structure = (): Promise<PlanInfo[]> => client.connection.sendRequest<PlanInfo[]>('segplan/structure');

  it('names zones and components with their places, and counts what is required and missing', async () => {
    await client.open(URI, PLAN.replace(/^allow .*\n/gm, ''));
    const [plan, ...others] = await structure();
    assert.equal(others.length, 0);
    assert.equal(plan!.name, 'office.segplan');
    assert.deepEqual([plan!.required, plan!.missing], [1, 1]);
    const office = plan!.zones.find(({ name }) => name === 'office');
    assert.equal(office?.line, lineOf(PLAN, 'zone office'));
    assert.equal(office?.uri, URI);
    assert.ok(office?.components.some(({ name, roles }) => name === 'server' && /^acme\./.test(roles)));
  });

  it('tells an assertion about a phase that is off from one that holds', async () => {
    const lines = ['assert office never reaches office during failover', 'assert office reaches office not during failover'];
    await client.open(URI, `${PLAN}${lines.join('\n')}\n`);
    const [plan] = await structure();
    const said = plan!.assertions.filter(({ text }) => lines.includes(text));
    assert.deepEqual(
      said.map(({ dormant, failure }) => [dormant, failure !== undefined]),
      [
        [true, false],
        [undefined, false],
      ],
    );
  });

  for (const method of ['segplan/structure', 'segplan/overview'])
    it(`${method}: asked while the workspace is still read, it waits for that and keeps nothing from going on`, async () => {
      const plan = 'virtual:/plans/plan.segplan';
      const slow = await TestClient.start({ workspaceFolder: 'virtual:/plans' });
      try {
        const asked = new Promise<void>((done) => {
          // The folder is listed long after the question has arrived.
          slow.connection.onRequest('segplan/files/list', async ({ uri }: { uri: string }) => {
            await asked;
            return uri === 'virtual:/plans' ? [{ uri: plan, isFile: true, isDirectory: false }] : [];
          });
          slow.connection.onRequest('segplan/files/stat', () => ({ isFile: true, isDirectory: false }));
          slow.connection.onRequest('segplan/files/read', () => Buffer.from(PLAN).toString('base64'));
          setTimeout(done, 500);
        });
        const answer = await slow.connection.sendRequest(method, {});
        assert.match(JSON.stringify(answer), /office/);
        assert.ok(await slow.connection.sendRequest('segplan/templates'));
      } finally {
        await slow.stop();
      }
    });

  it('says of each assertion whether it holds, and why not', async () => {
    const asserts = ['assert office reaches vault', 'assert office never reaches vault', 'assert office never reaches nobody'];
    await client.open(URI, `${PLAN}\n${asserts.join('\n')}\n`);
    const [plan] = await structure();
    const [holds, fails, unclear] = plan!.assertions.slice(-3);
    assert.deepEqual(
      plan!.assertions.slice(-3).map(({ text }) => text),
      asserts,
    );
    assert.deepEqual([holds!.failure, holds!.unclear], [undefined, undefined]);
    assert.match(fails!.failure ?? '', /^This can happen: /);
    assert.equal(unclear!.unclear, true);
  });
});
