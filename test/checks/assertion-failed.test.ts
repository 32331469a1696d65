import assert from 'node:assert/strict';
import { diagnose, underlined } from '../support/language.ts';

const zones = 'zone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.0.1.0/24 }\n';

/** The texts that the failed assertions of a plan lead to. */
async function leadsTo(text: string): Promise<string[]> {
  const failed = (await diagnose(text)).filter((d) => d.code === 'assertion-failed');
  return failed.flatMap((d) =>
    (d.relatedInformation ?? []).map((r) => `${underlined(text, { ...d, range: r.location.range })} ${r.message}`),
  );
}

describe('a failed assertion', () => {
  it('leads to the rule that decides the packet it shows, not to just any rule between the ends', async () => {
    const text = `${zones}allow a -> b : udp 1\nallow a -> b : tcp 80\ndeny a -> b : udp 1\nassert a never reaches b`;
    assert.deepEqual(await leadsTo(text), ['allow a -> b : tcp 80 This rule permits it.']);
  });

  it('leads to the deny that closes what it wants open', async () => {
    const text = `${zones}deny a -> b : tcp 1\ndeny any -> b : tcp 80\nallow a -> b : tcp 80\nassert a reaches b on tcp 80`;
    assert.deepEqual(await leadsTo(text), ['deny any -> b : tcp 80 This rule denies it.']);
  });

  it('leads to the rule that would permit it at another time', async () => {
    const text = `${zones}allow a -> b : tcp 80 during works\nassert a reaches b on tcp 80`;
    assert.deepEqual(await leadsTo(text), [
      'allow a -> b : tcp 80 during works This rule would permit it, and has no effect now.',
    ]);
  });

  it('leads nowhere when no rule is about it', async () => {
    assert.deepEqual(await leadsTo(`${zones}allow b -> a : tcp 80\nassert a reaches b on tcp 80`), []);
  });

  it('shows a packet between two machines, where there are two', async () => {
    const text = (end: string) => `zone a { subnet 10.0.0.0/24 component x at 10.0.0.5 component y at 10.0.0.6 }\nassert ${end}`;
    for (const [end, packet] of [
      ['a never reaches a', '10.0.0.5 (x) -> 10.0.0.6 (y)'],
      ['a never reaches x', '10.0.0.6 (y) -> 10.0.0.5 (x)'],
    ] as const) {
      const [failed] = (await diagnose(text(end))).filter((d) => d.code === 'assertion-failed');
      assert.equal(String(failed?.message).split(' on ')[0], `This can happen: ${packet}`);
    }
  });
});

/** What a rule permits between two zones that it must not, and the packet that shows it best. */
const PACKETS: readonly (readonly [services: string, packet: string])[] = [
  ['any', 'tcp 1'],
  ['tcp 80', 'tcp 80'],
  ['tcp 8080, 443-445, udp 53', 'tcp 443'],
  ['udp 500-600, icmp', 'udp 500'],
  ['any except tcp 1-65535', 'udp 1'],
  ['tcp 80-90 source port 1024-2000', 'tcp 80 source port 1024'],
  ['udp 67 source port 68', 'udp 67 source port 68'],
  ['icmp', 'icmp'],
  ['icmp echo-reply, icmp echo-request', 'icmp 0'],
  ['protocol gre, protocol esp', 'protocol gre'],
  ['any except tcp 1-65535, udp 1-65535', 'icmp'],
  ['any except tcp 1-65535, udp 1-65535, icmp', 'protocol hopopt'],
];

describe('the packet that a failed assertion shows', () => {
  const messageOf = async (text: string): Promise<string> =>
    String((await diagnose(text)).find((d) => d.code === 'assertion-failed')?.message);

  for (const [services, packet] of PACKETS)
    it(`is ${packet} where ${services} is permitted`, async () =>
      assert.equal(
        await messageOf(`${zones}allow a -> b : ${services}\nassert a never reaches b`),
        `This can happen: 10.0.0.0 (a) -> 10.0.1.0 (b) on ${packet}. Line 3 permits it.`,
      ));

  it('is between addresses of IPv6 where there are no others, and of their icmp', async () => {
    const six = 'zone a { subnet fd00:a::/64 }\nzone b { subnet fd00:b::/64 component y at fd00:b::5 }\n';
    assert.equal(
      await messageOf(`${six}allow a -> b : icmp\nassert a never reaches b`),
      'This can happen: fd00:a:: (a) -> fd00:b::5 (y) on icmp. Line 3 permits it.',
    );
    assert.match(
      await messageOf(`${six}allow a -> b : icmpv6 echo-request\nassert a never reaches b`),
      / on icmpv6 echo-request\./,
    );
  });

  it('is between components where rules let some through, though others come first', async () => {
    const text =
      'zone a { subnet 10.0.0.0/24 component x at 10.0.0.9 }\nzone b { subnet 10.0.1.0/24 component y at 10.0.1.9 }\nallow a -> 10.0.1.1 : tcp 1\nallow x -> y : tcp 2\nassert a never reaches b';
    assert.match(await messageOf(text), /^This can happen: 10\.0\.0\.9 \(x\) -> 10\.0\.1\.9 \(y\) on tcp 2\. Line 4 permits it/);
  });

  it('names hosts, and one below a wildcard or any where there is no other', async () => {
    const text = (to: string): string =>
      `zone a { subnet 10.0.0.0/24 }\nzone world external\nallow a -> ${to} : tcp 443\nassert a never reaches ${to}`;
    assert.match(await messageOf(text('"api.example.com"')), / -> api\.example\.com on tcp 443/);
    assert.match(await messageOf(text('"*.example.com"')), / -> \*\.example\.com on tcp 443/);
  });
});
