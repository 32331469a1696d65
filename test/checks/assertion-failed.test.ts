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
