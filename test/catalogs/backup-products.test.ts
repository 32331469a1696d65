import assert from 'node:assert/strict';
import { demandsOf, zones } from '../support/demands.ts';

describe('plans with other backup products', () => {
  it('IBM Storage Protect: a client that polls, and one that the server prompts', async () => {
    const text = zones({
      server: 'ibm-storage-protect.server { client-port = 1510 }',
      polls: 'ibm-storage-protect.client',
      waits: 'ibm-storage-protect.prompted-client',
      admin: 'ibm-storage-protect.administrative-client',
      recovery: 'ibm-storage-protect.server { client-port = 1500 }',
    });
    const found = await demandsOf(`use ibm-storage-protect\n${text}`);
    assert.equal(found['polls -> server'], 'tcp 1510');
    assert.equal(found['waits -> recovery'], 'tcp 1500');
    assert.equal(found['server -> waits'], 'tcp 1501');
    assert.equal(found['server -> polls'], undefined);
    assert.equal(found['admin -> server'], 'tcp 1500');
    assert.equal(found['server -> recovery'], undefined);
  });

  it('Rubrik: the cluster reaches its service on computers, they reach the cluster, and its shares where they use them', async () => {
    const text = zones({ cluster: 'rubrik.cluster', server: 'rubrik.host', admin: 'rubrik.administrator' });
    const found = await demandsOf(`use rubrik\n${text}`);
    assert.deepEqual(found, {
      'cluster -> server': 'tcp 12800-12801',
      'server -> cluster': 'tcp 443',
      'admin -> cluster': 'tcp 443',
    });
    const shares = await demandsOf(`use rubrik enable rubrik.nfs-shares enable rubrik.smb-shares\n${text}`);
    assert.deepEqual((shares['server -> cluster'] ?? '').match(/\d+/g)?.sort(), ['2049', '443', '445']);
  });

  it('vSphere Replication: hosts of its own site are written to, all hosts send, and those of its site into the tunnel to a cloud', async () => {
    const site = (name: string, n: number): string => `site ${name} {
      zone ${name}-hosts { subnet 10.${n}.1.0/24 component ${name}-esxi : vmware.esxi at 10.${n}.1.10 }
      zone ${name}-vcenter { subnet 10.${n}.2.0/24 component ${name}-vcenter : vmware.vcenter at 10.${n}.2.10 }
      zone ${name}-replication { subnet 10.${n}.3.0/24 component ${name}-vr : vsphere-replication.appliance at 10.${n}.3.10 }
    }`;
    const found = await demandsOf(`use vsphere-replication\n${site('main', 1)}\n${site('recovery', 2)}`);
    assert.equal(found['main-esxi -> recovery-vr'], 'tcp 31031, 44046');
    assert.equal(found['recovery-vr -> recovery-esxi'], 'tcp 80; tcp+udp 902');
    assert.equal(found['recovery-vr -> main-esxi'], undefined);
    assert.equal(found['main-vr -> recovery-vcenter'], 'tcp 80, 443');
    assert.equal(found['main-esxi -> main-vr'], 'tcp 31031, 44046');
    const cloud = await demandsOf(
      `use vsphere-replication enable vsphere-replication.cloud-replication\n${site('main', 1)}\n${site('recovery', 2)}`,
    );
    assert.ok(cloud['main-esxi -> main-vr']?.includes('10000-10010'));
    assert.ok(!cloud['main-esxi -> recovery-vr']?.includes('10000'));
  });

  it('Commvault: tunnels both ways, disks through access nodes, NFS for live mounts alone', async () => {
    const text = zones({
      commserve: 'commvault.commserve',
      media: 'commvault.media-agent',
      server: 'commvault.client',
      node: 'commvault.access-node',
      esxi: 'vmware.esxi',
    });
    const found = await demandsOf(`use commvault\n${text}`);
    assert.deepEqual((found['server -> media'] ?? '').match(/\d+/g), ['8400', '8403']);
    assert.deepEqual((found['media -> server'] ?? '').match(/\d+/g), ['8400', '8403']);
    assert.deepEqual((found['commserve -> media'] ?? '').match(/\d+/g), ['8400', '8403']);
    assert.deepEqual((found['media -> commserve'] ?? '').match(/\d+/g)?.sort(), ['8400', '8401', '8403']);
    assert.equal(found['server -> esxi'], undefined);
    assert.deepEqual((found['node -> esxi'] ?? '').match(/\d+/g), ['443', '902']);
    assert.equal(found['esxi -> media'], undefined);
    const wide = await demandsOf(`use commvault enable commvault.additional-ports\n${text}`);
    assert.ok(wide['server -> media']?.includes('8500-8600') && wide['media -> server']?.includes('8500-8600'));
    const mounted = await demandsOf(`use commvault enable commvault.live-mount\n${text}`);
    assert.deepEqual((mounted['esxi -> media'] ?? '').match(/\d+/g)?.sort(), ['111', '2049', '2050']);
  });

  it('Commvault: a client behind a gateway reaches the gateway and nobody else, and MediaAgents reach each other', async () => {
    const text = zones({
      commserve: 'commvault.commserve',
      media: 'commvault.media-agent',
      other: 'commvault.media-agent { tunnel-port = 9403 }',
      gateway: 'commvault.network-gateway',
      shop: 'commvault.gateway-client',
    });
    const found = await demandsOf(`use commvault enable commvault.additional-ports, commvault.dynamic-ports\n${text}`);
    const ofShop = Object.entries(found).filter(([pair]) => pair.includes('shop'));
    assert.deepEqual(ofShop, [['shop -> gateway', 'tcp 8403']]);
    assert.equal(found['media -> gateway'], 'tcp 8403');
    const plain = await demandsOf(`use commvault\n${text}`);
    assert.deepEqual((plain['media -> other'] ?? '').match(/\d+/g), ['8400', '9403']);
    assert.deepEqual((plain['other -> media'] ?? '').match(/\d+/g), ['8400', '8403']);
    assert.ok(found['media -> other']?.includes('49152-65535'));
  });

  it('Commvault: a file server sends its data over NDMP unless it writes to its own tapes', async () => {
    const plan = (says: string): string =>
      `use commvault\n${zones({ media: 'commvault.media-agent { ndmp-data-ports = 20000-20015 }', filer: `commvault.ndmp-file-server ${says}` })}`;
    assert.deepEqual(await demandsOf(plan('')), { 'media -> filer': 'tcp 10000', 'filer -> media': 'tcp 20000-20015' });
    assert.deepEqual(await demandsOf(plan('{ backs-up-to = own-tape }')), { 'media -> filer': 'tcp 10000' });
  });

  it('Acronis Cyber Protect: agents register while they are installed and get updates from a peer with the role for it, and a storage node has a share behind it where a plan says so', async () => {
    const text = zones({
      node: 'acronis-cyber-protect.storage-node',
      nas: 'acronis-cyber-protect.nfs-destination',
      desk: 'acronis-cyber-protect.agent',
      updater: 'acronis-cyber-protect.updater',
    });
    const found = await demandsOf(`use acronis-cyber-protect\n${text}`);
    assert.equal(found['desk -> updater'], 'tcp 18018, tcp+udp 6888');
    assert.equal(found['updater -> desk'], undefined);
    assert.equal(found['node -> nas'], undefined);
    const mgmt = zones({ ams: 'acronis-cyber-protect.management-server', desk: 'acronis-cyber-protect.agent' });
    assert.deepEqual(await demandsOf(`use acronis-cyber-protect\n${mgmt}`), { 'desk -> ams': 'tcp 7780' });
    assert.deepEqual(await demandsOf(`use acronis-cyber-protect\n${mgmt}`, 'deployment'), {
      'desk -> ams': 'tcp 7780; tcp 9877',
    });
    const behind = await demandsOf(`use acronis-cyber-protect enable acronis-cyber-protect.storage-node-shares\n${text}`);
    assert.ok(behind['node -> nas']?.includes('2049'));
  });

  it('NAKIVO: the Director commands, Transporters exchange data at the ports that a plan gives them', async () => {
    const text = zones({
      director: 'nakivo.director',
      office: 'nakivo.transporter',
      recovery: 'nakivo.transporter { master-port = 9546 data-ports = 9600-9799 }',
    });
    assert.deepEqual(await demandsOf(`use nakivo\n${text}`), {
      'director -> office': 'tcp 9446',
      'director -> recovery': 'tcp 9546',
      'office -> recovery': 'tcp 9600-9799',
      'recovery -> office': 'tcp 9448-10000',
    });
  });

  it('Dell PowerProtect: only protection engines write to the storage', async () => {
    const text = zones({
      ppdm: 'dell-powerprotect.data-manager',
      engine: 'dell-powerprotect.protection-engine',
      unisphere: 'dell-powerprotect.unisphere',
      dd: 'dell-powerprotect.data-domain',
    });
    assert.deepEqual(await demandsOf(`use dell-powerprotect\n${text}`), {
      'ppdm -> unisphere': 'tcp 8443',
      'engine -> unisphere': 'tcp 8443',
      'engine -> dd': 'tcp 111, 2049, 2052',
    });
  });
});
