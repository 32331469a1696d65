import { type ReferencePage, under } from './page.ts';

/** What the page says of who is a gateway server where none is selected: it names no ports. */
export const veeamGatewayServers: ReferencePage = {
  title: 'Gateway Servers',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/gateway_server.html',
  version: '13.0.1.1071',
  date: '2026-03-03',
  part: true,
  rows: under('Automatic Gateway Selection', [
    {
      from: ['Mount server'],
      to: ['Shared folder backup repository (NFS)', 'Shared folder backup repository (SMB)'],
      service: '',
      when: 'gateway servers are selected automatically',
      about:
        'backup copies from a direct attached repository, jobs of Veeam Agents, synthetic operations, rescans, health checks',
    },
    {
      from: ['Backup server'],
      to: ['Shared folder backup repository (NFS)', 'Shared folder backup repository (SMB)'],
      service: '',
      when: 'gateway servers are selected automatically, and the mount server is not accessible',
      about: 'what the mount server would do',
    },
    {
      from: ['Direct attached repository'],
      to: ['Object storage repository with the direct connection mode'],
      service: '',
      when: 'direct connection mode',
      about:
        'offload, backup copies, moves and copies: the source backup repository, a hardened one as well, is the gateway server',
    },
    {
      from: ['Mount server'],
      to: ['Object storage repository with the direct connection mode'],
      service: '',
      when: 'direct connection mode',
      about:
        'offload from other object storage with a direct connection, jobs of Veeam Agents, synthetic operations, rescans, health checks',
    },
    {
      from: ['Backup server'],
      to: ['Object storage repository with the direct connection mode'],
      service: '',
      when: 'direct connection mode, and the mount server is not accessible',
      about: 'what the mount server would do',
    },
    {
      from: ['Source or target WAN accelerator'],
      to: ['Shared folder backup repository (NFS)', 'Shared folder backup repository (SMB)'],
      service: '',
      when: 'gateway servers are selected automatically; the accelerator on the side of the share',
      about: 'backup copies over WAN accelerators',
    },
    {
      from: ['Tape server'],
      to: ['Shared folder backup repository (NFS)', 'Shared folder backup repository (SMB)'],
      service: '',
      when: 'gateway servers are selected automatically, with a direct connection between repository and tape device; otherwise the backup server',
      about: 'tape jobs',
    },
    {
      from: ['On-host backup proxy'],
      to: ['Shared folder backup repository (NFS)', 'Shared folder backup repository (SMB)'],
      service: '',
      when: 'gateway servers are selected automatically; Microsoft Hyper-V, on-host or off-host',
      about: 'backup jobs',
    },
    {
      from: ['Backup server'],
      to: ['Shared folder backup repository (NFS)', 'Shared folder backup repository (SMB)'],
      service: '',
      when: 'gateway servers are selected automatically; jobs of plug-ins for Oracle RMAN, SAP HANA, SAP on Oracle, SQL Server and Db2',
      about: 'backup jobs of plug-ins',
    },
  ]),
};

/** What says how object storage is reached where nothing is chosen: no ports either. */
export const veeamObjectStorage: ReferencePage = {
  title: 'Object Storage Repositories',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/object_storage_repository.html',
  version: '13.0.1.2067',
  date: '2026-05-05',
  part: true,
  rows: under('Object Storage Repository Deployment', [
    {
      from: ['VMware backup proxy', 'Hyper-V backup proxy, on-host or off-host', 'Mount server'],
      to: ['Object storage repository'],
      service: '',
      when: '"By default", "with the direct connection mode": no gateway server is chosen',
      about: 'a proxy transfers data directly; the mount server restores items',
    },
    {
      from: ['Whoever is the gateway server instead'],
      to: ['Object storage repository'],
      service: '',
      when: 'components "can vary depending on your infrastructure"',
      about: 'who a direct connection begins at, as the page on gateway servers says of each job',
    },
  ]),
};

export const veeamObjectStorageLimits: ReferencePage = {
  title: 'General Considerations and Limitations',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/general_limitations.html',
  version: '13.0.2.29',
  date: '2026-07-01',
  part: true,
  rows: under('Ports and Network', [
    {
      from: ['Components that connect to object storage, such as a gateway server or a backup proxy'],
      to: ['Internet, to check the certificates of object storage'],
      service: '',
      when: 'where certificate revocation checks are not turned off',
      about: 'certificates of object storage; the ports stand in the list of ports',
    },
  ]),
};

export const veeamCapacityTierHealth: ReferencePage = {
  title: 'Health Check for Capacity Tier',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/hc_capacity_tier.html',
  version: '13.0.1.1071',
  date: '2025-08-04',
  part: true,
  rows: under('Health Check for Capacity Tier', [
    {
      from: ['Mount server'],
      to: ['Capacity extent'],
      service: '',
      when: 'direct connection mode; with a gateway server it does',
      about: 'health check of the capacity tier',
    },
  ]),
};

export const veeamBackupCopyPath: ReferencePage = {
  title: 'Backup Copy Architecture',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/backup_copy_path.html',
  version: '13.0.1.1071',
  date: '2026-01-22',
  part: true,
  rows: under('Transport Path over WAN Accelerators', [
    {
      from: ['Source and target WAN accelerator'],
      to: ['Shared folder backup repository'],
      service: '',
      when: 'the gateway server is selected automatically',
      about: 'Data Movers of the WAN accelerators read and write the share',
    },
  ]),
};

/** Pages of the wizards that add object storage, which say the same of each kind. */
function accountPage(name: string, date: string, to: string): ReferencePage {
  return {
    title: 'Step 3. Specify Object Storage Account',
    url: `https://helpcenter.veeam.com/docs/vbr/userguide/${name}_repository_account.html`,
    version: '13.0.1.1071',
    date,
    part: true,
    rows: under('Step 3. Specify Object Storage Account', [
      {
        from: ['Veeam Backup & Replication server'],
        to: [to],
        service: '',
        when: 'connection through a gateway server, of which none is selected',
        about: '"By default, the role of a gateway server is assigned to the Veeam Backup & Replication server"',
      },
    ]),
  };
}

export const veeamAmazonAccount = accountPage('amazon', '2024-10-23', 'Amazon S3 object storage');
export const veeamAzureAccount = accountPage('azure', '2025-08-12', 'Azure object storage');
export const veeamGoogleAccount = accountPage('google_cloud', '2025-08-07', 'Google Cloud object storage');
export const veeamS3CompatibleAccount = accountPage('compatible', '2025-08-12', 'S3 compatible object storage');
