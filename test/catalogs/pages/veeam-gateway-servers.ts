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
