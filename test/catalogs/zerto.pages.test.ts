import assert from 'node:assert/strict';
import { demandsOf } from '../support/demands.ts';
import { setOf } from './pages/ports.ts';
import { zertoFirewall10, zertoVraHelp } from './pages/zerto-encryption.ts';

// Paired sites have a say in these flows, so that plans with two are what they are held against.
describe('replication that VRAs of Zerto encrypt', () => {
  const plan = (version: string, enable = ''): string => `use zerto ${version} ${enable}
    site a {
      zone az { subnet 10.1.0.0/24 component va : zerto.vra at 10.1.0.10 }
      zone ac { subnet 10.1.1.0/24 component zcc : zerto.cloud-connector at 10.1.1.10 }
    }
    site b { zone bz { subnet 10.2.0.0/24 component vb : zerto.vra at 10.2.0.10 } }`;

  it('has ports of its own where a plan has it on, beside the ones that it has anyhow, and no version before 8.5 has it', async () => {
    const between = async (version: string, enable?: string): Promise<(string | undefined)[]> => {
      const found = await demandsOf(plan(version, enable));
      return [found['va -> vb'], found['vb -> va'], found['zcc -> va']];
    };
    const plain = Array.from({ length: 3 }, () => 'tcp 4007; tcp 4008');
    assert.deepEqual(await between('8.5'), plain);
    assert.deepEqual(await between('8.0', 'enable zerto.vra-encryption'), plain);
    const encrypted = await between('8.5', 'enable zerto.vra-encryption');
    assert.deepEqual(
      encrypted,
      plain.map((each) => `${each}; tcp 9007-9008`),
    );
  });

  it('has no port that a page does not name', () => {
    const rows = [...zertoVraHelp.rows, ...zertoFirewall10.rows].filter((row) => row.service);
    assert.ok(rows.every((row) => setOf(row.service).equals(setOf('tcp 9007, 9008'))));
    assert.deepEqual(
      rows.map((row) => `${row.from[0]} -> ${row.to[0]}`),
      ['VRA -> VRA of the peer site', 'ZCC -> VRA'],
    );
  });
});
