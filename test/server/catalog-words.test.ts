import assert from 'node:assert/strict';
import { complete } from '../support/editor.ts';

const labels = async (clause: string): Promise<string[]> =>
  (await complete(`vendor acme { role server flow server -> server : tcp 1 ${clause} }\n`)).items.map((i) => i.label);

/** What is offered in a catalog of a server and an agent, first things first, with what it writes where that is not its name. */
async function offered(line: string): Promise<string[]> {
  const { items } = await complete(`vendor acme "Acme" {
  source guide "guide.pdf" vendor
  feature reports
  feature alarms
  service control = tcp 7000
  role server { property tasks = number property mode = lan | wan property ctl = port }
  role agent
  ${line}
}
`);
  const by = ({ sortText, label }: (typeof items)[number]): string => sortText ?? label;
  const sorted = [...items].sort((a, b) => (by(a) < by(b) ? -1 : 1));
  return sorted.map(({ label, textEdit }) => (textEdit?.newText === label ? label : `${label} as ${textEdit?.newText}`));
}

describe('completion in catalogs', () => {
  it('offers roles of the catalog itself by their names, before those of others', async () => {
    assert.deepEqual((await offered('flow <|>')).slice(0, 3), ['between', 'agent', 'server']);
    assert.deepEqual((await offered('flow server -> <|>')).slice(0, 2), ['agent', 'server']);
    assert.ok(!(await offered('flow server -> <|>')).includes('acme.agent'));
  });

  it('offers services of its own first, and not what the catalogs require', async () => {
    const services = await offered('flow server -> agent : <|>');
    assert.deepEqual(services.slice(0, 4), ['icmp', 'tcp', 'udp', 'control']);
    assert.ok(!services.includes('required'));
  });

  it('offers features that the flow does not have', async () => {
    assert.deepEqual((await offered('flow server -> agent : control for <|>')).sort(), ['alarms', 'reports']);
    assert.deepEqual(await offered('flow server -> agent : control for reports, <|>'), ['alarms']);
  });

  it('offers ports where ports are moved, and numbers where something is counted', async () => {
    assert.equal((await offered('flow server -> agent : tcp 1 (set by <|>'))[0], 'server.ctl');
    assert.deepEqual(await offered('sizing server by <|>'), ['tasks']);
    assert.deepEqual(await offered('sizing server by tasks { 100 : <|>'), ['tasks']);
    const counted = await offered('flow server -> agent : tcp 9+ (1 for each <|>');
    assert.ok(counted.includes('server.tasks') && !counted.includes('server.mode'));
  });

  it('offers how to compare, behind what is compared', async () => {
    for (const what of ['version', 'mode'])
      assert.deepEqual((await offered(`flow server -> agent : tcp 1 when ${what} <|>`)).sort(), ['<', '<=', '=', '>', '>=']);
    assert.deepEqual((await offered('flow server -> agent : tcp 1 when <|>')).slice(0, 3).sort(), [
      'ctl as ctl = ',
      'mode as mode = ',
      'tasks as tasks = ',
    ]);
  });
});

describe('completion of the words of catalogs', () => {
  it('offers what flows carry, how they are encrypted, and what advice checks go by', async () => {
    assert.deepEqual(await labels('carries <|>'), ['management', 'backup-data', 'restore-data', 'vm-traffic']);
    assert.deepEqual((await labels('protected by <|>')).slice(0, 4), ['tls', 'mutual-tls', 'ssh', 'none']);
    assert.deepEqual((await labels('advice <|>')).slice(0, 3), ['internal', 'closed', 'fixed-port']);
    assert.ok((await labels('during <|>')).includes('deployment'));
  });
});
