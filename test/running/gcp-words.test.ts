// The fields of Google Cloud's firewalls that are read, each with what a rule that has it decides. What its reference says besides is in clouds-reference.test.ts.
import assert from 'node:assert/strict';
import { formatAddresses } from '../../language/model/addresses.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { holds, outward, readAll, told, type Values } from './words.ts';

describe('words of gcp', () => {
  const BASE: Values = {
    kind: 'compute#firewall',
    name: 'r',
    network: 'global/networks/n',
    priority: 1000,
    direction: 'INGRESS',
    disabled: false,
    sourceRanges: ['0.0.0.0/0'],
    allowed: [{ IPProtocol: 'tcp', ports: ['443'] }],
  };
  const of = (values: Values, ...others: readonly unknown[]): RunningDevice =>
    readAll('gcp', [{ ...BASE, ...values }], ...others)[0]!;

  it('protocols and ports', () => {
    for (const [entry, packets] of [
      [{ IPProtocol: 'tcp', ports: ['80', '440-450'] }, 'tcp 80, tcp 450, !tcp 451, !udp 80'],
      [{ IPProtocol: 'TCP' }, 'tcp 1, !udp 1'],
      [{ IPProtocol: '6', ports: ['443'] }, 'tcp 443, !tcp 80'],
      [{ IPProtocol: 'udp', ports: ['53'] }, 'udp 53, !tcp 53'],
      [{ IPProtocol: '17', ports: null }, 'udp 53, !tcp 53'],
      [{ IPProtocol: 'tcp', ports: [] }, 'tcp 1, !udp 1'],
      [{ IPProtocol: 'all' }, 'tcp 1, icmp 8, other 99'],
      [{ IPProtocol: 'icmp' }, 'icmp 8, !tcp 1'],
      [{ IPProtocol: 'icmp', ports: ['1'] }, '?icmp 8, !tcp 1'],
      [{ IPProtocol: 'esp' }, 'other 50, !other 51'],
      [{ IPProtocol: 'ah' }, 'other 51, !other 50'],
      [{ IPProtocol: 'sctp' }, 'other 132'],
      [{ IPProtocol: 'ipip' }, 'other 4'],
      [{ IPProtocol: '99' }, 'other 99, !other 98'],
    ] as const)
      holds(of({ allowed: [entry] }), packets, JSON.stringify(entry));
    for (const entry of [{ IPProtocol: 'frob' }, { IPProtocol: '256' }, {}, { IPProtocol: 'tcp', ports: ['frob'] }]) {
      const device = of({ allowed: [entry] });
      assert.deepEqual(
        device.unknown.map(({ why }) => why),
        ['its protocols or ports can not be read'],
        JSON.stringify(entry),
      );
      holds(device, '?tcp 443', JSON.stringify(entry));
    }
  });

  it('what a rule does, when, and in which order', () => {
    for (const [values, packets] of [
      [{}, 'tcp 443, !tcp 80'],
      [{ allowed: undefined, denied: [{ IPProtocol: 'all' }] }, '!tcp 443'],
      [{ disabled: true }, '!tcp 443'],
      [{ disabled: 'TRUE' }, '!tcp 443'],
      [{ disabled: undefined }, 'tcp 443'],
      [{ direction: 'ingress' }, 'tcp 443'],
      [{ direction: 'EGRESS', sourceRanges: undefined, destinationRanges: ['0.0.0.0/0'] }, '!tcp 443'],
      [{ sourceRanges: ['10.9.0.0/16'] }, 'tcp 443, !x 10.8.0.1 -> y 10.1.0.5 tcp 443'],
      [{ sourceRanges: undefined }, 'tcp 443'],
      [{ sourceRanges: [] }, 'tcp 443'],
      [{ sourceRanges: ['::/0'] }, '!tcp 443, x fd00:1::5 -> y fd00:2::5 tcp 443'],
      [{ destinationRanges: ['10.1.0.0/16'] }, 'tcp 443, !x 10.9.0.1 -> y 10.2.0.5 tcp 443'],
    ] as const)
      holds(of(values), packets, JSON.stringify(values));
    for (const [values, why] of [
      [{ direction: 'FROB' }, 'its direction can not be read'],
      [{ priority: undefined }, 'its priority can not be read'],
      [{ denied: [{ IPProtocol: 'all' }] }, 'what it does can not be read'],
      [{ disabled: 'perhaps' }, 'whether it is disabled can not be read'],
      [{ sourceRanges: ['frob'] }, 'it holds a network that can not be read'],
    ] as const) {
      const device = of(values);
      assert.deepEqual(
        device.unknown.map((each) => each.why),
        [why],
        JSON.stringify(values),
      );
      holds(device, '?tcp 443', JSON.stringify(values));
    }
    const two = (priority: number): RunningDevice =>
      readAll('gcp', [BASE, { ...BASE, name: 's', priority, allowed: undefined, denied: [{ IPProtocol: 'tcp' }] }])[0]!;
    holds(two(999), '!tcp 443', 'denied first');
    holds(two(1000), '!tcp 443', 'of one priority what denies');
    holds(two(1001), 'tcp 443', 'allowed first');
    for (const field of [
      'creationTimestamp',
      'description',
      'enableLogging',
      'id',
      'kind',
      'logConfig',
      'selfLink',
      'selfLinkWithId',
      'params',
    ])
      assert.deepEqual(told(of({ [field]: 'x' })), [], field);
    assert.equal(told(of({ frobnicate: 'x' })).length, 1);
    const policy = readAll('gcp', [BASE], [{ kind: 'compute#firewallPolicy', name: 'p' }])[0]!;
    assert.deepEqual(told(policy), ['firewall policy']);
    assert.deepEqual(told(readAll('gcp', [BASE], [{ kind: 'compute#network', name: 'n' }])[0]!), []);
    assert.deepEqual(told(readAll('gcp', [BASE], [{ kind: 'frob' }])[0]!), ['a resource']);
  });

  it('tags and accounts are machines of the file, or places', () => {
    const machine = (networkIP: string, more: Values): Values => ({
      kind: 'compute#instance',
      networkInterfaces: [{ network: 'n', networkIP }],
      ...more,
    });
    const machines = [
      machine('10.9.0.1', { tags: { items: ['t'] } }),
      machine('10.1.0.5', { serviceAccounts: [{ email: 'a@p.iam' }] }),
    ];
    for (const [values, packets, places] of [
      [
        { sourceTags: ['t'], sourceRanges: undefined },
        'tcp 443, !x 10.9.0.2 -> y 10.1.0.5 tcp 443',
        't 10.9.0.2 -> y 10.1.0.5 tcp 443',
      ],
      [{ targetServiceAccounts: ['a@p.iam'] }, 'tcp 443, !x 10.9.0.1 -> y 10.1.0.6 tcp 443', 'x 10.9.0.2 -> a 10.1.0.6 tcp 443'],
      [{ targetTags: ['t'] }, 'x 10.8.0.1 -> y 10.9.0.1 tcp 443, !tcp 443', 'x 10.8.0.1 -> t 10.1.0.5 tcp 443'],
      [
        { sourceServiceAccounts: ['a@p.iam'], sourceRanges: undefined },
        'x 10.1.0.5 -> y 10.1.0.7 tcp 443, !tcp 443',
        'a 10.9.0.1 -> y 10.1.0.5 tcp 443',
      ],
    ] as const) {
      holds(of(values, machines), packets, JSON.stringify(values));
      holds(of(values), places, `${JSON.stringify(values)} without machines`);
    }
    const out = {
      direction: 'EGRESS',
      sourceRanges: undefined,
      allowed: undefined,
      denied: [{ IPProtocol: 'tcp', ports: ['25'] }],
    };
    holds(outward(of(out)), '!tcp 25, tcp 26', 'egress');
    holds(outward(of({ ...out, targetTags: ['t'] }, machines)), '!tcp 25, x 10.9.0.2 -> y 10.1.0.5 tcp 25', 'egress of a tag');
    holds(
      outward(of({ ...out, destinationRanges: ['10.1.0.0/16'] })),
      '!tcp 25, x 10.9.0.1 -> y 10.2.0.5 tcp 25',
      'egress to a range',
    );
    const more = (values: Values): RunningDevice =>
      of({ sourceTags: ['t'], sourceRanges: undefined }, [
        { kind: 'compute#instance', tags: { items: ['t'] }, networkInterfaces: [{ network: 'n', ...values }] },
      ]);
    holds(more({ ipv6Address: 'fd00:1::5' }), 'x fd00:1::5 -> y fd00:2::5 tcp 443, !tcp 443', 'six');
  });

  it('subnets say where a network is', () => {
    const host = (values: Values): string =>
      formatAddresses(of({}, [{ kind: 'compute#subnetwork', network: 'n', ipCidrRange: '10.1.0.0/24', ...values }]).host!).join(
        ' ',
      );
    assert.equal(host({}), '10.1.0.0/24');
    assert.equal(host({ network: 'm' }), '');
    for (const key of ['ipv6CidrRange', 'internalIpv6Prefix', 'externalIpv6Prefix'])
      assert.equal(host({ [key]: 'fd00:1::/64' }), '10.1.0.0/24 fd00:1::/64', key);
    assert.equal(host({ secondaryIpRanges: [{ ipCidrRange: '10.9.0.0/24' }] }), '10.1.0.0/24 10.9.0.0/24');
    assert.deepEqual(told(of({}, [{ network: 'n', ipCidrRange: 'frob' }])), ['an address']);
    assert.deepEqual(told(readAll('gcp', [])[0]!), ['no firewall rule']);
    const item = readAll('gcp', { kind: 'list', items: [BASE] })[0]!;
    holds(item, 'tcp 443, !tcp 80', 'items');
  });
});
