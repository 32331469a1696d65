import { listens } from './microsoft-service-overview-directory.ts';
import type { PageRow } from './page.ts';

const SHARING = 'Internet Connection Sharing: one computer for its own home or small-office network';
const MAIL = 'mail servers have a role of their own, network.smtp-server: whoever sends mail says so';
const TRIALS = 'echo, discard and the like, which no server of a plan needs';
const DEVICES = 'devices that announce themselves, which no plan has a role for';
const COUNTERS = 'collects performance data of other computers: no plan has a role for that';
const RETIRED = 'no supported Windows has this service';
const BROWSER = 'not required where all computers run Windows Vista or later';
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

/** Services that no plan of servers and their management has a role for, or that stand elsewhere. */
export const otherServiceRows: readonly PageRow[] = [
  ...leftOut(SHARING, 'Application Layer Gateway service', [['tcp 21', 'control connection of FTP']]),
  ...leftOut(BROWSER, 'Computer Browser', [DATAGRAMS, NAMES, SESSIONS]),
  ...leftOut(SHARING, 'Internet Connection Firewall (ICF)/Internet Connection Sharing', [
    ['udp 67', 'DHCP'],
    ['udp 53', 'DNS'],
    ['tcp 53', 'DNS'],
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
    ['tcp 10000-65535', 'ports allocated at random, of TMG'],
    ['tcp 2175', 'web management'],
    ['tcp 8080', 'web proxy'],
  ]),
  ...leftOut(RETIRED, 'License Logging', [DATAGRAMS, SESSIONS, SMB]),
  ...leftOut(RETIRED, 'Microsoft Exchange Message Transfer Agent (MTA) stacks', [['tcp 102', 'X.400']]),
  ...leftOut(RETIRED, 'Microsoft POP3 service', [['tcp 110', 'POP3']]),
  ...leftOut(RETIRED, 'Network News Transfer Protocol (NNTP)', [
    ['tcp 119', 'NNTP'],
    ['tcp 563', 'NNTP over TLS'],
  ]),
  ...leftOut(COUNTERS, 'Performance Logs and Alerts', [SESSIONS]),
  ...leftOut(RETIRED, 'Remote Installation', [['udp 4011', 'BINL']]),
  ...leftOut(GENERAL, 'Remote Procedure Call (RPC)', [RPC, ['tcp 593', 'RPC over HTTPS'], DATAGRAMS, NAMES, SESSIONS, SMB]),
  ...leftOut(GENERAL, 'Remote Procedure Call (RPC) Locator', [DATAGRAMS, NAMES, SESSIONS, SMB]),
  ...leftOut(RETIRED, 'Remote Storage Notification', [RPC, RANDOM]),
  ...leftOut(RETIRED, 'Remote Storage', [RPC, RANDOM]),
  ...leftOut(RETIRED, 'SharePoint Portal Server', [
    ['tcp 80', 'HTTP'],
    ['tcp 443', 'HTTPS'],
  ]),
  ...leftOut(MAIL, 'Simple Mail Transfer Protocol (SMTP)', [['tcp 25', 'SMTP']]),
  ...leftOut(TRIALS, 'Simple TCP/IP Services', [
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
  ...leftOut(DEVICES, 'Simple Service Discovery Protocol (SSDP) Discovery Service', [
    ['udp 1900', 'SSDP'],
    ['tcp 2869', 'events of SSDP', 'Windows XP SP2 and later'],
    ['tcp 5000', 'events of SSDP', 'before Windows XP SP2'],
  ]),
  ...leftOut(RETIRED, 'Telnet', [['tcp 23', 'Telnet']]),
  ...leftOut(DEVICES, 'UPnP Device Host', [['tcp 2869', 'UPnP']]),
  ...leftOut(RETIRED, 'Windows Media Services', [
    ['tcp 80', 'HTTP'],
    ['tcp 1755', 'MMS'],
    ['udp 1755', 'MMS'],
    ['udp 2460', 'MS Theater'],
    ['udp 5005', 'RTCP'],
    ['udp 5004', 'RTP'],
    ['tcp 554', 'RTSP'],
  ]),
];
