// Who does what a gateway server would, by Veeam's pages "Gateway Servers", "Specify Object Storage Account" and "Backup Copy Architecture" of
// 13.0.1.1071, and "Object Storage Repositories" of 13.0.1.2067: "By default, Veeam Backup & Replication deploys object storage repositories with
// the direct connection mode".
import assert from 'node:assert/strict';
import { formatServices } from '../../language/model/services.ts';
import { analysisOf } from '../support/language.ts';

/** What has to be opened to the last of some components, each in a zone of its own: `repo tcp 443`. */
async function sendersTo(parts: Readonly<Record<string, string>>, to: string, more = ''): Promise<string[]> {
  const zones = Object.entries(parts).map(([name, roles], n) => {
    const [, role, set] = /^([^{]*)(\{.*)?$/.exec(roles)!;
    return `zone z${n} { subnet 10.0.${n}.0/24 component ${name} : ${role} at 10.0.${n}.10 ${set ?? ''} }`;
  });
  const { requirements } = await analysisOf(['use veeam 13', more, ...zones].join('\n'));
  return requirements
    .filter((r) => r.to.some((c) => c.name === to))
    .flatMap((r) => r.from.map((c) => `${c.name} ${formatServices(r.services)}`))
    .sort();
}

const SERVERS = { vbr: 'veeam.backup-server', mount: 'veeam.mount-server', repo: 'veeam.linux-repository' };

describe('what no gateway server does with object storage', () => {
  const parts = { ...SERVERS, s3: 'aws.s3' };

  it('the repository and the mount server do, since connections are direct by default', async () => {
    assert.deepEqual(await sendersTo(parts, 's3'), ['mount tcp 443', 'repo tcp 443']);
    const direct = await sendersTo(parts, 's3', 'enable veeam.direct-object-storage');
    assert.deepEqual([...new Set(direct)], ['mount tcp 443', 'repo tcp 443']);
  });

  it('the backup server does what a mount server would where there is none', async () => {
    const { mount, ...others } = parts;
    assert.ok(mount);
    assert.deepEqual(await sendersTo(others, 's3'), ['repo tcp 443', 'vbr tcp 443']);
  });

  it('whoever connects checks the certificates of the storage as well', async () => {
    const { mount, ...others } = parts;
    const to = { certificates: 'aws.certificates' };
    assert.deepEqual(await sendersTo({ ...others, mount, ...to }, 'certificates'), ['mount tcp 80', 'repo tcp 80']);
    assert.deepEqual(await sendersTo({ ...others, ...to }, 'certificates'), ['repo tcp 80', 'vbr tcp 80']);
  });

  it('proxies do where there is no repository that hands backups on, and Hyper-V hosts where there is no off-host proxy', async () => {
    const proxies = { mount: SERVERS.mount, proxy: 'veeam.vmware-proxy', s3: 'aws.s3' };
    assert.deepEqual(await sendersTo(proxies, 's3'), ['mount tcp 443', 'proxy tcp 443']);
    assert.deepEqual(await sendersTo({ repo: SERVERS.repo, ...proxies }, 's3'), ['mount tcp 443', 'repo tcp 443']);
    assert.deepEqual(await sendersTo({ host: 'microsoft.hyper-v-host', s3: 'aws.s3' }, 's3'), ['host tcp 443']);
    assert.deepEqual(await sendersTo({ host: 'microsoft.hyper-v-host', proxy: 'veeam.hyper-v-proxy', s3: 'aws.s3' }, 's3'), [
      'proxy tcp 443',
    ]);
  });

  it('the backup server does where there is no repository either, and checks the certificates of the storage', async () => {
    const alone = {
      vbr: 'veeam.backup-server',
      s3: 'aws.s3',
      certificates: 'aws.certificates',
      own: 'veeam.s3-compatible-storage { s3-port = 9000 }',
    };
    assert.deepEqual(await sendersTo(alone, 's3'), ['vbr tcp 443']);
    assert.deepEqual(await sendersTo(alone, 'certificates'), ['vbr tcp 80']);
    assert.deepEqual(await sendersTo(alone, 'own'), ['vbr tcp 9000']);
  });

  it('a gateway server of shares does not, one that is for any kind of storage does', async () => {
    const beside = (gateway: string) => sendersTo({ ...parts, gateway }, 's3');
    assert.deepEqual(await beside('veeam.gateway-server { storage = smb }'), ['mount tcp 443', 'repo tcp 443']);
    assert.deepEqual(await beside('veeam.gateway-server { storage = object }'), ['gateway tcp 443']);
    assert.deepEqual(await beside('veeam.gateway-server'), ['gateway tcp 443']);
  });
});

describe('what no gateway server does with shares', () => {
  const shares = { vbr: 'veeam.backup-server', nfs: 'veeam.nfs-repository', smb: 'veeam.smb-repository' };

  it('the mount server does, and where there is none the backup server', async () => {
    assert.deepEqual(await sendersTo(shares, 'nfs'), ['vbr tcp+udp 111, 2049']);
    assert.deepEqual(await sendersTo(shares, 'smb'), ['vbr tcp 445']);
    assert.deepEqual(await sendersTo({ ...shares, mount: 'veeam.mount-server' }, 'nfs'), ['mount tcp+udp 111, 2049']);
    assert.deepEqual(await sendersTo({ ...shares, mount: 'veeam.mount-server' }, 'smb'), ['mount tcp 445']);
  });

  it('a gateway server of object storage does not', async () => {
    const beside = (storage: string) =>
      sendersTo({ ...shares, proxy: 'veeam.vmware-proxy', gateway: `veeam.gateway-server { storage = ${storage} }` }, 'smb');
    assert.deepEqual(await beside('object'), ['proxy tcp 445', 'vbr tcp 445']);
    assert.deepEqual(await beside('smb'), ['gateway tcp 445']);
  });

  it('WAN accelerators do in copies, each for the shares of its own site', async () => {
    const sites = (more: string) =>
      analysisOf(`use veeam 13
site north { zone a { subnet 10.0.1.0/24 component from : veeam.smb-repository at 10.0.1.10 ${more} }
  zone b { subnet 10.0.2.0/24 component source : veeam.source-wan-accelerator at 10.0.2.10 } }
site south { zone c { subnet 10.0.3.0/24 component to : veeam.nfs-repository at 10.0.3.10 }
  zone d { subnet 10.0.4.0/24 component target : veeam.target-wan-accelerator at 10.0.4.10 } }
paired north and south
`);
    const ways = async (more: string) =>
      (await sites(more)).requirements
        .flatMap((r) => r.from.flatMap((f) => r.to.map((t) => `${f.name} ${t.name} ${formatServices(r.services)}`)))
        .filter((way) => /^(source|target) (from|to) /.test(way))
        .sort();
    assert.deepEqual(await ways(''), ['source from tcp 445', 'target to tcp+udp 111, 2049']);
    assert.deepEqual(await ways('component gateway : veeam.gateway-server at 10.0.1.11'), []);
  });

  it('tape servers and Hyper-V hosts do, and the backup server for plug-ins', async () => {
    const tape = { mount: 'veeam.mount-server', tape: 'veeam.tape-server', smb: shares.smb };
    assert.deepEqual(await sendersTo(tape, 'smb'), ['mount tcp 445', 'tape tcp 445']);
    assert.deepEqual(await sendersTo({ ...tape, gateway: 'veeam.gateway-server' }, 'smb'), ['gateway tcp 445']);
    const hosts = { mount: 'veeam.mount-server', host: 'microsoft.hyper-v-host', smb: shares.smb };
    assert.deepEqual(await sendersTo(hosts, 'smb'), ['host tcp 445', 'mount tcp 445']);
    const database = { mount: 'veeam.mount-server', vbr: shares.vbr, database: 'veeam.application-plug-in', smb: shares.smb };
    assert.deepEqual(await sendersTo(database, 'smb'), ['mount tcp 445', 'vbr tcp 445']);
  });
});
