import { type ReferencePage, under } from './page.ts';

export const microsoftWsus: ReferencePage = {
  title: 'Step 2 - Configure WSUS',
  url: 'https://learn.microsoft.com/en-us/windows-server/administration/windows-server-update-services/deploy/2-configure-wsus',
  date: '2017-10-16',
  rows: [
    ...under('2.1.1', [
      { from: ['WSUS server'], to: ['Microsoft Update'], service: 'tcp 80, 443', about: 'updates; the WSUS server connects' },
    ]),
    ...under('2.1.2', [
      {
        from: ['Downstream WSUS server'],
        to: ['Upstream WSUS server'],
        service: 'tcp 8530, 8531',
        about: 'defaults of WSUS 6.2 and later',
      },
      {
        from: ['Downstream WSUS server'],
        to: ['Upstream WSUS server'],
        service: 'tcp 80, 443',
        when: 'WSUS 3.2 and earlier',
        about: 'their defaults',
        leftOut: 'the ports are properties of the server, and no supported system has WSUS 3.2',
      },
    ]),
    ...under('2.1.3', [
      { from: ['Windows Update Agent'], to: ['WSUS server'], service: 'tcp 8530, 8531', about: 'defaults of WSUS 6.2 and later' },
      {
        from: ['Windows Update Agent'],
        to: ['WSUS server'],
        service: 'tcp 80, 443',
        when: 'WSUS 3.2 and earlier',
        about: 'their defaults',
        leftOut: 'the ports are properties of the server, and no supported system has WSUS 3.2',
      },
    ]),
    ...under('2.1.1', [
      {
        from: ['WSUS server'],
        to: ['Proxy server'],
        service: 'tcp 80',
        when: 'a proxy is used',
        about: 'default of the console',
        leftOut: 'a port to fill in, not one that a proxy listens on',
      },
    ]),
  ],
};
