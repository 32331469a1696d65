import {
  commvaultAirGap,
  commvaultConnectivity,
  commvaultConsiderations,
  commvaultMountPort,
  commvaultNdmp,
  commvaultNetworkPorts,
  commvaultServices,
  commvaultVmware,
} from './pages/commvault.ts';
import { holdAgainst, type Reading } from './pages/compare.ts';

const ends: Reading['ends'] = {
  Client: 'commvault.client',
  'CommServe server': 'commvault.commserve',
  'Standby CommServe server': 'commvault.standby-commserve',
  MediaAgent: 'commvault.media-agent',
  'Network gateway': 'commvault.network-gateway',
  'VSA access node': 'commvault.access-node',
  'ESX server': 'vmware.esxi',
  vCenter: 'vmware.vcenter',
  'MediaAgent with ports for it': 'commvault.media-agent set ndmp-data-ports = 20000-20015',
  'file server': 'commvault.ndmp-file-server',
  'Control plane': 'commvault.commserve',
  'control of Air Gap Protect': 'commvault.air-gap-service',
  'storage of Air Gap Protect': 'commvault.air-gap-storage',
};

const version = '11.20';
holdAgainst({ page: commvaultNetworkPorts, source: 'commvault.network-ports', version, ends });
holdAgainst({ page: commvaultServices, source: 'commvault.services', version, ends });
holdAgainst({ page: commvaultVmware, source: 'commvault.vsa-vmware', version, ends });
holdAgainst({ page: commvaultMountPort, source: 'commvault.mount-port', version, ends });
holdAgainst({ page: commvaultConsiderations, source: 'commvault.considerations', version, ends });
holdAgainst({ page: commvaultNdmp, source: 'commvault.ndmp', version, ends });
holdAgainst({ page: commvaultAirGap, source: 'commvault.air-gap', version, ends });
holdAgainst({ page: commvaultConnectivity, source: 'commvault.connectivity', version, ends });
