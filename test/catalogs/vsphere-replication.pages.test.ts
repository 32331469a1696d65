import { holdAgainst, type Reading } from './pages/compare.ts';
import {
  esxiReplicationPorts,
  vsphereReplicationCloudPorts,
  vsphereReplicationOlderPorts,
  vsphereReplicationPorts,
  vsphereReplicationTunnel,
} from './pages/vsphere-replication.ts';

const ends: Reading['ends'] = {
  'vCenter Server': 'vmware.vcenter',
  'ESXi host': 'vmware.esxi',
  'vSphere Replication appliance': 'vsphere-replication.appliance',
  'vCloud API': 'vmware.vcloud-director',
  Browser: 'vsphere-replication.browser',
};

holdAgainst({ page: vsphereReplicationPorts, source: 'vsphere-replication.ports', version: '8.3', ends });
holdAgainst({ page: esxiReplicationPorts, source: 'vsphere-replication.esxi-ports', version: '8.3', ends });
holdAgainst({ page: vsphereReplicationOlderPorts, source: 'vsphere-replication.ports-6-1', version: '8.3', ends });
holdAgainst({ page: vsphereReplicationTunnel, source: 'vsphere-replication.cloud-tunnel', version: '8.3', ends });
holdAgainst({ page: vsphereReplicationCloudPorts, source: 'vsphere-replication.cloud-ports-6-1', version: '8.3', ends });
