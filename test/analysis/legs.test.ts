// Machines with addresses in several networks: what they need, what closes them, and what an edit of one of their networks changes.
import assert from 'node:assert/strict';
import { explainIn, reachIn } from '../../api/ask.ts';
import { formatAddresses } from '../../language/model/addresses.ts';
import { formatServices } from '../../language/model/services.ts';
import { buildHostRuleSets } from '../../language/rulesets/host-rule-set.ts';
import { demandsOf } from '../support/demands.ts';
import { createEditedLanguage } from '../support/edited-language.ts';
import { analysisOf, diagnose, loadPlan, TODAY } from '../support/language.ts';

const VENDOR = `vendor acme {
  role server
  role proxy
  role store
  role door relays
  flow server -> proxy : tcp 6160 "Commands"
  flow proxy -> store : tcp 2500 "Data"
  flow store -> proxy : tcp 2501 "Answers"
}
use acme
`;

/** A proxy of one network with a leg in another one. */
function plan(rules = '', proxy = 'at 10.2.0.5 also at 10.3.0.5 in storage'): string {
  return `${VENDOR}zone office { subnet 10.1.0.0/24 component head : acme.server at 10.1.0.1 }
zone middle { subnet 10.2.0.0/24 component proxy : acme.proxy ${proxy} }
zone storage { subnet 10.3.0.0/24 component store : acme.store at 10.3.0.1 }
zone far { subnet 10.4.0.0/24 component archive : acme.store at 10.4.0.1 }
${rules}
`;
}

const codes = async (text: string): Promise<unknown[]> => (await diagnose(text)).map(({ code }) => code);

describe('a component with addresses in several networks', () => {
  it('needs no rule for whoever has an address in one of its networks, and is reached by everybody else where it stands', async () => {
    assert.deepEqual(await demandsOf(plan()), {
      'head -> proxy': 'tcp 6160',
      'proxy -> archive': 'tcp 2500',
      'archive -> proxy': 'tcp 2501',
    });
    assert.deepEqual(await demandsOf(plan('', 'at 10.2.0.5')), {
      'head -> proxy': 'tcp 6160',
      'proxy -> store': 'tcp 2500',
      'proxy -> archive': 'tcp 2500',
      'store -> proxy': 'tcp 2501',
      'archive -> proxy': 'tcp 2501',
    });
    const { requirements } = await analysisOf(plan());
    const ends = requirements.flatMap(({ sources, destinations }) =>
      [sources, destinations].flatMap((each) => formatAddresses(each)),
    );
    assert.ok(!ends.includes('10.3.0.5'), 'nobody of another network is asked to be let to the leg');
  });

  it('is told apart from one of the same zone whose other networks have names that read alike one behind the other', async () => {
    const proxies = `zone z { subnet 10.2.0.0/24
  component one : acme.proxy at 10.2.0.1 also at 10.3.0.1 in a also at 10.4.0.1 in bc
  component two : acme.proxy at 10.2.0.2 also at 10.5.0.1 in ab also at 10.6.0.1 in c
}
`;
    const others = `zone a { subnet 10.3.0.0/24 component near : acme.store at 10.3.0.9 }
zone bc { subnet 10.4.0.0/24 }
zone ab { subnet 10.5.0.0/24 }
zone c { subnet 10.6.0.0/24 component far : acme.store at 10.6.0.9 }
`;
    assert.deepEqual(await demandsOf(`${VENDOR}${proxies}${others}`), {
      'one -> far': 'tcp 2500',
      'two -> near': 'tcp 2500',
      'far -> one': 'tcp 2501',
      'near -> two': 'tcp 2501',
    });
  });

  it('needs no rule towards another one that it shares a third network with', async () => {
    const legs = (store: string) =>
      `${VENDOR}zone a { subnet 10.1.0.0/24 component proxy : acme.proxy at 10.1.0.1 also at 10.3.0.1 in san }
zone b { subnet 10.2.0.0/24 component store : acme.store at 10.2.0.1${store} }
zone san { subnet 10.3.0.0/24 }
`;
    assert.deepEqual(await demandsOf(legs(' also at 10.3.0.2 in san')), {});
    assert.deepEqual(await demandsOf(legs('')), { 'proxy -> store': 'tcp 2500', 'store -> proxy': 'tcp 2501' });
  });

  it('is not served by a rule that leads to its leg alone', async () => {
    const missing = async (rules: string) =>
      (await analysisOf(plan(rules))).missing.map(
        ({ from, to, services }) => `${from.name} -> ${to.name} ${formatServices(services)}`,
      );
    const others = ['proxy -> archive tcp 2500', 'archive -> proxy tcp 2501'];
    assert.deepEqual(await missing('allow head -> 10.3.0.5 : tcp 6160'), ['head -> proxy tcp 6160', ...others]);
    assert.deepEqual(await missing('allow head -> proxy : tcp 6160'), others);
    assert.deepEqual(await missing('allow any -> any : required'), []);
  });

  it('is opened where it stands, and closed, left out and kept away in each of its networks', async () => {
    const { allows, denies } = await analysisOf(
      plan(
        'allow head -> proxy : tcp 9\ndeny far -> proxy\nallow head -> storage except proxy : tcp 10\ngroup g = proxy\ndeny head -> g : tcp 11',
      ),
    );
    const to = (boxes: typeof allows) => boxes.map((box) => formatAddresses(box.destinations).join(', '));
    assert.deepEqual(to(allows), ['10.2.0.5', '10.3.0.0-10.3.0.4, 10.3.0.6-10.3.0.255']);
    assert.deepEqual(to(denies), ['10.2.0.5, 10.3.0.5', '10.2.0.5, 10.3.0.5']);
    const holds = async (rules: string) =>
      !(await codes(plan(`${rules}\nassert far never reaches proxy`))).includes('assertion-failed');
    assert.equal(await holds('allow far -> middle : tcp 9'), false);
    assert.equal(await holds('allow far -> storage : tcp 9'), false);
    assert.equal(await holds('allow far -> storage : tcp 9\ndeny far -> proxy'), true);
  });

  it('is meant with each of its networks by who asks for ways to it, and where it stands by who asks whether traffic passes', async () => {
    const open = await loadPlan(plan('allow far -> storage : tcp 9'));
    const { chains } = await reachIn(open, 'far -> proxy');
    assert.deepEqual(
      chains.map((chain) => chain.map((hop) => formatServices(hop.services))),
      [['tcp 9']],
    );
    assert.equal((await explainIn(open, 'far -> proxy : tcp 9')).explanation.verdict, 'denied');
    assert.equal((await explainIn(open, 'far -> 10.3.0.5 : tcp 9')).explanation.verdict, 'permitted');
  });

  it('passes on from each of its networks to each other, where it relays', async () => {
    const chain = async (leg: string) =>
      (
        await codes(`${VENDOR}zone a { subnet 10.1.0.0/24 }
zone b { subnet 10.2.0.0/24 component door : acme.door at 10.2.0.1${leg} }
zone c { subnet 10.3.0.0/24 component store : acme.store at 10.3.0.1 }
allow a -> door : tcp 22
assert a never reaches store through relays
`)
      ).includes('assertion-failed');
    assert.equal(await chain(' also at 10.3.0.2 in c'), true);
    assert.equal(await chain(''), false);
  });

  it('lets in at each of its networks what is required there, and says nothing of itself', async () => {
    const { services, document } = await loadPlan(plan('allow office -> middle : tcp 22'));
    const analysis = services.segplan.Plans.analysis(document.parseResult.value);
    const set = buildHostRuleSets(analysis).find(({ host }) => host.name === 'proxy')!;
    assert.deepEqual(
      set.entries.map((e) =>
        [e.sources, e.destinations]
          .map((sides) => sides.flatMap((s) => formatAddresses(s.addresses)).join())
          .concat(formatServices(e.services)),
      ),
      [
        ['10.1.0.0/24', '10.2.0.5', 'tcp 22'],
        ['10.3.0.1', '10.3.0.5', 'tcp 2501'],
      ],
    );
    assert.deepEqual(formatAddresses(set.host.addresses), ['10.2.0.5', '10.3.0.5']);
  });

  it('gives a zone without subnets its address there, which the rest of the world does not have', async () => {
    const { plan: read } = await analysisOf(`zone a { component x at 10.1.0.1 also at 10.2.0.1 in b }
zone b { component y at 10.2.0.2 }
zone world external
`);
    const of = (name: string) => read.zones.find((zone) => zone.name === name)!.addresses;
    assert.deepEqual(formatAddresses(of('b')), ['10.2.0.1-10.2.0.2']);
    assert.ok(!of('world').overlaps(of('b')));
  });

  it('counts as one machine and asks nothing of itself', async () => {
    const text = `vendor acme { role server role worker role hub flow worker -> worker : tcp 1 "Peers"
  flow server -> hub : tcp 9000+ (1 for each worker) "Tasks" }
use acme
zone a { subnet 10.1.0.0/24 component w : acme.worker at 10.1.0.1 also at 10.2.0.1 in b, 10.2.0.2 component s : acme.server at 10.1.0.3 }
zone b { subnet 10.2.0.0/24 }
zone c { subnet 10.3.0.0/24 component h : acme.hub at 10.3.0.1 }
`.replace('10.2.0.1 in b, 10.2.0.2', '10.2.0.1, 10.2.0.2 in b');
    assert.deepEqual(await demandsOf(text), { 's -> h': 'tcp 9000' });
  });
});

describe('networks that legs are in', () => {
  it('hold as many requirements as machines have legs in them, and not as many as there are pairs of these', async () => {
    const many = (count: number) =>
      `vendor acme { role peer flow peer -> peer : tcp 1 "Peers" }\nuse acme\nzone san { subnet 10.1.0.0/16 }\n${Array.from(
        { length: count },
        (_, n) => `zone z${n} { subnet 10.2.${n}.0/24 component p${n} : acme.peer at 10.2.${n}.1 also at 10.1.${n}.1 in san }`,
      ).join('\n')}\n`;
    const inside = async (count: number) => {
      const { known, plan: read } = await analysisOf(many(count));
      const san = read.zones.find(({ name }) => name === 'san')!;
      const all = known().at(san, san);
      const pairs = all.flatMap(({ from, to }) =>
        from.flatMap((a) => to.flatMap((b) => (a.name === b.name ? [] : `${a.name} ${b.name}`))),
      );
      return { requirements: all.length, pairs: new Set(pairs).size };
    };
    assert.deepEqual(await inside(6), { requirements: 6, pairs: 30 });
    assert.deepEqual(await inside(24), { requirements: 24, pairs: 552 });
  });

  /** What a plan says, told anew after each edit and from a fresh start. */
  it('are what a fresh start finds, whatever is edited', async () => {
    const edits = [
      plan(),
      plan('', 'at 10.2.0.5 also at 10.3.0.5 in far'),
      plan('', 'at 10.2.0.5'),
      plan('', 'at 10.2.0.5 also at 10.3.0.6, 10.3.0.7 in storage'),
      plan().replace('storage { subnet 10.3.0.0/24', 'storage isolated { subnet 10.3.0.0/24, 10.5.0.0/24'),
      plan().replace('zone storage', 'zone store-room').replace('in storage', 'in store-room'),
      plan().replace('zone storage', 'zone store-room'),
      plan().replace('office {', 'office { component other : acme.store at 10.1.0.9 also at 10.2.0.9 in middle'),
      plan('bind proxy with archive').replace('office {', 'office "Office" {'),
      plan('allow far -> proxy : tcp 1\ndeny head -> proxy'),
      plan('allow far -> proxy : tcp 1\ndeny head -> proxy', 'at 10.2.0.5 also at 10.3.0.9 in storage'),
    ];
    const kept = await createEditedLanguage();
    for (const [n, text] of edits.entries()) {
      const document = await kept.edit('plan.segplan', text);
      const fresh = await loadPlan(text);
      const told = (analysis: Awaited<ReturnType<typeof analysisOf>>) => ({
        zones: analysis.plan.zones.map((zone) => [zone.name, formatAddresses(zone.addresses).join()]),
        legs: analysis.plan.components.map(({ name, legs }) => [
          name,
          legs.map((leg) => [leg.zone.name, analysis.plan.zones.includes(leg.zone), formatAddresses(leg.addresses).join()]),
        ]),
        rules: [...analysis.allows, ...analysis.denies].map((box) => formatAddresses(box.destinations).join()),
        required: analysis.requirements.map(
          (r) => `${r.from.map((c) => c.name)} ${r.to.map((c) => c.name)} ${formatServices(r.services)}`,
        ),
        inside: buildHostRuleSets(analysis).map(({ host, entries }) => [host.name, entries.map(({ id }) => id)]),
      });
      assert.deepEqual(
        told(kept.services.segplan.Plans.analysis(document.parseResult.value)),
        told(fresh.services.segplan.Plans.analysis(fresh.document.parseResult.value)),
        `edit ${n} on ${TODAY}`,
      );
    }
  });

  it('leave as it is whatever stands elsewhere, with a leg in them or without', async () => {
    const kept = await createEditedLanguage(false);
    const zonesOf = async (text: string) => {
      const document = await kept.edit('plan.segplan', text);
      return new Map(kept.services.segplan.Plans.plan(document.parseResult.value).zones.map((zone) => [zone.name, zone]));
    };
    const before = await zonesOf(plan());
    const after = await zonesOf(plan().replace('subnet 10.3.0.0/24', 'subnet 10.3.0.0/24, 10.6.0.0/24'));
    const same = [...before].filter(([name, zone]) => after.get(name) === zone).map(([name]) => name);
    assert.deepEqual(same, ['office', 'middle', 'far']);
  });
});
