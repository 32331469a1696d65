import { type ReferencePage, under } from './page.ts';

export const zertoVraHelp: ReferencePage = {
  title: "Zerto's help: Virtual Replication Appliance",
  url: 'https://s3.amazonaws.com/zertodownload_docs/8.5_Latest/Zerto%20Virtual%20Replication%20Zerto%20Virtual%20Manager%20(ZVM)%20-%20AWS%20Online%20Help/Content/Security_Hardening/Virtual_Replication_Appliance.htm',
  version: '8.5',
  rows: under('VRA to VRA Encryption', [
    {
      from: ['VRA'],
      to: ['VRA of the peer site'],
      service: '',
      when: 'enabled by users',
      about: 'TLS; the stored copy ends before any port',
    },
  ]),
};

/** Not Zerto's own: it says of its tables that they are for 10.0 U4. These are the rows of what the catalog has no better source for. */
export const zertoFirewall10: ReferencePage = {
  title: 'Zerto Firewall Gereksinim, a page by somebody else on the ports of Zerto 10.0 U4',
  url: 'http://kadirkozan.com.tr/zerto-firewall-gereksinim',
  version: '10.0',
  part: true,
  rows: under('1', [
    { from: ['VRA'], to: ['VRA of the peer site'], service: 'tcp 9007, 9008', when: 'encrypted', about: 'encrypted data' },
    { from: ['ZCC'], to: ['VRA'], service: 'tcp 9007, 9008', when: 'encrypted', about: 'encrypted data' },
  ]),
};
