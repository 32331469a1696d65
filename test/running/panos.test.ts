import assert from 'node:assert/strict';
import { generate } from '../../language/rulesets/generate.ts';
import { panos } from '../../language/rulesets/targets/panos/panos.ts';
import { reader } from '../../language/rulesets/targets/panos/read.ts';
import { audit } from '../../language/running/audit.ts';
import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { analysisOf, loadPlan } from '../support/language.ts';
import { countsAll, decides, textsOfChance, toldBy } from './asking.ts';
import { readsBack } from './emitted.ts';
import { told } from './words.ts';

readsBack({ target: panos, reader, time: /^at certain times alone: schedule-type non-recurring/ });

// Forms as the PAN-OS administrator's guide, its reference of set commands and exported configurations have them.

const SET = `set deviceconfig system hostname fw1
set mgt-config users admin phash $1$HUNTER2$HUNTER2HUNTER2
set network interface ethernet ethernet1/1 layer3 ip 203.0.113.2/24
set network interface ethernet ethernet1/2 layer3 units ethernet1/2.10 ip 10.1.1.1/24
set network interface ethernet ethernet1/2 layer3 units ethernet1/2.20 ip 10.2.2.1/24
set network interface ethernet ethernet1/2 layer3 units ethernet1/2.20 ipv6 address fd00:2::1/64
set network virtual-router default routing-table ip static-route out destination 0.0.0.0/0
set network virtual-router default routing-table ip static-route out nexthop ip-address 203.0.113.1
set network virtual-router default routing-table ip static-route in destination 10.128.0.0/9
set network virtual-router default routing-table ip static-route in interface ethernet1/2.10
set zone outside network layer3 ethernet1/1
set zone inside network layer3 [ ethernet1/2.10 ]
set zone dmz network layer3 ethernet1/2.20
set address web ip-netmask 10.2.2.10
set address range ip-range 10.2.2.32-10.2.2.47
set address far fqdn far.example.com
set address-group servers static [ web range ]
set address-group tagged dynamic filter "'a' and 'b'"
set service high protocol tcp port 8000-8010,9000 source-port 1024-65535
set service-group both members [ high service-https ]
set application own default port tcp/7777
set application-group chat members [ own ssh ]
set rulebase security rules "to web" from outside to dmz source any destination web application any service [ service-http both ] action allow
set rulebase security rules "to web" description "The web server"
set rulebase security rules off from any to any source any destination any application any service any action allow disabled yes
set rulebase security rules negated from outside to dmz source 198.51.100.0/24 negate-source yes destination range application any service high action deny
set rulebase security rules apps from outside to dmz source any destination 10.2.2.40 application chat service application-default action allow
set rulebase security rules mixed from outside to dmz source any destination 10.2.2.41 application [ ping ssh ] service application-default action allow
set rulebase security rules pings from outside to any source any destination any application [ ping icmp ] service application-default action allow
set rulebase security rules users from inside to dmz source any source-user corp\\ann destination any application any service any action allow
set rulebase security rules dynamic from inside to outside source any destination tagged application any service service-https action deny
set rulebase security rules inner rule-type intrazone from dmz source any destination any application any service service-http action drop
set rulebase security rules between rule-type interzone from any to any source any destination web application any service service-https action allow
set rulebase security rules last from inside to outside source any destination any application any service any action allow
`;

const EXPECTED = {
  'outside 198.51.100.1 -> dmz 10.2.2.10 tcp 80': 'permit',
  'outside 198.51.100.1 -> dmz 10.2.2.10 tcp 8080': 'permit',
  'outside 198.51.100.1 -> dmz 10.2.2.10 tcp 9000': 'permit',
  'outside 198.51.100.1 -> dmz 10.2.2.10 tcp 9000 from 80': 'deny',
  'outside 198.51.100.1 -> dmz 10.2.2.10 tcp 22': 'deny',
  'outside 198.51.100.1 -> dmz 10.2.2.40 tcp 22': 'unknown',
  'outside 198.51.100.1 -> dmz 10.2.2.40 tcp 7777': 'unknown',
  'outside 198.51.100.1 -> dmz 10.2.2.40 tcp 23': 'deny',
  'outside 198.51.100.1 -> dmz 10.2.2.41 icmp 8': 'permit',
  'outside 198.51.100.1 -> dmz 10.2.2.41 tcp 22': 'unknown',
  'outside 198.51.100.1 -> dmz 10.2.2.77 icmp 8': 'permit',
  'outside 198.51.100.1 -> dmz 10.2.2.77 icmp 3': 'permit',
  'inside 10.1.1.5 -> dmz 10.2.2.77 tcp 445': 'unknown',
  'inside 10.1.1.5 -> outside 198.51.100.1 tcp 443': 'unknown',
  'inside 10.1.1.5 -> outside 198.51.100.1 tcp 22': 'permit',
  'inside 10.1.1.5 -> inside 10.1.1.6 tcp 22': 'permit',
  'dmz 10.2.2.5 -> dmz 10.2.2.10 tcp 80': 'deny',
  'dmz 10.2.2.5 -> dmz 10.2.2.10 tcp 443': 'permit',
  'dmz 10.2.2.5 -> inside 10.1.1.1 tcp 443': 'deny',
  'outside 2001:db8::1 -> dmz fd00:2::5 tcp 80': 'deny',
} as const;

/** What holds entries by names. */
const NAMED = /^(zone|(address|service)(-group)?|application(-group)?|rules|users|virtual-router|static-route|ethernet|units)$/;

/** The same commands as XML, one word after the other; what a list holds are its members. */
function asXml(commands: string): string {
  interface Part {
    readonly parts: Map<string, Part>;
  }
  const root: Part = { parts: new Map() };
  const at = (part: Part, words: readonly string[]): Part => {
    let here = part;
    for (const word of words) {
      if (!here.parts.has(word)) here.parts.set(word, { parts: new Map() });
      here = here.parts.get(word)!;
    }
    return here;
  };
  for (const line of commands.trim().split('\n')) {
    const words = line.match(/\[[^\]]*\]|"[^"]*"|\S+/g)!.slice(1);
    const valuesOf = (word: string): string[] =>
      word.startsWith('[') ? word.slice(1, -1).trim().split(/\s+/) : [word.replaceAll('"', '')];
    const from = words[0] === 'rulebase' ? 4 : words[0] === 'service' && words.length > 5 ? 4 : words.length - 2;
    const holder = at(
      root,
      words.slice(0, from).map((word) => word.replaceAll('"', '')),
    );
    for (let n = from; n < words.length; n += 2) for (const value of valuesOf(words[n + 1]!)) at(holder, [words[n]!, value]);
  }
  const escaped = (text: string): string => text.replace(/[&<"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '"': '&quot;' })[c]!);
  const write = ({ parts }: Part, indent: string, isNames = false): string =>
    [...parts]
      .map(([word, part]) => {
        const values = [...part.parts];
        const [opening, closing] = isNames ? [`entry name="${escaped(word)}"`, 'entry'] : [word, word];
        if (values.length && values.every(([, { parts: inner }]) => !inner.size))
          return `${indent}<${opening}>${values.map(([value]) => (values.length > 1 ? `<member>${escaped(value)}</member>` : escaped(value))).join('')}</${closing}>\n`;
        return `${indent}<${opening}>\n${write(part, `${indent}  `, NAMED.test(word))}${indent}</${closing}>\n`;
      })
      .join('');
  return `<?xml version="1.0"?>\n<config version="10.1.0">\n  <devices>\n  <entry name="localhost.localdomain">\n${write(root, '    ')}  </entry>\n  </devices>\n</config>\n`;
}

const read = (text: string): RunningDevice => {
  const [device, more] = reader.read(text, 'fw1');
  assert.equal(more, undefined);
  countsAll(device!, text);
  return device!;
};

describe('panos: reading the rules of a firewall', () => {
  for (const [form, text] of [
    ['set commands', SET],
    ['set commands behind a prompt', SET.replace(/^/gm, 'admin@fw1# ').replace(/admin@fw1# $/, '')],
    ['XML', asXml(SET)],
  ] as const)
    it(`as ${form}: zones, objects, services, applications, negation, types of rules`, () => {
      const device = read(text);
      decides(device, EXPECTED);
      assert.deepEqual(device.unknown, []);
      assert.equal(device.name, 'fw1');
      assert.deepEqual(
        device.places.map(({ name, rest }) => [name, rest]),
        [
          ['outside', true],
          ['inside', false],
          ['dmz', false],
        ],
      );
      assert.doesNotMatch(toldBy([device]), /HUNTER2/);
    });

  it('in the braces that show gives', () => {
    const device = read(`deviceconfig {
  system {
    hostname fw2;
  }
}
zone {
  a {
    network {
      layer3 [ ethernet1/1 ethernet1/2 ];
    }
  }
}
service {
  odd {
    protocol {
      tcp {
        port 7;
      }
    }
  }
}
rulebase {
  security {
    rules {
      "one two" {
        from [ a b ];
        to c;
        source any;
        destination 192.0.2.0/24;
        application any;
        service odd;
        action allow;
      }
    }
  }
}
`);
    assert.equal(device.name, 'fw2');
    assert.deepEqual(device.unknown, []);
    decides(device, {
      'b 10.1.1.1 -> c 192.0.2.5 tcp 7': 'permit',
      'b 10.1.1.1 -> c 192.0.2.5 tcp 8': 'deny',
      'c 10.1.1.1 -> c 192.0.2.5 tcp 8': 'permit',
    });
  });

  it('in the order that commands have moved rules to, without those that were deleted', () => {
    const rule = (name: string, action: string, port: string): string =>
      `set rulebase security rules ${name} from a to b source any destination any application any service ${port} action ${action}\n`;
    const text = `${rule('one', 'deny', 'service-http')}${rule('two', 'allow', 'service-http')}${rule('three', 'allow', 'service-https')}`;
    const question = 'a 10.1.1.1 -> b 10.2.2.2 tcp 80';
    decides(read(text), { [question]: 'deny' });
    for (const move of ['two top', 'two before one', 'one after two', 'one bottom'])
      decides(read(`${text}move rulebase security rules ${move}\n`), { [question]: 'permit' });
    decides(read(`${text}delete rulebase security rules one\n`), { [question]: 'permit' });
    decides(read(`${text}delete rulebase security rules three action\n`), { 'a 10.1.1.1 -> b 10.2.2.2 tcp 443': 'unknown' });
  });

  it('has the names of a virtual system before those of all, and a firewall for each', () => {
    const devices = reader.read(
      `set deviceconfig system hostname fw
set shared address same ip-netmask 10.0.0.1
set shared address only ip-netmask 10.0.0.3
set vsys vsys1 address same ip-netmask 10.0.0.2
set vsys vsys1 rulebase security rules r from a to b source any destination [ same only ] application any service any action allow
set vsys vsys2 rulebase security rules r from a to b source any destination same application any service any action allow
`,
      'fw',
    );
    assert.deepEqual(
      devices.map(({ name }) => name),
      ['fw/vsys1', 'fw/vsys2'],
    );
    const to = (address: string): string => `a 10.9.9.9 -> b ${address} tcp 1`;
    decides(devices[0]!, { [to('10.0.0.2')]: 'permit', [to('10.0.0.1')]: 'deny', [to('10.0.0.3')]: 'permit' });
    decides(devices[1]!, { [to('10.0.0.2')]: 'deny', [to('10.0.0.1')]: 'permit' });
  });

  it('of Panorama: rules before and behind, of parents too, and what stands between is unknown', () => {
    const rule = (place: string, name: string, action: string, service: string): string =>
      `set ${place} security rules ${name} from any to any source any destination any application any service ${service} action ${action}\n`;
    const devices = reader.read(
      `${rule('shared pre-rulebase', 's', 'deny', 'p1')}${rule('device-group up pre-rulebase', 'u', 'deny', 'p2')}${rule('device-group down pre-rulebase', 'd', 'allow', 'p123')}${rule('device-group down post-rulebase', 'dp', 'allow', 'p45')}${rule('device-group up post-rulebase', 'up', 'deny', 'p45')}${rule('shared post-rulebase', 'sp', 'deny', 'any')}set readonly devices localhost.localdomain device-group down parent-dg up
set shared service p1 protocol tcp port 1
set shared service p2 protocol tcp port 2
set device-group up service p123 protocol tcp port 1-3
set shared service p45 protocol tcp port 4,5
`,
      'panorama',
    );
    const down = devices.find(({ name }) => name === 'down')!;
    const at = (port: number): string => `a 10.9.9.9 -> b 10.1.1.1 tcp ${port}`;
    decides(down, { [at(1)]: 'deny', [at(2)]: 'deny', [at(3)]: 'permit', [at(4)]: 'permit', [at(6)]: 'deny' });
    assert.ok(down.unknown.every(({ what }) => what === 'device-group') && down.unknown.length > 0);
  });

  it('knows nothing for certain of what is sent to translated addresses, and names what may decide besides', () => {
    const device =
      read(`${SET}set rulebase nat rules in from outside to outside source any destination 203.0.113.10 service any destination-translation translated-address web
set rulebase nat rules out from inside to outside source any destination any service any source-translation dynamic-ip-and-port interface-address interface ethernet1/1
set rulebase pbf rules elsewhere from zone inside
set rulebase security rules "to web" frobnicate yes
set rulebase default-security-rules rules intrazone-default action deny
set quux frob
`);
    assert.deepEqual(told(device), ['pbf rule', 'security rule … frobnicate', 'quux']);
    decides(device, {
      'outside 198.51.100.1 -> dmz 203.0.113.10 tcp 22': 'unknown',
      'outside 198.51.100.1 -> dmz 10.2.2.10 tcp 80': 'unknown',
      'inside 10.1.1.5 -> outside 198.51.100.1 tcp 22': 'permit',
      'inside 10.1.1.5 -> inside 10.1.1.6 tcp 22': 'deny',
    });
  });
});

describe('panos: reading files of all kinds', () => {
  it('never fails, and counts every line', () => {
    const words =
      'set delete move rulebase security rules r1 from to any [ ] " service tcp protocol port 1-2 top before vsys zone < > { } ; policy'.split(
        ' ',
      );
    for (const text of textsOfChance(words, 300)) for (const device of reader.read(text, 'f')) countsAll(device, text);
    const xml = asXml(SET);
    for (let cut = 1; cut < xml.length; cut += 397) {
      const text = xml.slice(0, cut);
      for (const device of reader.read(text, 'f')) countsAll(device, text);
    }
    for (const text of [
      '',
      '<',
      '<config>',
      '<!DOCTYPE a [<!ENTITY b "c">]><config>&b;</config>',
      '<a>'.repeat(20_000),
      '{'.repeat(20_000),
      `set rulebase security rules ${'a '.repeat(20_000)}`,
      `set ${'config '.repeat(20_000)}`,
      `set ${'vsys a rulebase '.repeat(20_000)}`,
      'set "',
    ])
      assert.equal(reader.read(text, 'f').length, 1, text.slice(0, 20));
  });

  it('tells the line of a rule in XML, however its tags are broken', () => {
    const xml = `<config\n  version="9">\n<devices><entry\nname="x"><vsys><entry name="vsys1"><rulebase><security><rules>\n<!-- a\n comment -->\n<entry name="r">\n<action>allow</action></entry></rules></security></rulebase></entry></vsys></entry></devices></config>`;
    const [device] = reader.read(xml, 'f');
    assert.equal(device!.lists.get('rules between zones')!.rules[0]!.line, 7);
  });

  it('recognizes its forms', () => {
    for (const text of [SET, asXml(SET), 'rulebase {\n  security {\n'])
      assert.ok(reader.recognizes(text) >= 0.8, text.slice(0, 40));
    assert.equal(reader.recognizes('set system host-name r1\nset security policies from-zone a\n'), 0);
    assert.equal(reader.recognizes('ASA Version 9.1\n'), 0);
  });
});

describe('an audit of PAN-OS', () => {
  it('misses no address of ::/96, which no host has and no rule can say, and misses those that hosts have', async () => {
    const plan =
      'zone lan { subnet fd00::/64 component c at fd00::5 }\nzone net external { component fixed at 2001:db8::1 }\nallow c -> net except fixed : tcp 80\n';
    const { document, services } = await loadPlan(plan);
    const { files } = await generate(document, services, { target: 'panos' });
    const { text } = files[0]!;
    const cutOff = async (running: string) =>
      audit(await analysisOf(plan), readRunning(running, 'fw.set')).devices.flatMap((device) => device.cutOff).length;
    assert.equal(await cutOff(text), 0);
    assert.equal(await cutOff(text.replaceAll('tcp port 80 ', 'tcp port 81 ')), 1);
  });

  it('finds what lies behind a shared gateway, or another virtual system, behind the external zone that leads there', async () => {
    // PAN-OS Administrator's Guide, "Shared Gateway": it has no security rules, and a virtual system reaches its interfaces by a zone of the type external.
    const plan = `zone a { subnet 10.1.0.0/24 component x at 10.1.0.5 }
zone internet external
firewall core : panos { zones a, internet }
allow x -> internet : tcp 443
`;
    const lines = `set network interface ethernet ethernet1/1 layer3 ip 10.1.0.1/24
set network interface ethernet ethernet1/4 layer3 ip 192.0.2.2/30
set network virtual-router default routing-table ip static-route d destination 0.0.0.0/0 nexthop ip-address 192.0.2.1
set network shared-gateway sg1 import network interface ethernet1/4
set network shared-gateway sg1 zone outside network layer3 ethernet1/4
set shared service web protocol tcp port 443
set vsys vsys1 import visible-vsys sg1
set vsys vsys1 zone a network layer3 ethernet1/1
set vsys vsys1 zone out network external sg1
set vsys vsys1 rulebase security rules s from a to out source 10.1.0.5 destination any application any service web action allow
`;
    const analysis = await analysisOf(plan);
    const audited = (text: string): [boolean, string[]] => {
      const { inStep, devices } = audit(analysis, readRunning(text, 'fw.set'), { firewall: analysis.plan.firewalls[0]! });
      const found = devices.flatMap(({ cutOff, open }) => [...cutOff.map(() => 'cut off'), ...open.map(() => 'open')]);
      return [inStep, [...found, ...devices.flatMap(({ device }) => told(device))]];
    };
    assert.deepEqual(audited(lines), [true, []]);
    assert.deepEqual(audited(lines.replace(/^.* rules s .*\n/m, '')), [false, ['cut off']]);
    assert.deepEqual(audited(lines.replace('external sg1', 'external sg2')), [false, ['cut off']]);
    assert.deepEqual(
      audited(
        `${lines}set vsys vsys1 rulebase security rules t from out to a source any destination any application any service web action allow\n`,
      ),
      [false, ['open']],
    );
    assert.deepEqual(audited(`${lines}set network interface ethernet ethernet1/4 link-state down\n`), [false, ['cut off']]);
    const gateway = 'set network shared-gateway sg1 rulebase';
    assert.deepEqual(audited(`${lines}${gateway} pbf rules p from zone outside action discard\n`), [false, ['pbf rule']]);
    const nat = `${gateway} nat rules n from outside to outside source any destination 192.0.2.2 service any`;
    const into = `${lines}${nat} destination-translation translated-address 10.1.0.5\n`;
    assert.deepEqual(audited(into), [false, ['shared-gateway … nat rule']]);
    assert.deepEqual(audited(`${into}${nat} disabled yes\n`), [true, []]);
    assert.deepEqual(audited(`${lines}${nat} source-translation dynamic-ip-and-port interface-address interface ethernet1/4\n`), [
      true,
      [],
    ]);
    const systems = lines
      .replaceAll('network shared-gateway sg1 zone outside', 'vsys vsys2 zone outside')
      .replace('external sg1', 'external vsys2');
    assert.deepEqual(audited(systems)[1], []);
  });
});
