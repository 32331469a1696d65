import { holdAgainst, type Reading } from './pages/compare.ts';
import {
  ibmClientFirewall,
  ibmDataMover,
  ibmNdmpPortRange,
  ibmRestPort,
  ibmStorageProtectFirewall,
  ibmStorageProtectTcpClientPort,
  ibmStorageProtectTcpPort,
} from './pages/ibm-storage-protect.ts';

const ends: Reading['ends'] = {
  Server: 'ibm-storage-protect.server set ndmp-data-ports = 1024-2024',
  NAS: 'ibm-storage-protect.ndmp-file-server set ndmp-data-ports = 18600-18699',
  Client: 'ibm-storage-protect.client',
  'Prompted client': 'ibm-storage-protect.prompted-client',
  'Administrative client': 'ibm-storage-protect.administrative-client',
  'Storage agent': 'ibm-storage-protect.storage-agent',
  'hub server': 'ibm-storage-protect.hub-server',
  'Operations Center': 'ibm-storage-protect.operations-center',
  'Mail server': 'network.smtp-server',
  'Web client': 'ibm-storage-protect.web-client',
  'Remote workstation': 'ibm-storage-protect.client set web-ports = 2000-2001',
};

const version = '8.1';
holdAgainst({ page: ibmStorageProtectFirewall, source: 'ibm-storage-protect.firewall', version, ends });
holdAgainst({ page: ibmStorageProtectTcpPort, source: 'ibm-storage-protect.tcpport', version, ends });
holdAgainst({ page: ibmStorageProtectTcpClientPort, source: 'ibm-storage-protect.tcpclientport', version, ends });
holdAgainst({ page: ibmRestPort, source: 'ibm-storage-protect.rest-port', version, ends });
holdAgainst({ page: ibmClientFirewall, source: 'ibm-storage-protect.client-firewall', version, ends });
holdAgainst({ page: ibmDataMover, source: 'ibm-storage-protect.data-mover', version, ends });
holdAgainst({ page: ibmNdmpPortRange, source: 'ibm-storage-protect.ndmp-range', version, ends });
