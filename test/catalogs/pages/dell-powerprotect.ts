import { type ReferencePage, under } from './page.ts';

export const dellPowermax: ReferencePage = {
  title: 'PowerProtect Data Manager Storage Array User Guide: PowerMax solution architecture',
  url: 'https://www.dell.com/support/manuals/en-us/enterprise-copy-data-management/pp-dm_19.17_storage_array_ug/powermax-solution-architecture',
  version: '19.17',
  rows: under('Network communication', [
    {
      from: ['PowerProtect Data Manager', 'Protection engine'],
      to: ['Unisphere for PowerMax management server'],
      service: 'tcp 8443',
      about: 'REST API',
    },
    { from: ['Protection engine'], to: ['PowerProtect DD'], service: 'tcp 111, 2049, 2052', about: 'DD Boost' },
  ]),
};

export const dellPowerstore: ReferencePage = {
  title: 'PowerProtect Data Manager Storage Array User Guide: PowerStore solution architecture',
  url: 'https://www.dell.com/support/manuals/en-us/enterprise-copy-data-management/pp-dm_19.17_storage_array_ug/powerstore-solution-architecture',
  version: '19.17',
  rows: under('Network communication', [
    // "The following operations are initiated by PowerProtect Data Manager", "… by PowerStore", "The DD Boost connection from PowerStore".
    { from: ['PowerProtect Data Manager'], to: ['PowerStore'], service: 'tcp 443', about: 'REST API of PowerStore' },
    { from: ['PowerStore'], to: ['PowerProtect DD'], service: 'tcp 111, 2049, 2052', about: 'DD Boost' },
    { from: ['PowerStore'], to: ['PowerProtect DD'], service: 'tcp 3009', about: 'REST API of PowerProtect DD' },
  ]),
};
