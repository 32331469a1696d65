import { type ReferencePage, under } from './page.ts';

const PRIMARY = 'Primary server';
const MEDIA = 'Media server';
const CLIENT = 'Client';
const STORAGE = 'Storage server';
const PBX = 'tcp 1556';
const MSDP = 'tcp 10082, 10102';

/** The stored copy ends within the line on SAN clients. */
export const netbackupFirewallPorts: ReferencePage = {
  title: 'NetBackup 7.x/8.x/9.x/10.x firewall port requirements (article 100002391)',
  url: 'https://www.veritas.com/support/en_US/article.100002391',
  version: '10',
  date: '2023-04-17',
  rows: under('Solution', [
    { from: [PRIMARY], to: [MEDIA], service: PBX, about: 'bi-directional' },
    { from: [MEDIA], to: [PRIMARY], service: PBX, about: 'bi-directional' },
    { from: [PRIMARY], to: [CLIENT], service: PBX, when: 'discovery, or operations of the client', about: 'PBX' },
    { from: [MEDIA], to: [MEDIA], service: PBX, about: 'bi-directional' },
    { from: [MEDIA], to: [CLIENT], service: PBX, about: 'PBX' },
    // "For client-initiated operations", "for Client Direct restores", and from 8.1 for web services, unless a media server tunnels these.
    { from: [CLIENT], to: [PRIMARY], service: PBX, about: 'web services and operations of the client' },
    { from: ['Client Direct'], to: [PRIMARY], service: PBX, about: 'restores of Client Direct' },
    { from: ['Client that uses the tunnel'], to: [MEDIA], service: PBX, about: 'HTTP proxy tunnel for web services' },
    { from: ['Client Direct'], to: [STORAGE], service: MSDP, about: 'spoold and spad' },
    {
      from: ['SAN client'],
      to: [PRIMARY, MEDIA],
      service: '',
      about: 'SAN clients',
      leftOut: 'The copy ends before the port.',
    },
  ]),
};

export const netbackupDeduplication: ReferencePage = {
  title: 'NetBackup Network Ports Reference Guide: NetBackup deduplication ports',
  url: 'https://docs.cohesity.com/docs/netbackup/10.1.1/80731497-158506074-0/v124789758-158506074',
  version: '10.1.1',
  rows: under('NetBackup deduplication port usage', [
    // Spoold: "the deduplication client and the storage servers", "the MSDP and the storage servers".
    { from: ['Client Direct'], to: [STORAGE], service: 'tcp 10082', about: 'Deduplication Engine' },
    { from: ['Additional server'], to: [STORAGE], service: 'tcp 10082', about: 'Deduplication Engine' },
    // Spad: "the deduplication client and the MSDP servers", "the MSDP server and any additional servers that handle finger printing".
    { from: ['Client Direct'], to: [STORAGE], service: 'tcp 10102', about: 'Deduplication Manager' },
    { from: ['Additional server'], to: [STORAGE], service: 'tcp 10102', about: 'Deduplication Manager' },
  ]),
};

/** The copies of the English page end in the sentence on optimized duplication; that of the Japanese one has it, and what follows. */
export const netbackupDeduplication10: ReferencePage = {
  title: 'NetBackup Network Ports Reference Guide (Japanese): NetBackup deduplication ports',
  url: 'https://veritas.com/support/ja_JP/doc/90791396-152424597-0/v124789758-152424597',
  version: '10.0',
  part: true,
  rows: under('NetBackup deduplication port usage', [
    { from: [STORAGE], to: [STORAGE], service: MSDP, about: 'optimized duplication' },
    // "Between the NetBackup domains", without hosts: 10082 and 10102 are those of storage servers, and 1556 that of everybody.
    { from: [STORAGE], to: [STORAGE], service: MSDP, when: 'Auto Image Replication', about: 'between domains' },
    { from: [PRIMARY, STORAGE], to: [PRIMARY], service: PBX, when: 'Auto Image Replication', about: 'between domains' },
  ]),
};

const TUNNEL =
  'About the communication between a NetBackup client located in a demilitarized zone and a primary server through an HTTP tunnel';

export const netbackupHttpTunnel: ReferencePage = {
  title: 'NetBackup Security and Encryption Guide: NetBackup client in a demilitarized zone and HTTP tunnel',
  url: 'https://docs.cohesity.com/docs/netbackup/11.0/21733320-167894921-0/v125482382-167894921',
  version: '11.0',
  rows: under(TUNNEL, [
    { from: ['Client that uses the tunnel'], to: [MEDIA], service: PBX, about: 'port 1556 on the media server' },
  ]),
};

/** Control connections between hosts are TLS from 8.1 on, and data may be from 10.0 on; the page names no ports. */
export const netbackupSecureCommunication: ReferencePage = {
  title: 'NetBackup Security and Encryption Guide: About secure communication in NetBackup',
  url: 'https://docs.cohesity.com/docs/netbackup/11.1/21733320-170163306-0/v125436717-170163306',
  version: '11.1',
  rows: under('About secure communication in NetBackup', [
    { from: [PRIMARY], to: [MEDIA], service: '', about: 'control communication' },
    { from: [MEDIA, CLIENT], to: [PRIMARY], service: '', about: 'control communication' },
    { from: [MEDIA], to: [MEDIA, CLIENT], service: '', about: 'control communication and tar streams' },
    { from: [PRIMARY], to: [CLIENT], service: '', when: 'who connects at all', about: 'control communication' },
  ]),
};

export const netbackupNat: ReferencePage = {
  title: "NetBackup Administrator's Guide, Volume I: About NAT support in NetBackup",
  url: 'https://docs.cohesity.com/docs/netbackup/8.2/18716246-136359033-0/v137489119-136359033',
  version: '8.2',
  rows: under('About NAT support in NetBackup', [
    { from: ['NAT client'], to: ['Primary server with a broker'], service: '', when: 'can be set', about: 'messaging broker' },
    { from: ['NAT client'], to: [MEDIA], service: '', about: 'connection to the server that asked for it' },
  ]),
};

export const netbackupServerPortWindow: ReferencePage = {
  title: "NetBackup Administrator's Guide, Volume I: SERVER_PORT_WINDOW option for NetBackup servers",
  url: 'https://docs.cohesity.com/docs/netbackup/8.1.2/18716246-132504715-0/v40574984-132504715',
  version: '8.1.2',
  rows: under('SERVER_PORT_WINDOW information', [
    { from: [MEDIA], to: ['NDMP host'], service: '', about: 'what the NDMP host calls back' },
    { from: ['NDMP host'], to: [MEDIA], service: 'tcp 1024-5000', when: 'remote NDMP', about: 'NDMP call-back' },
  ]),
};

/** Of a version with master servers and object groups; the copy does not say which. */
export const netbackupWebUi: ReferencePage = {
  title: "NetBackup Web UI Security Administrator's Guide: Tips for accessing the NetBackup web UI",
  url: 'https://www.veritas.com/support/en_US/doc/134641643-134641656-0/v133191867-134641656',
  rows: under('Solutions when the web user interface does not display', [
    { from: ['Browser'], to: [PRIMARY], service: 'tcp 443', when: 'can be set', about: 'web UI' },
  ]),
};

const NBSL = 'About OpsCenter server to NetBackup master server (NBSL) communication';

export const netbackupOpsCenter: ReferencePage = {
  title: "NetBackup OpsCenter Administrator's Guide: OpsCenter server to NetBackup master server (NBSL) communication",
  url: 'https://docs.cohesity.com/docs/netbackup/9.0/27537447-145507085-0/v28387464-145507085',
  version: '9.0',
  rows: under(NBSL, [
    { from: ['OpsCenter server'], to: [PRIMARY], service: PBX, about: 'a port for input and output' },
    { from: [PRIMARY], to: ['OpsCenter server'], service: PBX, about: 'a port for input and output' },
  ]),
};

export const netbackupTransportModes: ReferencePage = {
  title: "NetBackup for VMware Administrator's Guide: Transport modes options (VMware)",
  url: 'https://docs.cohesity.com/docs/netbackup/11.1/166027891-170176766-0/v62458939-170176766',
  version: '11.1',
  rows: under('Transport Modes', [
    { from: ['VMware backup host'], to: ['ESX server'], service: '', about: 'NBD and NBDSSL over a local network' },
  ]),
};

export const netbackupTransportPractices: ReferencePage = {
  title: 'VMware Transport Modes: Best practices and troubleshooting (article 100030882)',
  url: 'https://www.veritas.com/content/support/en_US/article.100030882',
  date: '2022-08-30',
  rows: under('Details on each of the transport modes', [
    {
      from: ['VMware backup host'],
      to: ['vCenter server', 'ESX server'],
      service: '',
      about: 'information over the vStorage APIs',
    },
  ]),
};

export const netbackupScanHost: ReferencePage = {
  title: 'NetBackup Security and Encryption Guide: Prerequisites for a scan host',
  url: 'https://docs.cohesity.com/docs/netbackup/11.0/21733320-167894921-0/v152616050-167894921',
  version: '11.0',
  rows: under('Prerequisites for a scan host', [
    { from: [MEDIA], to: ['Scan host'], service: 'tcp 22', about: 'SSH' },
    { from: ['Scan host'], to: [STORAGE], service: '', when: 'NFS or SMB', about: 'share type' },
    {
      from: ['Scan host that is a NetBackup client'],
      to: [PRIMARY, MEDIA],
      service: '',
      about: 'must be reachable',
      leftOut:
        'The page names neither ports nor protocols, and the article on firewall ports has no connection of clients to media servers.',
    },
  ]),
};

export const netbackupScanOverview: ReferencePage = {
  title: 'NetBackup documentation: Overview of malware scanning',
  url: 'https://docs.cohesity.com/docs/netbackup/11.1.0.2/21357025-172153066-0/v170219674-172153066',
  version: '11.1',
  rows: under('Overview', [{ from: ['Scan host'], to: [STORAGE], service: '', when: 'NFS or SMB', about: 'read-only share' }]),
};
