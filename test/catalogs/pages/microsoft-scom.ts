import { type ReferencePage, under } from './page.ts';

const SERVER = 'Management server';
const DATABASE = 'Operations Manager database';
const WAREHOUSE = 'Reporting data warehouse';
const GATEWAY = 'Gateway server';
const UNIX = 'UNIX/Linux agent';
const CONTROLLER = 'Domain controller';
const CATALOG = 'Management Pack Catalog web service';

export const microsoftScom: ReferencePage = {
  title: 'Configure a Firewall for Operations Manager',
  url: 'https://learn.microsoft.com/en-us/system-center/scom/plan-security-config-firewall',
  date: '2024-11-01',
  rows: [
    ...under('Ports', [
      { from: [SERVER], to: [DATABASE], service: 'tcp 1433', about: 'database' },
      { from: [SERVER], to: [DATABASE], service: 'udp 1434', about: 'SQL Server Browser' },
      {
        from: [SERVER],
        to: [DATABASE, WAREHOUSE],
        service: 'tcp 135, 445, 49152-65535, udp 137',
        when: 'only while the first management server is installed',
        about: 'setup checks SQL Server',
      },
      // The table names no transport; the footnote on Kerberos says TCP and UDP.
      { from: [SERVER, GATEWAY], to: [CONTROLLER], service: 'tcp+udp 53', about: 'names' },
      {
        from: [SERVER, GATEWAY],
        to: [CONTROLLER],
        service: 'tcp+udp 88',
        about: 'Kerberos, unless there are certificates alone',
      },
      { from: [SERVER, GATEWAY], to: [CONTROLLER], service: 'tcp+udp 389', about: 'LDAP' },
      { from: ['Operations console'], to: [CATALOG], service: 'tcp 80, 443', about: 'management packs' },
      {
        from: ['Operations console'],
        to: [CATALOG],
        service: 'tcp 49152-65535',
        about: 'arrows both ways',
        leftOut: "the console's own ports of its connections to the catalog",
      },
      { from: [SERVER], to: [SERVER], service: 'tcp 5723', about: 'between management servers' },
      { from: [SERVER], to: [SERVER], service: 'tcp 5724', when: 'only while it is installed', about: 'installation' },
      { from: [SERVER], to: ['Network device'], service: 'udp 161, icmp', about: 'SNMP' },
      { from: ['Network device'], to: [SERVER], service: 'udp 162, icmp', about: 'traps' },
      { from: [GATEWAY], to: [SERVER], service: 'tcp 5723', about: 'data of agents behind the gateway' },
      { from: [SERVER], to: [WAREHOUSE], service: 'tcp 1433', about: 'data warehouse' },
      { from: [SERVER], to: [WAREHOUSE], service: 'udp 1434', about: 'SQL Server Browser' },
      { from: ['Reporting server'], to: [SERVER], service: 'tcp 5723', about: 'reports' },
      {
        from: ['Reporting server'],
        to: [SERVER],
        service: 'tcp 5724',
        when: 'only while it is installed',
        about: 'installation',
      },
      { from: ['Operations console'], to: [SERVER], service: 'tcp 5724', about: 'console' },
      { from: ['Connector framework source'], to: [SERVER], service: 'tcp 51905', about: 'connectors' },
      { from: ['Web console server'], to: [SERVER], service: 'tcp 5724', about: 'web console' },
      {
        from: ['Web console browser'],
        to: ['Web console server'],
        service: 'tcp 80, 443',
        anyOne: true,
        about: 'web console, with or without TLS',
      },
      {
        from: ['Web console server'],
        to: [DATABASE],
        service: 'tcp 1433, udp 1434',
        when: 'Application Diagnostics',
        about: 'Application Diagnostics; the row does not say that 1434 is UDP',
      },
      {
        from: ['Web console server'],
        to: [WAREHOUSE],
        service: 'tcp 1433, udp 1434',
        when: 'Application Advisor',
        about: 'Application Advisor; the row does not say that 1434 is UDP',
      },
      {
        from: ['Connected management server (local)'],
        to: ['Connected management server'],
        service: 'tcp 5724',
        about: 'connected management groups',
        leftOut: 'two management groups, which the catalog has no roles for',
      },
      { from: ['Windows agent'], to: [SERVER, GATEWAY], service: 'tcp 5723', about: 'data of the agent' },
      {
        from: [SERVER, GATEWAY],
        to: ['Windows agent'],
        service: 'tcp 135, 139, 445, 49152-65535, udp 137, 138',
        when: 'push installation, repair and update of agents',
        about: 'push installation',
      },
      {
        from: [SERVER, GATEWAY],
        to: [CONTROLLER],
        service: '',
        when: 'push installation',
        about: 'the note: communication to a domain controller as well',
        leftOut: 'the row does not tell which of its ports are for the domain controller',
      },
      { from: [SERVER, GATEWAY], to: [UNIX], service: 'tcp 1270', about: 'discovery and monitoring' },
      {
        from: [SERVER, GATEWAY],
        to: [UNIX],
        service: 'tcp 22',
        when: 'installation, upgrade and removal of agents',
        about: 'SSH',
      },
      {
        from: [SERVER, GATEWAY],
        to: ['OMED Service'],
        service: 'tcp 8886',
        about: 'OMED service',
        leftOut: 'the page does not say where this service runs',
      },
      {
        from: ['Audit Collection Services forwarder'],
        to: [SERVER],
        service: 'tcp 51909',
        when: 'Audit Collection Services',
        about: 'audit events',
      },
      {
        from: ['Agentless Exception Monitoring client'],
        to: [SERVER],
        service: 'tcp 51906',
        when: 'Agentless Exception Monitoring',
        about: 'error reports',
      },
      {
        from: ['Customer Experience Improvement Program client'],
        to: [SERVER],
        service: 'tcp 51907',
        when: 'Customer Experience Improvement Program',
        about: 'usage data',
      },
      { from: ['Operations console'], to: ['Reporting server'], service: 'tcp 80', about: 'reports' },
      { from: ['Reporting server'], to: [WAREHOUSE], service: 'tcp 1433', about: 'data warehouse' },
      { from: ['Reporting server'], to: [WAREHOUSE], service: 'udp 1434', about: 'SQL Server Browser' },
      {
        from: [SERVER],
        to: ['Audit Collection Services database'],
        service: 'tcp 1433, udp 1434',
        when: 'Audit Collection Services',
        about: 'database; the arrows of the row point the other way, but databases are called',
      },
    ]),
    ...under('Kerberos authentication', [
      { from: [SERVER, GATEWAY], to: [CONTROLLER], service: 'tcp+udp 53', about: 'names' },
      {
        from: [SERVER, GATEWAY],
        to: [CONTROLLER],
        service: 'tcp+udp 88, 389',
        about: 'Kerberos and LDAP, also of other domains',
      },
    ]),
    ...under('Management Pack Catalog web service', [
      {
        from: ['Operations console'],
        to: [CATALOG],
        service: 'tcp 80, 443',
        about: 'www.microsoft.com over HTTPS, go.microsoft.com over HTTP',
      },
    ]),
  ],
};
