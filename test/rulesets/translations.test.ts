// What each firewall is told of a machine that one of them makes known under another address.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { targets } from '../../language/generated/targets.ts';
import { formatAddresses } from '../../language/model/addresses.ts';
import { formatServices, portSet } from '../../language/model/services.ts';
import { firewallRuleSet } from '../../language/rulesets/firewalls/firewall-rule-set.ts';
import type { Stand } from '../../language/rulesets/firewalls/seen-at.ts';
import { describeWays, waysOfTraffic } from '../../language/rulesets/firewalls/traffic-ways.ts';
import { generate } from '../../language/rulesets/generate.ts';
import { buildHostRuleSets } from '../../language/rulesets/host-rule-set.ts';
import type { RuleSide } from '../../language/rulesets/rule-set.ts';
import { analysisOf, loadPlan } from '../support/language.ts';

const ROW = `zone internet external { component tenant at 198.51.100.7 }
zone transit { subnet 192.0.2.0/29 component relay at 192.0.2.5 }
zone dmz { subnet 10.20.0.0/24 component gateway at 10.20.0.10 component mail at 10.20.0.11 }
firewall provider { zones internet, transit }
firewall edge {
  zones transit, dmz
  nat 203.0.113.10 tcp 6180 from transit -> gateway
  nat 203.0.113.10 tcp 443 from transit -> gateway port 8443
  nat 203.0.113.11 from transit -> mail
}
`;

async function entriesOf(
  text: string,
  name: string,
  sight: 'real' | 'dialed' | 'object' = 'real',
  stand: Stand = 'between',
): Promise<string[]> {
  const analysis = await analysisOf(text);
  const firewall = analysis.plan.firewalls.find((each) => each.name === name)!;
  const sides = (all: readonly RuleSide[]): string =>
    all
      .map(({ any, label, addresses }) => (any || label === 'internet' ? label : formatAddresses(addresses).join(' ')))
      .join(', ');
  return firewallRuleSet(analysis, firewall, stand, sight)
    .entries.map((e) => `${e.action} ${sides(e.sources)} -> ${sides(e.destinations)} : ${formatServices(e.services)}`)
    .sort();
}

describe('what a firewall is told of a translated machine', () => {
  it('is the outer address and port before the one that translates, and there what its maker wants', async () => {
    const text = `${ROW}allow tenant -> gateway : tcp 22, 6180, 8443\n`;
    assert.deepEqual(await entriesOf(text, 'provider'), [
      'allow 198.51.100.7 -> 10.20.0.10 : tcp 22',
      'allow 198.51.100.7 -> 203.0.113.10 : tcp 443',
      'allow 198.51.100.7 -> 203.0.113.10 : tcp 6180',
    ]);
    assert.deepEqual(await entriesOf(text, 'edge'), ['allow 198.51.100.7 -> 10.20.0.10 : tcp 22, 6180, 8443']);
    assert.deepEqual(await entriesOf(text, 'edge', 'dialed'), await entriesOf(text, 'provider'));
    assert.deepEqual(await entriesOf(text, 'edge', 'object'), [
      'allow 198.51.100.7 -> 10.20.0.10 : tcp 22',
      'allow 198.51.100.7 -> 203.0.113.10 : tcp 6180',
      'allow 198.51.100.7 -> 203.0.113.10 : tcp 8443',
    ]);
  });

  it('has ids that say what is left of a rule, whichever rules stand beside it', async () => {
    const idsOf = async (...rules: string[]): Promise<string[]> => {
      const analysis = await analysisOf(`${ROW}${rules.join('\n')}\n`);
      const [firewall] = analysis.plan.firewalls;
      return firewallRuleSet(analysis, firewall!, 'between', 'real').entries.map(({ id }) => id);
    };
    const rules = ['allow tenant -> gateway : tcp 22, 6180', 'allow tenant -> gateway : tcp 25, 8443'];
    const all = await idsOf(...rules);
    assert.equal(new Set(all).size, 4);
    assert.deepEqual([...(await idsOf(rules[0]!)), ...(await idsOf(rules[1]!))].sort(), all.toSorted());
    assert.deepEqual((await idsOf(...rules.toReversed())).sort(), all.toSorted());
  });

  it('names the ends that no translation is about as the plan does', async () => {
    const analysis = await analysisOf(`${ROW}allow tenant -> gateway, relay : tcp 22, 6180\n`);
    const { entries } = firewallRuleSet(analysis, analysis.plan.firewalls[0]!, 'between', 'real');
    const labels = entries.flatMap(({ destinations }) => destinations.map(({ label }) => label));
    assert.deepEqual([...new Set(labels)].sort(), ['gateway', 'gateway as 203.0.113.10 tcp 6180', 'relay']);
  });

  it('says what is left of a zone by the components that are known otherwise', async () => {
    const analysis = await analysisOf(`${ROW}allow internet -> dmz : tcp 443\nallow dmz -> internet : tcp 53\n`);
    const { entries } = firewallRuleSet(analysis, analysis.plan.firewalls[0]!, 'between', 'real');
    const labels = entries.flatMap(({ sources, destinations }) => [...sources, ...destinations].map(({ label }) => label));
    const expected = ['dmz except gateway, mail', 'dmz except mail', 'gateway', 'internet', 'mail as 203.0.113.11'];
    assert.deepEqual([...new Set(labels)].sort(), expected);
  });

  it('is the outer address of who connects, where everything of it is translated', async () => {
    const text = `${ROW}allow mail, gateway -> tenant : tcp 25\n`;
    assert.deepEqual(await entriesOf(text, 'provider'), [
      'allow 10.20.0.10 -> 198.51.100.7 : tcp 25',
      'allow 203.0.113.11 -> 198.51.100.7 : tcp 25',
    ]);
    assert.deepEqual(await entriesOf(text, 'edge', 'dialed'), ['allow 10.20.0.11, 10.20.0.10 -> 198.51.100.7 : tcp 25']);
    // So it is to the hosts of the outer side, and to nobody else.
    const hosts = buildHostRuleSets(await analysisOf(`${ROW}allow mail -> relay : tcp 25\n`));
    const own = hosts.find(({ host }) => host.name === 'relay')!.entries.flatMap(({ sources }) => sources);
    assert.deepEqual(
      own.map(({ addresses }) => formatAddresses(addresses).join()),
      ['203.0.113.11'],
    );
  });

  it('is what the hosts of a side see of it, at whose groups a firewall stands', async () => {
    const text = (zones: string): string => `${ROW}firewall groups { at ${zones} }\nallow relay -> gateway : tcp 8443\n`;
    assert.deepEqual(await entriesOf(text('transit'), 'groups', 'real', 'at'), ['allow 192.0.2.5 -> 203.0.113.10 : tcp 443']);
    assert.deepEqual(await entriesOf(text('dmz'), 'groups', 'real', 'at'), ['allow 192.0.2.5 -> 10.20.0.10 : tcp 8443']);
    assert.deepEqual(await entriesOf(text('transit, dmz'), 'groups', 'real', 'at'), [
      'allow 192.0.2.5 -> 10.20.0.10 : tcp 8443',
      'allow 192.0.2.5 -> 203.0.113.10 : tcp 443',
    ]);
  });

  it('is neither more nor less where a rule says any, or a network around the outer address', async () => {
    assert.deepEqual(await entriesOf(`${ROW}allow any -> any : tcp 8443\n`, 'provider'), [
      'allow any -> 0.0.0.0-203.0.113.9 203.0.113.12-255.255.255.255 ::/0 : tcp 8443',
      'allow any -> 203.0.113.10 : tcp 443',
      'allow any -> 203.0.113.11 : tcp 8443',
    ]);
    assert.deepEqual(
      await entriesOf(`${ROW}deny tenant -> transit : tcp 22\nallow tenant -> 203.0.113.0/24 : tcp 443\n`, 'provider'),
      ['deny 198.51.100.7 -> 192.0.2.0/29 : tcp 22'],
    );
  });

  it('is for those sides alone that know the outer address, where a rule is from any', async () => {
    const text = `zone transit { subnet 192.0.2.0/29 }
zone office { subnet 10.40.0.0/24 }
zone dmz { subnet 10.20.0.0/24 component gateway at 10.20.0.10 component mail at 10.20.0.11 }
firewall edge {
  zones transit, office, dmz
  nat 203.0.113.10 tcp 443 from transit -> gateway port 8443
  nat 203.0.113.11 from transit -> mail
}
allow any -> gateway : tcp 8443
allow mail -> any : tcp 25
`;
    assert.deepEqual(await entriesOf(text, 'edge'), ['allow 10.20.0.11 -> any : tcp 25', 'allow any -> 10.20.0.10 : tcp 8443']);
    assert.deepEqual(await entriesOf(text, 'edge', 'dialed'), [
      'allow 10.20.0.0/24 10.40.0.0/24 -> 10.20.0.10 : tcp 8443',
      'allow 10.20.0.11 -> any : tcp 25',
      'allow 192.0.2.0/29 -> 203.0.113.10 : tcp 443',
    ]);
  });

  it('is told with what has to be translated, in the file or beside it', async () => {
    const { document, services } = await loadPlan(`${ROW}allow tenant -> gateway : tcp 6180, 8443\n`);
    for (const target of targets.filter(({ scopes, atHosts }) => scopes.includes('network') && !atHosts)) {
      const { files, problems } = await generate(document, services, { firewall: 'edge', target: target.name });
      const said = [...files.map(({ text }) => text), ...problems.map(({ message }) => message)].join('\n');
      assert.match(
        said,
        /Translated here: 203\.0\.113\.10 tcp 443, for whoever comes by transit, is gateway at 10\.20\.0\.10 tcp 8443 by dmz\./,
        target.name,
      );
    }
  });

  it('is translated by nftables before its filter, and back behind it', async () => {
    const { document, services } = await loadPlan(`${ROW}allow tenant -> gateway : tcp 6180\n`);
    const { files } = await generate(document, services, { firewall: 'edge', target: 'nftables' });
    const chains = new Map(
      [...files[0]!.text.matchAll(/^ {2}chain (\S+) \{\n([^}]*(?:\{[^}]*\}[^}]*)*?)^ {2}\}/gm)].map(([, name, rules]) => [
        name!,
        rules!.split('\n').map((line) => line.trim().replace(/ comment .*/, '')),
      ]),
    );
    // nft(8), "NAT statements": what a packet is sent to is rewritten before the filter sees it, and who it is from behind that.
    assert.deepEqual(chains.get('prerouting')!.filter(Boolean), [
      'type nat hook prerouting priority dstnat; policy accept;',
      'ip daddr 203.0.113.10 tcp dport 6180 dnat ip to 10.20.0.10',
      'ip daddr 203.0.113.10 tcp dport 443 dnat ip to 10.20.0.10:8443',
      'ip daddr 203.0.113.11 dnat ip to 10.20.0.11',
    ]);
    const [hook, back, ...others] = chains.get('postrouting')!.filter(Boolean);
    assert.equal(hook, 'type nat hook postrouting priority srcnat; policy accept;');
    // Within its own network the machine keeps its address, and one of which a port alone is translated always does.
    assert.match(
      back!,
      /^ip saddr 10\.20\.0\.11 ip daddr \{ 0\.0\.0\.0-10\.19\.255\.255, 10\.20\.1\.0-255\.255\.255\.255 \} snat ip to 203\.0\.113\.11$/,
    );
    assert.deepEqual(others, []);
    const plain = await generate(document, services, { firewall: 'provider', target: 'nftables' });
    assert.doesNotMatch(plain.files[0]!.text, /type nat/);
  });

  it('is in JSON as the schema has it', async () => {
    const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../language/rulesets/rule-set.schema.json'), 'utf8'));
    const validate = new Ajv({ strict: false }).compile(schema);
    const { document, services } = await loadPlan(`${ROW}allow tenant -> gateway : tcp 6180, 8443\n`);
    const { files } = await generate(document, services, { firewall: 'edge', target: 'json' });
    const data = JSON.parse(files[0]!.text);
    assert.ok(validate(data), JSON.stringify(validate.errors));
    assert.deepEqual((data as { translations: { runs: unknown }[] }).translations[1]!.runs, [
      {
        outer: '203.0.113.10',
        real: '10.20.0.10',
        transport: 'tcp',
        ports: { from: 443, to: 443 },
        realPorts: { from: 8443, to: 8443 },
      },
    ]);
  });

  it('has to be set up beside the rules where these name it by the own address and their form can not translate', async () => {
    const { document, services } = await loadPlan(`${ROW}allow tenant -> gateway : tcp 8443\n`);
    // As the table of docs/language.md has it: these write the translation, or say beside their rules what it is.
    const seen: string[] = [];
    const knowing = ['asa', 'fortios', 'iptables', 'junos', 'nftables', 'panos'];
    for (const target of targets.filter(({ scopes }) => (scopes as readonly string[]).includes('network'))) {
      const { problems } = await generate(document, services, { firewall: 'edge', target: target.name });
      const told = problems.filter(({ level, message }) => level === 'info' && message.includes('203.0.113.10'));
      // Security groups and others of their kind stand at the hosts of zones, which this firewall has none of.
      if (problems.some(({ level }) => level === 'error')) continue;
      assert.equal(told.length, knowing.includes(target.name) ? 0 : 2, target.name);
      seen.push(target.name);
    }
    assert.deepEqual(
      knowing.filter((name) => !seen.includes(name)),
      [],
    );
  });

  it('is named in explanations, with the rules that are about it', async () => {
    const analysis = await analysisOf(`${ROW}allow tenant -> gateway : tcp 8443\n`);
    const [tenant, gateway] = ['tenant', 'gateway'].map(
      (name) => analysis.plan.components.find((c) => c.name === name)!.addresses,
    );
    const found = waysOfTraffic(analysis, { sources: tenant!, destinations: gateway!, services: portSet('tcp', 8443) })!;
    const [{ details } = { details: [] }] = describeWays(found, analysis);
    assert.match(
      details[0]!,
      /^provider, from internet to transit \(gateway is 203\.0\.113\.10 tcp 443 here\): allow \S+ \(line \d+\)$/,
    );
    assert.match(
      details[1]!,
      /^edge, from transit to dmz \(203\.0\.113\.10 tcp 443 becomes 10\.20\.0\.10 tcp 8443 here\): allow \S+ \(line \d+\)$/,
    );
  });
});
