import assert from 'node:assert/strict';
import type { OutputFile } from '../../language/rulesets/target.ts';
import { labFault } from './available.ts';
import { asaToIptables } from './fwbuilder.ts';
import type { LabRules } from './lab.ts';
import { differences } from './probes.ts';

/** Two networks of each family in one zone, which rules would keep from each other if they were about them. */
const PLAN = `plan "Inside"
check isolation-breach off "what is proved here is how it is decided"
zone a { subnet 10.1.0.0/24, 10.1.7.0/24, fd00:a::/64, fd00:a:0:7::/64 component x at 10.1.7.9, fd00:a:0:7::9 }
zone b { subnet 10.2.0.0/24, fd00:b::/64, fd00:b:0:1::/64 }
zone partner external { subnet 203.0.113.0/25, 198.18.200.0/24 }
zone outside external
allow a -> b : tcp 80, 443
allow outside, partner -> x : tcp 443
deny 10.1.0.0/25, fd00:a::/64 -> any : tcp 80
deny any -> x : udp 53
deny partner -> any : tcp 22
`;

/** What a rule set lets pass within a zone, in the text of each target. */
const TARGETS: Record<string, { load(files: readonly OutputFile[]): LabRules; rule: RegExp; families: RegExp }> = {
  nftables: {
    load: (files) => ({ nft: files[0]!.text }),
    rule: /^.* accept comment ".* within a zone everything .*\n/gm,
    families: /./,
  },
  iptables: {
    load: (files) => ({ iptables: { v4: files[0]!.text, v6: files[1]!.text } }),
    rule: /^.*: within a zone everything .* -j ACCEPT\n/gm,
    families: /./,
  },
  // Firewall Builder knows no IPv6 of an ASA.
  asa: {
    load: (files) => asaToIptables(files[0]!.text),
    rule: /^access-list (\S+)_in extended permit ip .*\n/gm,
    families: /^\d+\./,
  },
};

describe('the packet lab: networks of one zone reach each other, whatever is denied', () => {
  for (const [target, { load, rule, families }] of Object.entries(TARGETS)) {
    it(target, async function () {
      const needs = { nftables: [], iptables: ['iptables-restore'], asa: ['iptables-restore', 'fwb_ipt'] } as const;
      const fault = labFault(...needs[target as keyof typeof needs]);
      if (fault && process.env.CI) throw new Error(fault);
      if (fault) return this.skip();
      const { wrong, passed, dropped } = await differences(PLAN, 7, target, load);
      assert.deepEqual(
        wrong.filter((line) => families.test(line)),
        [],
      );
      assert.ok(passed > 20 && dropped > 20, `${passed} passed, ${dropped} dropped`);
      // Without what is written for it, it would be noticed.
      const without = await differences(PLAN, 7, target, (files) => {
        const changed = files.map((file) => ({ ...file, text: file.text.replace(rule, '') }));
        assert.notEqual(changed[0]!.text, files[0]!.text);
        return load(changed);
      });
      const lost = without.wrong.filter((line) => families.test(line));
      assert.ok(
        lost.some((line) => /^10\.1\.0\.\S+ -> 10\.1\.7\.\S+ .*: dropped/.test(line)),
        lost.join('\n'),
      );
      assert.ok(
        target === 'asa' || lost.some((line) => /^fd00:b::\S+ -> fd00:b:0:1::\S+ .*: dropped/.test(line)),
        lost.join('\n'),
      );
    });
  }
});
