import assert from 'node:assert/strict';
import { demandsOf } from '../support/demands.ts';

/** The demands of a plan for version 13 with one zone for each component, written as `name : role …`. */
function demanded(components: readonly string[], features: readonly string[] = []): Promise<Record<string, string>> {
  const zones = components.map((c, n) => {
    const [, head, braces] = /^([^{]*?) *(\{.*\})?$/.exec(c)!;
    const [name, roles, system] = /^(\S+) : (\S+)( runs \S+)?$/.exec(head!)!.slice(1);
    return `zone z${n} { subnet 10.0.${n}.0/24 component ${name} : ${roles} at 10.0.${n}.10${system ?? ''} ${braces ?? ''} }`;
  });
  return demandsOf(['use veeam 13', ...features.map((f) => `enable ${f}`), ...zones].join('\n'));
}

const MOVER = 'tcp 6162 or tcp 2500-3300';

// The reference "Ports" of the Veeam Backup & Replication 13 user guide, by the titles of its sections.
describe('features of Veeam Backup & Replication that a plan shows by its components', () => {
  it('CDP proxies reach hosts, vCenter Servers and the backup server without a word of CDP, and hosts reach them only with it', async () => {
    const parts = [
      'vbr : veeam.backup-server',
      'target : veeam.target-cdp-proxy',
      'host : vmware.esxi',
      'vcenter : vmware.vcenter',
    ];
    const own = (d: Record<string, string>) => Object.fromEntries(Object.entries(d).filter(([p]) => p.startsWith('target')));
    const demands = await demanded(parts);
    // VMware CDP and Universal CDP Components: Virtualization Servers, Backup Server
    assert.deepEqual(own(demands), {
      'target -> host': 'tcp 33032; tcp 902',
      'target -> vcenter': 'tcp 443',
      'target -> vbr': 'tcp 33034',
    });
    assert.equal(demands['host -> vbr'], undefined);
    assert.equal((await demanded(parts, ['cdp']))['host -> vbr'], 'tcp 33034; tcp 33035');
  });

  it('cache repositories and file servers work with other servers without a word of file backup, but not with shares', async () => {
    const parts = [
      'cache : veeam.cache-repository',
      'files : veeam.file-server',
      'repo : veeam.repository',
      'gateway : veeam.gateway-server { storage = object }',
      'vbr : veeam.backup-server',
      'share : network.file-server-smb',
    ];
    const demands = await demanded(parts);
    // Unstructured Data Backup Components: Repositories, Other Backup Infrastructure Components, Cache Repositories
    for (const pair of ['cache -> repo', 'cache -> gateway', 'files -> cache', 'files -> vbr'])
      assert.equal(demands[pair], MOVER, pair);
    assert.equal(demands['files -> share'], undefined);
    assert.equal((await demanded(parts, ['file-backup']))['files -> share'], 'tcp 445');
  });

  it('log shipping servers are there for logs: databases reach them, and the backup server puts components on them', async () => {
    const demands = await demanded([
      'vbr : veeam.backup-server',
      'shipper : veeam.log-shipping-server runs windows { setup = push }',
      'sql : veeam.sql-server-guest',
    ]);
    // Log Shipping Components: Log Shipping Servers
    assert.equal(demands['sql -> shipper'], MOVER);
    assert.match(demands['vbr -> shipper']!, /tcp 135, 445/);
  });

  it('over PowerShell Direct hosts ship logs to the backup server, whatever log shipping server there is', async () => {
    const demands = await demanded(
      ['vbr : veeam.backup-server', 'shipper : veeam.log-shipping-server', 'host : microsoft.hyper-v-host'],
      ['powershell-direct'],
    );
    // Log Shipping Components: Log Shipping Servers, "In this case, the backup server performs the role of the log shipping server"
    assert.equal(demands['host -> vbr'], MOVER);
    assert.equal(demands['host -> shipper'], undefined);
    assert.equal(demands['shipper -> host'], undefined);
  });
});

describe('guests of Veeam Backup & Replication whose role leaves their system open', () => {
  const around = ['proxy : veeam.guest-interaction-proxy', 'mount : veeam.mount-server', 'helper : veeam.helper-appliance'];
  // Guest Processing Components: Protected Workloads; Guest OS File Recovery Components: Guest OS
  for (const role of ['veeam.guest', 'veeam.oracle-guest']) {
    it(`${role} on Windows needs what Windows guests do`, async () => {
      const demands = await demanded([...around, `vm : ${role} runs windows`], ['guest-file-recovery']);
      assert.equal(demands['proxy -> vm'], 'tcp 135, 445; tcp 2500-3300; tcp 6173');
      assert.equal(demands['mount -> vm'], 'tcp 135, 445; tcp 6160 or tcp 11731; tcp 6162');
      assert.equal(demands['helper -> vm'], undefined);
    });

    it(`${role} on Linux needs what Linux guests do`, async () => {
      const demands = await demanded([...around, `vm : ${role} runs linux`], ['guest-file-recovery']);
      assert.equal(demands['proxy -> vm'], 'tcp 22; tcp 2500-3300');
      assert.equal(demands['mount -> vm'], undefined);
      assert.equal(demands['helper -> vm'], 'tcp 2500-3300');
    });
  }
});

describe('sources of backups of Veeam Backup & Replication', () => {
  const parts = [
    'proxy : veeam.general-purpose-proxy',
    'tape : veeam.tape-server',
    'bucket : veeam.s3-compatible-storage { s3-port = 9021 }',
    'share : network.file-server-nfs',
  ];
  const sources = async (feature: string): Promise<string[]> =>
    Object.entries(await demanded(parts, [feature])).map(([pair, ports]) => `${pair} ${ports}`);

  // Unstructured Data Backup Components: Unstructured Data Sources; of a bucket: "Depends on device configuration"
  // The bucket is the only repository here, to which proxies connect directly unless told otherwise ("Object Storage Repositories").
  const kept = 'proxy -> bucket tcp 9021';

  it('backups of files read shares, and leave buckets that hold backups alone', async () => {
    assert.deepEqual(await sources('file-backup'), ['proxy -> share tcp+udp 111, 2049', 'tape -> share tcp+udp 111, 2049', kept]);
  });

  it('backups of object storage read buckets at the port that they have', async () => {
    assert.deepEqual(await sources('object-storage-backup'), ['proxy -> bucket tcp 9021', 'tape -> bucket tcp 9021']);
  });

  it('files that go to tape are read by tape servers alone, which sign in at the domain as well', async () => {
    assert.deepEqual(await sources('file-to-tape'), ['tape -> share tcp+udp 111, 2049', kept]);
    const demands = await demanded([...parts, 'dc : microsoft.domain-controller'], ['file-to-tape']);
    assert.equal(demands['tape -> dc'], 'tcp 88, 389');
    assert.equal(demands['proxy -> dc'], undefined);
  });

  it('items of Exchange 2003 and 2007 are restored over HTTP and HTTPS, later ones over HTTPS', async () => {
    const exchange = ['vbr : veeam.backup-server', 'mail : veeam.exchange-guest { guest-access = networkless }'];
    // Application Item Restore: Microsoft Exchange Server
    assert.match((await demanded(exchange, ['exchange-2007-recovery']))['vbr -> mail']!, /tcp 443.*tcp 80|tcp 80.*tcp 443/);
    assert.doesNotMatch((await demanded(exchange, ['application-recovery']))['vbr -> mail']!, /tcp 80\b/);
  });
});
