import type { OutlineComponent, OutlineProduct, Tier } from './outline-product.ts';

const part = (
  name: string,
  title: string,
  tier: Tier,
  roles: string,
  rest: Partial<OutlineComponent> = {},
): OutlineComponent => ({
  name,
  ...(title ? { title } : {}),
  tier,
  roles: roles.split(' '),
  ...rest,
});
const central = { central: true } as const;
const windows = { says: 'runs windows' } as const;

const vcenter = part('vcenter', '', 'production', 'vmware.vcenter');
const esxi = part('esxi', '', 'production', 'vmware.esxi', { addresses: 4 });
const consoles = (roles: string): OutlineComponent =>
  part('admins', 'Workstations of the admins', 'management', roles, { ...central, addresses: 10 });
const veeamServer = part('vbr', 'Backup server', 'management', 'veeam.backup-server', { ...central, ...windows });
const veeamRepository = part('repo', 'Hardened repository', 'backup', 'veeam.hardened-repository');
const veeam = { versions: { veeam: '13' }, lines: ['check contested-flow off "we go by Veeam\'s own list of ports"'] };

/** Every product that a plan can be begun with; one file of the language's templates is made of each. */
export const outlineProducts: readonly OutlineProduct[] = [
  {
    name: 'veeam-vmware',
    title: 'Veeam Backup & Replication for VMware vSphere',
    ...veeam,
    components: [
      veeamServer,
      consoles('veeam.console veeam.browser'),
      vcenter,
      esxi,
      part('proxy', 'Backup proxy', 'backup', 'veeam.vmware-proxy veeam.windows-server', { says: '{ transport = nbd }' }),
      part('mount', 'Mount server', 'backup', 'veeam.mount-server veeam.windows-server'),
      veeamRepository,
    ],
  },
  {
    name: 'veeam-hyper-v',
    title: 'Veeam Backup & Replication for Microsoft Hyper-V',
    ...veeam,
    components: [
      veeamServer,
      consoles('veeam.console veeam.browser'),
      part('hyper-v', 'Hyper-V hosts', 'production', 'microsoft.hyper-v-host', { addresses: 2 }),
      part('hyper-v-proxy', 'Off-host backup proxy', 'backup', 'veeam.hyper-v-proxy'),
      veeamRepository,
    ],
  },
  {
    name: 'veeam-one',
    title: 'Veeam ONE',
    versions: { 'veeam-one': '13' },
    components: [part('one', 'Veeam ONE', 'management', 'veeam-one.server', central), consoles('veeam-one.client'), vcenter],
  },
  {
    name: 'veeam-m365',
    title: 'Veeam Backup for Microsoft 365',
    versions: { 'veeam-m365': '8.3' },
    components: [
      part('m365', 'Backup server for Microsoft 365', 'management', 'veeam-m365.server', central),
      consoles('veeam-m365.console'),
      part('m365-proxy', 'Backup proxy for Microsoft 365', 'backup', 'veeam-m365.proxy', windows),
    ],
  },
  {
    name: 'veeam-orchestrator',
    title: 'Veeam Recovery Orchestrator',
    versions: { 'veeam-orchestrator': '13' },
    components: [part('orchestrator', 'Orchestrator', 'management', 'veeam-orchestrator.server', central), vcenter, esxi],
  },
  {
    name: 'veeam-spc',
    title: 'Veeam Service Provider Console',
    versions: { 'veeam-spc': '8.1' },
    components: [
      consoles('veeam.browser'),
      part('spc', 'Service Provider Console', 'management', 'veeam-spc.server', central),
      part('cloud-connect', 'Cloud Connect server', 'backup', 'veeam-spc.cloud-connect-server', central),
      part('agents', 'Computers with management agents', 'production', 'veeam-spc.management-agent', { addresses: 20 }),
    ],
  },
  {
    name: 'veeam-aws',
    title: 'Veeam Backup for AWS',
    versions: { 'veeam-aws': '10' },
    components: [
      part('vbr', 'Backup server', 'management', 'veeam-aws.plug-in', central),
      consoles('veeam.browser'),
      part('aws-appliance', 'Backup appliance', 'backup', 'veeam-aws.appliance', central),
      part('aws-workers', 'Worker instances', 'backup', 'veeam-aws.worker', { ...central, addresses: 4 }),
    ],
  },
  {
    name: 'veeam-azure',
    title: 'Veeam Backup for Microsoft Azure',
    versions: { 'veeam-azure': '8.1' },
    components: [
      part('vbr', 'Backup server', 'management', 'veeam-azure.plug-in', central),
      consoles('veeam.browser'),
      part('azure-appliance', 'Backup appliance', 'backup', 'veeam-azure.appliance', central),
      part('azure-workers', 'Worker instances', 'backup', 'veeam-azure.worker', { ...central, addresses: 4 }),
    ],
  },
  {
    name: 'veeam-google',
    title: 'Veeam Backup for Google Cloud',
    versions: { 'veeam-google': '7' },
    components: [
      part('vbr', 'Backup server', 'management', 'veeam-google.plug-in', central),
      consoles('veeam.browser'),
      part('google-appliance', 'Backup appliance', 'backup', 'veeam-google.appliance', central),
      part('google-workers', 'Worker instances', 'backup', 'veeam-google.worker', { ...central, addresses: 4 }),
    ],
  },
  {
    name: 'zerto',
    title: 'Zerto for VMware vSphere',
    versions: { zerto: '8.5' },
    sites: 2,
    components: [
      part('zvm', 'Zerto Virtual Manager', 'management', 'zerto.zvm zerto.vba'),
      consoles('zerto.user-interface'),
      vcenter,
      esxi,
      part('vras', 'One VRA on each host', 'backup', 'zerto.vra', { addresses: 4 }),
    ],
  },
  {
    name: 'vsphere-replication',
    title: 'VMware vSphere Replication',
    sites: 2,
    components: [
      part('replication', 'vSphere Replication appliance', 'management', 'vsphere-replication.appliance'),
      consoles('vsphere-replication.browser'),
      vcenter,
      esxi,
    ],
  },
  {
    name: 'acronis-cyber-protect',
    title: 'Acronis Cyber Protect',
    components: [
      part('acronis', 'Management server', 'management', 'acronis-cyber-protect.management-server', central),
      consoles('acronis-cyber-protect.console'),
      part('machines', 'Protected machines', 'production', 'acronis-cyber-protect.agent', { addresses: 20, ...windows }),
      part('storage', 'Storage node', 'backup', 'acronis-cyber-protect.storage-node'),
    ],
  },
  {
    name: 'acronis-scs',
    title: 'Acronis SCS Backup and Hardened Backup',
    versions: { 'acronis-scs': '12.5 update 2' },
    components: [
      part('scs', 'Management server', 'management', 'acronis-scs.management-server', central),
      consoles('acronis-scs.admin'),
      part('agents', 'Computers with agents', 'production', 'acronis-scs.agent', { addresses: 20 }),
      part('storage', 'Storage node', 'backup', 'acronis-scs.storage-node'),
    ],
  },
  {
    name: 'zero-networks',
    title: 'Zero Networks Segment',
    versions: { 'zero-networks': '5.2' },
    components: [
      part('segment', 'Segment Server', 'management', 'zero-networks.segment-server'),
      part('assets', 'Windows computers', 'production', 'zero-networks.windows-asset', { addresses: 20 }),
      part('domain', 'Domain controller', 'production', 'zero-networks.domain-controller'),
    ],
  },
  {
    name: 'bareos',
    title: 'Bareos',
    components: [
      part('director', 'Bareos Director', 'management', 'bareos.director', central),
      consoles('bareos.console'),
      part('clients', 'Computers with the File Daemon', 'production', 'bareos.file-daemon', { addresses: 20 }),
      part('storage', 'Bareos Storage Daemon', 'backup', 'bareos.storage-daemon'),
    ],
  },
  {
    name: 'proxmox',
    title: 'Proxmox VE with Proxmox Backup Server',
    components: [
      consoles('proxmox.management'),
      part('pve', 'Proxmox VE hosts', 'production', 'proxmox.host', { addresses: 3 }),
      part('pbs', 'Proxmox Backup Server', 'backup', 'proxmox.backup-server'),
    ],
  },
  {
    name: 'commvault',
    title: 'Commvault',
    components: [
      part('commserve', 'CommServe', 'management', 'commvault.commserve', central),
      part('clients', 'Computers with agents', 'production', 'commvault.client', { addresses: 20 }),
      part('media', 'MediaAgent', 'backup', 'commvault.media-agent'),
    ],
  },
  {
    name: 'netbackup',
    title: 'NetBackup',
    versions: { netbackup: '10' },
    components: [
      part('primary', 'Primary server', 'management', 'netbackup.primary-server', central),
      consoles('netbackup.browser'),
      part('clients', 'Computers with the NetBackup client', 'production', 'netbackup.client', { addresses: 20 }),
      vcenter,
      esxi,
      part(
        'msdp',
        'Media server with MSDP, and VMware backup host',
        'backup',
        'netbackup.msdp-storage-server netbackup.vmware-backup-host',
      ),
    ],
  },
  {
    name: 'druva',
    title: 'Druva for VMware vSphere',
    components: [
      vcenter,
      esxi,
      part('proxy', 'Druva backup proxy', 'backup', 'druva.backup-proxy'),
      part('cache', 'Druva CloudCache', 'backup', 'druva.cloudcache'),
      part('agents', 'Computers with agents', 'production', 'druva.agent', { addresses: 20 }),
    ],
    online: [
      { name: 'druva-cloud', title: 'Druva Cloud', role: 'druva.cloud' },
      { name: 'druva-storage', title: 'Where the Druva Cloud keeps backups', role: 'aws.s3' },
    ],
  },
  {
    name: 'nakivo',
    title: 'NAKIVO Backup & Replication',
    components: [
      part('nakivo', 'NAKIVO Director', 'management', 'nakivo.director', central),
      vcenter,
      esxi,
      part('transporter', 'NAKIVO Transporter', 'backup', 'nakivo.transporter'),
    ],
  },
  {
    name: 'rubrik',
    title: 'Rubrik',
    components: [
      part('rubrik', 'Nodes of the cluster', 'backup', 'rubrik.cluster', { addresses: 4 }),
      consoles('rubrik.administrator'),
      part('servers', 'Computers with the Rubrik Backup Service', 'production', 'rubrik.host', { addresses: 20 }),
    ],
  },
  {
    name: 'ibm-storage-protect',
    title: 'IBM Storage Protect',
    components: [
      consoles('ibm-storage-protect.administrative-client'),
      part('clients', 'Computers with the client', 'production', 'ibm-storage-protect.client', { addresses: 20 }),
      part('protect', 'IBM Storage Protect server', 'backup', 'ibm-storage-protect.server'),
    ],
  },
  {
    name: 'dell-powerprotect',
    title: 'Dell PowerProtect Data Manager',
    components: [
      part('data-manager', 'Data Manager', 'management', 'dell-powerprotect.data-manager', central),
      vcenter,
      esxi,
      part('unisphere', 'Unisphere for PowerMax', 'production', 'dell-powerprotect.unisphere'),
      part('engine', 'Protection engine', 'backup', 'dell-powerprotect.protection-engine'),
      part('data-domain', 'PowerProtect DD', 'backup', 'dell-powerprotect.data-domain'),
    ],
  },
  {
    name: 'microsoft-dpm',
    title: 'Microsoft Data Protection Manager',
    components: [
      part('dpm', 'Data Protection Manager', 'backup', 'microsoft.dpm-server'),
      part('agents', 'Protected computers', 'production', 'microsoft.dpm-agent', { addresses: 20 }),
    ],
  },
];
