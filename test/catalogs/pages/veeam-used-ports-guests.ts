import { type PageRow, under } from './page.ts';

/** Guest processing. */
export const guestRows: readonly PageRow[] = [
  ...under('Guest Processing Components: Guest Interaction Proxies', [
    {
      from: ['Backup server'],
      to: ['Guest interaction proxy'],
      service: 'tcp 445, 135',
      when: 'credentials of an administrator',
      about: 'adding Windows machines to the managed servers',
    },
    {
      from: ['Backup server'],
      to: ['Guest interaction proxy'],
      service: 'tcp 6160',
      when: 'certificate-based authentication, the Deployment Kit is installed beforehand',
      about: 'adding Windows and Linux machines to the managed servers',
    },
    {
      from: ['Backup server'],
      to: ['Guest interaction proxy'],
      service: 'tcp 22',
      when: 'SSH credentials',
      about: 'adding Linux machines to the managed servers',
    },
    {
      from: ['Backup server'],
      to: ['Guest interaction proxy'],
      service: 'tcp 6190',
      about: 'communication with the non-persistent runtime components in guests',
    },
  ]),
  ...under('Guest Processing Components: Protected Workloads', [
    {
      from: ['Guest interaction proxy'],
      to: ['VM guest OS'],
      service: 'tcp 2500-3300',
      when: 'non-persistent runtime components, not in networkless mode',
      about: 'log shipping',
    },
    {
      from: ['Guest interaction proxy'],
      to: ['VM guest OS (Microsoft Windows)'],
      service: 'tcp 445, 135',
      when: 'non-persistent runtime components, not in networkless mode',
      about: 'deployment of the coordination process',
    },
    {
      from: ['Guest interaction proxy'],
      to: ['VM guest OS (Microsoft Windows)'],
      service: 'tcp 6173',
      when: 'non-persistent runtime components, not in networkless mode',
      about: 'runtime process in the guest',
    },
    {
      from: ['Guest interaction proxy'],
      to: ['VM guest OS (Linux)'],
      service: 'tcp 22',
      when: 'non-persistent runtime components, not in networkless mode',
      about: 'SSH control channel',
    },
    {
      from: ['Backup server'],
      to: ['VM guest OS (Linux)'],
      service: 'tcp 22',
      when: 'installation of the persistent agent',
      about: 'SSH control channel',
    },
    {
      from: ['Backup server'],
      to: ['VM guest OS (Linux)'],
      service: 'tcp 2500-3300',
      when: 'installation of the persistent agent',
      about: 'data of the installation',
    },
    {
      from: ['Guest interaction proxy'],
      to: ['VM guest OS (Linux)'],
      service: 'tcp 6160',
      when: 'persistent agent',
      about: 'installer service',
    },
    {
      from: ['Guest interaction proxy'],
      to: ['VM guest OS (Linux)'],
      service: 'tcp 6162',
      when: 'persistent agent, as control channel in place of SSH',
      about: 'management agent',
    },
    {
      from: ['Guest interaction proxy'],
      to: ['VM guest OS (Windows)'],
      service: 'tcp 6160',
      fallback: 'tcp 11731',
      when: 'persistent agent',
      about: 'installer service',
    },
    {
      from: ['Guest interaction proxy'],
      to: ['VM guest OS (Windows)'],
      service: 'tcp 6173',
      when: 'persistent agent',
      about: 'guest helper, processing and file system indexing',
    },
  ]),
  ...under('Guest Processing Components: Gateway Servers', [
    {
      from: ['Guest interaction proxy'],
      to: ['Gateway server'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      about: 'transport service',
    },
  ]),
  ...under('Guest Processing Components: Hypervisors', [
    {
      from: ['Guest interaction proxy'],
      to: ['ESXi server'],
      service: 'tcp 443',
      about:
        'connections to the host for the runtime components in guests; with vSphere before 6.5 not where vCenter is connected',
    },
  ]),
];
