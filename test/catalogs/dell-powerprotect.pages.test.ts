import { holdAgainst } from './pages/compare.ts';
import { dellPowermax, dellPowerstore } from './pages/dell-powerprotect.ts';

holdAgainst({
  page: dellPowermax,
  source: 'dell-powerprotect.powermax',
  version: '19.17',
  ends: {
    'PowerProtect Data Manager': 'dell-powerprotect.data-manager',
    'Protection engine': 'dell-powerprotect.protection-engine',
    'Unisphere for PowerMax management server': 'dell-powerprotect.unisphere',
    'PowerProtect DD': 'dell-powerprotect.data-domain',
  },
});

holdAgainst({
  page: dellPowerstore,
  source: 'dell-powerprotect.powerstore',
  version: '19.17',
  ends: {
    'PowerProtect Data Manager': 'dell-powerprotect.data-manager',
    PowerStore: 'dell-powerprotect.powerstore',
    'PowerProtect DD': 'dell-powerprotect.data-domain',
  },
});
