import { type PageRow, type ReferencePage, under } from './page.ts';

const PROXY = 'Backup Proxy';
const WORKLOADS = [PROXY, 'Enterprise Workloads agent', 'CloudCache'];

/** The copies of both pages have these rows; that of the second one ends in what is behind port 3542. */
const proxyRows: Omit<PageRow, 'section'>[] = [
  { from: [PROXY], to: ['Druva Cloud', 'CloudCache', 'vCenter Server'], service: 'tcp 443', about: 'HTTPS+SSL' },
  { from: [PROXY], to: ['standalone ESXi'], service: 'tcp 443', about: 'only if it is registered with Druva itself' },
  { from: [PROXY], to: ['ESXi host'], service: 'tcp+udp 902', about: 'TCP/UDP, all transport modes' },
];

export const druvaFirewallRules: ReferencePage = {
  title: 'Druva: Firewall rules for protecting Enterprise Workloads',
  url: 'https://help.druva.com/en/articles/8651117-firewall-rules-for-protecting-enterprise-workloads',
  rows: [
    ...under('Firewall rules for data protection of Enterprise Workloads', [
      { from: WORKLOADS, to: ['names of S3'], service: '', about: '*s3.amazonaws.com, s3-*.amazonaws.com, s3*.*.amazonaws.com' },
      { from: WORKLOADS.slice(1), to: ['Druva Cloud'], service: '', about: '*.druva.com' },
    ]),
    ...under('Ports and communication protocols', proxyRows),
  ],
};

export const druvaVmwarePorts: ReferencePage = {
  title: 'Druva: Ports and communication protocols (VMware)',
  url: 'https://docs.druva.com/Phoenix/030_Configure_Phoenix_for_Backup/010_Backup_and_Restore_VMware/Plan_and_Prepare/02_Ports_and_communication_protocols',
  rows: under('Ports and communication protocols', [
    ...proxyRows,
    { from: [PROXY], to: ['guest with SQL Server'], service: 'tcp 3542', when: 'application-aware', about: 'guestossvc' },
    {
      from: [PROXY],
      to: ['guest with SQL Server'],
      service: 'tcp 3545',
      when: 'application-aware',
      about: 'PhoenixSQLGuestPlugin',
      leftOut: 'The copy ends before it says who connects; guestossvc, in the same guest, works with it.',
    },
  ]),
};

export const druvaInSync: ReferencePage = {
  title: 'Druva inSync: Fundamental prerequisites',
  url: 'https://docs.druva.com/Knowledge_Base/inSync/FAQs_and_Reference_Reads/Druva_inSync_%3A_Fundamental_prerequisites',
  rows: under('Pre-requisites', [
    { from: ['inSync client'], to: ['Druva Cloud'], service: 'tcp 443', about: '*.druva.com, TLS 1.2' },
  ]),
};
