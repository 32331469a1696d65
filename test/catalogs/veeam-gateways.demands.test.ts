// Who does what a gateway server would, by Veeam's pages "Gateway Servers" and "Specify Object Storage Account" of 13.0.1.1071.
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

  it('the repository does, and with a direct connection the mount server as well', async () => {
    assert.deepEqual(await sendersTo(parts, 's3'), ['repo tcp 443']);
    const direct = await sendersTo(parts, 's3', 'enable veeam.direct-object-storage');
    assert.deepEqual([...new Set(direct)], ['mount tcp 443', 'repo tcp 443']);
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
    assert.deepEqual(await beside('veeam.gateway-server { storage = smb }'), ['repo tcp 443']);
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
});
