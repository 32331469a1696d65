import { holdAgainst, type Reading } from './pages/compare.ts';
import {
  netbackupDeduplication,
  netbackupDeduplication10,
  netbackupFirewallPorts,
  netbackupHttpTunnel,
  netbackupNat,
  netbackupOpsCenter,
  netbackupScanHost,
  netbackupScanOverview,
  netbackupSecureCommunication,
  netbackupServerPortWindow,
  netbackupTransportModes,
  netbackupTransportPractices,
  netbackupWebUi,
} from './pages/netbackup.ts';

const ends: Reading['ends'] = {
  'Primary server': 'netbackup.primary-server',
  'Primary server with a broker': 'netbackup.primary-server set broker-port = 5671',
  'Media server': 'netbackup.media-server',
  'Storage server': 'netbackup.msdp-storage-server',
  'Additional server': 'netbackup.load-balancing-server',
  Client: 'netbackup.client',
  'Client Direct': 'netbackup.client-direct',
  'Client that uses the tunnel': 'netbackup.dmz-client',
  'NAT client': 'netbackup.nat-client',
  'NDMP host': 'netbackup.ndmp-host',
  Browser: 'netbackup.browser',
  'OpsCenter server': 'netbackup.opscenter',
  'VMware backup host': 'netbackup.vmware-backup-host',
  'vCenter server': 'vmware.vcenter',
  'ESX server': 'vmware.esxi',
  'Scan host': 'netbackup.scan-host',
};

const version = '10.1';
holdAgainst({ page: netbackupFirewallPorts, source: 'netbackup.firewall-ports', version, ends });
holdAgainst({ page: netbackupDeduplication, source: 'netbackup.ports-guide', version, ends });
holdAgainst({ page: netbackupDeduplication10, source: 'netbackup.ports-guide-10', version, ends });
holdAgainst({ page: netbackupHttpTunnel, source: 'netbackup.http-tunnel', version: '11', ends });
holdAgainst({ page: netbackupSecureCommunication, source: 'netbackup.secure-communication', version: '11', ends });
holdAgainst({ page: netbackupNat, source: 'netbackup.nat', version: '8.2', ends });
holdAgainst({ page: netbackupServerPortWindow, source: 'netbackup.server-port-window', version: '8.1', ends });
holdAgainst({ page: netbackupWebUi, source: 'netbackup.web-ui', version: '8.2', ends });
holdAgainst({ page: netbackupOpsCenter, source: 'netbackup.opscenter-nbsl', version: '9', ends });
holdAgainst({ page: netbackupTransportModes, source: 'netbackup.transport-modes', version: '11', ends });
holdAgainst({ page: netbackupTransportPractices, source: 'netbackup.transport-practices', version, ends });
holdAgainst({ page: netbackupScanHost, source: 'netbackup.scan-host', version: '11', ends });
holdAgainst({ page: netbackupScanOverview, source: 'netbackup.scan-overview', version: '11', ends });
