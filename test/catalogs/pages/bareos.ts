import { type PageRow, type ReferencePage, under } from './page.ts';

const CONSOLE = 'Console, Python or WebUI';
const DIRECTOR = 'Director';
const CLIENT = 'File Daemon';
const STORAGE = 'Storage Daemon';
const TRAY = 'Tray Monitor';

type Row = Omit<PageRow, 'section'>;

const toClient: Row = { from: [DIRECTOR], to: [CLIENT], service: 'tcp 9102', about: 'control, the default' };
const toStorage: Row = { from: [DIRECTOR], to: [STORAGE], service: 'tcp 9103', about: 'control' };
const toSecondStorage: Row = {
  from: [DIRECTOR],
  to: ['Second Storage Daemon'],
  service: 'tcp 9103',
  about: 'control while backups are copied or migrated',
};
const data: Row = { from: [CLIENT], to: [STORAGE], service: 'tcp 9103', about: 'data, the default' };
const initiated: Row = {
  from: ['File Daemon that connects by itself'],
  to: [DIRECTOR],
  service: 'tcp 9101',
  about: 'control, client-initiated',
};
const passive: Row = { from: [STORAGE], to: ['Passive File Daemon'], service: 'tcp 9102', about: 'data, passive client' };
const copies: Row = {
  from: [STORAGE],
  to: ['Second Storage Daemon'],
  service: 'tcp 9103',
  when: 'copies or migrations between daemons',
  about: 'data',
};
const tray: Row[] = [
  { from: [TRAY], to: [DIRECTOR], service: 'tcp 9101', about: 'monitoring' },
  { from: [TRAY], to: [CLIENT], service: 'tcp 9102', about: 'monitoring' },
  { from: [TRAY], to: [STORAGE], service: 'tcp 9103', about: 'monitoring' },
];

/** The diagrams name the ends, and the directives of the daemons what each of them listens on: 9101, 9102 and 9103. */
export const bareosDocs: ReferencePage = {
  title: 'Bareos Documentation',
  url: 'https://docs.bareos.org/',
  version: '26.0.0-pre',
  date: '2026-08-21',
  rows: [
    ...under('Full connection overview', [
      { from: [CONSOLE], to: [DIRECTOR], service: 'tcp 9101', about: 'control, default and named consoles' },
      toClient,
      initiated,
      toStorage,
      toSecondStorage,
      data,
      passive,
      copies,
      ...tray,
      { from: [DIRECTOR], to: ['Catalog database'], service: '', about: 'catalog, PostgreSQL; names no port' },
    ]),
    ...under('Named Console and Default Console', [
      { from: [CONSOLE], to: [DIRECTOR], service: 'tcp 9101', about: 'control, default and named consoles' },
    ]),
    ...under('Default Backup/Restore', [toClient, toStorage, data]),
    ...under('Client Initiated Backup/Restore', [
      initiated,
      toStorage,
      { ...data, from: ['File Daemon that connects by itself'] },
    ]),
    ...under('Passive Client Backup/Restore', [{ ...toClient, to: ['Passive File Daemon'] }, toStorage, passive]),
    ...under('Storage-Storage Migration', [toStorage, copies, toSecondStorage]),
    ...under('Tray-Monitor', tray),
    ...under('Passive Clients', [
      { from: [CLIENT], to: [STORAGE], service: 'tcp 9103', about: 'data, the usual direction' },
      passive,
    ]),
    ...under('Client Initiated Connection', [initiated]),
    ...under('Cannot Access a Client', [toClient, data]),
    ...under('Start the daemons', [
      { from: [], to: [], service: 'tcp 9101-9103', about: 'the daemons', leftOut: 'does not say who connects to whom' },
    ]),
    ...under('Windows Firewalls', [
      { from: [], to: [CLIENT], service: 'tcp 9102', about: 'Windows client', leftOut: 'does not say who connects' },
    ]),
    ...under('NdmpPort', [
      { from: [], to: [STORAGE], service: 'tcp 10000', about: 'NDMP tape server', leftOut: 'does not say who connects' },
    ]),
    ...under('Example Setup for NDMP_BAREOS backup', [
      { from: [DIRECTOR], to: ['NDMP storage system'], service: 'tcp 10000', about: 'Client resource, "usually 10000"' },
      {
        from: [DIRECTOR],
        to: [STORAGE],
        service: 'tcp 10000',
        when: 'NDMP_BAREOS, with a storage system to back up',
        about: 'Storage resource of the tape agent',
      },
      {
        from: ['NDMP storage system'],
        to: [STORAGE],
        service: 'tcp 10000',
        about: 'connects by NDMP to the address of that Storage resource',
      },
    ]),
    ...under('Vue WebUI', [
      { from: ['Browser'], to: ['Web server'], service: 'tcp 80', about: 'web interface' },
      {
        from: ['Web server'],
        to: ['bareos-webui-proxy'],
        service: 'tcp 9104',
        about: 'requests and web sockets',
        leftOut: 'local to one machine, as it is set up',
      },
      { from: ['bareos-webui-proxy'], to: [DIRECTOR], service: 'tcp 9101', about: 'console' },
    ]),
    ...under('Bareos WebUI', [
      { from: ['Web server'], to: [DIRECTOR], service: 'tcp 9101', about: 'console of the older WebUI' },
    ]),
  ],
};
