import assert from 'node:assert/strict';
import { demandsOf } from '../support/demands.ts';

describe('plans with other products of Veeam', () => {
  const m365 = (server: string, proxy: string) => `
    use veeam-m365 8.3
    zone management { subnet 10.0.0.0/24 component server : veeam-m365.server at 10.0.0.10 ${server} }
    zone branch { subnet 10.1.0.0/24 component proxy : veeam-m365.proxy at 10.1.0.10 ${proxy} }
    zone messaging { subnet 10.2.0.0/24 component nats : veeam-m365.nats-server at 10.2.0.10 }
    zone internet external { component s3 : aws.s3 component exchange : microsoft.exchange-online }
    zone users { subnet 10.3.0.0/24 component user : veeam-m365.restore-portal-user at 10.3.0.0/25 }`;

  it('Microsoft 365: a remote proxy on Linux and S3', async () => {
    assert.deepEqual(await demandsOf(m365('', 'runs linux')), {
      'server -> proxy': 'tcp 22; tcp 9193',
      'proxy -> server': 'tcp 9191',
      'server -> nats': 'tcp 4222',
      'proxy -> nats': 'tcp 4222',
      'server -> s3': 'tcp 443',
      'proxy -> s3': 'tcp 443',
      'server -> exchange': 'tcp 443',
      'proxy -> exchange': 'tcp 443',
    });
  });

  it('Microsoft 365: SMB instead of SSH for Windows, moved ports, local repositories and no pools', async () => {
    const plain = '{ repositories = local proxy-pools = unused';
    assert.deepEqual(await demandsOf(m365(`${plain} server-port = 9291 }`, `runs windows ${plain} proxy-port = 9293 }`)), {
      'server -> proxy': 'tcp 445; tcp 9293',
      'proxy -> server': 'tcp 9291',
      'server -> exchange': 'tcp 443',
      'proxy -> exchange': 'tcp 443',
    });
  });

  it('Microsoft 365: the Restore Portal is where the REST API is, and only there', async () => {
    const text = `
      use veeam-m365
      zone management { subnet 10.0.0.0/24 component server : veeam-m365.server at 10.0.0.10 }
      zone dmz { subnet 10.1.0.0/24 component portal : veeam-m365.rest-api at 10.1.0.10 { portal-port = 8443 } }
      zone users { subnet 10.3.0.0/24 component user : veeam-m365.restore-portal-user at 10.3.0.0/25 }`;
    assert.deepEqual(await demandsOf(text), { 'user -> portal': 'tcp 8443', 'portal -> server': 'tcp 9191; tcp 9194' });
  });

  it('Microsoft 365: archiver appliances are set up for each backup copy job, and not in the deployment phase alone', async () => {
    const text = `
      use veeam-m365
      zone a { subnet 10.0.0.0/24 component proxy : veeam-m365.proxy at 10.0.0.10 }
      zone b { subnet 10.1.0.0/24 component amazon : veeam-m365.amazon-archiver-appliance at 10.1.0.10 }
      zone c { subnet 10.2.0.0/24 component azure : veeam-m365.azure-archiver-appliance at 10.2.0.10 }`;
    assert.deepEqual(await demandsOf(text), { 'proxy -> amazon': 'tcp 22; tcp 443', 'proxy -> azure': 'tcp 22; tcp 443' });
  });

  const one = (role: string, version: string) => `
    use veeam-one ${version}
    zone monitoring { subnet 10.0.0.0/24 component one : ${role} at 10.0.0.10 }
    zone main { subnet 10.1.0.0/24 component new : veeam.software-appliance at 10.1.0.10 { version = 13 } }
    zone old {
      subnet 10.2.0.0/24
      component old : veeam.windows-backup-server at 10.2.0.10 { version = 12.3 }
      component proxy : veeam.vmware-proxy at 10.2.0.11 runs linux
      component repository : veeam.windows-repository at 10.2.0.12
      component vm : veeam.windows-guest at 10.2.0.13
    }
    zone users { subnet 10.3.0.0/24 component admin : veeam.browser at 10.3.0.10 }`;

  for (const role of ['veeam-one.server', 'veeam.one-server'])
    it(`Veeam ONE: ${role} of version 13 watches backup servers of both versions`, async () => {
      assert.deepEqual(await demandsOf(one(role, '13')), {
        'one -> new': 'tcp 9419',
        'one -> old': 'tcp 135, 445, 49152-65535; tcp 9419',
        'one -> repository': 'tcp 135, 49152-65535',
        'new -> one': 'tcp 2805',
        'old -> one': 'tcp 2805',
        'admin -> one': 'tcp 1239',
      });
    });

  it('Veeam ONE: version 12.3 is itself the side that connects', async () => {
    const demands = await demandsOf(one('veeam-one.server', '12.3'));
    assert.equal(demands['one -> old'], 'tcp 135, 445, 49152-65535; tcp 2805; tcp 9419');
    assert.equal(demands['old -> one'], undefined);
  });

  it('Veeam ONE: installing its service on a backup server of version 13, guests and analytics are asked for', async () => {
    const text = `enable veeam-one.guest-monitoring, veeam.analytics-view ${one('veeam-one.server', '13')}`;
    const demands = await demandsOf(text, 'deployment');
    assert.equal(demands['one -> new'], 'tcp 443; tcp 9419');
    assert.equal(demands['one -> vm'], 'tcp 135, 445, 49152-65535');
    assert.equal(demands['new -> one'], 'tcp 1239; tcp 2741; tcp 2805');
  });

  it('Veeam ONE: Web Services on a machine of their own', async () => {
    const text = `
      use veeam-one
      zone a { subnet 10.0.0.0/24 component one : veeam-one.monitoring at 10.0.0.10 }
      zone b { subnet 10.1.0.0/24 component web : veeam-one.web-services at 10.1.0.10 { web-port = 8443 } }
      zone c { subnet 10.2.0.0/24 component admin : veeam.browser at 10.2.0.10 }`;
    assert.deepEqual(await demandsOf(text), { 'web -> one': 'tcp 2741-2742', 'admin -> web': 'tcp 8443' });
    const analytics = `${text}
      enable veeam.analytics-view
      zone d { subnet 10.3.0.0/24 component vbr : veeam.backup-server at 10.3.0.10 { version = 13 } }`;
    const demands = await demandsOf(analytics);
    assert.deepEqual([demands['vbr -> one'], demands['vbr -> web']], ['tcp 2741; tcp 2805', 'tcp 8443']);
  });

  it('Veeam ONE: nothing on Linux is asked for WMI, whatever its version, and 12.3 has no database on PostgreSQL', async () => {
    const text = (version: string) => `
      use veeam-one ${version}
      zone a { subnet 10.0.0.0/24 component one : veeam-one.server at 10.0.0.10 }
      zone b {
        subnet 10.1.0.0/24
        component appliance : veeam.software-appliance at 10.1.0.10
        component linux : veeam.enterprise-manager at 10.1.0.11 runs linux
        component windows : veeam.enterprise-manager at 10.1.0.12 runs windows
        component database : veeam-one.web-database at 10.1.0.13
      }`;
    const demands = await demandsOf(text('13'));
    assert.equal(demands['one -> appliance'], 'tcp 9419');
    assert.equal(demands['one -> linux'], 'tcp 50001');
    assert.equal(demands['one -> windows'], 'tcp 135, 49152-65535; tcp 445; tcp 50001');
    assert.equal(demands['one -> database'], 'tcp 5432');
    assert.equal((await demandsOf(text('12.3')))['one -> database'], undefined);
  });

  it('mail goes to the port that the mail server has, in plans that say so', async () => {
    const text = (mail: string) => `
      use veeam-one
      zone a { subnet 10.0.0.0/24 component one : veeam-one.server at 10.0.0.10 }
      zone b { subnet 10.1.0.0/24 component mail : network.smtp-server at 10.1.0.25 ${mail} }`;
    assert.deepEqual(await demandsOf(text('')), { 'one -> mail': 'tcp 25' });
    assert.deepEqual(await demandsOf(text('{ mail-port = 587 }')), { 'one -> mail': 'tcp 587' });
  });

  it('Service Provider Console: tenants reach the gateway alone, and not each other', async () => {
    const text = `
      use veeam-spc
      site provider {
        zone sp-management {
          subnet 10.0.0.0/24
          component console : veeam-spc.server at 10.0.0.10
          component cloud-connect : veeam-spc.cloud-connect-server at 10.0.0.11
        }
        zone sp-dmz { subnet 10.1.0.0/24 component gateway : veeam.cloud-gateway at 10.1.0.10 }
        zone sp-hosted { subnet 10.2.0.0/24 component hosted : veeam-spc.provider-management-agent at 10.2.0.10 }
      }
      site tenant-a {
        zone a-servers { subnet 10.10.0.0/24 component a-master : veeam-spc.master-agent at 10.10.0.10 }
        zone a-clients { subnet 10.11.0.0/24 component a-pcs : veeam-spc.windows-agent-computer at 10.11.0.0/25 }
      }
      site tenant-b {
        zone b-servers { subnet 10.20.0.0/24 component b-master : veeam-spc.master-agent at 10.20.0.10 }
        zone b-clients { subnet 10.21.0.0/24 component b-hosts : veeam-spc.linux-agent-computer at 10.21.0.0/25 }
      }
      deployment sp = provider
      deployment customer-a of sp = tenant-a
      deployment customer-b of sp = tenant-b`;
    assert.deepEqual(await demandsOf(text), {
      'gateway -> console': 'tcp 9999',
      'gateway -> cloud-connect': 'tcp 6169',
      'hosted -> console': 'tcp 9999',
      'a-master -> gateway': 'tcp 6180',
      'a-pcs -> gateway': 'tcp 6180',
      'b-master -> gateway': 'tcp 6180',
      'b-hosts -> gateway': 'tcp 6180',
      'a-master -> a-pcs': 'tcp 135, 445, 1025-5000, 9999',
      'b-master -> b-hosts': 'tcp 22',
    });
    assert.equal((await demandsOf(text, 'deployment'))['cloud-connect -> gateway'], 'tcp 2500-5000');
  });

  it('Recovery Orchestrator: agents are deployed to Windows backup servers over SMB, and to none on Linux', async () => {
    const text = `
      use veeam-orchestrator 13
      zone a { subnet 10.0.0.0/24 component orchestrator : veeam-orchestrator.server at 10.0.0.10 }
      zone b {
        subnet 10.1.0.0/24
        component windows : veeam.windows-backup-server at 10.1.0.10
        component linux : veeam.software-appliance at 10.1.0.11
      }
      zone c { subnet 10.2.0.0/24 component console : veeam.console at 10.2.0.10 }`;
    assert.deepEqual(await demandsOf(text, 'deployment'), {
      'orchestrator -> windows': 'tcp 135, 445; tcp 443; tcp 49152-65535',
      'orchestrator -> linux': 'tcp 443',
      'windows -> orchestrator': 'tcp 443; tcp 8888',
      'linux -> orchestrator': 'tcp 443; tcp 8888',
    });
    assert.equal((await demandsOf(text))['orchestrator -> windows'], 'tcp 443; tcp 49152-65535');
    const seven = await demandsOf(text.replace('use veeam-orchestrator 13', 'use veeam-orchestrator 7'));
    assert.deepEqual(seven, { 'windows -> orchestrator': 'tcp 8888', 'linux -> orchestrator': 'tcp 8888' });
  });

  it('clouds: the plug-in on the backup server is reached at the port of its cloud and version', async () => {
    const text = (vendor: string, version: string) => `
      use ${vendor} ${version}
      zone a { subnet 10.0.0.0/24 component server : veeam.backup-server, ${vendor}.plug-in at 10.0.0.10 }
      zone b { subnet 10.1.0.0/24 component console : veeam.console at 10.1.0.10 }
      zone c { subnet 10.2.0.0/24 component appliance : ${vendor}.appliance at 10.2.0.10 }
      zone d { subnet 10.3.0.0/24 component plain : veeam.backup-server at 10.3.0.10 }`;
    const ports = { 'veeam-aws 10': '9402', 'veeam-google 7': '9403', 'veeam-azure 8.1': '443', 'veeam-azure 7': '20443' };
    for (const [product, port] of Object.entries(ports)) {
      const [vendor, version] = product.split(' ') as [string, string];
      const expected = { 'server -> appliance': 'tcp 443', 'console -> server': `tcp ${port}` };
      assert.deepEqual(await demandsOf(text(vendor, version)), expected, product);
    }
  });

  it('clouds: services are reached by the roles of their parts as well', async () => {
    const text = (vendor: string, services: string) => `
      use ${vendor}
      zone a { subnet 10.0.0.0/24 component appliance : ${vendor}.appliance at 10.0.0.10 }
      zone b { subnet 10.1.0.0/24 component worker : ${vendor}.worker at 10.1.0.10 }
      zone c { subnet 10.2.0.0/24 component server : ${vendor}.plug-in at 10.2.0.10 }
      zone d external { ${services} }`;
    const demanded = async (vendor: string, services: string, ...phases: string[]) =>
      Object.entries(await demandsOf(text(vendor, services), ...phases)).filter(
        ([pair]) => !/-> (appliance|worker|server)/.test(pair),
      );
    assert.deepEqual(await demanded('veeam-aws', 'component s3 : aws.s3'), [
      ['appliance -> s3', 'tcp 443'],
      ['worker -> s3', 'tcp 443'],
      ['server -> s3', 'tcp 443'],
    ]);
    assert.deepEqual(await demanded('veeam-google', 'component apis : google.cloud'), [
      ['appliance -> apis', 'tcp 443'],
      ['server -> apis', 'tcp 443'],
      ['worker -> apis', 'tcp 443'],
    ]);
    assert.deepEqual(await demanded('veeam-google', 'component bucket : google.cloud-storage'), [
      ['server -> bucket', 'tcp 443'],
      ['worker -> bucket', 'tcp 443'],
    ]);
    const azure = 'component blob : azure.blob-storage component queue : azure.queue';
    assert.deepEqual(await demanded('veeam-azure', azure, 'deployment'), [
      ['appliance -> blob', 'tcp 443'],
      ['appliance -> queue', 'tcp 443'],
      ['worker -> blob', 'tcp 443'],
      ['worker -> queue', 'tcp 443'],
      ['server -> blob', 'tcp 443'],
    ]);
  });

  it('Azure: a worker reaches databases the way that they take connections', async () => {
    const text = (database: string) => `
      use veeam-azure
      zone a { subnet 10.0.0.0/24 component worker : veeam-azure.worker at 10.0.0.10 }
      zone b { subnet 10.1.0.0/24 component database : ${database} }`;
    const sql = 'azure.sql-managed-instance at 10.1.0.10';
    const demanded = async (database: string) => (await demandsOf(text(database)))['worker -> database'];
    assert.equal(await demanded(`${sql} { endpoint = public }`), 'tcp 3342');
    assert.equal(await demanded(`${sql} { endpoint = private connection-policy = proxy }`), 'tcp 1433');
    assert.equal(await demanded(`${sql} { endpoint = private connection-policy = redirect }`), 'tcp 11000-11999; tcp 1433');
    assert.equal(await demanded('azure.sql-database at 10.1.0.10 { connection-policy = proxy }'), 'tcp 1433');
  });
});
