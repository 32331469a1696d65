import assert from 'node:assert/strict';
import { relaysOf } from '../../language/analysis/reach/relays.ts';
import { analysisOf } from '../support/language.ts';

describe('what relays, by the catalogs', () => {
  /** What the documents say carries traffic from one side to another, and roles that derive from it. */
  const relays = [
    'veeam.vmware-proxy',
    'veeam.hyper-v-proxy',
    'veeam.mount-server',
    'veeam.cloud-gateway',
    'zerto.cloud-connector',
    'network.proxy-server',
  ];
  const others = [
    'veeam.backup-server',
    'veeam.hardened-repository',
    'zerto.zvm',
    'zerto.vra',
    'acronis-cyber-protect.backup-gateway',
  ];

  it('are gateways, proxies, mount servers and connectors, and nothing that only holds or manages', async () => {
    const components = [...relays, ...others].map((role, n) => `component c${n} : ${role} at 10.0.0.${n + 1}`);
    const { plan } = await analysisOf(`zone a { subnet 10.0.0.0/24\n${components.join('\n')}\n}`);
    assert.deepEqual(
      relaysOf(plan).map((c) => c.roles[0]),
      relays,
    );
    assert.ok(plan.components.every((c) => c.roles.length === 1));
  });
});
