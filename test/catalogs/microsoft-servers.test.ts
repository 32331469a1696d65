import assert from 'node:assert/strict';
import { demandsOf } from '../support/demands.ts';

/** A zone for each component, named as it is. */
function zones(components: Record<string, string>): string {
  return Object.entries(components)
    .map(
      ([name, role], n) =>
        `zone ${name}-zone { subnet 10.0.${n}.0/24 component ${name} : ${role.replace(' {', ` at 10.0.${n}.10 {`)}${role.includes('{') ? '' : ` at 10.0.${n}.10`} }`,
    )
    .join('\n');
}

describe('plans with servers of Windows', () => {
  it('let clients of a gateway reach the gateway and Web Access alone, and the gateway the hosts', async () => {
    const found = await demandsOf(
      `use microsoft\n${zones({
        traveler: 'microsoft.remote-desktop-gateway-client',
        desk: 'microsoft.remote-desktop-client',
        gateway: 'microsoft.remote-desktop-gateway { https-port = 8443 }',
        web: 'microsoft.remote-desktop-web-access',
        broker: 'microsoft.remote-desktop-broker',
        host: 'microsoft.remote-desktop-session-host { desktop-port = 3390 }',
        licenses: 'microsoft.remote-desktop-licensing',
      })}`,
    );
    assert.deepEqual(found, {
      'traveler -> gateway': 'tcp 8443; udp 3391',
      'traveler -> web': 'tcp 443',
      'desk -> web': 'tcp 443',
      'desk -> broker': 'tcp 3389',
      'desk -> host': 'tcp+udp 3390',
      'web -> broker': 'tcp 5504',
      'gateway -> host': 'tcp+udp 3390',
      'broker -> host': 'tcp 135, 445, 49152-65535; tcp 3390',
      'host -> broker': 'tcp 135, 49152-65535',
      'host -> licenses': 'tcp 135, 49152-65535; tcp 445',
    });
  });

  it('send mail through an Edge Transport server where there is one', async () => {
    const direct = {
      mail: 'microsoft.exchange-server',
      outside: 'network.smtp-server',
      reader: 'microsoft.exchange-mail-client { mailbox = imap }',
    };
    assert.deepEqual(await demandsOf(`use microsoft\n${zones(direct)}`), {
      'outside -> mail': 'tcp 25',
      'mail -> outside': 'tcp 25',
      'reader -> mail': 'tcp 143, 993; tcp 587',
    });
    assert.deepEqual(await demandsOf(`use microsoft\n${zones({ ...direct, edge: 'microsoft.exchange-edge-server' })}`), {
      'outside -> edge': 'tcp 25',
      'edge -> outside': 'tcp 25',
      'edge -> mail': 'tcp 25',
      'mail -> edge': 'tcp 25; tcp 50636',
      'reader -> mail': 'tcp 143, 993; tcp 587',
    });
  });

  it('open for VPN what its tunnels are made of, and for sites what they are reached by', async () => {
    const found = await demandsOf(
      `use microsoft\n${zones({
        laptop: 'microsoft.vpn-client',
        vpn: 'microsoft.remote-access-server { tunnel = l2tp }',
        old: 'microsoft.remote-access-server { tunnel = pptp }',
        user: 'microsoft.web-client',
        shop: 'microsoft.web-server { web-protocol = https https-port = 8443 }',
        states: 'microsoft.session-state-server',
      })}`,
    );
    assert.deepEqual(found, {
      'laptop -> vpn': 'udp 500, 4500, protocol esp',
      'laptop -> old': 'tcp 1723, protocol gre',
      'user -> shop': 'tcp 8443',
      'shop -> states': 'tcp 42424',
    });
  });
});
