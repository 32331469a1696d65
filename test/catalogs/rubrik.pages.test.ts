import { holdAgainst } from './pages/compare.ts';
import { rubrikCloudCluster } from './pages/rubrik.ts';

holdAgainst({
  page: rubrikCloudCluster,
  source: 'rubrik.cloud-cluster',
  version: '9',
  ends: { 'Rubrik Cloud Cluster': 'rubrik.cluster', Hosts: 'rubrik.host', 'Admin CIDR': 'rubrik.administrator' },
});
