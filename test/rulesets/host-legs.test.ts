// Hosts with a leg in a network that is seen elsewhere under other addresses: what comes to each interface comes from what is known there.
import assert from 'node:assert/strict';
import { formatAddresses } from '../../language/model/addresses.ts';
import { formatServices } from '../../language/model/services.ts';
import { buildHostRuleSets } from '../../language/rulesets/host-rule-set.ts';
import { analysisOf } from '../support/language.ts';

const PLAN = `use acme
zone shop {
  subnet 192.168.0.0/24 as 10.101.0.0/24
  component till : acme.client at 192.168.0.11
  component safe : acme.server at 192.168.0.12 also at 10.1.0.6 in core
}
zone core {
  subnet 10.1.0.0/24
  component server : acme.server at 10.1.0.5 also at 192.168.0.5 in shop
  component pc : acme.client at 10.1.0.9
}
allow shop -> core : tcp 22
vendor acme "Acme" {
  source guide "guide.txt" "Guide"
  role client "Client"
  role server "Server"
  flow client -> server : tcp 443 "Asks" from guide "1"
}
`;

/** `192.168.0.11 -> 192.168.0.5 : tcp 443` for all that a host lets in. */
async function letIn(host: string): Promise<string[]> {
  const set = buildHostRuleSets(await analysisOf(PLAN)).find((each) => each.host.name === host)!;
  const words = (sides: (typeof set.entries)[number]['sources']): string[] => sides.flatMap((s) => formatAddresses(s.addresses));
  return set.entries
    .flatMap(({ sources, destinations, services }) =>
      words(destinations).flatMap((to) => words(sources).map((from) => `${from} -> ${to} : ${formatServices(services)}`)),
    )
    .sort();
}

describe('a host with a leg', () => {
  it('is reached at the leg from the addresses that its neighbors there have, and elsewhere from those that others see', async () => {
    assert.deepEqual(await letIn('server'), [
      '10.1.0.9 -> 10.1.0.5 : tcp 443',
      '10.101.0.0/24 -> 10.1.0.5 : tcp 22',
      '192.168.0.11 -> 192.168.0.5 : tcp 443',
    ]);
  });

  it('knows its own zone by the addresses there, and at the leg as everybody sees it', async () => {
    assert.deepEqual(await letIn('safe'), [
      '10.1.0.9 -> 10.1.0.6 : tcp 443',
      '10.101.0.0/24 -> 10.1.0.6 : tcp 22',
      '192.168.0.11 -> 192.168.0.12 : tcp 443',
    ]);
  });
});

describe('what a host lets in at some of its addresses', () => {
  it('is named after the network that they are in, or after the component that has them as well', async () => {
    const text = `${PLAN}zone lab {
  component box at 10.2.0.1, 10.2.0.2
  component service : acme.server at 10.2.0.1
  component user : acme.client at 10.2.0.9
}
`;
    const sets = buildHostRuleSets(await analysisOf(text));
    const partsOf = (host: string): string[] => {
      const { entries } = sets.find((each) => each.host.name === host)!;
      const sides = entries.filter(({ services }) => formatServices(services) === 'tcp 443').flatMap((e) => e.destinations);
      return sides.map(({ label, addresses }) => `${label}: ${formatAddresses(addresses).join()}`).sort();
    };
    assert.deepEqual(partsOf('server'), ['server in core: 10.1.0.5', 'server in shop: 192.168.0.5']);
    assert.deepEqual(partsOf('box'), ['box in service: 10.2.0.1']);
    assert.deepEqual(partsOf('service'), ['service: 10.2.0.1']);
  });

  it('is named after the network where the host stands, where a rule is about the host', async () => {
    const sets = buildHostRuleSets(await analysisOf(`${PLAN}allow pc -> safe : tcp 2222\n`));
    const { entries } = sets.find((each) => each.host.name === 'safe')!;
    const [entry] = entries.filter(({ services }) => formatServices(services) === 'tcp 2222');
    assert.deepEqual(
      entry?.destinations.map(({ label, addresses }) => `${label}: ${formatAddresses(addresses).join()}`),
      ['safe in shop: 192.168.0.12'],
    );
  });
});

describe('what a deny closes of what a host needs at a leg', () => {
  it('is said to be required in the network of the leg', async () => {
    const text = PLAN.replace(' as 10.101.0.0/24', '').replace('allow shop -> core : tcp 22', 'deny pc -> safe : tcp 443');
    const sets = buildHostRuleSets(await analysisOf(text));
    const { closed } = sets.find((each) => each.host.name === 'safe')!;
    assert.deepEqual(
      closed.map(({ from, zone }) => `${from.join()} in ${zone}`),
      ['pc in core'],
    );
  });
});
