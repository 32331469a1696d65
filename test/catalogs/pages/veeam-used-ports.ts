import type { ReferencePage } from './page.ts';
import { cdpRows } from './veeam-used-ports-cdp.ts';
import { cloudRecoveryRows } from './veeam-used-ports-cloud-recovery.ts';
import { fileRows } from './veeam-used-ports-files.ts';
import { guestRows } from './veeam-used-ports-guests.ts';
import { hypervisorRows } from './veeam-used-ports-hypervisors.ts';
import { logRows } from './veeam-used-ports-logs.ts';
import { objectStorageRows } from './veeam-used-ports-object-storage.ts';
import { proxyRows } from './veeam-used-ports-proxies.ts';
import { recoveryRows } from './veeam-used-ports-recovery.ts';
import { repositoryRows } from './veeam-used-ports-repositories.ts';
import { serverRows } from './veeam-used-ports-server.ts';
import { storageRows } from './veeam-used-ports-storage.ts';
import { tapeAndWanRows } from './veeam-used-ports-tape-wan.ts';

/** Ports of Veeam Backup & Replication itself, chapter by chapter in the order of the page. */
export const veeamUsedPorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/used_ports.html',
  version: '13.0.2.29',
  date: '2026-05-26',
  rows: [
    ...serverRows,
    ...proxyRows,
    ...repositoryRows,
    ...objectStorageRows,
    ...storageRows,
    ...hypervisorRows,
    ...fileRows,
    ...tapeAndWanRows,
    ...guestRows,
    ...logRows,
    ...cdpRows,
    ...recoveryRows,
    ...cloudRecoveryRows,
  ],
};
