import assert from 'node:assert/strict';
import { noTarget, targetsMeant } from '../../language/rulesets/meant-targets.ts';

describe('names that no target has', () => {
  const MEANT: [said: string, ...meant: string[]][] = [
    ['cisco', 'asa'],
    ['cisco-asa', 'asa'],
    ['ASA', 'asa'],
    ['paloalto', 'panos'],
    ['palo-alto', 'panos'],
    ['pan-os', 'panos'],
    ['fortinet', 'fortios'],
    ['fortigate', 'fortios'],
    ['juniper', 'junos'],
    ['srx', 'junos'],
    ['aws', 'aws-sg'],
    ['azure', 'azure-nsg'],
    ['google', 'gcp'],
    ['windows', 'windows-firewall'],
    ['iptable', 'iptables'],
    ['nft', 'nftables'],
    ['excel', 'xlsx'],
  ];
  for (const [said, ...meant] of MEANT)
    it(`'${said}' is proposed ${meant.join(' and ')}`, () => assert.deepEqual(targetsMeant(said), meant));

  it('tells all that there are where nothing is like it', () => {
    assert.match(noTarget('frob'), /^There are aerleon, asa, .*, xlsx\.$/);
    assert.match(noTarget(''), /^There are /);
  });
});
