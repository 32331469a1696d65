import { acronisProtectionSettings } from './pages/acronis.ts';
import { holdAgainst } from './pages/compare.ts';

holdAgainst({
  page: acronisProtectionSettings,
  source: 'acronis-cyber-protect.protection-settings',
  version: '',
  ends: { 'Peer agent': 'acronis-cyber-protect.agent', 'Agent with the Updater role': 'acronis-cyber-protect.updater' },
});
