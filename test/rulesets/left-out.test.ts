import assert from 'node:assert/strict';
import { formatAddresses } from '../../language/model/addresses.ts';
import { formatServices } from '../../language/model/services.ts';
import { generate } from '../../language/rulesets/generate.ts';
import { buildHostRuleSets } from '../../language/rulesets/host-rule-set.ts';
import { buildRuleSet, type RuleEntry } from '../../language/rulesets/rule-set.ts';
import { analysisOf, loadPlan } from '../support/language.ts';

/** `allow lab (10.0.0.0/24) -> any except shop (…) : any` */
function wordsOf({ action, sources, destinations, services }: RuleEntry): string {
  const side = (sides: RuleEntry['sources']): string =>
    sides.map((s) => `${s.label} (${s.any ? 'any' : formatAddresses(s.addresses).join(' ')})`).join(', ');
  return `${action} ${side(sources)} -> ${side(destinations)} : ${formatServices(services)}`;
}

const rulesOf = async (text: string): Promise<string[]> => buildRuleSet(await analysisOf(text)).entries.map(wordsOf);

const ZONES = `zone lab { subnet 10.0.0.0/24 component till at 10.0.0.1 }
zone shop { subnet 10.0.1.0/24 component till at 10.0.1.1 component desk at 10.0.1.2 }
`;

async function problemsOf(text: string, target: string): Promise<string[]> {
  const { document, services } = await loadPlan(text);
  return (await generate(document, services, { target })).problems.filter((p) => p.level === 'error').map((p) => p.message);
}

describe('rule sets of what leaves something out', () => {
  it('show what is left of an end as exact addresses under a name of its own', async () => {
    assert.deepEqual(await rulesOf(`${ZONES}deny lab except lab.till -> shop except 10.0.1.128/25, desk : any except tcp 443`), [
      'deny lab except lab.till (10.0.0.0 10.0.0.2-10.0.0.255) -> shop except 10.0.1.128/25, desk (10.0.1.0/31 10.0.1.3-10.0.1.127) : any except tcp 443',
    ]);
  });

  it('are never `any` where `any` is not whole', async () => {
    const { entries } = buildRuleSet(await analysisOf(`${ZONES}zone net external\ndeny lab -> any except net`));
    assert.deepEqual(
      entries.map((e) => e.destinations.map((s) => [s.label, s.kind, s.any])),
      [[['any except net', 'group', false]]],
    );
    assert.deepEqual(formatAddresses(entries[0]!.destinations[0]!.addresses), ['10.0.0.0/23']);
  });

  it('keep the rest of a zone of which a service leaves a component out', async () => {
    const text = `use zerto
zone a { subnet 10.0.0.0/24 }
zone b { subnet 10.0.1.0/24 component z : zerto.zvm at 10.0.1.1 { gui-port = 19669 } }
allow a -> b : tcp 9000-20000 except zerto.gui`;
    const all = (await rulesOf(text)).join('\n');
    assert.match(all, /b except z \(10\.0\.1\.0 10\.0\.1\.2-10\.0\.1\.255\)/);
    assert.doesNotMatch(all, /z \(10\.0\.1\.1\) : [^\n]*9000-20000/);
  });

  it('give one label to the same addresses alone', async () => {
    const text = `${ZONES}allow lab.till -> shop except desk : tcp 1\nallow shop.till -> lab : tcp 2\nallow lab.till -> shop.till : tcp 3`;
    const { entries } = buildRuleSet(await analysisOf(text));
    const byLabel = new Map<string, string>();
    for (const side of entries.flatMap((e) => [...e.sources, ...e.destinations])) {
      const addresses = formatAddresses(side.addresses).join();
      assert.equal(byLabel.get(side.label) ?? addresses, addresses, side.label);
      byLabel.set(side.label, addresses);
    }
    assert.equal(byLabel.get('lab.till'), '10.0.0.1');
    assert.equal(byLabel.get('shop.till'), '10.0.1.1');
  });

  it('name what a group leaves out and what a rule leaves out of it together, so that no other end reads as left out', async () => {
    const groups = 'group tills = lab.till, shop.till\ngroup desks = shop except tills\n';
    const [rule] = await rulesOf(`${ZONES}${groups}allow desks except desk, 10.0.1.9 -> lab except lab.till : tcp 1`);
    assert.equal(
      rule,
      'allow desks except desk, 10.0.1.9 (10.0.1.0 10.0.1.3-10.0.1.8 10.0.1.10-10.0.1.255) -> lab except lab.till (10.0.0.0 10.0.0.2-10.0.0.255) : tcp 1',
    );
    const [listed] = await rulesOf(`${ZONES}${groups}allow desks, lab except desk -> internet : tcp 1\nzone internet external`);
    assert.match(
      listed!,
      /^allow desks \(except desk\) \(10\.0\.1\.0 10\.0\.1\.3-10\.0\.1\.255\), lab \(10\.0\.0\.0\/24\) -> internet /,
    );
    const { plan } = await analysisOf(`${ZONES}${groups}allow desks except desk -> lab : tcp 1`);
    assert.deepEqual(
      plan.rules[0]!.sources[0]!.members!.map((member) => member.label),
      ['shop (except tills, desk)'],
    );
  });

  it('are an error where a host name is left out of addresses that it may have', async () => {
    const cloud = `${ZONES}zone net external { component updates at "updates.example.com" }\n`;
    for (const target of ['fortios', 'nftables', 'csv'])
      assert.match(
        (await problemsOf(`${cloud}deny lab -> any except updates`, target)).join('\n'),
        /leaves out the host name updates\.example\.com/,
      );
    assert.deepEqual(await problemsOf(`${cloud}deny lab -> any except net`, 'fortios'), []);
    // A component of a zone has one of the addresses of its zone, and none of others.
    const near = `${ZONES}zone depot { subnet 10.0.7.0/24 component safe at "safe.example.com" }\n`;
    assert.match(
      (await problemsOf(`${near}deny lab -> any except safe`, 'nftables')).join('\n'),
      /leaves out the host name safe\.example\.com/,
    );
    assert.deepEqual(await problemsOf(`${near}deny lab -> 10.0.0.0/24 except safe`, 'nftables'), []);
    // So it is where the addresses say no names, of which none is taken out then.
    for (const end of ['depot except safe', '10.0.7.0/24 except safe', '10.0.7.0/24, lab except safe'])
      assert.match(
        (await problemsOf(`${near}allow shop -> ${end} : tcp 1`, 'nftables')).join('\n'),
        /leaves out the host name safe\.example\.com/,
        end,
      );
    assert.match(
      (await problemsOf(`${cloud}allow lab -> net except "evil.example.com" : tcp 1`, 'nftables')).join('\n'),
      /leaves out the host name evil\.example\.com/,
    );
    // What a group leaves out stays left out where a rule leaves out more of it.
    assert.match(
      (await problemsOf(`${cloud}group most = any except updates\ndeny lab -> most except shop`, 'nftables')).join('\n'),
      /leaves out the host name updates\.example\.com/,
    );
  });
});

const SHOPS = `plan "Shops"
use acme
site north {
  zone shop { subnet 10.0.0.0/24 as 10.101.0.0/24
    component server : acme.server at 10.0.0.1
    component agent : acme.agent at 10.0.0.2
  }
}
site south {
  zone depot { subnet 10.0.0.0/24 as 203.0.113.7
    component server : acme.server at 10.0.0.1
    component store at 10.0.0.9
  }
}
zone desk { subnet 10.5.0.0/24 }
allow desk -> agent : tcp 22
allow depot -> agent : tcp 23
allow agent -> shop.server : tcp 24
allow 10.101.0.9 -> shop.server : tcp 25
allow store -> depot.server : tcp 26
vendor acme "Acme" { source g "g.txt" role server role agent flow server -> agent : tcp 100 during set-up "Starts" from g "1" flow agent -> server : tcp 200 when same site "Asks" from g "2" }
`;

describe('rule sets of subnets that are seen under other addresses', () => {
  it('know them between zones by what others see, with their own in brackets where people read', async () => {
    assert.deepEqual(
      (await rulesOf(SHOPS))
        .filter((rule) => !rule.includes('shop'))
        .slice(0, 2)
        .sort(),
      ['allow depot (203.0.113.7) -> agent (10.101.0.2) : tcp 23', 'allow desk (10.5.0.0/24) -> agent (10.101.0.2) : tcp 22'],
    );
    const { document, services } = await loadPlan(SHOPS);
    for (const target of ['csv', 'markdown']) {
      const [file] = (await generate(document, services, { target })).files;
      const text = file!.text.replaceAll('\\', '');
      assert.match(text, /10\.101\.0\.2 \(own 10\.0\.0\.2\)/, target);
      assert.match(text, /203\.0\.113\.7 \(own 10\.0\.0\.0\/24\)/, target);
    }
  });

  it('have own addresses of what is translated alone, where an end has other members', async () => {
    const { document, services } = await loadPlan(`zone shop { subnet 10.0.0.0/24 as 10.101.0.0/24 component till at 10.0.0.7 }
zone desk { subnet 10.5.0.0/24 component d at 10.5.0.5 }
zone store { subnet 10.6.0.0/24 }
group both = till, d
allow both -> store : tcp 443
`);
    const [file] = (await generate(document, services, { target: 'json' })).files;
    const [rule] = (JSON.parse(file!.text) as { rules: { sources: { addresses: string[]; own: string[] }[] }[] }).rules;
    assert.deepEqual(
      rule!.sources.map(({ addresses, own }) => ({ addresses, own })),
      [{ addresses: ['10.5.0.5', '10.101.0.7'], own: ['10.0.0.7'] }],
    );
  });

  it('show the own addresses of what is translated, beside those of their family, and no others', async () => {
    const { document, services } = await loadPlan(`zone shop {
  subnet 10.0.0.0/24 as 10.101.0.0/24
  subnet fd00:a::/64
  component till at 10.0.0.7, fd00:a::7
}
zone desk { subnet 10.5.0.0/24, fd00:b::/64 component d at 10.5.0.5, fd00:b::5 }
allow d -> till : tcp 443
allow desk -> shop : tcp 80
`);
    for (const target of ['csv', 'markdown', 'html']) {
      const [file] = (await generate(document, services, { target })).files;
      const text = file!.text.replaceAll('\\', '');
      assert.ok(text.includes('10.101.0.7 (own 10.0.0.7), fd00:a::7'), target);
      assert.ok(text.includes('10.101.0.0/24 (own 10.0.0.0/24), fd00:a::/64'), target);
    }
  });

  it('know the hosts of one zone by the addresses that they have', async () => {
    const sets = buildHostRuleSets(await analysisOf(SHOPS));
    assert.deepEqual(Object.fromEntries(sets.map((s) => [s.host.name, s.entries.map(wordsOf).sort()])), {
      'shop.server': [
        'allow 10.101.0.9 (10.0.0.9) -> shop.server (10.0.0.1) : tcp 25',
        'allow agent (10.0.0.2) -> shop.server (10.0.0.1) : tcp 200',
        'allow agent (10.0.0.2) -> shop.server (10.0.0.1) : tcp 24',
      ],
      agent: ['allow depot (203.0.113.7) -> agent (10.0.0.2) : tcp 23', 'allow desk (10.5.0.0/24) -> agent (10.0.0.2) : tcp 22'],
      'depot.server': ['allow store (10.0.0.9) -> depot.server (10.0.0.1) : tcp 26'],
      store: [],
    });
  });
});
