import { type PageRow, under } from './page.ts';

/** Recovery to public clouds. */
export const cloudRecoveryRows: readonly PageRow[] = [
  ...under('Data Recovery Components: Restore to Amazon EC2 and Restore to Google Cloud Components', [
    {
      from: ['Backup server', 'Backup repository'],
      to: ['Helper appliance'],
      service: 'tcp 22',
      when: 'whichever of the two connects',
      about: 'communication with the appliance',
    },
    {
      from: ['Backup server', 'Backup repository'],
      to: ['Helper appliance'],
      service: 'tcp 443',
      when: 'whichever of the two connects',
      about: 'redirector; can be changed in the settings of the appliance',
    },
  ]),
  ...under('Data Recovery Components: Restore to Microsoft Azure Components', [
    {
      from: ['Backup server'],
      to: ['Microsoft Azure Resource Manager service (management.azure.com)'],
      service: 'tcp 443',
      about: 'management and deployment of resources',
    },
    {
      from: ['Backup server'],
      to: ['Microsoft Entra ID (login.microsoftonline.com)'],
      service: 'tcp 443',
      about: 'authentication by Entra ID',
    },
    {
      from: ['Backup server'],
      to: [
        'Microsoft Azure storage accounts (blob storage) (<storage-account>.blob.core.windows.net, <storage-account>.blob.storage.azure.net)',
      ],
      service: 'tcp 443',
      when: 'Windows-based VMs',
      about: 'conversion of restored VMs, their disks mounted to the backup server',
    },
    {
      from: ['Backup server'],
      to: ['Azure Windows VM agent distribution location (go.microsoft.com, aka.ms, github.com, objects.githubusercontent.com)'],
      service: 'tcp 443',
      when: 'Windows-based VMs',
      about: 'installation of the Azure agent on the restored VM',
    },
    {
      from: ['Backup server'],
      to: ['Certificate verification endpoints'],
      service: 'tcp 80',
      about: 'certificate status (CRL, OCSP)',
    },
    {
      from: ['Backup server'],
      to: ['Helper appliance'],
      service: 'tcp 22',
      when: 'Linux workloads',
      about: 'communication with the appliance; can be changed at deployment',
    },
    {
      from: ['Backup server', 'Backup repository'],
      to: ['Azure restore proxy appliance'],
      service: 'tcp 443',
      about: 'management and data; can be changed in the settings of the appliance; from both',
    },
  ]),
  ...under('Data Recovery Components: Instant Recovery to Microsoft Azure Components', [
    {
      from: ['Backup server'],
      to: ['Microsoft Azure Resource Manager service (management.azure.com)'],
      service: 'tcp 443',
      about: 'management and deployment of resources',
    },
    {
      from: ['Backup server'],
      to: [
        'Microsoft Azure storage account (Veeam packages upload) (<storage-account>.queue.core.windows.net, <storage-account>.queue.storage.azure.net)',
      ],
      service: 'tcp 443',
      about: 'components for the VM from which appliance templates are made',
    },
    {
      from: ['Temporary Azure VMs used to create templates of Instant Recovery to Azure helper appliances'],
      to: [
        'Microsoft Azure storage account (Veeam packages upload) (<storage-account>.blob.core.windows.net, <storage-account>.blob.storage.azure.net)',
      ],
      service: 'tcp 443',
      about: 'components for the VM from which appliance templates are made',
    },
    {
      from: ['Backup server', 'Instant Recovery for Azure helper appliance'],
      to: [
        'Microsoft Azure storage account (message queues) (<storage-account>.queue.core.windows.net, <storage-account>.queue.storage.azure.net)',
      ],
      service: 'tcp 443',
      about: 'message queues',
    },
    {
      from: ['Temporary Azure VMs used to create templates of Instant Recovery to Azure helper appliances'],
      to: [
        'Microsoft Azure storage account (message queues) (<storage-account>.blob.core.windows.net, <storage-account>.blob.storage.azure.net)',
      ],
      service: 'tcp 443',
      about: 'message queues, to the backup server',
    },
    {
      from: ['Instant Recovery for Azure helper appliance'],
      to: [
        'Microsoft Azure storage account (backup repository) (<storage-account>.blob.core.windows.net, <storage-account>.blob.storage.azure.net)',
        'Veeam Data Cloud Vault (backup repository) (<storage-account>.blob.core.windows.net, <storage-account>.blob.storage.azure.net)',
      ],
      service: 'tcp 443',
      when: 'whichever of the two holds the backups',
      about: 'access to backups',
    },
    {
      from: ['Backup server', 'Instant Recovery for Azure helper appliance'],
      to: ['Microsoft Entra ID (login.microsoftonline.com)'],
      service: 'tcp 443',
      about: 'authentication by Entra ID for storage accounts and message queues',
    },
    {
      from: [
        'Backup server',
        'Instant Recovery for Azure helper appliance',
        'Temporary Azure VMs used to create templates of Instant Recovery to Azure helper appliances',
      ],
      to: ['Certificate verification endpoints'],
      service: 'tcp 80',
      about: 'certificate status (CRL, OCSP)',
    },
    {
      from: ['Instant Recovery for Azure helper appliance'],
      to: ['Azure Windows VM Agent Distribution location (go.microsoft.com, aka.ms, github.com, objects.githubusercontent.com)'],
      service: 'tcp 443',
      when: 'restored VMs with Windows',
      about: 'installation of the Azure agent on the restored VM',
    },
    {
      from: ['Instant Recovery for Azure helper appliance'],
      to: ['Azure Instance Metadata Service endpoint (169.254.169.254)'],
      service: 'tcp 80',
      about: 'authentication by Entra ID for storage accounts and message queues, and more',
      leftOut: 'link-local address that each virtual machine has for itself',
    },
    {
      from: ['Temporary Azure VMs used to create templates of Instant Recovery to Azure helper appliances'],
      to: ['Ubuntu Azure repository (azure.archive.ubuntu.com)'],
      service: 'tcp 80',
      about: 'prerequisite packages',
    },
    {
      from: ['Restored VM'],
      to: ['Instant Recovery to Azure helper appliance'],
      service: 'tcp 3260-3262',
      about: 'boot from disks in the backup by iSCSI',
    },
    {
      from: ['Restored VM'],
      to: ['Instant Recovery to Azure helper appliance'],
      service: 'tcp 9555',
      about: 'boot firmware configuration from the platform converter',
    },
  ]),
];
