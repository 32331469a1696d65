// What is said, and offered, where a rule would permit what is missing, had it not ended, or were its phase on.
import assert from 'node:assert/strict';
import { createEditedLanguage } from '../support/edited-language.ts';
import { applied } from '../support/editor.ts';
import { diagnose, loadPlan, underlined } from '../support/language.ts';

const HEAD = `vendor acme {
  role server role agent role relay
  flow server -> agent : tcp 6160, 6162
  flow agent -> relay : one of (tcp 25, tcp 587)
}
use acme
zone near { subnet 10.0.0.0/24 component srv : acme.server at 10.0.0.1 component desk at 10.0.0.9 component mx : acme.relay at 10.0.0.3 }
zone far { subnet 10.0.1.0/24 component a : acme.agent at 10.0.1.1 }
`;
const MAIL = 'allow a -> mx : tcp 25\n';
const OPEN = 'allow srv -> a : tcp 6160, 6162\n';

const plan = (rules: string): string => `${HEAD}${MAIL}${rules}\n`;

/** What is said of the first missing flow behind what is missing, and of which rules. */
async function told(text: string): Promise<{ said: string; rules: string[] }> {
  const found = (await diagnose(text)).find(({ code }) => code === 'missing-flow')!;
  const rules = (found.relatedInformation ?? []).flatMap(({ location, message }) => {
    const piece = underlined(text, { ...found, range: location.range });
    return /^This rule/.test(message) ? [`${piece}: ${message}`] : [];
  });
  return { said: String(found.message).replace(/^No rule permits .*? on [^.]*\. ?/, ''), rules };
}

/** The fixes of the first missing flow, and the rules after each. */
async function fixed(text: string): Promise<Record<string, string>> {
  const { document, services } = await loadPlan(text);
  const { CheckRunner } = services.segplan;
  const result = (await CheckRunner.run(document)).find(({ check }) => check.code === 'missing-flow')!;
  const fixes = result.check.fix?.(result.finding, CheckRunner.context(document)) ?? [];
  return Object.fromEntries(fixes.map(({ title, edits }) => [title, applied(document, edits).slice(HEAD.length + MAIL.length)]));
}

describe('a missing flow that a rule would permit, had it not ended', () => {
  const ended = 'allow srv -> a : tcp 6160, 6162 until 2026-11-20 "trial"';

  it('is told with that rule and its last day', async () => {
    assert.deepEqual(await told(plan(ended)), {
      said: "'allow srv -> a' permitted it until 2026-11-20.",
      rules: [`${ended}: This rule permitted it until 2026-11-20.`],
    });
  });

  it('is told so of the part that the rule would permit', async () => {
    const part = 'allow srv -> far : tcp 6162-7000 until 2026-11-20';
    assert.deepEqual(await told(plan(part)), {
      said: "'allow srv -> far' permitted tcp 6162 of it until 2026-11-20.",
      rules: [`${part}: This rule permitted tcp 6162 of it until 2026-11-20.`],
    });
  });

  it('is told with the rule that would permit most of it first, and with none that adds nothing', async () => {
    const rules = [
      'allow srv -> a : tcp 6162 until 2026-11-19',
      'allow srv -> a : tcp 6160-6200 until 2026-11-20',
      'allow srv -> a : tcp 6160 until 2026-11-18',
    ];
    assert.deepEqual(await told(plan(rules.join('\n'))), {
      said: "'allow srv -> a' permitted it until 2026-11-20.",
      rules: [`${rules[1]}: This rule permitted it until 2026-11-20.`],
    });
    const parts = [rules[0]!, rules[2]!];
    assert.deepEqual((await told(plan(parts.join('\n')))).rules, [
      `${parts[0]}: This rule permitted tcp 6162 of it until 2026-11-19.`,
      `${parts[1]}: This rule permitted tcp 6160 of it until 2026-11-18.`,
    ]);
  });

  it('is told of one that says required, and of one of several ports that would have done', async () => {
    assert.equal(
      (await told(plan('allow near -> far : required until 2026-11-20'))).said,
      "'allow near -> far' permitted it until 2026-11-20.",
    );
    const mail = `${HEAD}${OPEN}allow far -> mx : tcp 587 until 2026-11-20\n`;
    assert.equal((await told(mail)).said, "'allow far -> mx' permitted it until 2026-11-20.");
  });

  it('is told of no rule that still holds, is about other ports, goes the other way or denies', async () => {
    const others = [
      'allow srv -> a : tcp 6161 until 2026-11-20',
      'allow a -> srv : tcp 6160, 6162 until 2026-11-20',
      'deny srv -> a : tcp 6160 until 2026-11-20',
      'allow desk -> a : tcp 6160 until 2026-11-20',
      'allow srv -> a : tcp 6160 until 2026-11-21',
    ];
    assert.deepEqual(await told(plan(others.join('\n'))), { said: '', rules: [] });
  });

  it('does not name a rule with so many ends that nobody would read them', async () => {
    const list = Array.from({ length: 12 }, (_, n) => `10.0.0.${n + 100}`).join(', ');
    assert.equal(
      (await told(plan(`allow srv, ${list} -> a : tcp 6160, 6162 until 2026-11-20`))).said,
      'Another rule permitted it until 2026-11-20.',
    );
  });

  it('is mended by a month more of it, or by letting it hold for good', async () => {
    const fixes = await fixed(plan(ended));
    assert.deepEqual(Object.keys(fixes), [
      'Add a rule: allow srv -> a : tcp 6160, 6162',
      "Let 'allow srv -> a' hold until 2026-12-21",
      "Let 'allow srv -> a' hold for good",
    ]);
    assert.equal(
      fixes["Let 'allow srv -> a' hold until 2026-12-21"],
      'allow srv -> a : tcp 6160, 6162 until 2026-12-21 "trial"\n',
    );
    const lasting = plan(fixes["Let 'allow srv -> a' hold for good"]!.trimEnd());
    assert.equal(lasting, plan('allow srv -> a : tcp 6160, 6162 "trial"'));
    assert.deepEqual(
      (await diagnose(lasting)).filter(({ severity }) => severity !== 4),
      [],
    );
  });

  it('says what else the rule opens, and which assertion it breaks', async () => {
    const wide = 'allow near -> a : tcp 6160-6162 until 2026-11-20\nassert desk never reaches a';
    assert.deepEqual(Object.keys(await fixed(plan(wide))), [
      'Add a rule: allow srv -> a : tcp 6160, 6162',
      `Let 'allow near -> a' hold until 2026-12-21, with tcp 6160-6162 that nothing requires, against the assertion on line ${HEAD.split('\n').length + 2}`,
      `Let 'allow near -> a' hold for good, with tcp 6160-6162 that nothing requires, against the assertion on line ${HEAD.split('\n').length + 2}`,
    ]);
  });

  it('is offered no rule that would open an isolated zone, unless the rule is about that and says why', async () => {
    const lab = (rule: string): string => `zone lab isolated { subnet 10.0.2.0/24 }\nallow ${rule} until 2026-11-20`;
    const rules = ['srv -> 10.0.0.0/16 : tcp 6160, 6162', 'srv -> far, lab : tcp 6160, 6162', 'srv -> far, lab : tcp 6160, 6162'];
    const offered = [lab(rules[0]!), lab(rules[1]!), `${lab(rules[2]!)} "tests"`].map(async (rule) =>
      Object.keys(await fixed(plan(rule))).filter((title) => title.startsWith('Let ')),
    );
    assert.deepEqual(await Promise.all(offered), [
      [],
      [],
      [
        "Let 'allow srv -> far, lab' hold until 2026-12-21, with tcp 6160, 6162 that nothing requires",
        "Let 'allow srv -> far, lab' hold for good, with tcp 6160, 6162 that nothing requires",
      ],
    ]);
  });

  it('is offered no rule that would permit a part alone', async () => {
    assert.deepEqual(Object.keys(await fixed(plan('allow srv -> a : tcp 6160 until 2026-11-20'))), [
      'Add a rule: allow srv -> a : tcp 6160, 6162',
    ]);
  });
});

describe('a missing flow that a rule would permit, were its phase on', () => {
  const off = 'allow srv -> a : tcp 6160, 6162 during setup // trial';

  it('is told with that rule and its phase, and mended by letting it hold in every phase', async () => {
    assert.deepEqual(await told(plan(off)), {
      said: "'allow srv -> a' permits it during setup alone, a phase that is off.",
      rules: ['allow srv -> a : tcp 6160, 6162 during setup: This rule permits it during setup alone, a phase that is off.'],
    });
    const after = (await fixed(plan(off)))["Let 'allow srv -> a' hold in every phase"]!;
    assert.equal(after, 'allow srv -> a : tcp 6160, 6162 // trial\n');
  });

  it('is told with both where the rule has ended as well, and offered neither', async () => {
    const both = 'allow srv -> a : tcp 6160, 6162 during setup until 2026-11-20';
    assert.equal((await told(plan(both))).said, "'allow srv -> a' permitted it during setup until 2026-11-20.");
    assert.deepEqual(Object.keys(await fixed(plan(both))), ['Add a rule: allow srv -> a : tcp 6160, 6162']);
  });

  it('is not missing while the phase is on', async () => {
    const { document, services } = await loadPlan(plan(off));
    const missing = ['setup', 'teardown'].map(async (phase) => {
      const found = await services.segplan.CheckRunner.run(document, undefined, undefined, [phase]);
      return found.filter(({ check }) => check.code === 'missing-flow').length;
    });
    assert.deepEqual(await Promise.all(missing), [0, 1]);
  });
});

describe('while a rule at rest is edited', () => {
  it('what is missing is told with the rule as it is', async () => {
    const { edit } = await createEditedLanguage();
    const saidOf = async (rules: string): Promise<string[]> =>
      ((await edit('plan.segplan', plan(rules))).diagnostics ?? []).flatMap(({ code, message }) =>
        code === 'missing-flow' ? [String(message).replace(/^No rule permits .*? on [^.]*\. ?/, '')] : [],
      );
    const before = 'allow desk -> a : icmp "looks"\n';
    assert.deepEqual(await saidOf(before), ['']);
    assert.deepEqual(await saidOf(`${before}allow srv -> a : tcp 6160, 6162 until 2026-11-19`), [
      "'allow srv -> a' permitted it until 2026-11-19.",
    ]);
    assert.deepEqual(await saidOf(`${before}allow srv -> a : tcp 6160, 6162 until 2026-11-20`), [
      "'allow srv -> a' permitted it until 2026-11-20.",
    ]);
    assert.deepEqual(await saidOf(`allow srv -> a : tcp 6160, 6162 until 2026-11-20\n${before}`), [
      "'allow srv -> a' permitted it until 2026-11-20.",
    ]);
    assert.deepEqual(await saidOf(`allow near -> a : tcp 6160, 6162 during setup\n${before}`), [
      "'allow near -> a' permits it during setup alone, a phase that is off.",
    ]);
    assert.deepEqual(await saidOf(`phase setup\nallow near -> a : tcp 6160, 6162 during setup\n${before}`), []);
    assert.deepEqual(await saidOf(before), ['']);
  });
});
