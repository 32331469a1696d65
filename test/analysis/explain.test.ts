import assert from 'node:assert/strict';
import type { Analysis } from '../../language/analysis/analyze.ts';
import { describeClosing } from '../../language/analysis/explain/describe-closing.ts';
import { describeExplanation, verdictOf } from '../../language/analysis/explain/describe-explanation.ts';
import { type Explanation, explain } from '../../language/analysis/explain/explain.ts';
import { parseQuery } from '../../language/analysis/explain/query.ts';
import { parseAddress } from '../../language/model/addresses.ts';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { formatServices, portSet } from '../../language/model/services.ts';
import { loadPlan } from '../support/language.ts';

const ZONES = `zone a { subnet 10.1.0.0/24, fd00:1::/64
  component a1 : acme.client at 10.1.0.1, fd00:1::1
  component a2 at 10.1.0.2 }
zone b { subnet 10.2.0.0/24, fd00:2::/64
  component b1 : acme.server at 10.2.0.1, fd00:2::1
  component b2 at 10.2.0.2 }
`;
const CATALOG = `vendor acme {
  source guide "guide.txt" "Guide"
  feature mirror
  feature other
  role client
  role server
  flow client -> server : tcp 10-12 "Always" from guide "7"
  flow client -> server : tcp 20 for mirror, other "With a feature"
  flow client -> server : tcp 30 during set-up "In a phase"
  flow client -> server : tcp 40 optional "Perhaps"
  flow client -> server : one of (tcp 50, tcp 51) "One of two"
  flow client -> client : tcp 60 "Among themselves"
}
use acme
enable acme.mirror
`;

async function explained(rules: string, question: string, phases: string[] = []): Promise<Explanation> {
  const { document, services } = await loadPlan(`${CATALOG}${ZONES}${rules}\n`);
  const root = document.parseResult.value;
  const query = await parseQuery(question, root, services);
  return explain(services.segplan.Plans.analysis(root, phases), query);
}

describe('explain', () => {
  it('names the flows that need a port, with their sources, and tells required ones from the others', async () => {
    const need = async (port: number, phases?: string[]): Promise<unknown[]> =>
      (await explained('', `a -> b tcp ${port}`, phases)).needs.map((n) => [
        n.flow.purpose,
        n.required,
        n.from[0]?.name,
        n.to[0]?.name,
      ]);
    assert.deepEqual(await need(11), [['Always', true, 'a1', 'b1']]);
    assert.deepEqual(await need(20), [['With a feature', true, 'a1', 'b1']]);
    assert.deepEqual(await need(30), [['In a phase', false, 'a1', 'b1']]);
    assert.deepEqual(await need(30, ['set-up']), [['In a phase', true, 'a1', 'b1']]);
    assert.deepEqual(await need(40), [['Perhaps', false, 'a1', 'b1']]);
    assert.deepEqual(await need(51), [['One of two', true, 'a1', 'b1']]);
    assert.deepEqual(await need(13), []);
    const { needs } = await explained('', 'a1 -> b1 tcp 9-10');
    assert.deepEqual(needs[0]?.flow.sources, [{ id: 'acme.guide', file: 'guide.txt', title: 'Guide', sections: ['7'] }]);
    assert.equal(formatServices(needs[0]!.services), 'tcp 10');
  });

  it('says what can be closed now and what later', async () => {
    const open = 'allow a1 -> b1 : tcp 1-100';
    const { closing } = await explained(open, 'a1 -> b1 tcp 9-40', ['set-up']);
    assert.equal(formatServices(closing.now), 'tcp 9, 13-19, 21-29, 31-39');
    assert.equal(formatServices(closing.later), 'tcp 20, 30');
    assert.deepEqual([closing.phases, closing.features], [['set-up'], ['acme.mirror']]);
    assert.deepEqual(describeClosing(closing), [
      'can be closed now, since nothing known needs it: tcp 9, 13-19, 21-29, 31-39',
      'can be closed once the phase set-up is over and acme.mirror is not enabled: tcp 20, 30',
      'has to stay open as long as what needs it is in use: tcp 10-12, 40',
    ]);
    assert.equal(formatServices((await explained(open, 'a1 -> b1 tcp 30')).closing.now), 'tcp 30');
    assert.ok((await explained('', 'a1 -> b1 tcp 9')).closing.now.isEmpty, 'what is closed can not be closed');
    // Of a zone, a part may need what the rest does not.
    const partly = describeClosing((await explained('allow a -> b1 : tcp 10', 'a -> b1 tcp 10')).closing);
    assert.deepEqual(partly, [
      'can be closed now for those of these addresses of which nothing known needs it: tcp 10',
      'has to stay open as long as what needs it is in use: tcp 10',
    ]);
    // a2 has no role, so nothing needs what is open from it.
    assert.equal(formatServices((await explained('allow a -> b : tcp 10', 'a2 -> b1 tcp 10')).closing.now), 'tcp 10');
  });

  it('looks at flows inside of a zone only when both ends are in it, and never at those of one component with itself', async () => {
    const inside = `zone c { subnet 10.3.0.0/24 component c1 : acme.client at 10.3.0.1 component c2 : acme.client at 10.3.0.2 }`;
    const question = await explained(inside, 'c1 -> c2 tcp 60');
    assert.equal(question.withinZone, 'c');
    assert.deepEqual(
      question.needs.map((n) => n.flow.purpose),
      ['Among themselves'],
    );
    assert.deepEqual((await explained(inside, 'c1 -> c1 tcp 60')).needs, []);
    const across = await explained(inside, 'any -> c2 tcp 60');
    assert.equal(across.withinZone, undefined);
    assert.deepEqual(
      across.needs.map((n) => n.from.map((c) => c.name)),
      [['a1']],
    );
  });

  it('names rules that would decide in another phase or before their date', async () => {
    const rules =
      'allow a1 -> b1 : required during set-up\nallow a1 -> b1 : tcp 30 until 2026-11-20\nallow a1 -> b1 : tcp 30 until 2026-11-21';
    const { dormant, permittedBy } = await explained(rules, 'a1 -> b1 tcp 30');
    assert.deepEqual(
      dormant.map((d) => [d.because, d.rule.until ?? d.rule.phase]),
      [
        ['phase', 'set-up'],
        ['expired', '2026-11-20'],
      ],
    );
    assert.deepEqual(
      permittedBy.map((p) => p.rule.until),
      ['2026-11-21'],
    );
  });

  it('asks about each of several alternatives', async () => {
    const service = 'service mail = one of (tcp 25, tcp 465)\nallow a -> b : tcp 25';
    const { verdict, open } = await explained(service, 'a -> b mail');
    assert.equal(verdict, 'partly permitted');
    assert.deepEqual(
      open.map((b) => formatServices(b.services)),
      ['tcp 465', 'tcp 465'],
    );
  });

  it('leaves the plan as it was', async () => {
    const { document, services } = await loadPlan(`${CATALOG}${ZONES}allow a -> b : tcp 1\n`);
    const root = document.parseResult.value;
    const before = services.segplan.Plans.analysis(root).missing.length;
    const documents = services.shared.workspace.LangiumDocuments.all.count();
    await parseQuery('a -> b tcp 10', root, services);
    await assert.rejects(parseQuery('a -> nowhere tcp 10', root, services));
    assert.equal(services.shared.workspace.LangiumDocuments.all.count(), documents);
    assert.equal(services.segplan.Plans.analysis(root).missing.length, before);
  });
});

/** A rule as a plain tuple: the plan's text and the simple reading below are both made from it. */
type Tuple = readonly [action: 'allow' | 'deny', from: readonly string[], to: readonly string[], first: number, last: number];

const RULES: readonly Tuple[] = [
  ['allow', ['10.1.0.1', 'fd00:1::1'], ['10.2.0.1'], 3, 6],
  ['allow', ['10.1.0.1', '10.1.0.2'], ['10.2.0.1', '10.2.0.2'], 5, 5],
  ['allow', ['fd00:1::1'], ['fd00:2::1', '10.2.0.2'], 2, 8],
  ['deny', ['10.1.0.2', 'fd00:1::1'], ['10.2.0.2', 'fd00:2::1'], 5, 7],
  ['allow', ['10.2.0.2'], ['10.1.0.1'], 1, 8],
];
const HOSTS = ['10.1.0.1', '10.1.0.2', 'fd00:1::1', '10.2.0.1', '10.2.0.2', 'fd00:2::1'];
const PORTS = [1, 2, 3, 4, 5, 6, 7, 8];

/** One packet, decided by going through the rules one by one. */
function decide(from: string, to: string, port: number): 'impossible' | 'permitted' | 'denied' | 'open' {
  if (from.includes(':') !== to.includes(':')) return 'impossible';
  const hits = RULES.filter(
    ([, froms, tos, first, last]) => froms.includes(from) && tos.includes(to) && port >= first && port <= last,
  );
  if (hits.some(([action]) => action === 'deny')) return 'denied';
  return hits.length ? 'permitted' : 'open';
}

describe('explain, against a reading of the rules packet by packet', () => {
  let analysis: Analysis;
  before(async () => {
    const text = RULES.map(
      ([action, from, to, first, last]) => `${action} ${from.join(', ')} -> ${to.join(', ')} : tcp ${first}-${last}`,
    );
    const { document, services } = await loadPlan(`${ZONES}${text.join('\n')}\n`);
    analysis = services.segplan.Plans.analysis(document.parseResult.value);
  });

  const address = (host: string) => parseAddress({ start: host }).set;
  const ask = (from: readonly string[], to: readonly string[], first: number, last: number): Explanation =>
    explain(analysis, {
      sources: IntervalSet.unionAll(from.map(address)),
      destinations: IntervalSet.unionAll(to.map(address)),
      services: portSet('tcp', first, last),
    });

  it('decides every packet', () => {
    for (const from of HOSTS)
      for (const to of HOSTS)
        for (const port of PORTS) {
          const expected = decide(from, to, port);
          const { verdict, impossible, permittedBy, deniedBy, open } = ask([from], [to], port, port);
          const found = impossible ? 'impossible' : verdict === 'permitted' ? 'permitted' : deniedBy.length ? 'denied' : 'open';
          assert.equal(found, expected, `${from} -> ${to} tcp ${port}`);
          assert.equal(permittedBy.length > 0, expected === 'permitted');
          assert.equal(open.length > 0, expected === 'open');
        }
  });

  it('tells wholly, partly and not at all permitted traffic apart, and names exactly what is in no rule', () => {
    const ends = [
      HOSTS.slice(0, 1),
      HOSTS.slice(0, 2),
      HOSTS.slice(0, 3),
      HOSTS.slice(2, 3),
      HOSTS.slice(3),
      HOSTS.slice(4),
      HOSTS,
    ];
    for (const from of ends)
      for (const to of ends)
        for (const [first, last] of [
          [1, 8],
          [3, 6],
          [5, 5],
          [6, 7],
        ] as const) {
          const packets = from.flatMap((f) =>
            to.flatMap((t) => PORTS.filter((p) => p >= first && p <= last).map((p) => [f, t, p] as const)),
          );
          const real = packets.filter((p) => decide(...p) !== 'impossible');
          const permitted = real.filter((p) => decide(...p) === 'permitted');
          const { verdict, open } = ask(from, to, first, last);
          const expected = !permitted.length ? 'denied' : permitted.length === real.length ? 'permitted' : 'partly permitted';
          assert.equal(verdict, expected, `${from} -> ${to} tcp ${first}-${last}`);
          for (const [f, t, p] of packets) {
            const named = open.some(
              (b) => b.sources.covers(address(f)) && b.destinations.covers(address(t)) && b.services.covers(portSet('tcp', p)),
            );
            assert.equal(named, decide(f, t, p) === 'open', `${f} -> ${t} tcp ${p}`);
          }
        }
  });
});

describe('explain, between two machines of an external zone', () => {
  const verdict = async (zone: string, from: string, to: string): Promise<string> => {
    const { document, services } = await loadPlan(`zone a { subnet 10.1.0.0/24 }\n${zone}\nallow a -> partner : tcp 443\n`);
    const analysis = services.segplan.Plans.analysis(document.parseResult.value);
    const [sources, destinations] = [from, to].map((start) => parseAddress({ start }).set);
    return verdictOf(explain(analysis, { sources: sources!, destinations: destinations!, services: portSet('tcp', 22) }));
  };

  it('says that both are in it where it has networks, whatever rules say', async () => {
    const partner = 'zone partner external { subnet 192.0.2.0/24 }';
    assert.equal(await verdict(partner, '192.0.2.1', '192.0.2.9'), 'within one zone');
    assert.equal(await verdict(partner, '192.0.2.1', '10.1.0.9'), 'denied');
  });

  it('says that nobody filters there where it is the rest of the world', async () => {
    assert.equal(await verdict('zone partner external', '192.0.2.1', '192.0.2.9'), 'within one zone');
    const { document, services } = await loadPlan(
      'zone a { subnet 10.1.0.0/24 }\nzone net external\nallow net -> net : tcp 22\n',
    );
    const root = document.parseResult.value;
    const analysis = services.segplan.Plans.analysis(root);
    const asked = explain(analysis, await parseQuery('192.0.2.1 -> net tcp 443', root, services));
    assert.deepEqual(
      describeExplanation(asked, analysis.plan).map(({ text }) => text),
      [
        "both ends are in net, the rest of the world: what passes between them is nobody's to filter",
        'needed by nothing that the catalogs in use know',
      ],
    );
  });
});

describe('explain, of a part of a zone', () => {
  it('names the zone, one address family of it, and what is left out of it', async () => {
    const { document, services } = await loadPlan(
      'zone net external\nzone mpls external { subnet 172.16.0.0/16 }\nzone dmz { subnet 10.0.0.0/24 component gw at 10.0.0.10 component old at 10.0.0.11 }\nallow net -> gw : tcp 443\n',
    );
    const root = document.parseResult.value;
    const analysis = services.segplan.Plans.analysis(root);
    const said = async (question: string): Promise<string[]> =>
      describeExplanation(explain(analysis, await parseQuery(question, root, services)), analysis.plan)
        .map(({ text }) => text)
        .filter((text) => text.startsWith('no rule'));
    assert.deepEqual(await said('net -> mpls'), ['no rule permits any from net (IPv4) to mpls']);
    assert.deepEqual(await said('net -> dmz tcp 443'), ['no rule permits tcp 443 from net (IPv4) to dmz except gw']);
    assert.deepEqual(await said('mpls -> any tcp 443'), ['no rule permits tcp 443 from mpls to 0.0.0.0/0']);
    assert.deepEqual(await said('net -> 10.0.0.12-10.0.0.20 tcp 443'), [
      'no rule permits tcp 443 from net (IPv4) to 10.0.0.12-10.0.0.20',
    ]);
  });
});

describe('explain, where a host name may be an address', () => {
  const statements = async (rules: string, question: string): Promise<string[]> => {
    const { document, services } = await loadPlan(
      `${CATALOG}${ZONES}zone net external { component c at "c.example.com" }\n${rules}\n`,
    );
    const root = document.parseResult.value;
    const analysis = services.segplan.Plans.analysis(root);
    const explanation = explain(analysis, await parseQuery(question, root, services));
    const told = describeExplanation(explanation, analysis.plan).filter(({ rule }) => rule);
    return [explanation.verdict, ...told.map(({ text, details }) => [text, ...details].join('; '))];
  };

  it('says that a deny of addresses may close a name, and why', async () => {
    const rules = 'allow a1 -> c : tcp 443\ndeny a -> 203.0.113.0/24 : tcp 1-500';
    assert.deepEqual(await statements(rules, '10.1.0.1 -> c tcp 443'), [
      'denied',
      'may be denied by; c.example.com may be any address of net',
    ]);
    // The other family is not closed.
    assert.equal((await statements(rules, 'a1 -> c tcp 443'))[0], 'partly permitted');
    assert.deepEqual(await statements('allow a1 -> c : tcp 443\ndeny a -> b', 'a1 -> c tcp 443'), ['permitted', 'permitted by']);
    assert.deepEqual(await statements('allow a1 -> c : tcp 443\ndeny a -> net', 'a1 -> c tcp 443'), ['denied', 'denied by']);
  });

  it('tells what a deny closes for certain from what it may close besides', async () => {
    assert.deepEqual(await statements('allow a -> net : tcp 443\ndeny a -> 203.0.113.0/24 : tcp 443', 'a1 -> net tcp 443'), [
      'partly permitted',
      'permitted by',
      'denied by; may deny more of it: c.example.com may be any address of net',
    ]);
  });

  it('does not say several host names again that the rule itself says', async () => {
    const group = 'group some = "m.example.org", "n.example.org"\n';
    assert.deepEqual(await statements(`${group}allow a -> some : tcp 443`, 'a1 -> 203.0.113.5 tcp 443'), [
      'denied',
      'may be permitted by; the host names of this rule may be any address of the rest of the world',
    ]);
    const two = 'zone out external { component d at "d.example.com", "e.example.com" component f at "f.example.com" }\n';
    assert.deepEqual(await statements(`${two}allow a -> d, f : tcp 443`, 'a1 -> 203.0.113.5 tcp 443'), [
      'denied',
      'may be permitted by; the host names of d, f may be any address of out',
    ]);
    // What was asked about stands in no rule.
    assert.deepEqual(await statements('allow a -> net : tcp 443', 'a1 -> "x.example.org", "y.example.org" tcp 443'), [
      'denied',
      'may be permitted by; x.example.org, y.example.org may be any address of the rest of the world',
    ]);
    // A zone that is the rest of the world is the same place.
    assert.deepEqual(await statements('allow a -> c, "m.example.org" : tcp 443', 'a1 -> 203.0.113.5 tcp 443'), [
      'denied',
      'may be permitted by; the host names of this rule may be any address of the rest of the world',
    ]);
  });

  it('says of each host name where it may be', async () => {
    const zone = 'zone d { subnet 10.9.0.0/24 component h at "h.corp.example.com" }\n';
    assert.deepEqual(await statements(`${zone}allow d -> net : tcp 443\ndeny 10.9.0.7 -> 203.0.113.0/24`, 'h -> c tcp 443'), [
      'denied',
      'may be denied by; c.example.com may be any address of net, h.corp.example.com any of d',
    ]);
  });

  it('says which rule may permit what no rule says', async () => {
    assert.deepEqual(await statements('allow a -> net : tcp 443', 'a1 -> "x.example.org" tcp 443'), [
      'denied',
      'may be permitted by; x.example.org may be any address of the rest of the world',
    ]);
    assert.deepEqual(await statements('allow a -> c : tcp 443', 'a1 -> 203.0.113.5 tcp 443'), [
      'denied',
      'may be permitted by; c.example.com may be any address of net',
    ]);
    assert.deepEqual(await statements('allow a -> c : tcp 443', 'a1 -> b1 tcp 443'), ['denied']);
    assert.deepEqual(await statements('allow a -> net : tcp 443\ndeny a1 -> net', 'a1 -> "x.example.org" tcp 443'), [
      'denied',
      'may be denied by; x.example.org may be any address of the rest of the world',
    ]);
  });
});
