import assert from 'node:assert/strict';
import type * as ast from '../../language/generated/ast.ts';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { type ResolvedServices, resolveServices } from '../../language/model/resolve-services.ts';
import { formatServices } from '../../language/model/services.ts';
import { diagnose, loadPlan } from '../support/language.ts';

const NAMES = `use network
service web = tcp 80, 443
service mail "One port is enough" = one of (tcp 25, tcp 465)
service both = web, mail, udp 53
service deep = one of (both, tcp 1)
service above = web, udp 53, icmp
service top "All of it" = above, web, tcp 90
service on-loop = loop-a, tcp 9
service on-mail = mail, tcp 9
service loop-a = tcp 7, loop-b
service loop-b = tcp 8, loop-a
zone a { subnet 10.0.0.0/24 }
zone b { subnet 10.0.1.0/24 }
`;

async function resolved(list: string): Promise<ResolvedServices> {
  const { document } = await loadPlan(`${NAMES}allow a -> b : ${list}\n`);
  const rule = document.parseResult.value.statements.at(-1) as ast.Rule;
  return resolveServices(rule.service);
}

/** All that is stated, then each choice: `tcp 80 | one of tcp 25 or tcp 465`. */
async function meaning(list: string): Promise<string> {
  const { set, alternatives } = await resolved(list);
  return [formatServices(set), ...alternatives.map((group) => `one of ${group.map(formatServices).join(' or ')}`)].join(' | ');
}

describe('what a list of services means', () => {
  const CASES: [list: string, meaning: string][] = [
    ['tcp 5, 1-3, udp 9', 'tcp 1-3, 5, udp 9'],
    ['tcp + udp 53', 'tcp+udp 53'],
    ['tcp 1, one of (tcp 2, udp 3-4), tcp 5', 'tcp 1, 5 | one of tcp 2 or udp 3-4'],
    ['one of (tcp 1, tcp 2), one of (tcp 3, tcp 4)', 'nothing | one of tcp 1 or tcp 2 | one of tcp 3 or tcp 4'],
    ['web', 'tcp 80, 443'],
    ['mail, tcp 9', 'tcp 9 | one of tcp 25 or tcp 465'],
    ['both', 'tcp 80, 443, udp 53 | one of tcp 25 or tcp 465'],
    ['above, tcp 8', 'tcp 8, 80, 443, udp 53, icmp'],
    ['top', 'tcp 80, 90, 443, udp 53, icmp'],
    ['on-loop', 'tcp 7-9'],
    ['on-mail', 'tcp 9 | one of tcp 25 or tcp 465'],
    ['icmp, any', 'any'],
    ['icmp 8, icmpv6 128', 'icmp echo-request'],
    ['icmp echo-request, icmpv6 echo-request, icmp 8', 'icmp echo-request'],
    ['icmp 8', 'icmp 8'],
    ['icmpv6 128', 'icmpv6 echo-request'],
    ['icmp neighbor-solicitation', 'icmpv6 neighbor-solicitation'],
    ['icmp 13, icmp 77', 'icmp timestamp-request, icmp 77'],
    ['icmpv6, icmp 0', 'icmp 0, icmpv6'],
    ['icmpv6, icmp', 'icmp'],
    ['icmp except icmp echo-request', 'icmp except icmp echo-request'],
    ['icmp except icmpv6', 'icmp except icmpv6'],
    ['icmp, tcp 22 except icmp 8', 'tcp 22, icmp except icmp 8'],
    ['protocol 47, protocol esp', 'protocol gre, protocol esp'],
    ['protocol 200, protocol OSPF', 'protocol ospf, protocol 200'],
    ['any except protocol gre', 'any except protocol gre'],
    ['protocol tcp, protocol gree, protocol 300, icmp 256, icmpv6 redirects', 'nothing'],
    ['udp 67 source port 68', 'udp 67 source port 68'],
    ['tcp 1-3, 9 source port 512-1023', 'tcp 1-3, 9 source port 512-1023'],
    ['tcp+udp 53 source port 53, tcp 53 source port 54', 'tcp 53 source port 53-54, udp 53 source port 53'],
    ['tcp 514 source port 1-511, tcp 514 source port 512-65535', 'tcp 514'],
    ['tcp 514 source port 600, tcp 514', 'tcp 514'],
    ['tcp 514 except tcp 514 source port 512-65535', 'tcp 514 source port 0-511'],
    ['any except udp 67 source port 68', 'any except udp 67 source port 68'],
    ['udp 67 source port 0, udp 67 source port 9-8', 'udp 67 source port 0-1'],
    ['udp 53 except udp 53 source port 53', 'udp 53 source port 0-52, udp 53 source port 54-65535'],
  ];
  for (const [list, expected] of CASES)
    it(list, async () => {
      assert.equal(await meaning(list), expected);
    });

  it('many types of icmp are told by those that are there or by those that are not, whichever are fewer', async () => {
    const types = (family: string, first: number, last: number): string =>
      Array.from({ length: last - first + 1 }, (_, n) => `${family} ${first + n}`).join(', ');
    for (const list of [
      types('icmp', 50, 79),
      types('icmp', 50, 177),
      types('icmp', 50, 170).concat(', icmpv6'),
      `icmp except ${types('icmp', 50, 79)}, icmpv6`,
      `icmp except ${types('icmp', 50, 79)}, ${types('icmpv6', 50, 79)}`,
      `any except ${types('icmp', 50, 79)}`,
    ])
      assert.equal(await meaning(list), list);
    // What a second rule adds: the types of a family but one, and one of the other.
    const sets = await Promise.all(['icmp except icmp 8, icmpv6', 'icmpv6 128'].map(resolved));
    assert.equal(
      formatServices(IntervalSet.unionAll(sets.map(({ set }) => set))),
      'icmp except icmp 8, icmpv6 except icmpv6 echo-request',
    );
  });

  it('a choice within a choice is one more alternative for each of its own, with what stands beside it', async () => {
    assert.equal(await meaning('one of (mail, tcp 1)'), 'nothing | one of tcp 25 or tcp 465 or tcp 1');
    assert.equal(await meaning('deep'), 'nothing | one of tcp 25, 80, 443, udp 53 or tcp 80, 443, 465, udp 53 or tcp 1');
  });

  it('choices within choices within choices end, however many ways there are', async () => {
    const levels = Array.from({ length: 30 }, (_, n) => `service s${n + 1} = one of (tcp 1, tcp 2), one of (s${n}, tcp 3)`);
    const { document } = await loadPlan(`service s0 = tcp 9\n${levels.join('\n')}\nzone a {}\nallow a -> a : s30\n`);
    const rule = document.parseResult.value.statements.at(-1) as ast.Rule;
    const { alternatives } = resolveServices(rule.service);
    assert.ok(alternatives.every((group) => group.length <= 257));
  });

  it('names that lead in a circle mean what else they say, and end', async () => {
    assert.equal(await meaning('loop-a'), 'tcp 7-8');
    assert.equal(await meaning('loop-b'), 'tcp 7-8');
  });

  it('one name twice is no circle', async () => {
    assert.equal(await meaning('web, web'), 'tcp 80, 443');
    assert.equal((await resolved('web, web')).parts.length, 4);
  });

  it('of names within names, the one that the list says is known', async () => {
    const { parts } = await resolved('both, tcp 1');
    assert.deepEqual(
      parts.map((p) => [formatServices(p.set), p.service?.name]),
      [
        ['tcp 80', 'both'],
        ['tcp 443', 'both'],
        ['udp 53', 'both'],
        ['tcp 1', undefined],
      ],
    );
  });

  it('of names that are built on each other, the outermost one is known, among what else the list says', async () => {
    const { parts } = await resolved('tcp 1, top, tcp 2');
    assert.deepEqual(
      parts.map((p) => `${formatServices(p.set)} of ${p.service?.name}`),
      [
        'tcp 1 of undefined',
        ...['tcp 80', 'tcp 443', 'udp 53', 'icmp', 'tcp 90'].map((p) => `${p} of top`),
        'tcp 2 of undefined',
      ],
    );
  });

  it('what is no port means nothing, and takes nothing else along', async () => {
    assert.equal(await meaning('tcp 0, 22, 65536, 9-8'), 'tcp 22');
    assert.equal(await meaning('tcp 1, nowhere'), 'tcp 1');
  });

  it('a service that says nothing yet means nothing, and what names it is read all the same', async () => {
    const found = await diagnose(
      `service half =\nservice more = half, tcp 1\n${NAMES}allow a -> b : half\nallow a -> b : more\n`,
    );
    assert.deepEqual(
      found.filter(({ code }) => code === 'internal-error').map(({ message }) => message),
      [],
    );
    assert.ok(found.some(({ code }) => `${code}`.startsWith('syntax')));
  });

  it('says whether any, or what is required, stands in it', async () => {
    const flags = async (list: string) => {
      const { any, required } = await resolved(list);
      return { any, required };
    };
    assert.deepEqual(await flags('tcp 1'), { any: false, required: false });
    assert.deepEqual(await flags('any'), { any: true, required: false });
    assert.deepEqual(await flags('tcp 1, required'), { any: false, required: true });
  });
});
