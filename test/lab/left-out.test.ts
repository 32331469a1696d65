// What is left out of networks, ends and services, and networks that others see under other addresses, decided by a kernel.
import assert from 'node:assert/strict';
import type { OutputFile } from '../../language/rulesets/target.ts';
import { labFault } from './available.ts';
import { asaToIptables } from './fwbuilder.ts';
import type { LabRules } from './lab.ts';
import { differences } from './probes.ts';

/** Two sites with the same addresses, which others see under others; a network within another; both families. */
const PLAN = `plan "Left out"
check isolation-breach off "what is proved here is how it is decided"
site main {
  zone campus { subnet 10.16.0.0/16, fd16::/48 except 10.16.80.0/24, fd16:0:0:80::/64
    component desk at 10.16.81.0, fd16:0:0:81::1
  }
  zone cameras { subnet 10.16.80.0/24, fd16:0:0:80::/64 component recorder at 10.16.80.7, fd16:0:0:80::9 }
}
site north { zone shop-north { subnet 192.168.1.0/24, fd00:1::/64 as 10.101.1.0/24, fd16:1:0:101::/64
  component till at 192.168.1.7, fd00:1::9
} }
site south { zone shop-south { subnet 192.168.1.0/24, fd00:1::/64 as 10.102.1.0/24, fd16:1:0:102::/64
  component till at 192.168.1.7, fd00:1::9
} }
zone outside external
group tills = shop-north.till, shop-south.till
allow campus except desk, 10.16.128.0/17, fd16:0:0:8000::/49 -> shop-north, shop-south except shop-south.till : tcp 8000-8100, udp 8000-8100 except tcp 8050-8060
allow desk -> shop-north : tcp 9000 "nothing of what the campus gets"
allow shop-north except shop-north.till -> campus except 10.16.0.0/25, fd16::/64 : tcp 443
allow tills -> cameras except recorder : udp 514
allow any except cameras, outside -> desk : tcp+udp 4000-4010 except udp 4005
deny any except campus -> tills : tcp 1-65535
deny cameras -> any except desk
deny 10.16.0.0/25, fd16:0:0:1::/64 -> shop-south : any except udp 8000-8010
allow cameras -> campus : tcp 4000-4010
`;

interface Case {
  readonly load: (files: readonly OutputFile[]) => LabRules;
  readonly families: RegExp;
  readonly tools: Parameters<typeof labFault>;
}

const NFT: Case = { load: (files) => ({ nft: files[0]!.text }), families: /./, tools: [] };
const TARGETS: Record<string, Case> = {
  nftables: NFT,
  iptables: {
    load: (files) => ({ iptables: { v4: files[0]!.text, v6: files[1]!.text } }),
    families: /./,
    tools: ['iptables-restore'],
  },
  // Firewall Builder knows no IPv6 of an ASA.
  asa: { load: (files) => asaToIptables(files[0]!.text), families: /^\d+\./, tools: ['iptables-restore', 'fwb_ipt'] },
};

/** What the plan would be without one of its exceptions, and packets that tell the two apart. */
const CHANGES: readonly (readonly [what: string, from: string, to: string, lost: RegExp[]])[] = [
  [
    'an exception at an end',
    'campus except desk, 10.16.128.0/17, fd16:0:0:8000::/49 ->',
    'campus ->',
    [/^(10\.16\.81\.0|10\.16\.255\.255|fd16:0:0:81::1|fd16::ffff:\S+) -> /],
  ],
  ['an exception of services', '8100 except tcp 8050-8060\nallow desk', '8100\nallow desk', [/ tcp 80(5\d|60):/]],
  ['an exception of a deny', ': any except udp 8000-8010', ': any', [/^10\.16\.0\..* udp 80(0\d|10):/]],
  ['a zone within another', 'cameras -> any except desk', 'campus, cameras -> any except desk', [/^10\.16\./, /^fd16::/]],
  [
    'an address that others see',
    'as 10.101.1.0/24, fd16:1:0:101::/64',
    'as 10.103.1.0/24, fd16:1:0:103::/64',
    [/ 10\.101\./, / fd16:1:0:101:/],
  ],
];

describe('the packet lab: what is left out, and what has other addresses elsewhere', () => {
  for (const [target, { load, families, tools }] of Object.entries(TARGETS))
    it(`${target} decides as the plan does`, async function () {
      const fault = labFault(...tools);
      if (fault && process.env.CI) throw new Error(fault);
      if (fault) return this.skip();
      const { wrong, passed, dropped } = await differences(PLAN, 17, target, load);
      assert.deepEqual(
        wrong.filter((line) => families.test(line)),
        [],
      );
      assert.ok(passed > 50 && dropped > 50, `${passed} passed, ${dropped} dropped`);
    });

  for (const [what, from, to, lost] of CHANGES)
    it(`would show that ${what} was lost`, async function () {
      if (labFault() && !process.env.CI) return this.skip();
      const changed = PLAN.replace(from, to);
      assert.notEqual(changed, PLAN);
      const { wrong } = await differences(PLAN, 17, 'nftables', NFT.load, changed);
      for (const each of lost)
        assert.ok(
          wrong.some((line) => each.test(line)),
          `${each}\n${wrong.join('\n')}`,
        );
    });
});
