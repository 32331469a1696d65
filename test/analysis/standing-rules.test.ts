import assert from 'node:assert/strict';
import type { TimedBox } from '../../language/analysis/permissions.ts';
import { holdsThroughout } from '../../language/analysis/standing-rules.ts';
import { isUnderstood } from '../../language/analysis/understood-rules.ts';
import { analysisOf, diagnose } from '../support/language.ts';

const BEFORE = `use network
zone a { subnet 10.0.0.0/24 component c at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component bad at 10.0.1.299 }
zone empty { }
service web = tcp 80
group good = a, 10.0.9.0/24
group broken = b, nowhere
group around = broken, a
group ring-a = a, ring-b
group ring-b = b, ring-a
`;

describe('whether a rule is understood', () => {
  const CASES: [rule: string, isUnderstood: boolean][] = [
    ['allow a -> b : tcp 80', true],
    ['allow good -> b : web', true],
    ['deny a -> b', true],
    ['allow a -> b : one of (tcp 25, tcp 465)', true],
    ['allow "www.example.com" -> b : icmp', true],
    ['allow nowhere -> b : tcp 80', false],
    ['allow a -> nowhere : tcp 80', false],
    ['allow a, nowhere -> b : tcp 80', false],
    ['allow broken -> b : tcp 80', false],
    ['allow around -> b : tcp 80', false],
    ['allow a -> empty : tcp 80', false],
    ['allow a -> 10.0.0.299 : tcp 80', false],
    ['allow a -> b : nothing', false],
    ['allow a -> b : tcp 80, 0', false],
    ['allow a -> b : tcp 90-80', false],
    ['allow a -> b : tcp 2049+', false],
    ['allow a -> b : one of (tcp 25, tcp 70000)', false],
    ['allow ring-a -> b : tcp 80', true],
  ];
  for (const [rule, expected] of CASES)
    it(`${rule}: ${expected ? 'it is' : 'it is not'}`, async () => {
      const { plan } = await analysisOf(`${BEFORE}${rule}\n`);
      assert.equal(isUnderstood(plan.rules.at(-1)!), expected);
    });

  it('nothing that is not understood is called redundant, unneeded or shadowed', async () => {
    const rules = CASES.filter(([, understood]) => !understood).map(([rule]) => rule);
    for (const rule of rules) {
      const found = await diagnose(`${BEFORE}allow any -> any : tcp 80\n${rule}\n`);
      const line = BEFORE.split('\n').length;
      const codes = found.filter((d) => d.range.start.line === line).map((d) => String(d.code));
      for (const code of ['redundant-rule', 'shadowed-rule', 'unneeded-port'])
        assert.ok(!codes.includes(code), `${code}: ${rule}`);
    }
  });
});

describe('a rule that holds for a time', () => {
  it('is a part of another one only where that holds as long, in all of its phases', async () => {
    const wide = (time: string): string => `allow a -> b : tcp 80 ${time}`;
    for (const [time, other, is] of [
      ['', '', true],
      ['until 2030-01-02', '', false],
      ['', 'until 2030-01-02', true],
      ['until 2030-01-02', 'until 2030-01-01', true],
      ['until 2030-01-02', 'until 2030-01-02', true],
      ['until 2030-01-01', 'until 2030-01-02', false],
      ['during setup', '', false],
      ['', 'during setup', true],
      ['during setup', 'during setup', true],
    ] as const) {
      const { plan, standing } = await analysisOf(
        `zone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.0.1.0/24 }\nphase setup\n${wide(time)}\nallow 10.0.0.1 -> 10.0.1.1 : tcp 80 ${other}\n`,
      );
      const [[one], [two]] = plan.rules.map((rule) => standing().boxesOf(rule)) as [[TimedBox], [TimedBox]];
      assert.equal(holdsThroughout(one, two), is, `${time} | ${other}`);
    }
  });
});

describe('the rules that stand', () => {
  it('are put in order step by step, and what was left off in between is found as by a look at each', async () => {
    const rules = Array.from(
      { length: 2400 },
      (_, n) => `allow 10.0.0.${n % 20} -> 10.0.1.${n % 23} : tcp ${1000 + 3 * n}-${1008 + 3 * n}\n`,
    );
    const { standing, known } = await analysisOf(`${BEFORE}${rules.join('')}`);
    assert.equal(known().isEmpty, true);
    const all = standing();
    const boxes = all.rules.flatMap((rule) => all.boxesOf(rule));
    for (const make of [() => all.indexing('any'), () => all.placing()]) {
      const begun = make();
      begun.next();
      begun.next();
      const count = [...make()].length;
      // A step looks at a thousand rules at most.
      assert.ok(count > 2, `${count} steps`);
    }
    for (const asked of boxes.filter((_, n) => n % 240 === 7)) {
      const ends = boxes.filter((box) => box.sources.overlaps(asked.sources) && box.destinations.overlaps(asked.destinations));
      const near = ends.filter((box) => box.services.overlaps(asked.services)).map(({ rule }) => rule.node);
      assert.ok(near.length > 0 && near.length < ends.length);
      assert.ok(
        isSame(
          all
            .index('any')
            .touching(asked, () => true)
            .map(({ rule }) => rule.node),
          near,
        ),
      );
      assert.ok(
        isSame(
          all.touching(asked).map(({ rule }) => rule.node),
          ends.map(({ rule }) => rule.node),
        ),
      );
    }
  });
});

function isSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((each, n) => each === others[n]);
}
