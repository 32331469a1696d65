// Files of chance as devices have them, in which order decides and rules overlap: the plan that is begun with one permits what a second reading of the device permits,
// packet by packet, by the reading of the language reference.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { importRunning } from '../../language/importing/import-running.ts';
import { NO_ADDRESSES } from '../../language/model/addresses.ts';
import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { decide } from '../rulesets/evaluator.ts';
import { outcomes } from '../running/packet-by-packet.ts';
import { ofChance } from '../support/chance.ts';
import { createTestLanguage, loadPlan, type TestLanguage } from '../support/language.ts';

const ZONES = ['lan', 'dmz', 'srv'] as const;
/** Each zone has 16 addresses of 10.0.0.0/24. */
const network = (zone: number): string => `10.0.0.${16 * zone}`;

interface Rule {
  readonly from: number;
  readonly to: number;
  /** Addresses of a network, by its first one and its length; any where unset. */
  readonly source: { readonly at: number; readonly bits: number } | undefined;
  readonly destination: { readonly at: number; readonly bits: number } | undefined;
  readonly port: readonly [number, number] | undefined;
  readonly permits: boolean;
  readonly isOff: boolean;
}

/** A network of a zone, in which few addresses are named, so that rules overlap. */
const inZone = (zone: number): fc.Arbitrary<Rule['source']> =>
  fc.option(
    fc
      .record({ at: fc.nat(3), bits: fc.constantFrom(32, 32, 31, 30, 28) })
      .map(({ at, bits }) => ({ at: 16 * zone + at - (at % 2 ** (32 - bits)), bits })),
    { nil: undefined },
  );
const rule: fc.Arbitrary<Rule> = fc.record({ from: fc.nat(2), step: fc.integer({ min: 1, max: 2 }) }).chain(({ from, step }) => {
  const to = (from + step) % 3;
  return fc.record({
    from: fc.constant(from),
    to: fc.constant(to),
    source: inZone(from),
    destination: inZone(to),
    port: fc.option(
      fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 1 })).map(([a, more]) => [a, a + more] as const),
      { nil: undefined },
    ),
    permits: fc.boolean(),
    isOff: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  });
});
const rules = fc.array(rule, { minLength: 1, maxLength: 8 });

const mask = (bits: number): string => `255.255.255.${256 - 2 ** (32 - bits)}`;
const ports = (port: Rule['port'], joint: string): string =>
  !port ? '' : port[0] === port[1] ? `${port[0]}` : `${port[0]}${joint}${port[1]}`;
const each = (text: (zone: number) => string): string => ZONES.map((_, n) => text(n)).join('');

function asa(all: readonly Rule[]): string {
  const end = (part: Rule['source'], zone: number): string => {
    const { at, bits } = part ?? { at: 16 * zone, bits: 28 };
    return bits === 32 ? `host 10.0.0.${at}` : `10.0.0.${at} ${mask(bits)}`;
  };
  const entries = all.map(
    ({ from, to, source, destination, port, permits, isOff }) =>
      `access-list ${ZONES[from]}_in extended ${permits ? 'permit' : 'deny'} ${port ? 'tcp' : 'ip'} ${end(source, from)} ${end(destination, to)}${port ? (port[0] === port[1] ? ` eq ${port[0]}` : ` range ${port.join(' ')}`) : ''}${isOff ? ' inactive' : ''}\n`,
  );
  return `ASA Version 9.16(4)\nhostname fw\n${each((n) => `interface GigabitEthernet0/${n}\n nameif ${ZONES[n]}\n security-level ${n}\n ip address 10.0.0.${16 * n + 14} 255.255.255.240\n`)}${entries.join('')}${each((n) => `access-list ${ZONES[n]}_in extended deny ip any any\naccess-group ${ZONES[n]}_in in interface ${ZONES[n]}\n`)}policy-map all\n class class-default\n  inspect icmp\nservice-policy all global\n`;
}

function fortios(all: readonly Rule[]): string {
  const name = (part: Rule['source']): string => (part ? `"n${part.at}-${part.bits}"` : '"all"');
  const parts = all.flatMap(({ source, destination }) => [source, destination]).flatMap((part) => part ?? []);
  const addresses = [...new Map(parts.map((part) => [name(part), part]))].map(
    ([called, { at, bits }]) => `edit ${called}\nset subnet 10.0.0.${at} ${mask(bits)}\nnext\n`,
  );
  const services = [...new Set(all.flatMap(({ port }) => ports(port, '-') || []))].map(
    (text) => `edit "t${text}"\nset tcp-portrange ${text}\nnext\n`,
  );
  const policies = all.map(
    ({ from, to, source, destination, port, permits, isOff }, n) =>
      `edit ${n + 1}\nset srcintf "${ZONES[from]}"\nset dstintf "${ZONES[to]}"\nset srcaddr ${name(source)}\nset dstaddr ${name(destination)}\n${permits ? 'set action accept\n' : ''}${isOff ? 'set status disable\n' : ''}set schedule "always"\nset service "${port ? `t${ports(port, '-')}` : 'ALL'}"\nnext\n`,
  );
  return `config system interface\n${each((n) => `edit "${ZONES[n]}"\nset ip 10.0.0.${16 * n + 14} 255.255.255.240\nnext\n`)}end\nconfig firewall address\n${addresses.join('')}end\nconfig firewall service custom\n${services.join('')}end\nconfig firewall policy\n${policies.join('')}end\n`;
}

function panos(all: readonly Rule[]): string {
  const end = (part: Rule['source']): string => (part ? `10.0.0.${part.at}/${part.bits}` : 'any');
  const services = [...new Set(all.flatMap(({ port }) => ports(port, '-') || []))].map(
    (text) => `set service t${text} protocol tcp port ${text}\n`,
  );
  const lines = all.map(
    ({ from, to, source, destination, port, permits, isOff }, n) =>
      `set rulebase security rules r${n} from ${ZONES[from]} to ${ZONES[to]} source ${end(source)} destination ${end(destination)} application any service ${port ? `t${ports(port, '-')}` : 'any'} action ${permits ? 'allow' : 'deny'}${isOff ? ' disabled yes' : ''}\n`,
  );
  return `set deviceconfig system hostname fw\n${each((n) => `set network interface ethernet ethernet1/${n + 1} layer3 ip 10.0.0.${16 * n + 14}/28\nset zone ${ZONES[n]} network layer3 ethernet1/${n + 1}\n`)}${services.join('')}${lines.join('')}`;
}

function junos(all: readonly Rule[]): string {
  const name = (part: Rule['source']): string => (part ? `n${part.at}-${part.bits}` : 'any');
  const parts = all.flatMap(({ source, destination }) => [source, destination]).flatMap((part) => part ?? []);
  const lines = all.flatMap(({ from, to, source, destination, port, permits, isOff }, n) => {
    const policy = `security policies from-zone ${ZONES[from]} to-zone ${ZONES[to]} policy p${n}`;
    return [
      `set ${policy} match source-address ${name(source)} destination-address ${name(destination)} application ${port ? `t${ports(port, '-')}` : 'any'}\n`,
      `set ${policy} then ${permits ? 'permit' : 'deny'}\n`,
      ...(isOff ? [`deactivate ${policy}\n`] : []),
    ];
  });
  return `set version 21.4R1\nset system host-name fw\n${each((n) => `set security zones security-zone ${ZONES[n]} interfaces ge-0/0/${n}.0\nset interfaces ge-0/0/${n} unit 0 family inet address 10.0.0.${16 * n + 14}/28\n`)}${parts.map((part) => `set security address-book global address ${name(part)} 10.0.0.${part.at}/${part.bits}\n`).join('')}${all.flatMap(({ port }) => (port ? `set applications application t${ports(port, '-')} protocol tcp destination-port ${ports(port, '-')}\n` : [])).join('')}${lines.join('')}`;
}

function iptables(all: readonly Rule[]): string {
  const end = (part: Rule['source'], zone: number): string => (part ? `10.0.0.${part.at}/${part.bits}` : `${network(zone)}/28`);
  const lines = all.flatMap(({ from, to, source, destination, port, permits, isOff }) =>
    isOff
      ? []
      : `-A FORWARD -s ${end(source, from)} -d ${end(destination, to)}${port ? ` -p tcp -m tcp --dport ${ports(port, ':')}` : ''} -j ${permits ? 'ACCEPT' : 'DROP'}\n`,
  );
  return `*filter\n:FORWARD DROP [0:0]\n-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT\n${lines.join('')}COMMIT\n`;
}

function nftables(all: readonly Rule[]): string {
  const end = (part: Rule['source'], zone: number): string => (part ? `10.0.0.${part.at}/${part.bits}` : `${network(zone)}/28`);
  const lines = all.flatMap(({ from, to, source, destination, port, permits, isOff }) =>
    isOff
      ? []
      : `\t\tip saddr ${end(source, from)} ip daddr ${end(destination, to)}${port ? ` tcp dport ${ports(port, '-')}` : ''} ${permits ? 'accept' : 'drop'}\n`,
  );
  return `table ip fw {\n\tchain forward {\n\t\ttype filter hook forward priority filter; policy drop;\n\t\tct state established,related accept\n${lines.join('')}\t}\n}\n`;
}

function checkpoint(all: readonly Rule[]): string {
  const named = new Map<string, Record<string, unknown>>();
  const note = (type: string, name: string, more: Record<string, unknown>): string => {
    named.set(name, { uid: name, name, type, ...more });
    return name;
  };
  const any = note('CpmiAnyObject', 'Any', {});
  for (const action of ['Accept', 'Drop']) note('RulebaseAction', action, {});
  const end = (part: Rule['source'], zone: number): string => {
    const { at, bits } = part ?? { at: 16 * zone, bits: 28 };
    return bits === 32
      ? note('host', `h${at}`, { 'ipv4-address': `10.0.0.${at}` })
      : note('network', `n${at}-${bits}`, { subnet4: `10.0.0.${at}`, 'mask-length4': bits });
  };
  const entry = (n: number, ends: readonly [string, string], service: string, permits: boolean, enabled: boolean) => ({
    ...{ uid: `r${n}`, type: 'access-rule', 'rule-number': n, enabled, action: permits ? 'Accept' : 'Drop' },
    ...{ source: [ends[0]], destination: [ends[1]], service: [service], vpn: [any], content: [any], time: [any] },
  });
  const rulebase = all.map(({ from, to, source, destination, port, permits, isOff }, n) =>
    entry(
      n + 1,
      [end(source, from), end(destination, to)],
      port ? note('service-tcp', `t${ports(port, '-')}`, { port: ports(port, '-') }) : any,
      permits,
      !isOff,
    ),
  );
  rulebase.push(entry(all.length + 1, [any, any], any, false, true));
  const layer = { uid: 'l', name: 'Network', type: 'access-layer' };
  const total = rulebase.length;
  return [
    { ...layer, 'implicit-cleanup-action': 'drop' },
    { uid: 'p', name: 'Standard', type: 'package', access: true, 'access-layers': [layer] },
    { uid: 'l', name: 'Network', from: 1, to: total, total, rulebase, 'objects-dictionary': [...named.values()] },
    {
      ...{ uid: 'g', name: 'fw', type: 'simple-gateway', 'ipv4-address': '10.0.0.14', firewall: true },
      interfaces: ZONES.map((_, n) => ({ name: `eth${n}`, 'ipv4-address': `10.0.0.${16 * n + 14}`, 'ipv4-mask-length': 28 })),
    },
  ]
    .map((value) => `${JSON.stringify(value)}\n`)
    .join('');
}

/** The firewall of a host, which is about what comes there alone; what blocks is asked before what allows. */
const HOST = 33;

function windows(all: readonly Rule[]): string {
  const end = (part: Rule['source'], zone: number): string => (part ? `10.0.0.${part.at}/${part.bits}` : `${network(zone)}/28`);
  const profiles = ['Domain', 'Private', 'Public'].map((Name) => ({
    ...{ Name, Enabled: 'True', DefaultInboundAction: 'Block', DefaultOutboundAction: 'Allow' },
    ...{ AllowInboundRules: 'True', AllowLocalFirewallRules: 'True', DisabledInterfaceAliases: ['NotConfigured'] },
  }));
  // Wherever a rule leads, here it leads to the host.
  const own = all.filter(({ from }) => from !== 2);
  const lines = own.map(({ from, source, port, permits, isOff }, n) => ({
    ...{
      Name: `r${n}`,
      Enabled: isOff ? 'False' : 'True',
      Direction: 'Inbound',
      Action: permits ? 'Allow' : 'Block',
      Profile: 'Any',
    },
    ...{ Protocol: port ? 'TCP' : 'Any', LocalPort: port ? ports(port, '-') : 'Any', RemotePort: 'Any', IcmpType: 'Any' },
    ...{
      LocalAddress: 'Any',
      RemoteAddress: end(source, from),
      PolicyStoreSourceType: 'Local',
    },
    ...{ Program: 'Any', Service: 'Any', InterfaceAlias: 'Any', InterfaceType: 'Any', Authentication: 'NotRequired' },
  }));
  const addresses = [{ IPAddress: `10.0.0.${HOST}`, PrefixLength: 28 }];
  return JSON.stringify({ segplan: 'windows-firewall', version: 1, computer: 'srv', addresses, profiles, rules: lines });
}

const FORMS = { asa, fortios, panos, junos, iptables, nftables, checkpoint, 'windows-firewall': windows };
let language: TestLanguage;

describe('a plan of a file of chance', () => {
  before(async () => {
    language = await createTestLanguage();
  });

  for (const [form, write] of Object.entries(FORMS))
    it(`permits what the device permits: ${form}`, async () => {
      const found = { passed: 0, dropped: 0 };
      for (const all of fc.sample(rules, { numRuns: ofChance(40), seed: 43 })) {
        const text = write(all);
        const devices = readRunning(text, 'fw', form);
        const { text: made, inStep } = await importRunning(devices, language.services);
        if (!devices.some(hasPermits)) continue;
        const { document } = await loadPlan(made);
        assert.ok(inStep, `${text}\n${made}`);
        const [device] = devices;
        const at = new Map(device!.places.map(({ name, networks }) => [name, networks]));
        const placing = { at, unplaced: NO_ADDRESSES, whole: new Set(at.keys()) };
        for (let source = 0; source < 48; source++)
          for (let destination = 0; destination < 48; destination++) {
            if (form === 'windows-firewall' && destination !== HOST) continue;
            if (source >> 4 === destination >> 4 || source % 16 > 4 || destination % 16 > 4) continue;
            for (const port of [1, 2, 4]) {
              const outcome = outcomes(device!, { source, destination, port }, placing);
              const packet = { source: `10.0.0.${source}`, destination: `10.0.0.${destination}`, protocol: 'tcp', port } as const;
              const passes = decide(document.parseResult.value, packet) === 'passed';
              found[passes ? 'passed' : 'dropped']++;
              assert.deepEqual([...outcome], [passes ? 'permit' : 'deny'], `${JSON.stringify(packet)}\n${text}\n${made}`);
            }
          }
      }
      assert.ok(found.passed > 20 && found.dropped > 20, JSON.stringify(found));
    });
});

function hasPermits({ lists }: RunningDevice): boolean {
  return [...lists.values()].some((list) => list.rules.some(({ action }) => action === 'permit'));
}
