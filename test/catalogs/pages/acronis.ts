import { type ReferencePage, under } from './page.ts';

export const acronisProtectionSettings: ReferencePage = {
  title: 'Protection settings (Cyber Protection service)',
  url: 'https://www.acronis.com/en-us/support/documentation/CyberProtectionService/protection-settings.html',
  rows: under('Automatic updates for components', [
    {
      from: ['Peer agent'],
      to: ['Agent with the Updater role'],
      service: 'tcp 18018, 6888, udp 6888',
      about: 'incoming firewall rules of a machine that is prepared for the role; without them updates come from the cloud',
    },
  ]),
};
