import assert from 'node:assert/strict';
import type { ExplainResult } from '../../server/protocol.ts';
import { TestClient } from './client.ts';
import { lineOf, PLAN, positionOf } from './plans.ts';

const URI = 'file:///plans/office.segplan';

describe('explaining traffic in the editor', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start();
    await client.open(URI, PLAN);
  });
  after(() => client.process.kill());

  const explain = (question: string, uri = URI): Promise<ExplainResult> =>
    client.connection.sendRequest<ExplainResult>('segplan/explain', { uri, question });
  const answer = async (question: string, uri = URI): Promise<string> => {
    const result = await explain(question, uri);
    assert.ok('markdown' in result, JSON.stringify(result));
    return result.markdown;
  };
  const questionAt = (marked: string, uri = URI, text = PLAN): Promise<string> =>
    client.connection.sendRequest<string>('segplan/question', { uri, position: positionOf(text, marked) });

  it('answers with the rule that permits, a link to its line, and what needs it on whose word', async () => {
    const text = await answer('server -> store tcp 5003');
    const line = lineOf(PLAN, 'allow server') + 1;
    assert.match(text, /^# server -\\> store tcp 5003: permitted\n/);
    assert.ok(text.includes(`[line ${line}](#L${line})`), text);
    assert.match(text, /```segplan\n {2}allow server -> store : acme\.data\n {2}```/);
    assert.match(text, /Needed for server -\\> store on tcp 5003: Moves data/);
    assert.match(text, /source: Guide \\\(guide\.txt\\\), section 1/);
  });

  it('leads to the quick-fix that permits what is needed, and not for what nothing needs', async () => {
    const uri = 'file:///plans/lacking.segplan';
    const text = PLAN.replace('acme.data\nallow', 'tcp 5000-5008\nallow');
    await client.open(uri, text);
    const line = lineOf(text, 'allow server') + 1;
    const said = await answer('server -> store tcp 5009', uri);
    assert.match(said, /A quick\\?-fix of missing\\?-flow permits what server -\\> store needs on tcp 5009\\?-5010:/);
    assert.ok(said.includes(`: [line ${line}](#L${line})`), said);
    assert.match(said, /Add tcp 5009\\?-5010 to this rule/);
    assert.doesNotMatch(await answer('server -> store tcp 80', uri), /quick/);
  });

  it('answers for a component without an address by its zone, and by its name where nothing is known of that', async () => {
    const uri = 'file:///plans/unplaced.segplan';
    await client.open(uri, 'zone a { subnet 10.1.0.0/24 component one }\nzone b { component two }\nallow one -> two : tcp 9\n');
    const text = await answer('one -> two tcp 9', uri);
    assert.match(text, /^# one -\\> two tcp 9: unknown\n/);
    assert.match(text, /- The plan has no address of one; those of its zone a are taken: 10\\?\.1\\?\.0\\?\.0\/24/);
    assert.match(text, /- The plan has no address of two, nor of its zone b/);
    assert.match(text, /- Once they have addresses, permitted by \[line 3\]\(#L3\)/);
  });

  it('tells of a rule that has no effect now', async () => {
    const text = await answer('server -> store : tcp 22');
    assert.match(text, /: denied\n/);
    assert.match(text, /Without effect, since the phase set-up is off: \[line \d+\]/);
    assert.match(text, /No rule permits tcp 22 from server to store/);
  });

  it('answers one question after the other, each by itself, and about the text as it stands', async () => {
    assert.match(await answer('server -> store tcp 5000'), /5000: permitted/);
    assert.match(await answer('store -> server tcp 5000'), /5000: denied/);
    assert.match(await answer('server -> store tcp 5000-5020'), /partly permitted[\s\S]*for a part of it, tcp 5000-5010/);
    const other = 'file:///plans/other.segplan';
    await client.open(other, PLAN.replace(/server : acme\.server/, 'web : acme.server').replaceAll(' server ->', ' web ->'));
    assert.match(await answer('web -> store tcp 5000', other), /permitted/);
    assert.ok('error' in (await explain('server -> store tcp 5000', other)));
    const start = positionOf(PLAN, '<|>: acme.data');
    client.change(other, [{ range: { start, end: { ...start, character: start.character + 40 } }, text: '' }]);
    assert.match(await answer('web -> store tcp 5000', other), /denied/);
  });

  it('leaves no trace of a question in the workspace', async () => {
    await answer('server -> store tcp 5000');
    const references = await client.connection.sendRequest<{ uri: string }[]>('textDocument/references', {
      textDocument: { uri: URI },
      position: positionOf(PLAN, 'component <|>store'),
      context: { includeDeclaration: false },
    });
    assert.deepEqual([...new Set(references.map((r) => r.uri))], [URI]);
  });

  const WRONG: [question: string, message: RegExp][] = [
    ['', /not complete/],
    ['server ->', /not complete/],
    ['server -> stoer tcp 1', /'stoer'.*Did you mean 'store'/],
    ['server -> store tcp 70000', /70000 is not a port/],
    ['server -> store tcp 1 during set-up', /ends with its services/],
  ];
  for (const [question, message] of WRONG)
    it(`says what is wrong with a question: ${JSON.stringify(question)}`, async () => {
      const result = await explain(question);
      assert.ok('error' in result);
      assert.match(result.error, message);
    });

  it('says that the plan has errors, and answers what it can', async () => {
    const uri = 'file:///plans/broken.segplan';
    await client.open(uri, `${PLAN}\nallow server -> nowhere : tcp 1\n`);
    assert.match(await answer('server -> store tcp 5003', uri), /permitted[\s\S]*has errors/);
    assert.doesNotMatch(await answer('server -> store tcp 5003'), /has errors/);
  });

  it('shows text of a plan, and never interprets it', async () => {
    const uri = 'file:///plans/hostile.segplan';
    await client.open(uri, PLAN.replace('"Moves data"', '"[x](command:y) <b> ![i](http://h) `c`"'));
    const text = await answer('server -> store tcp 5003', uri);
    assert.ok(text.includes('\\[x\\]\\(command:y\\) \\<b\\> \\!\\[i\\]\\(http://h\\) \\`c\\`'), text);
  });

  it('proposes what the rule or the port under the cursor is about', async () => {
    assert.equal(await questionAt('allow <|>server -> store'), 'server -> store : acme.data');
    assert.equal(await questionAt('<|>22 during'), 'office.server -> vault : tcp 22');
    assert.equal(await questionAt('<|>component store'), '');
    const uri = 'file:///plans/proposals.segplan';
    const more = `${PLAN}
allow server, 10.0.0.9 -> store : tcp 1-5, 7, // few
  udp 53 until 2030-01-01 "why"
allow vault -> office : required
deny office -> vault
assert office never reaches vault on tcp 9
`;
    await client.open(uri, more);
    const proposed = [
      await questionAt('<|>server, 10', uri, more),
      await questionAt('1<|>-5, 7', uri, more),
      await questionAt('<|>required', uri, more),
      await questionAt('de<|>ny', uri, more),
      await questionAt('<|>never', uri, more),
    ];
    assert.deepEqual(proposed, [
      'server, 10.0.0.9 -> store : tcp 1-5, 7, udp 53',
      'server, 10.0.0.9 -> store : tcp 1-5',
      'vault -> office : any',
      'office -> vault : any',
      'office -> vault : tcp 9',
    ]);
    for (const question of proposed) assert.ok('markdown' in (await explain(question, uri)), question);
  });
});
