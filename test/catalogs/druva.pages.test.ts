import { holdAgainst, type Reading } from './pages/compare.ts';
import { druvaFirewallRules, druvaInSync, druvaVmwarePorts } from './pages/druva.ts';

const ends: Reading['ends'] = {
  'Backup Proxy': 'druva.backup-proxy',
  'Enterprise Workloads agent': 'druva.agent',
  CloudCache: 'druva.cloudcache',
  'inSync client': 'druva.insync-client',
  'Druva Cloud': 'druva.cloud',
  'names of S3': 'aws.s3',
  'vCenter Server': 'vmware.vcenter',
  'ESXi host': 'vmware.esxi',
  'standalone ESXi': 'druva.standalone-esxi',
  'guest with SQL Server': 'druva.sql-guest',
};

const version = '7';
holdAgainst({ page: druvaFirewallRules, source: 'druva.firewall-rules', version, ends });
holdAgainst({ page: druvaVmwarePorts, source: 'druva.vmware-ports', version, ends });
holdAgainst({ page: druvaInSync, source: 'druva.insync', version, ends });
