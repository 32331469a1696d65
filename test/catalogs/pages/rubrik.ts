import { type ReferencePage, under } from './page.ts';

const NODES = 'Rubrik Cloud Cluster';
const HOSTS = 'Hosts';
const ADMIN = 'Admin CIDR';

/** Rubrik's own security groups for a cluster on AWS; `ingress` of each, by who may connect. */
export const rubrikCloudCluster: ReferencePage = {
  title: 'Rubrik: Terraform module for a Cloud Cluster on AWS, security groups',
  url: 'https://github.com/rubrikinc/terraform-aws-rubrik-cloud-cluster',
  date: '2023-02-13',
  rows: [
    ...under('modules/rubrik_hosts_sg', [
      { from: [NODES], to: [HOSTS], service: 'tcp 12800-12801', about: 'Rubrik Backup Service' },
    ]),
    ...under('modules/rubrik_nodes_sg', [
      { from: [HOSTS], to: [NODES], service: 'tcp 443', about: 'HTTPS' },
      { from: [HOSTS], to: [NODES], service: 'tcp 22', when: 'for what is not said', about: 'SSH' },
      { from: [HOSTS], to: [NODES], service: 'tcp 2049', when: 'NFS in use', about: 'NFS' },
      { from: [HOSTS], to: [NODES], service: 'tcp 445', when: 'SMB in use', about: 'SMB' },
      {
        from: [HOSTS],
        to: [NODES],
        service: 'tcp+udp 137-139',
        when: 'SMB over NetBIOS',
        about: '"SMB over TCP/UDP via NetBIOS"',
      },
      { from: [ADMIN], to: [NODES], service: 'tcp 443', about: 'web service' },
      { from: [ADMIN], to: [NODES], service: 'tcp 22', when: 'SSH in use', about: 'SSH' },
      {
        from: [NODES],
        to: [NODES],
        service: 'tcp+udp 1-65535, icmp',
        when: 'nodes in different networks',
        about: 'all-all with itself',
      },
    ]),
  ],
};
