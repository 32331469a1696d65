import assert from 'node:assert/strict';
import type { OverviewResult } from '../../server/protocol.ts';
import { TestClient } from './client.ts';
import { lineOf as indexOf, PLAN, rangeOf } from './plans.ts';

const URI = 'file:///plans/office.segplan';
const SHARED = 'file:///plans/sub/shared.segplan';
const MAIN = 'file:///plans/sub/main.segplan';
/** The one required flow is there in part: ports up to 5004. */
const SHORT = PLAN.replace(': acme.data\n', ': tcp 5000-5004\n');
const HEAD = '| from | to | rules | required | missing | blocked | permitted |\n| --- | --- | --- | --- | --- | --- | --- |\n';

describe('the zone overview in the editor', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await TestClient.start({ workspaceFolder: 'file:///plans' });
  });
  afterEach(() => client.process.kill());

  const overview = (uri?: string, first?: string): Promise<OverviewResult> =>
    client.connection.sendRequest<OverviewResult>('segplan/overview', { uri, first });
  const lineOf = (text: string, piece: string): number => indexOf(text, piece) + 1;

  it('sums up each pair of zones of a plan, with links to the lines of the zones', async () => {
    await client.open(URI, PLAN);
    const { markdown, files, missing, blocked } = await overview(URI);
    const [office, vault] = [lineOf(PLAN, 'zone office'), lineOf(PLAN, 'zone vault')];
    assert.ok(
      markdown.endsWith(
        `\nTest: 1 required flow between zones, all permitted.\n\n${HEAD}| [office](#0L${office}) | [vault](#0L${vault}) | 1 | 1 | 0 | 0 | tcp 5000-5010 |`,
      ),
      markdown,
    );
    assert.deepEqual([files, missing, blocked], [[URI], 0, 0]);
  });

  it('shows what is missing and what a deny closes, in the text as it stands', async () => {
    await client.open(URI, SHORT);
    const short = await overview(URI);
    assert.match(short.markdown, /Test: 1 required flow between zones, 1 missing\.\n/);
    assert.match(short.markdown, /\| 1 \| 1 \| \*\*1\*\* \| 0 \| tcp 5000-5004 \|$/);
    assert.deepEqual([short.missing, short.blocked], [1, 0]);
    const range = rangeOf(SHORT, '<|tcp 5000-5004|>');
    client.change(URI, [{ range, text: 'acme.data\ndeny office -> vault : tcp 5001' }]);
    const closed = await overview(URI);
    assert.match(closed.markdown, /\| 1 \| 1 \| 0 \| \*\*1\*\* \| tcp 5000, 5002-5010 \|$/);
    assert.deepEqual([closed.missing, closed.blocked], [0, 1]);
  });

  it('names addresses in no zone without a link', async () => {
    await client.open(URI, `${PLAN}\nallow vault -> 192.0.2.7 : udp 53\n`);
    const { markdown } = await overview(URI);
    assert.match(markdown, /\| \[vault\]\(#0L\d+\) \| \\\(no zone\\\) \| 1 \| 0 \| 0 \| 0 \| udp 53 \|$/);
  });

  it('sums up all plans of the workspace, each with its own table', async () => {
    await client.open(URI, PLAN);
    await client.open('file:///plans/a/short.segplan', SHORT);
    await client.open('file:///plans/vendor.segplan', 'vendor other { role r }');
    await client.open('file:///plans/quiet.segplan', 'zone alone { subnet 10.9.0.0/24 }');
    const { markdown, files, missing, blocked } = await overview();
    assert.deepEqual(files, ['file:///plans/a/short.segplan', URI, 'file:///plans/quiet.segplan']);
    assert.ok(
      markdown.includes(`| plan | zone pairs | required | missing | blocked |
| --- | --- | --- | --- | --- |
| [a/short.segplan](#0L1) | 1 | 1 | **1** | 0 |
| [office.segplan](#1L1) | 1 | 1 | 0 | 0 |
| [quiet.segplan](#2L1) | 0 | 0 | 0 | 0 |
`),
      markdown,
    );
    const office = `[office](#1L${lineOf(PLAN, 'zone office')}) | [vault](#1L${lineOf(PLAN, 'zone vault')})`;
    assert.ok(
      markdown.includes(
        `<details><summary>\n\n## [office.segplan](#1L1)\n\n</summary>\n\nTest: 1 required flow between zones, all permitted.\n`,
      ),
      markdown,
    );
    assert.ok(markdown.includes(`| ${office} | 1 | 1 | 0 | 0 | tcp 5000-5010 |`), markdown);
    assert.match(
      markdown,
      /## \[quiet\.segplan\]\(#2L1\)\n\n<\/summary>\n\n.*: nothing is required or permitted between its zones\.\n\n<\/details>$/,
    );
    assert.ok(!markdown.includes('vendor.segplan'), 'a file without zones is no plan to show');
    assert.deepEqual([missing, blocked], [1, 0]);
  });

  it('shows the plan that somebody looks at first, and the others folded', async () => {
    await client.open(URI, PLAN);
    await client.open('file:///plans/a/short.segplan', SHORT);
    const { markdown } = await overview(undefined, URI);
    const headings = [...markdown.matchAll(/^(<details><summary>\n\n)?## \[([\w/.]+)\]/gm)];
    assert.deepEqual(
      headings.map((m) => [m[2], m[1] !== undefined]),
      [
        ['office.segplan', false],
        ['a/short.segplan', true],
      ],
    );
    assert.ok(
      markdown.indexOf('## [office.segplan]') < markdown.indexOf('| plan | zone pairs |'),
      'before the table of all plans',
    );
  });

  it('takes a shared file without rules as a part of the plan that imports it, and leads into it', async () => {
    const rule = 'allow server -> store : acme.data';
    const zones = PLAN.replace(/allow .*\n/g, '');
    await client.open(SHARED, zones);
    await client.open(MAIN, `import "./shared.segplan"\nuse acme\n${rule}\n`);
    const all = await overview();
    assert.equal(all.missing, 0);
    assert.deepEqual(all.files, [MAIN, SHARED]);
    assert.equal(all.markdown.match(/^## /gm)?.length, 1);
    assert.ok(all.markdown.includes(`[office](#1L${lineOf(zones, 'zone office')})`), all.markdown);
    assert.equal((await overview(SHARED)).missing, 1, 'it can still be asked for by itself');
  });

  it('says that a plan has errors, also in what it imports', async () => {
    await client.open(URI, `${PLAN}\nallow server -> nowhere : tcp 1\n`);
    assert.match((await overview(URI)).markdown, /1 required flow.*\n\n_The plan or a file that it imports has errors/);
    await client.open(SHARED, PLAN.replace('10.0.1.1', '10.0.1.300'));
    await client.open(MAIN, 'import "./shared.segplan"\nuse acme\nallow server -> store : acme.data\n');
    assert.match((await overview(MAIN)).markdown, /has errors/);
  });

  it('shows text of a plan, and never interprets it', async () => {
    await client.open(URI, PLAN.replace('"Test"', '"[x](command:y) <b> | `c` https://example.com"'));
    const { markdown } = await overview(URI);
    assert.ok(markdown.includes('\\[x\\]\\(command:y\\) &lt;b&gt; \\| \\`c\\` https&#8203;://example.com: 1 required'), markdown);
  });

  it('says so where there is no plan, and refuses what is none', async () => {
    const { markdown, files } = await overview();
    assert.match(markdown, /No plan of the workspace has zones/);
    assert.deepEqual(files, []);
    await assert.rejects(overview('file:///plans/gone.segplan'), /There is no plan at/);
  });
});
