import { directoryServiceRows } from './microsoft-service-overview-directory.ts';
import { otherServiceRows } from './microsoft-service-overview-others.ts';
import { portRows } from './microsoft-service-overview-ports.ts';
import { serverServiceRows } from './microsoft-service-overview-servers.ts';
import type { ReferencePage } from './page.ts';

/**
 * The page lists what each system service listens on and names no initiators: `Client of …` stands for whoever uses the service. "Randomly
 * allocated high ports" are written as the range that its section on dynamic ports gives for Windows Server 2008 and later.
 */
export const microsoftServiceOverview: ReferencePage = {
  title: 'Service overview and network port requirements for Windows',
  url: 'https://learn.microsoft.com/en-us/troubleshoot/windows-server/networking/service-overview-and-network-port-requirements',
  date: '2023-12-26',
  rows: [...directoryServiceRows, ...serverServiceRows, ...otherServiceRows, ...portRows],
};
