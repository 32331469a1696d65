// Commands that have a firewall translate addresses of IPv6, in the comments or rules of each form that has any: whoever reads them has one machine in mind, and not its network.
import assert from 'node:assert/strict';
import { generate } from '../../language/rulesets/generate.ts';
import { loadPlan } from '../support/language.ts';

const plan = (
  form: string,
): string => `zone transit { subnet 2001:db8:1::/64, 192.0.2.0/29 component relay at 2001:db8:1::5, 192.0.2.5 }
zone dmz { subnet fd00:2::/64, 10.2.0.0/24 component gateway at fd00:2::10 component web at fd00:2::11 component mail at 10.2.0.11 }
firewall edge : ${form} {
  zones transit, dmz
  nat 2001:db8:2::10 tcp 443 from transit -> gateway port 8443
  nat 2001:db8:2::11 from transit -> web
  nat 203.0.113.11 from transit -> mail
}
allow relay -> gateway : tcp 8443
allow relay -> web, mail : tcp 22
`;

/**
 * What stands in the file: of the port of the first machine, of all of the second, and of all of the third, which has IPv4. As in "Security NAT" of Junos OS (`address` and
 * `prefix` take a prefix of either family), `nft(8)` (an address of IPv6 before a port stands in brackets), the CLI references of ASA (`object network`) and FortiOS
 * (`firewall vip6`), and the set commands of PAN-OS.
 */
const COMMANDS: Readonly<Record<string, readonly RegExp[]>> = {
  junos: [
    /^# {3}set security nat destination pool segplan-\w+ address fd00:2::10\/128 port 8443$/m,
    /^# {3}set security nat destination rule-set segplan-\w+ rule segplan-\w+ match destination-address 2001:db8:2::10\/128$/m,
    /^# {3}set security nat destination rule-set segplan-\w+ rule segplan-\w+ match destination-port 443$/m,
    /^# {3}set security nat static rule-set segplan-\w+ rule segplan-\w+ match destination-address 2001:db8:2::11\/128$/m,
    /^# {3}set security nat static rule-set segplan-\w+ rule segplan-\w+ then static-nat prefix fd00:2::11\/128$/m,
    /^# {3}set security nat static rule-set segplan-\w+ rule segplan-\w+ match destination-address 203\.0\.113\.11\/32$/m,
    /^# {3}set security nat static rule-set segplan-\w+ rule segplan-\w+ then static-nat prefix 10\.2\.0\.11\/32$/m,
  ],
  nftables: [
    /^ *ip6 daddr 2001:db8:2::10 tcp dport 443 dnat ip6 to \[fd00:2::10\]:8443 /m,
    /^ *ip6 daddr 2001:db8:2::11 dnat ip6 to fd00:2::11 /m,
    /^ *ip6 saddr fd00:2::11 ip6 daddr \{ 2001:db8:1::\/64 \} snat ip6 to 2001:db8:2::11 /m,
    /^ *ip daddr 203\.0\.113\.11 dnat ip to 10\.2\.0\.11 /m,
    /^ *ip saddr 10\.2\.0\.11 ip daddr \{ 192\.0\.2\.0\/29 \} snat ip to 203\.0\.113\.11 /m,
  ],
  panos: [
    / destination 2001:db8:2::10 service tcp-443 destination-translation translated-address fd00:2::10 translated-port 8443$/m,
    / source fd00:2::11 .* source-translation static-ip translated-address 2001:db8:2::11 bi-directional yes$/m,
    / source 10\.2\.0\.11 .* source-translation static-ip translated-address 203\.0\.113\.11 bi-directional yes$/m,
  ],
  asa: [
    /^! +host fd00:2::11\n! +nat \(dmz,transit\) static 2001:db8:2::11$/m,
    /^! +host 10\.2\.0\.11\n! +nat \(dmz,transit\) static 203\.0\.113\.11$/m,
  ],
  fortios: [
    /^ +set extip 2001:db8:2::10\n(?: +.*\n)*? +set mappedip fd00:2::10$/m,
    /^ +set extip 2001:db8:2::11\n(?: +.*\n)*? +set mappedip fd00:2::11$/m,
    /^ +set extip 203\.0\.113\.11\n(?: +.*\n)*? +set mappedip "?10\.2\.0\.11"?$/m,
  ],
};

describe('the commands that translate', () => {
  for (const [target, lines] of Object.entries(COMMANDS))
    it(`${target}: are about one address, of either family`, async () => {
      const { document, services } = await loadPlan(plan(target));
      const { files, problems } = await generate(document, services, { target, firewall: 'edge' });
      assert.ok(files[0], problems.map(({ message }) => message).join('\n'));
      for (const line of lines) assert.match(files[0].text, line);
    });
});
