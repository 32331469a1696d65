import { type PageRow, type ReferencePage, under } from './page.ts';

/** The page names services and their ports; whoever uses one is a `Client`. */
function on(
  server: string,
  section: string,
  rows: readonly (Omit<PageRow, 'section' | 'from' | 'to'> & Partial<PageRow>)[],
): PageRow[] {
  return under(
    section,
    rows.map((row) => ({ from: ['Client'], to: [server], ...row })),
  );
}

// Traffic is between separate coordinators, and between coordinators and resource managers such as SQL Server: no side is said to connect.
const COORDINATORS = { from: ['Application', 'Database Engine'], to: ['Database Engine'], when: 'distributed transactions' };
const COORDINATORS_BACK = { from: ['Database Engine'], to: ['Application'], when: 'distributed transactions' };

const OTHER_SERVICES = 'file and web services beside SQL Server, which have roles of their own';

export const microsoftSqlServer: ReferencePage = {
  title: 'Configure the Windows Firewall to allow SQL Server access',
  url: 'https://learn.microsoft.com/en-us/sql/sql-server/install/configure-the-windows-firewall-to-allow-sql-server-access',
  date: '2017-05-17',
  rows: [
    ...on('Database Engine', 'Ports Used By the Database Engine', [
      { service: 'tcp 1433', about: 'default instance' },
      {
        service: '',
        when: 'named instance',
        about: 'named instance, dynamic port',
        leftOut: 'the port is unknown until the engine starts',
      },
      {
        service: '',
        when: 'named instance with a fixed port',
        about: 'port that the administrator chose',
        leftOut: 'no port named',
      },
      { service: 'tcp 1434', when: 'dedicated administrator connection', about: 'off for remote computers by default' },
      { service: 'udp 1434', when: 'named instance', about: 'SQL Server Browser: tells the port of an instance' },
      { service: 'tcp 80', when: 'HTTP endpoint', about: 'changed with the endpoint' },
      { service: 'tcp 443', when: 'HTTPS endpoint', about: 'changed with the endpoint' },
      { service: 'tcp 443', when: 'HTTPS endpoint', about: 'default instance over an HTTPS endpoint' },
      { service: 'tcp 4022', when: 'Service Broker', about: 'no default, the port of the examples' },
      {
        service: 'tcp 5022, 7022',
        anyOne: true,
        when: 'database mirroring',
        about: 'the ports of the examples',
        leftOut: 'there is no default: a plan sets the port',
      },
      { service: 'tcp 1433', when: 'replication', about: 'the usual ports of the engine' },
      { service: 'tcp 21', when: 'replication by FTP', about: 'snapshots', leftOut: OTHER_SERVICES },
      { service: 'tcp 80', when: 'replication over HTTP', about: 'web synchronization', leftOut: OTHER_SERVICES },
      {
        service: 'udp 137-138, tcp 139',
        when: 'replication by file shares with NetBIOS',
        about: 'snapshots',
        leftOut: OTHER_SERVICES,
      },
      { service: 'tcp 445', when: 'replication by file shares', about: 'snapshots', leftOut: OTHER_SERVICES },
      { service: 'tcp 135', when: 'Transact-SQL debugger', about: 'remote debugging' },
      {
        from: ['Database Engine'],
        to: ['Client'],
        service: 'tcp 135',
        when: 'Transact-SQL debugger',
        about: 'open on the computer of Visual Studio or Management Studio as well',
      },
    ]),
    ...on('Analysis Services', 'Ports Used By Analysis Services', [
      { service: 'tcp 2383', about: 'default instance' },
      { service: 'tcp 2382', when: 'named instance', about: 'SQL Server Browser' },
      { service: 'tcp 80', when: 'through IIS', about: 'HTTP' },
      { service: 'tcp 443', when: 'through IIS', about: 'HTTPS' },
    ]),
    ...on('Reporting Services', 'Ports Used By Reporting Services', [
      { service: 'tcp 80', when: 'HTTP', about: 'web services' },
      { service: 'tcp 443', when: 'HTTPS', about: 'web services' },
    ]),
    ...on('Integration Services', 'Ports Used By Integration Services', [
      { service: 'tcp 135', about: 'remote connections from Management Studio and applications' },
    ]),
    // The page says "above 1024" of the ports that RPC assigns; the overview of Windows has the range of today.
    ...on('Integration Services', 'Special Considerations for Port 135', [
      { service: 'tcp 49152-65535', about: 'ports that RPC assigns' },
    ]),
    ...under('Special Considerations for Port 135', [
      { ...COORDINATORS, service: 'tcp 135, 49152-65535', about: 'the mapper, and ports that RPC assigns' },
      { ...COORDINATORS_BACK, service: 'tcp 135, 49152-65535', about: 'the mapper, and ports that RPC assigns' },
    ]),
    ...on('Database Engine', 'Additional Ports and Services', [
      { service: 'tcp 135', when: 'WMI', about: 'Configuration Manager lists and manages services' },
      { ...COORDINATORS, service: 'tcp 135', about: 'MS DTC' },
      { ...COORDINATORS_BACK, service: 'tcp 135', about: 'MS DTC' },
      { service: 'udp 1434', when: 'browse button of Management Studio', about: 'SQL Server Browser' },
      { service: 'udp 500, 4500', when: 'IPsec required by the domain policy', about: 'IPsec' },
      { service: '', about: 'authentication in trusted domains', leftOut: 'refers to KB 179442' },
      { service: '', about: 'Windows clustering', leftOut: 'no port named' },
      { service: 'tcp 80', about: 'namespaces of HTTP.SYS', leftOut: '"probably": the port is whatever was set' },
    ]),
  ],
};
