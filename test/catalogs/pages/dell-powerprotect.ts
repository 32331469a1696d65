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
