import assert from 'node:assert/strict';
import { demandsOf, zones } from '../support/demands.ts';

describe('plans with Proxmox VE and Proxmox Backup Server', () => {
  const cluster = zones({
    admin: 'proxmox.management',
    pve1: 'proxmox.cluster-node',
    pve2: 'proxmox.cluster-node',
    vote: 'proxmox.qdevice',
    alone: 'proxmox.host',
    pbs: 'proxmox.backup-server',
  });
  const between = 'tcp 22; tcp 8006; udp 5405-5412';

  it('a cluster, a host that is in none, and a backup server', async () => {
    assert.deepEqual(await demandsOf(`use proxmox\n${cluster}`), {
      'admin -> pve1': 'tcp 8006',
      'admin -> pve2': 'tcp 8006',
      'admin -> alone': 'tcp 8006',
      'admin -> pbs': 'tcp 8007',
      'pve1 -> pve2': between,
      'pve2 -> pve1': between,
      'pve1 -> vote': 'tcp 5403',
      'pve2 -> vote': 'tcp 5403',
      'pve1 -> pbs': 'tcp 8007',
      'pve2 -> pbs': 'tcp 8007',
      'alone -> pbs': 'tcp 8007',
    });
  });

  it('consoles, live migration and VXLAN where they are in use', async () => {
    const found = await demandsOf(
      `use proxmox enable proxmox.vnc-console, proxmox.spice-console, proxmox.live-migration, proxmox.sdn-vxlan\n${cluster}`,
    );
    assert.equal(found['admin -> alone'], 'tcp 3128; tcp 5900-5999; tcp 8006');
    assert.equal(found['pve2 -> pve1'], 'tcp 22; tcp 60000-60050; tcp 8006; udp 4789; udp 5405-5412');
    assert.equal(found['pve1 -> alone'], undefined);
  });

  it('a remote is what another Backup Server connects to, at the port that it is forwarded from', async () => {
    const servers = zones({
      office: 'proxmox.backup-server',
      recovery: 'proxmox.remote { api-port = 18007 }',
      notebook: 'proxmox.backup-client',
    });
    assert.deepEqual(await demandsOf(`use proxmox\n${servers}`), {
      'office -> recovery': 'tcp 18007',
      'notebook -> office': 'tcp 8007',
      'notebook -> recovery': 'tcp 18007',
    });
  });

  it('metrics over UDP, or over TCP alone where the plan says so', async () => {
    const metrics = (settings: string): string =>
      `use proxmox\n${zones({ pve: 'proxmox.host', graphite: `proxmox.graphite-server ${settings}` })}`;
    assert.deepEqual(await demandsOf(metrics('{ metrics = over-udp }')), { 'pve -> graphite': 'udp 2003' });
    assert.deepEqual(await demandsOf(metrics('{ metrics = over-tcp metric-port = 2004 }')), { 'pve -> graphite': 'tcp 2004' });
  });

  it('the challenge of a certificate authority only where it is in use', async () => {
    const text = zones({ acme: 'network.acme-server', pbs: 'proxmox.backup-server' });
    assert.deepEqual(await demandsOf(`use proxmox\n${text}`), {});
    assert.deepEqual(await demandsOf(`use proxmox enable proxmox.acme-http-challenge\n${text}`), { 'acme -> pbs': 'tcp 80' });
  });
});
