// Protocols that have no name in the language, which `any except …` leaves in a rule together with a part of the ports.
import assert from 'node:assert/strict';
import { targets } from '../../language/generated/targets.ts';
import { type Generated, generate } from '../../language/rulesets/generate.ts';
import { loadPlan } from '../support/language.ts';

const plan = (...rules: string[]): string => `zone a { subnet 10.1.0.0/24, fd00:a::/64 component x at 10.1.0.1, fd00:a::1 }
zone b { subnet 10.2.0.0/24, fd00:b::/64 component y at 10.2.0.1, fd00:b::1 }
zone c { subnet 10.3.0.0/24, fd00:c::/64 component z at 10.3.0.1, fd00:c::1 }
${rules.join('\n')}
`;

async function generated(target: string, ...rules: string[]): Promise<Generated> {
  const { document, services } = await loadPlan(plan(...rules));
  return generate(document, services, { target });
}

const errorsOf = ({ problems }: Generated): string[] =>
  problems.flatMap((p) => (p.level === 'error' ? [`${p.line} ${p.message}`] : []));

/** The rules of an nftables text, without their comments. */
const rulesOf = ({ files }: Generated): string[] =>
  [...files[0]!.text.matchAll(/^ {4}(ip6? saddr .*) comment /gm)].map((m) => m[1]!);

const devices = targets.filter((t) => t.scopes.includes('network') && t.capabilities.change !== 'document');

describe('protocols without ports', () => {
  it('are opened and closed by nftables as any except says', async () => {
    assert.deepEqual(
      rulesOf(await generated('nftables', 'allow any -> b : any', 'deny a -> b : any except tcp 22')).slice(0, 4),
      [
        'ip saddr @a_v4 ip daddr @b_v4 tcp dport { 0-21, 23-65535 } drop',
        'ip saddr @a_v4 ip daddr @b_v4 meta l4proto != tcp drop',
        'ip6 saddr @a_v6 ip6 daddr @b_v6 tcp dport { 0-21, 23-65535 } drop',
        'ip6 saddr @a_v6 ip6 daddr @b_v6 meta l4proto != tcp drop',
      ],
    );
    assert.deepEqual(rulesOf(await generated('nftables', 'allow a -> b : any except icmp, tcp+udp 1-1023')), [
      'ip saddr @a_v4 ip daddr @b_v4 tcp dport { 0, 1024-65535 } accept',
      'ip saddr @a_v4 ip daddr @b_v4 udp dport { 0, 1024-65535 } accept',
      'ip saddr @a_v4 ip daddr @b_v4 meta l4proto != { tcp, udp, icmp } accept',
      'ip6 saddr @a_v6 ip6 daddr @b_v6 tcp dport { 0, 1024-65535 } accept',
      'ip6 saddr @a_v6 ip6 daddr @b_v6 udp dport { 0, 1024-65535 } accept',
      'ip6 saddr @a_v6 ip6 daddr @b_v6 meta l4proto != { tcp, udp, ipv6-icmp } accept',
    ]);
  });

  it('are no error in a deny of any except, for whatever target, where no allow opens them at its ends', async () => {
    const rules = ['allow a -> b : tcp 1-1024, udp 53', 'allow c -> b : any', 'deny a -> b : any except tcp 443'];
    for (const { name, capabilities } of devices) {
      const made = await generated(name, ...rules);
      if (name === 'azure-nsg') {
        // Not of protocols without a name, but of icmp, which the deny closes as well.
        assert.match(errorsOf(made).join('\n'), /^6 [^\n]* icmp over IPv6[^\n]*$/);
        continue;
      }
      assert.deepEqual(errorsOf(made), [], name);
      if (capabilities.deny)
        assert.ok(
          made.files.some(({ text }) => /442/.test(text) && /444/.test(text)),
          name,
        );
    }
  });

  it('are an error where an allow of any meets such a deny, or leaves services out itself, and a target has them in any alone', async () => {
    let refused = 0;
    for (const { name, capabilities } of devices) {
      const met = errorsOf(await generated(name, 'allow any -> b : any', 'deny a -> b : any except tcp 443')).join('\n');
      const apart = errorsOf(await generated(name, 'allow a -> b : any except tcp 443')).join('\n');
      if (capabilities.otherProtocols === 'apart') assert.equal(met + apart, '', name);
      else {
        refused++;
        assert.match(apart, /^4 .*: it has 'any' or named services, and of this 'any' something is left out, or closed/m, name);
        // What a target without denies takes out of the allow, it has a name for.
        if (capabilities.deny)
          assert.match(met, /^5 .*name the services to close, or those that an allow of 'any' opens here/m, name);
      }
    }
    assert.ok(refused > 8);
  });

  it('are an error as well where an allow of any leads to a host name, which may have an address that such a deny names', async () => {
    const rules = ['allow a -> "www.example.com" : any', 'deny a -> b : any except tcp 443'];
    assert.match(errorsOf(await generated('junos', ...rules)).join('\n'), /^5 .*name the services to close/m);
  });

  it('are among what documents say, whether anything opens them or not', async () => {
    for (const name of ['csv', 'html', 'markdown'])
      assert.match((await generated(name, 'deny a -> b : any except tcp 443')).files[0]!.text, /any except tcp 443/, name);
  });
});
