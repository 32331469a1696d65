import assert from 'node:assert/strict';
import { GUESSED, guessRole } from '../../language/inventory/guess-role.ts';
import { NO_ADDRESSES } from '../../language/model/addresses.ts';
import type { Catalog } from '../../language/model/catalog.ts';
import { loadPlan } from '../support/language.ts';

/** How administrators call machines, by what these are for. */
const WORDS: Readonly<Record<string, string>> = {
  'veeam.backup-server': 'vbr veeambr veeambackup veeam-backup',
  'veeam.enterprise-manager': 'vbem veeamem enterprisemanager enterprise-manager',
  'veeam.one-server': 'veeamone veeam-one vone',
  'veeam-m365.server': 'vbo',
  'veeam.hardened-repository': 'lhr vhr hardened immutable',
  'veeam.repository': 'repo repository vrepo backuprepo veeamrepo',
  'veeam.vmware-proxy': 'vbp vproxy backupproxy veeamproxy bkpproxy',
  'veeam.cloud-gateway': 'vcgw cloudgw cloudgateway cloud-gateway',
  'vmware.vcenter': 'vcenter vcsa vc vctr',
  'vmware.esxi': 'esx esxi',
  'microsoft.hyper-v-host': 'hyperv hyper-v hv',
  'microsoft.scvmm': 'scvmm vmm',
  'microsoft.sql-server': 'sql mssql sqlserver',
  'microsoft.domain-controller': 'dc adc domaincontroller',
  'zerto.zvm': 'zvm zvma',
  'zerto.vra': 'vra zvra',
  'netbackup.media-server': 'nbumedia nbmedia netbackupmedia msdp',
  'netbackup.primary-server': 'nbu netbackup nbumaster nbmaster nbuprimary nbprimary',
  'network.dns-server': 'dns ns resolver',
  'network.ntp-server': 'ntp time',
  'network.smtp-server': 'smtp mail mx relay',
  'network.syslog-server': 'syslog siem log',
  'network.file-server-nfs': 'nfs',
  'network.file-server-smb': 'smb fileserver fs',
  'network.postgresql-server': 'postgres postgresql pgsql pg',
  'network.mysql-server': 'mysql mariadb',
  'network.ldap-server': 'ldap',
  'network.radius-server': 'radius nps',
  'network.dhcp-server': 'dhcp',
};
const GUESSES = Object.entries(WORDS).flatMap(([role, words]) => words.split(' ').map((word) => [word, role] as const));

describe('the role that a name suggests', () => {
  let catalog: Catalog;
  before(async () => {
    const { document, services } = await loadPlan('plan "P"\n');
    catalog = services.segplan.Plans.plan(document.parseResult.value).catalog;
  });

  const roleOf = (name: string, hints: readonly string[] = [], system?: 'windows' | 'linux') =>
    guessRole(
      { name, hints, system, addresses: NO_ADDRESSES, first: NO_ADDRESSES, networks: [], slips: [], network: undefined, line: 1 },
      catalog,
    );

  it('is one that there is', () => {
    assert.deepEqual(
      GUESSED.filter((role) => !catalog.roles.has(role)),
      [],
    );
    assert.deepEqual(
      [...new Set(GUESSES.map(([, role]) => role))].filter((role) => !GUESSED.includes(role)),
      [],
    );
  });

  it('is found by each usual word, wherever it stands in a name, and by no part of a word', () => {
    for (const [word, role] of GUESSES) {
      const found = [word, word.toUpperCase(), `${word}01`, `hq-${word}-2`, `${word}.example.com`].map((name) => roleOf(name));
      assert.deepEqual(found, Array(5).fill(role), word);
      for (const other of [`x${word}`, `${word}x`]) assert.equal(roleOf(other), undefined, other);
      assert.equal(roleOf('srv-7', [word]), role, `a hint ${word}`);
    }
    // Capitals part words as well, two words may be one, and what stands behind the first dot is the domain's.
    assert.deepEqual(
      ['hqVcsa', 'HQVCSA', 'srv.vcenter.example', 'VeeamOne', 'hyper_v_3'].map((name) => roleOf(name)),
      ['vmware.vcenter', undefined, undefined, 'veeam.one-server', 'microsoft.hyper-v-host'],
    );
    assert.equal(roleOf('srv-7', ['the Cloud Gateway of the lab']), 'veeam.cloud-gateway');
  });

  it('goes by the system where there is a role for each', () => {
    assert.deepEqual(
      (['windows', 'linux', undefined] as const).map((system) => roleOf('repo', [], system)),
      ['veeam.windows-repository', 'veeam.linux-repository', 'veeam.repository'],
    );
  });

  it('takes a proxy for one of the backup where the name says that it is about backup', () => {
    for (const name of ['veeam-proxy', 'vbr-proxy', 'backup-proxy-3', 'bkp-proxy', 'bck-proxy'])
      assert.equal(roleOf(name), name === 'vbr-proxy' ? 'veeam.backup-server' : 'veeam.vmware-proxy', name);
    for (const name of ['web-proxy', 'proxy', 'backup', 'mybackup-proxy', 'backups-proxy', 'veeam-proxies'])
      assert.equal(roleOf(name), undefined, name);
    assert.equal(roleOf('srv-7', ['Backup', 'Proxy']), 'veeam.vmware-proxy');
  });

  it('is that of the name before that of a hint, and a role that a hint names where no word says one', () => {
    assert.equal(roleOf('vcsa', ['dns']), 'vmware.vcenter');
    assert.equal(roleOf('srv-7', ['the veeam.one-server of the lab']), 'veeam.one-server');
    for (const hint of ['veeam.nothing', 'See the manual. Then ask.', 'example.com'])
      assert.equal(roleOf('srv-7', [hint]), undefined);
    assert.equal(roleOf('constructor', ['__proto__', 'toString']), undefined);
  });
});
