import { listens } from './microsoft-service-overview-directory.ts';
import type { PageRow } from './page.ts';

type Row = Omit<PageRow, 'section' | 'from' | 'to'>;

const RPC: Row = { service: 'tcp 135', about: 'RPC' };
const RANDOM: Row = { service: 'tcp 49152-65535', about: 'ports allocated at random' };
const SMB: Row = { service: 'tcp 445', about: 'SMB' };

/** The section on the Server service calls NetBIOS optional; services over named pipes refer to what file sharing needs. */
const pipes = 'NetBIOS: optional for file sharing, which this service refers to';
const DATAGRAMS: Row = { service: 'udp 138', when: pipes, about: 'NetBIOS datagram service' };
const NAMES: Row = { service: 'udp 137', when: pipes, about: 'NetBIOS names' };
const SESSIONS: Row = { service: 'tcp 139', when: pipes, about: 'NetBIOS session service' };

const L2TP = 'L2TP with IPsec';

/** Services of link tracking, print, web and file servers, remote access and monitoring. */
export const serverServiceRows: readonly PageRow[] = [
  ...listens('ASP.NET State Service', [{ service: 'tcp 42424', about: 'session state' }]),
  ...listens('Distributed Link Tracking Server', [RPC, RANDOM]),
  ...listens('Fax Service', [{ service: 'tcp 139', about: 'NetBIOS session service' }, SMB, RPC, RANDOM]),
  ...listens('FTP Publishing Service', [
    { service: 'tcp 21', about: 'control connection, can be changed' },
    {
      service: 'tcp 20',
      when: 'active mode',
      about: 'default data port, one below that of the control connection',
      leftOut: "the server's own port, from which it connects in active mode",
    },
    { ...RANDOM, about: 'passive mode, the range can be changed' },
  ]),
  ...listens('HTTP SSL', [{ service: 'tcp 443', about: 'HTTPS, can be changed' }]),
  ...listens('IP Address Management (IPAM)', [{ service: 'tcp 48885', about: 'client of IPAM to its server, by default' }]),
  ...listens('BranchCache information', [
    { service: 'udp 3702', when: 'content on clients', about: 'discovery of cached content on a client' },
    { service: 'tcp 80', about: 'content for clients' },
    { service: 'tcp 443', about: 'offers of clients to a hosted cache, by default' },
  ]),
  ...listens('Message Queuing', [
    { service: 'tcp 1801', about: 'MSMQ' },
    { service: 'udp 1801', about: 'MSMQ' },
    { service: 'tcp 2101', about: 'MSMQ, domain controllers' },
    { service: 'tcp 2107', about: 'MSMQ, management' },
    { service: 'udp 3527', about: 'MSMQ, ping' },
    { service: 'tcp 2105', about: 'MSMQ, RPC' },
    { service: 'tcp 2103', about: 'MSMQ, RPC' },
    RPC,
  ]),
  ...listens('Print Spooler', [RPC, RANDOM, DATAGRAMS, NAMES, SESSIONS, SMB]),
  ...listens('Routing and Remote Access', [
    { service: 'protocol gre', when: 'one protocol is enough: PPTP', about: 'GRE' },
    { service: 'protocol ah', when: 'one protocol is enough', about: 'IPsec AH' },
    { service: 'protocol esp', when: L2TP, about: 'IPsec ESP' },
    { service: 'udp 1701', when: 'one protocol is enough: L2TP', about: 'L2TP' },
    { service: 'tcp 1723', when: 'one protocol is enough: PPTP', about: 'PPTP' },
    { service: 'protocol esp, udp 4500, 500', when: L2TP, about: 'through the router' },
  ]),
  ...listens('Simple Network Management Protocol (SNMP) Service', [{ service: 'udp 161', about: 'SNMP' }]),
  ...listens('SNMP Trap Service', [{ service: 'udp 162', about: 'traps, to the management system' }]),
  ...listens('TCP/IP Print Server', [{ service: 'tcp 515', about: 'LPD, for LPR of UNIX computers' }]),
  ...listens('RDS Licensing (RDSL)', [RPC, RANDOM, DATAGRAMS, NAMES, SESSIONS, SMB]),
  ...listens('Remote Desktop Connection Broker', [RPC, RANDOM]),
  ...listens('Trivial FTP Daemon', [{ service: 'udp 69', about: 'TFTP; answers come from a port allocated at random' }]),
  ...listens('Windows Internet Name Service (WINS)', [
    { service: 'udp 137', about: 'NetBIOS names, for clients' },
    { service: 'tcp 42', about: 'replication between WINS servers' },
    { service: 'udp 42', about: 'replication between WINS servers' },
  ]),
  ...listens('World Wide Web Publishing Service', [
    { service: 'tcp 80', about: 'HTTP, can be changed' },
    { service: 'tcp 443', about: 'HTTPS, can be changed' },
    { service: 'tcp 8098', when: 'where it is enabled', about: 'administrative site' },
  ]),
];
