import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decide, type Packet } from '../rulesets/evaluator.ts';
import { ofChance } from '../support/chance.ts';
import { createEditedLanguage } from '../support/edited-language.ts';
import { applied } from '../support/editor.ts';
import { loadPlan, TODAY } from '../support/language.ts';

/** Ends that cut a small world into many overlapping pieces: four IPv4 and two IPv6 addresses in each of two zones, and what holds them. */
const ends = (zone: number): string[] => [
  `z${zone}`,
  `10.0.${zone}.0/31`,
  `10.0.${zone}.1-10.0.${zone}.2`,
  `10.0.${zone}.2/31`,
  `10.0.${zone}.3`,
  `fd00:${zone}::/127`,
  `10.0.${zone}.0/30, fd00:${zone}::1`,
  `c${zone}`,
  'any',
];
const SERVICES = ['tcp 1-3', 'tcp 2-5', 'tcp 4-6', 'tcp+udp 1-2', 'udp 2-6', 'tcp 6160', 'tcp+udp 1-65535', 'tcp 3, 6162', 'any'];
const TIMES = [
  '',
  '',
  '',
  '',
  ' during deployment',
  ' until 2026-12-31',
  ' until 2027-12-31',
  ' during deployment until 2026-12-31',
];
const DAYS = [TODAY, '2026-12-31', '2027-12-31', '2028-12-31'];

const packets: Packet[] = (['tcp', 'udp'] as const).flatMap((protocol) =>
  [1, 2, 3, 4, 5, 6, 22, 6160, 6162].flatMap((port) => [
    ...[0, 1, 2, 3].flatMap((a) =>
      [0, 1, 2, 3].map((b) => ({ source: `10.0.0.${a}`, destination: `10.0.1.${b}`, protocol, port })),
    ),
    ...[0, 1].flatMap((a) => [0, 1].map((b) => ({ source: `fd00:0::${a}`, destination: `fd00:1::${b}`, protocol, port }))),
  ]),
);

const planOf = (services: readonly string[]) =>
  fc
    .array(
      fc.record({
        deny: fc.nat(3).map((n) => n === 0),
        from: fc.constantFrom(...ends(0)),
        to: fc.constantFrom(...ends(1)),
        service: fc.constantFrom(...services),
        time: fc.constantFrom(...TIMES),
      }),
      { minLength: 3, maxLength: 12 },
    )
    .map(
      (rules) => `use veeam 13
zone z0 { subnet 10.0.0.0/30, fd00:0::/127 component c0 : veeam.backup-server at 10.0.0.1, fd00:0::1 }
zone z1 { subnet 10.0.1.0/30, fd00:1::/127 component c1 : veeam.hardened-repository at 10.0.1.1-10.0.1.2, fd00:1::0 }
${rules.map((r) => `${r.deny ? 'deny' : 'allow'} ${r.from} -> ${r.to} : ${r.service}${r.time}`).join('\n')}
`,
    );

/** The lines of the rules that a check reports. */
async function reported(text: string, code: string): Promise<number[]> {
  const { document, services } = await loadPlan(text);
  const { CheckRunner } = services.segplan;
  const found = (await CheckRunner.run(document)).filter((r) => r.check.code === code);
  return found.map((r) => r.finding.node.$cstNode!.range.start.line);
}

function without(text: string, lines: readonly number[]): string {
  return text
    .split('\n')
    .filter((_, n) => !lines.includes(n))
    .join('\n');
}

/** Whether the ends of a rule have no address family in common, so that it has no effect whatever else there is. */
function isImpossible(line: string): boolean {
  const [from = '', to = ''] = line.split(' : ')[0]!.split('->');
  const only = (family: RegExp, end: string): boolean => /\d/.test(end) && !/[zc]\d|any/.test(end) && !family.test(end);
  const [v4, v6] = [/\d\./, /fd00/];
  return (only(v4, from) && only(v6, to)) || (only(v6, from) && only(v4, to));
}

/** What a plan decides of every packet, on every day that matters to some plan, with the phase off and on. */
async function decisions(text: string, like = text): Promise<string[]> {
  const result: string[] = [];
  const phasesOn = /during|required/.test(like) ? [[], ['deployment']] : [[]];
  for (const day of like.includes('until') ? DAYS : [TODAY]) {
    const then = text.replace(/^.* until (\S+)$/gm, (line, until: string) => (until < day ? '' : line));
    const { document } = await loadPlan(then);
    for (const phases of phasesOn)
      for (const packet of packets)
        if (decide(document.parseResult.value, packet, phases) === 'passed')
          result.push(`${day} ${phases.join()} ${packet.source} -> ${packet.destination} ${packet.protocol} ${packet.port}`);
  }
  return result;
}

describe('rules without effect', () => {
  it('can all go at once, those that are redundant and those that are shadowed: no packet is decided otherwise, at any time', async () => {
    const count = { redundant: 0, shadowed: 0 };
    await fc.assert(
      fc.asyncProperty(planOf([...SERVICES, 'required', 'required, tcp 1']), async (text) => {
        const redundant = await reported(text, 'redundant-rule');
        const shadowed = await reported(text, 'shadowed-rule');
        count.redundant += redundant.length;
        count.shadowed += shadowed.length;
        if (!redundant.length && !shadowed.length) return;
        const before = await decisions(text);
        for (const lines of [redundant, shadowed, [...redundant, ...shadowed]])
          if (lines.length) assert.deepEqual(await decisions(without(text, lines), text), before, `${lines.join()}\n${text}`);
      }),
      { numRuns: ofChance(35, 9), seed: 21 },
    );
    assert.ok(count.redundant > ofChance(10, 3) && count.shadowed > ofChance(4, 1), JSON.stringify(count));
  });

  it('are all found: without any other allow something would no longer pass, at some time', async () => {
    let judged = 0;
    await fc.assert(
      // The packets lie between the two zones, and so do the rules here.
      fc.asyncProperty(
        planOf(SERVICES.slice(0, 6)).map((text) => text.replaceAll('allow any', 'allow z0').replaceAll('> any', '> z1')),
        async (text) => {
          const rest = without(text, [...(await reported(text, 'redundant-rule')), ...(await reported(text, 'shadowed-rule'))]);
          const before = await decisions(rest);
          for (const [n, line] of rest.split('\n').entries()) {
            if (!line.startsWith('allow') || isImpossible(line)) continue;
            judged++;
            const after = await decisions(without(rest, [n]), rest);
            assert.ok(after.length < before.length, `${line}\n${rest}`);
          }
        },
      ),
      { numRuns: ofChance(15), seed: 22 },
    );
    assert.ok(judged > ofChance(30), `${judged}`);
  });
});

describe('the fixes of rules without effect', () => {
  async function fixed(text: string, code: string, title?: RegExp): Promise<string> {
    const { document, services } = await loadPlan(text);
    const { CheckRunner } = services.segplan;
    const result = (await CheckRunner.run(document)).find((r) => r.check.code === code);
    const fixes = result?.check.fix?.(result.finding, CheckRunner.context(document)) ?? [];
    return applied(document, fixes.find((f) => title === undefined || title.test(f.title))?.edits ?? []);
  }
  const zones = 'zone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.0.1.0/24 }\n';

  it('take the comment of a rule along, and leave a heading over several rules', async () => {
    const rules = (middle: string): string =>
      `${zones}\n// web\nallow a -> b : tcp 1-99\n${middle}allow b -> a : tcp 7\n// the end\n`;
    assert.equal(
      await fixed(rules('\n// once more\n// and again\nallow a -> b : tcp 80 // why\n\n'), 'redundant-rule'),
      rules('\n'),
    );
    assert.equal(await fixed(rules('// both\nallow a -> b : tcp 80\n'), 'redundant-rule'), rules('// both\n'));
    const silenced = '// segplan-disable-next-line any-endpoint -- agreed\nallow any -> 10.0.1.7 : tcp 80\n';
    const wide = rules(silenced).replace('a -> b : tcp 1-99', 'any -> b : tcp 1-99');
    assert.equal(await fixed(wide, 'redundant-rule'), wide.replace(silenced, ''));
  });

  it('leave what else stands on the line', async () => {
    const text = `${zones}allow a -> b : tcp 1-99 allow a -> b : tcp 80 deny b -> a\n`;
    assert.match(await fixed(text, 'redundant-rule'), /\nallow a -> b : tcp 1-99 +deny b -> a\n$/);
  });

  it('take all rules out that add nothing', async () => {
    const text = `${zones}allow a -> b : tcp 1-99\nallow a -> b : tcp 80\nallow b -> a : tcp 7\nallow a -> b : tcp 81\n`;
    assert.equal(await fixed(text, 'redundant-rule', /all 2 rules/), `${zones}allow a -> b : tcp 1-99\nallow b -> a : tcp 7\n`);
  });
});

describe('rules that say the same as others', () => {
  const ZONES = 'zone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.0.1.0/24 }\n';
  const found = async (rules: string): Promise<(string | number)[][]> => {
    const { document } = await loadPlan(ZONES + rules, {}, true);
    return (document.diagnostics ?? [])
      .filter((d) => d.code === 'redundant-rule')
      .map((d) => [d.range.start.line + 1, ...(d.relatedInformation ?? []).map((r) => r.location.range.start.line + 1)]);
  };

  it('are held against the first of them, or against one before it that says more', async () => {
    assert.deepEqual(await found('allow a -> b : tcp 5\nallow a -> b : tcp 5\nallow a -> b : tcp 5\n'), [
      [4, 3],
      [5, 3],
    ]);
    assert.deepEqual(await found('allow a -> b : tcp 1-9\nallow a -> b : tcp 5\nallow a -> b : tcp 5\n'), [
      [4, 3],
      [5, 3],
    ]);
    assert.deepEqual(await found('allow a -> b : tcp 5\nallow a -> b : tcp 5\nallow a -> b : tcp 1-9\n'), [
      [3, 5],
      [4, 3],
    ]);
  });

  it('are held against no more than it takes of several', async () => {
    const rules = 'allow a -> b : tcp 1-10\nallow any -> b : tcp 5-15\nallow a -> b : tcp 11-20\nallow a -> b : tcp 1-20\n';
    assert.deepEqual(await found(rules), [[6, 3, 5]]);
  });

  it('are none where nothing can flow by them', async () => {
    assert.deepEqual(await found('allow 10.0.0.1 -> fd00::1 : tcp 5\nallow 10.0.0.1 -> fd00::1 : tcp 5\n'), []);
  });

  it('are told apart by their days', async () => {
    assert.deepEqual(await found('allow a -> b : tcp 5 until 2027-12-31\nallow a -> b : tcp 5\n'), [[3, 4]]);
  });
});

describe('a rule that others make idle after an edit', () => {
  const NINE = Array.from({ length: 9 }, (_, n) => `zone z${n} { subnet 10.0.${n}.0/24 }\n`).join('');

  /** The rules that say only what others say, after each text of a document that is edited. */
  async function found(...texts: string[]): Promise<string[][]> {
    const language = await createEditedLanguage();
    const result: string[][] = [];
    for (const text of texts) {
      const document = await language.edit('plan.segplan', NINE + text);
      const own = (document.diagnostics ?? []).filter((d) => d.code === 'redundant-rule');
      result.push(own.map((d) => document.textDocument.getText(d.range)));
    }
    return result;
  }

  it('is found below one between all zones', async () => {
    const wide = 'allow any -> any : tcp 80\n';
    assert.deepEqual(await found(`${wide}allow z1 -> z2 : tcp 81\n`, `${wide}allow z1 -> z2 : tcp 80\n`), [
      [],
      ['allow z1 -> z2 : tcp 80'],
    ]);
  });

  it('is found where it comes before them, and where one of several goes', async () => {
    const [one, narrow, wide] = ['allow z3 -> z4 : tcp 7\n', 'allow z1 -> z2 : tcp 5\n', 'allow z1 -> z2 : tcp 1-99\n'];
    const idle = ['allow z1 -> z2 : tcp 5'];
    assert.deepEqual(await found(wide, narrow + wide, one + narrow + wide, narrow + wide, narrow, narrow + wide), [
      [],
      idle,
      idle,
      idle,
      [],
      idle,
    ]);
  });
});
