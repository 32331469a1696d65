import { commvaultNetworkPorts, commvaultServices, commvaultVmware } from './pages/commvault.ts';
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
};

const version = '11.20';
holdAgainst({ page: commvaultNetworkPorts, source: 'commvault.network-ports', version, ends });
holdAgainst({ page: commvaultServices, source: 'commvault.services', version, ends });
holdAgainst({ page: commvaultVmware, source: 'commvault.vsa-vmware', version, ends });
