import { listens } from './microsoft-service-overview-directory.ts';
import type { PageRow } from './page.ts';

const NO_ROLE = 'the catalog has no role for this service';
const RETIRED = 'no supported Windows has this service';
const GENERAL = 'named pipes and RPC of whatever service stands behind them, which says itself what it needs';

/** A service that the catalog leaves out as a whole. */
function leftOut(reason: string, service: string, rows: readonly [string, string, string?][]): PageRow[] {
  return listens(
    service,
    rows.map(([ports, about, when]) => ({ service: ports, ...(when ? { when } : {}), about, leftOut: reason })),
  );
}

const RPC: [string, string] = ['tcp 135', 'RPC'];
const RANDOM: [string, string] = ['tcp 49152-65535', 'ports allocated at random'];
const DATAGRAMS: [string, string] = ['udp 138', 'NetBIOS datagram service'];
const NAMES: [string, string] = ['udp 137', 'NetBIOS names'];
const SESSIONS: [string, string] = ['tcp 139', 'NetBIOS session service'];
const SMB: [string, string] = ['tcp 445', 'SMB'];

/** Services that no plan of servers and their management has a role for. */
export const otherServiceRows: readonly PageRow[] = [
  ...leftOut(RETIRED, 'Application Layer Gateway service', [['tcp 21', 'control connection of FTP']]),
  ...leftOut(NO_ROLE, 'ASP.NET State Service', [['tcp 42424', 'session state']]),
  ...leftOut(RETIRED, 'Computer Browser', [DATAGRAMS, NAMES, SESSIONS]),
  ...leftOut(NO_ROLE, 'Distributed Link Tracking Server', [RPC, RANDOM]),
  ...leftOut(NO_ROLE, 'Fax Service', [SESSIONS, SMB, RPC, RANDOM]),
  ...leftOut(NO_ROLE, 'FTP Publishing Service', [
    ['tcp 21', 'control connection of FTP'],
    ['tcp 20', 'default data port of FTP'],
    RANDOM,
  ]),
  ...leftOut(NO_ROLE, 'HTTP SSL', [['tcp 443', 'HTTPS']]),
  ...leftOut(NO_ROLE, 'Internet Connection Firewall (ICF)/Internet Connection Sharing', [
    ['udp 67', 'DHCP'],
    ['udp 53', 'DNS'],
    ['tcp 53', 'DNS'],
  ]),
  ...leftOut(NO_ROLE, 'IP Address Management (IPAM)', [['tcp 48885', 'client of IPAM to its server, by default']]),
  ...leftOut(NO_ROLE, 'BranchCache information', [
    ['udp 3702', 'discovery of cached content'],
    ['tcp 80', 'content for clients'],
    ['tcp 443', 'offers of clients to a hosted cache'],
  ]),
  ...leftOut(RETIRED, 'ISA/TMG Server', [
    ['tcp 2171', 'configuration storage, domain'],
    ['tcp 2173', 'configuration storage, replication'],
    ['tcp 2172', 'configuration storage, workgroup'],
    ['tcp+udp 1025-65535', 'applications of the firewall client'],
    ['tcp+udp 1745', 'control channel of the firewall client'],
    ['tcp 3847', 'control channel of the firewall'],
    RPC,
    ['tcp 1024-65535', 'ports allocated at random'],
    ['tcp 2175', 'web management'],
    ['tcp 8080', 'web proxy'],
  ]),
  ...leftOut(RETIRED, 'License Logging', [DATAGRAMS, SESSIONS, SMB]),
  ...leftOut(NO_ROLE, 'Message Queuing', [
    ['tcp 1801', 'MSMQ'],
    ['udp 1801', 'MSMQ'],
    ['tcp 2101', 'MSMQ, domain controllers'],
    ['tcp 2107', 'MSMQ, management'],
    ['udp 3527', 'MSMQ, ping'],
    ['tcp 2105', 'MSMQ, RPC'],
    ['tcp 2103', 'MSMQ, RPC'],
    RPC,
  ]),
  ...leftOut(RETIRED, 'Microsoft Exchange Message Transfer Agent (MTA) stacks', [['tcp 102', 'X.400']]),
  ...leftOut(RETIRED, 'Microsoft POP3 service', [['tcp 110', 'POP3']]),
  ...leftOut(RETIRED, 'Network News Transfer Protocol (NNTP)', [
    ['tcp 119', 'NNTP'],
    ['tcp 563', 'NNTP over TLS'],
  ]),
  ...leftOut(NO_ROLE, 'Performance Logs and Alerts', [SESSIONS]),
  ...leftOut(NO_ROLE, 'Print Spooler', [RPC, RANDOM, DATAGRAMS, NAMES, SESSIONS, SMB]),
  ...leftOut(RETIRED, 'Remote Installation', [['udp 4011', 'BINL']]),
  ...leftOut(GENERAL, 'Remote Procedure Call (RPC)', [RPC, ['tcp 593', 'RPC over HTTPS'], DATAGRAMS, NAMES, SESSIONS, SMB]),
  ...leftOut(GENERAL, 'Remote Procedure Call (RPC) Locator', [DATAGRAMS, NAMES, SESSIONS, SMB]),
  ...leftOut(RETIRED, 'Remote Storage Notification', [RPC, RANDOM]),
  ...leftOut(RETIRED, 'Remote Storage', [RPC, RANDOM]),
  ...leftOut(NO_ROLE, 'Routing and Remote Access', [
    ['protocol gre', 'GRE'],
    ['protocol ah', 'IPsec AH'],
    ['protocol esp', 'IPsec ESP'],
    ['udp 1701', 'L2TP'],
    ['tcp 1723', 'PPTP'],
    ['protocol esp, udp 4500, 500', 'L2TP with IPsec'],
  ]),
  ...leftOut(NO_ROLE, 'SharePoint Portal Server', [
    ['tcp 80', 'HTTP'],
    ['tcp 443', 'HTTPS'],
  ]),
  ...leftOut(NO_ROLE, 'Simple Mail Transfer Protocol (SMTP)', [['tcp 25', 'SMTP']]),
  ...leftOut(NO_ROLE, 'Simple TCP/IP Services', [
    ['tcp 19', 'chargen'],
    ['udp 19', 'chargen'],
    ['tcp 13', 'daytime'],
    ['udp 13', 'daytime'],
    ['tcp 9', 'discard'],
    ['udp 9', 'discard'],
    ['tcp 7', 'echo'],
    ['udp 7', 'echo'],
    ['tcp 17', 'quote of the day'],
    ['udp 17', 'quote of the day'],
  ]),
  ...leftOut(NO_ROLE, 'Simple Network Management Protocol (SNMP) Service', [['udp 161', 'SNMP']]),
  ...leftOut(NO_ROLE, 'SNMP Trap Service', [['udp 162', 'traps']]),
  ...leftOut(NO_ROLE, 'Simple Service Discovery Protocol (SSDP) Discovery Service', [
    ['udp 1900', 'SSDP'],
    ['tcp 2869', 'events of SSDP', 'Windows XP SP2 and later'],
    ['tcp 5000', 'events of SSDP', 'before Windows XP SP2'],
  ]),
  ...leftOut(NO_ROLE, 'TCP/IP Print Server', [['tcp 515', 'LPD']]),
  ...leftOut(RETIRED, 'Telnet', [['tcp 23', 'Telnet']]),
  ...leftOut(NO_ROLE, 'RDS Licensing (RDSL)', [RPC, RANDOM, DATAGRAMS, NAMES, SESSIONS, SMB]),
  ...leftOut(NO_ROLE, 'Remote Desktop Connection Broker', [RPC, RANDOM]),
  ...leftOut(NO_ROLE, 'Trivial FTP Daemon', [['udp 69', 'TFTP; answers come from a port allocated at random']]),
  ...leftOut(NO_ROLE, 'UPnP Device Host', [['tcp 2869', 'UPnP']]),
  ...leftOut(NO_ROLE, 'Windows Internet Name Service (WINS)', [
    NAMES,
    ['tcp 42', 'replication between WINS servers'],
    ['udp 42', 'replication between WINS servers'],
  ]),
  ...leftOut(RETIRED, 'Windows Media Services', [
    ['tcp 80', 'HTTP'],
    ['tcp 1755', 'MMS'],
    ['udp 1755', 'MMS'],
    ['udp 2460', 'MS Theater'],
    ['udp 5005', 'RTCP'],
    ['udp 5004', 'RTP'],
    ['tcp 554', 'RTSP'],
  ]),
  ...leftOut(NO_ROLE, 'World Wide Web Publishing Service', [
    ['tcp 80', 'HTTP'],
    ['tcp 443', 'HTTPS'],
    ['tcp 8098', 'administrative site', 'where it is enabled'],
  ]),
];
