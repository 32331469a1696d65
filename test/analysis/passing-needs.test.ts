import assert from 'node:assert/strict';
import { diagnose } from '../support/language.ts';

/** A product whose set-up needs ports that nothing else needs, and ports that something else does. */
const ACME = `vendor acme {
  feature mirror
  role client
  role other : client
  role server
  flow client -> server : tcp 443 "Works"
  flow client -> server : tcp 22, 443 during set-up "Installs"
  flow client -> server : tcp 23 during upgrade "Renews"
  flow client -> server : tcp 5000 for mirror "Mirrors"
  flow client -> server : tcp 5000-5001 during set-up "Installs the mirror"
  flow client -> server : tcp 6000 optional "Reports"
  flow client -> server : tcp 6000-6001 during set-up "Installs reports"
}
use acme
zone a { subnet 10.0.0.0/24
  component c1 : acme.client at 10.0.0.1
  component c2 : acme.client at 10.0.0.2
  component c3 : acme.client at 10.0.0.3
  component c4 : acme.other at 10.0.0.4
}
zone b { subnet 10.0.1.0/24
  component s : acme.server at 10.0.1.1
  component plain at 10.0.1.9
}
`;

async function messages(rules: string): Promise<string[]> {
  const found = await diagnose(`${ACME}${rules}\n`);
  return found.filter((d) => d.code === 'temporary-flow-open').map((d) => String(d.message).replace(/, but .*$/, ''));
}

describe('ports that are needed for a time alone', () => {
  const CASES: [title: string, rules: string, found: string[]][] = [
    [
      'are found, and what is needed all the time is not',
      'allow c1 -> s : tcp 22, 443',
      ['tcp 22 is needed for c1 -> s only during set-up'],
    ],
    [
      'are told apart by their phases',
      'allow c1 -> s : tcp 22-23, 443',
      ['tcp 22 is needed for c1 -> s only during set-up', 'tcp 23 is needed for c1 -> s only during upgrade'],
    ],
    [
      'are of all components that the rule names, of which three are told',
      'allow acme.client -> s : tcp 22',
      ['tcp 22 is needed for c1, c2, c3 and 1 more -> s only during set-up'],
    ],
    [
      'are of no component that the rule does not name',
      'allow c1, c4 -> s, plain : tcp 22',
      ['tcp 22 is needed for c1, c4 -> s only during set-up'],
    ],
    ['are none where a deny closes them', 'allow c1 -> s : tcp 22, 443\ndeny c1 -> s : tcp 22', []],
    [
      'are those that a deny leaves open',
      'allow c1, c2 -> s : tcp 22\ndeny c1 -> s : tcp 22',
      ['tcp 22 is needed for c2 -> s only during set-up'],
    ],
    ['are no matter of a deny', 'deny c1 -> s : tcp 22', []],
    ['are no matter of a rule that opens everything', 'allow c1 -> s : any', []],
    ['are no matter of a rule that opens every port', 'allow c1 -> s : tcp 1-65535', []],
    [
      'are a matter of a rule that opens nearly every port',
      'allow c1 -> s : tcp 1-65534',
      ['tcp 22, 5000-5001, 6001 are needed for c1 -> s only during set-up', 'tcp 23 is needed for c1 -> s only during upgrade'],
    ],
    ['are no matter of a rule between networks', 'allow a -> b : tcp 22', []],
    ['are no matter of a rule with an end', 'allow c1 -> s : tcp 22 until 2030-01-01', []],
    ['are no matter of a rule with a phase', 'allow c1 -> s : tcp 22 during set-up', []],
    [
      'count where another feature would need them that is off',
      'allow c1 -> s : tcp 5000',
      ['tcp 5000 is needed for c1 -> s only during set-up'],
    ],
    [
      'do not count where that feature is on',
      'enable acme.mirror\nallow c1 -> s : tcp 5000-5001',
      ['tcp 5001 is needed for c1 -> s only during set-up'],
    ],
    [
      'do not count where something optional uses them',
      'allow c1 -> s : tcp 6000-6001',
      ['tcp 6001 is needed for c1 -> s only during set-up'],
    ],
  ];
  for (const [title, rules, found] of CASES)
    it(title, async () => {
      assert.deepEqual((await messages(rules)).sort(), found);
    });
});
