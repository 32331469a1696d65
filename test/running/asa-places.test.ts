// Where networks lie at a Cisco ASA, and what levels let pass.
import assert from 'node:assert/strict';
import { formatAddresses } from '../../language/model/addresses.ts';
import { INTERFACES, read } from './asa-texts.ts';
import { decided } from './asking.ts';

describe('places of asa', () => {
  it('interfaces and routes say which networks lie where', () => {
    const places = (text: string): Readonly<Record<string, string>> =>
      Object.fromEntries(
        read(text).places.map(({ name, networks, rest }) => [
          name,
          [...formatAddresses(networks), ...(rest ? ['rest'] : [])].join(' '),
        ]),
      );
    assert.deepEqual(places(''), { a: '10.1.0.0/24', b: '10.2.0.0/24 fd00:2::/64' });
    for (const route of ['route a 0.0.0.0 0.0.0.0 10.1.0.254 1', 'route a 0 0 10.1.0.254', 'ipv6 route a ::/0 fd00:1::1'])
      assert.equal(places(`${route}\n`).a, '10.1.0.0/24 rest', route);
    assert.equal(places('route a 10.9.0.0 255.255.0.0 10.1.0.254 1\n').a, '10.1.0.0/24 10.9.0.0/16');
    assert.equal(places('ipv6 route b fd00:9::/64 fd00:2::9\n').b, '10.2.0.0/24 fd00:2::/64 fd00:9::/64');
    for (const none of ['no route a 10.9.0.0 255.255.0.0 10.1.0.254', 'route a frob 5'])
      assert.equal(places(`${none}\n`).a, '10.1.0.0/24', none);
    assert.equal(places('interface g2\n nameif c\n ip address dhcp setroute\n').c, 'rest');
    assert.equal(places('interface g2\n nameif c\n ip address dhcp\n').c, '');
    const bridge = 'interface g2\n nameif c\n bridge-group 1\ninterface BVI1\n nameif d\n ip address 10.5.0.1 255.255.255.0\n';
    assert.equal(places(bridge).c, '10.5.0.0/24');
    const closed = (line: string): string =>
      decided(
        read(
          `${INTERFACES.replace(' nameif b', ` nameif b\n ${line}`)}access-list l extended permit ip any any\naccess-group l in interface a\n`,
        ),
        'a 10.1.0.5 -> b 10.2.0.5 tcp 1',
      );
    assert.equal(closed('shutdown'), 'deny');
    assert.equal(closed('management-only'), 'deny');
    assert.equal(closed('no shutdown'), 'permit');
    assert.equal(closed('no management-only'), 'permit');
  });

  it('levels decide where an interface has no list', () => {
    const port = (name: string, level: string | undefined, net: number): string =>
      `interface g${net}\n nameif ${name}\n${level === undefined ? '' : ` security-level ${level}\n`} ip address 10.${net}.0.1 255.255.255.0\n`;
    const ask = (one: string | undefined, other: string | undefined, more = '', names = ['c', 'd']): string =>
      decided(
        read(`${port(names[0]!, one, 3)}${port(names[1]!, other, 4)}${more}`),
        `${names[0]} 10.3.0.5 -> ${names[1]} 10.4.0.5 tcp 1`,
      );
    assert.equal(ask('50', '49'), 'permit');
    assert.equal(ask('49', '50'), 'deny');
    assert.equal(ask('50', '50'), 'deny');
    assert.equal(ask('50', '50', 'same-security-traffic permit inter-interface\n'), 'permit');
    assert.equal(ask('50', '50', 'same-security-traffic permit intra-interface\n'), 'deny');
    assert.equal(
      ask('50', '50', 'same-security-traffic permit inter-interface\nno same-security-traffic permit inter-interface\n'),
      'deny',
    );
    // "inside" has 100 from the start, and every other interface 0.
    assert.equal(ask(undefined, '99', '', ['inside', 'd']), 'permit');
    assert.equal(ask(undefined, '1'), 'deny');
    assert.equal(ask('1', undefined), 'permit');
  });
});
