import assert from 'node:assert/strict';
import { type Asking, parseQuery } from '../../language/analysis/explain/query.ts';
import { loadPlan } from '../support/language.ts';

const PLAN = `zone internet external { component tenant at 198.51.100.7 }
zone dmz {
  subnet 10.20.0.0/24
  component gateway at 10.20.0.10
  component mail at 10.20.0.11
  component web at 10.20.0.12
}
firewall edge : asa {
  zones internet, dmz
  nat 203.0.113.10 tcp 6180 -> gateway
  nat 203.0.113.10 tcp 443 -> gateway port 8443
  nat 203.0.113.10 tcp 80 -> web
  nat 203.0.113.11 -> mail
}
allow tenant -> gateway : tcp 6180, 8443
`;

/** What is said of a question; nothing where it is answered. */
async function said(question: string, asking?: Asking): Promise<string | undefined> {
  const { document, services } = await loadPlan(PLAN);
  return parseQuery(question, document.parseResult.value, services, asking).then(
    () => undefined,
    (error: Error) => error.message,
  );
}

describe('a question about an address under which a firewall makes a component known', () => {
  const ASKED: [question: string, instead: string | RegExp][] = [
    ['tenant -> 203.0.113.10 tcp 443', '"tenant -> gateway tcp 8443"'],
    ['tenant -> 203.0.113.10 tcp 443, 6180', '"tenant -> gateway tcp 6180, 8443"'],
    ['tenant -> 203.0.113.10', '"tenant -> gateway tcp 6180, 8443" and "tenant -> web tcp 80"'],
    ['internet -> 203.0.113.11', '"internet -> mail"'],
    ['198.51.100.7 -> 203.0.113.11 tcp 25', '"198.51.100.7 -> mail tcp 25"'],
    ['203.0.113.11 -> internet tcp 25', '"mail -> internet tcp 25"'],
  ];
  for (const [question, instead] of ASKED)
    it(`is told how to be asked: ${question}`, async () => {
      const message = await said(question);
      assert.match(message!, /^203\.0\.113\.1[01] is what edge makes [a-z and]+ known as\. /);
      assert.ok(message!.endsWith(`: ${instead}.`), message);
      // What is offered can be asked.
      for (const [, offered] of message!.matchAll(/"(.*?)"/g)) assert.equal(await said(offered!), undefined, offered);
    });

  it('says which ports are answered where others are asked about', async () => {
    assert.match((await said('tenant -> 203.0.113.10 tcp 22'))!, /by edge for tcp 80, 443, 6180 alone: nobody answers/);
  });

  it('is told the component where the ways to it are asked for', async () => {
    assert.match((await said('internet -> 203.0.113.10', 'ends'))!, /: "internet -> gateway" and "internet -> web"\.$/);
  });

  it('is answered where it is about more than that address', async () => {
    assert.equal(await said('tenant -> 203.0.113.0/24 tcp 443'), undefined);
    assert.equal(await said('tenant -> 203.0.113.12 tcp 443'), undefined);
  });
});
