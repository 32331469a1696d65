import { type ReferencePage, under } from './page.ts';

/** Mailbox servers of Exchange 2016 and 2019 hold the services for clients as well. */
export const microsoftExchange: ReferencePage = {
  title: 'Network ports for clients and mail flow in Exchange',
  url: 'https://learn.microsoft.com/en-us/exchange/plan-and-deploy/deployment-ref/network-ports',
  version: '2019',
  rows: [
    ...under('Ground rules', [
      {
        from: ['Mailbox server'],
        to: ['Mailbox server', 'Active Directory domain controller'],
        service: 'tcp+udp 1-65535, icmp',
        when: 'not supported to be restricted',
        about: 'whatever internal servers and domain controllers say to each other',
      },
      {
        from: ['Active Directory domain controller'],
        to: ['Mailbox server'],
        service: 'tcp+udp 1-65535, icmp',
        when: 'not supported to be restricted',
        about: 'whatever internal servers and domain controllers say to each other',
      },
    ]),
    ...under('Network ports required for clients and services', [
      {
        from: ['Outlook, browser or device'],
        to: ['Mailbox server'],
        service: 'tcp 443',
        about: 'Outlook, web, devices, Autodiscover',
      },
      {
        from: ['Outlook, browser or device'],
        to: ['Mailbox server'],
        service: 'tcp 80',
        when: 'calendars published to the internet, redirections to 443, Autodiscover where 443 is not available',
        about: 'connections without encryption',
      },
      { from: ['IMAP4 client'], to: ['Mailbox server'], service: 'tcp 143, 993', when: 'off by default', about: 'IMAP' },
      { from: ['POP3 client'], to: ['Mailbox server'], service: 'tcp 110, 995', when: 'off by default', about: 'POP' },
      { from: ['SMTP client'], to: ['Mailbox server'], service: 'tcp 587', about: 'submission of mail' },
    ]),
    ...under('Network ports required for mail flow (no Edge Transport servers)', [
      {
        from: ['Internet'],
        to: ['Mailbox server'],
        service: 'tcp 25',
        about: 'mail from outside',
      },
      {
        from: ['Mailbox server'],
        to: ['Internet'],
        service: 'tcp 25',
        about: 'mail to outside; proxied or not',
      },
      { from: ['Mailbox server'], to: ['DNS server'], service: 'tcp+udp 53', about: 'the next hop of a mail' },
    ]),
    ...under('Network ports required for mail flow with Edge Transport servers', [
      { from: ['Internet'], to: ['Edge Transport server'], service: 'tcp 25', about: 'mail from outside' },
      {
        from: ['Edge Transport server'],
        to: ['Mailbox server'],
        service: 'tcp 25',
        about: 'mail from outside to the organization',
      },
      {
        from: ['Mailbox server'],
        to: ['Edge Transport server'],
        service: 'tcp 25',
        about: 'mail of the organization to outside',
      },
      { from: ['Edge Transport server'], to: ['Internet'], service: 'tcp 25', about: 'mail to outside' },
      { from: ['Mailbox server'], to: ['Edge Transport server'], service: 'tcp 50636', about: 'EdgeSync, LDAP over TLS' },
      { from: ['Edge Transport server'], to: ['DNS server'], service: 'tcp+udp 53', about: 'the next hop of a mail' },
      {
        from: ['Edge Transport server'],
        to: ['Internet'],
        service: 'tcp 23, 80, 1080, 1081, 3128, 6588',
        when: 'detection of open proxies, on by default, can be turned off',
        about: 'tests of the servers that send mail',
      },
    ]),
  ],
};
