import assert from 'node:assert/strict';
import fc from 'fast-check';
import { possibleTraffic, subtract } from '../../language/analysis/region.ts';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { ofChance } from '../support/chance.ts';
import { applied, formatted } from '../support/editor.ts';
import { analysisOf, diagnose, loadPlan } from '../support/language.ts';
import { randomPlan } from '../support/random-plans.ts';

async function fixAll(text: string): Promise<string> {
  const { document, services } = await loadPlan(text);
  const { CheckRunner } = services.segplan;
  const results = (await CheckRunner.run(document)).filter((r) => r.check.code === 'missing-flow');
  const edits = results[0]?.check.fixAll?.(
    results.map((r) => r.finding),
    CheckRunner.context(document),
  );
  return applied(document, edits ?? []);
}

/** Says of each component that it runs Windows where something missing hangs on it. */
async function sayWindows(text: string): Promise<string> {
  const { document, services } = await loadPlan(text);
  const { CheckRunner } = services.segplan;
  const unsaid = (await CheckRunner.run(document)).filter(({ finding }) => OPEN.test(finding.message));
  const edits = unsaid.flatMap(({ check, finding }) => check.fix?.(finding, CheckRunner.context(document))[0]?.edits ?? []);
  return applied(document, edits);
}

const OPEN = /^No rule permits what .* may need as long as nobody says what (it runs|they run): /;

describe('missing-flow, fixed as a whole', () => {
  it('leaves nothing missing, opens nothing that is not required, and keeps comments and format', async () => {
    await fc.assert(
      fc.asyncProperty(randomPlan, async (text) => {
        const errors = async (plan: string): Promise<string[]> =>
          (await diagnose(plan)).flatMap((d) => (d.severity === 1 ? [`${d.message}`] : []));
        const first = await fixAll(text);
        // What hangs on a system that nobody says is left until somebody does.
        assert.deepEqual(
          (await errors(first)).filter((message) => !OPEN.test(message)),
          [],
        );
        const after = await fixAll(await sayWindows(first));
        assert.deepEqual(await errors(after), []);
        const old = await analysisOf(text);
        const fresh = await analysisOf(after);
        const required = fresh.requirements.flatMap((r) =>
          possibleTraffic(r.sources, r.destinations, IntervalSet.unionAll([r.services, ...r.alternatives.map((g) => g[0]!)])),
        );
        const opened = subtract(
          fresh.allows.flatMap((b) => possibleTraffic(b.sources, b.destinations, b.services)),
          old.allows,
        );
        assert.deepEqual(subtract(opened, required), [], after);
        assert.equal(after.match(/\/\/ kept/g)?.length, text.match(/\/\/ kept/g)?.length);
        assert.equal(await formatted(after), await formatted(await formatted(after)));
      }),
      { numRuns: ofChance(80, 4), seed: 7 },
    );
  });

  it('is formatted where the plan was', async () => {
    await fc.assert(
      fc.asyncProperty(randomPlan, async (text) => {
        const after = await fixAll(await formatted(text));
        assert.equal(await formatted(after), after);
      }),
      { numRuns: ofChance(60, 3), seed: 8 },
    );
  });
});

const acme = `use acme
vendor acme {
  role server { property gui-port = port }
  role agent role desk role gate relays
  service control = tcp 6160, 6162
  service data = tcp 2500-2510
  service gui = tcp 9669 (set by server.gui-port)
  flow server -> agent : control, data "Controls agents."
  flow agent -> server : tcp 443 "Calls home"
  flow desk -> server : gui "Shows \\"all\\" there is"
  flow gate -> server : tcp 1 "Passes on"
  flow desk -> gate : tcp 2 "Enters"
}
`;
const near = (component: string): string => `zone near { subnet 10.0.0.0/24 ${component} }\n`;
const far = (component: string): string => `zone far { subnet 10.0.1.0/24 ${component} }\n`;
const rulesOf = (text: string): string[] => text.split('\n').filter((line) => /^(allow|deny)/.test(line));

describe('the rules that mend all missing flows', () => {
  it('are one for all of a zone that need the same, by the names of the catalog, and say what they are for', async () => {
    const text =
      acme +
      near('component srv : acme.server at 10.0.0.1') +
      far('component a : acme.agent at 10.0.1.1 component b : acme.agent at 10.0.1.2');
    assert.deepEqual(rulesOf(await fixAll(text)), [
      'allow srv -> a, b : acme.control, acme.data "Controls agents"',
      'allow a, b -> srv : tcp 443 "Calls home"',
    ]);
  });

  it('name a service only where that means exactly what is missing', async () => {
    const text =
      acme +
      near('component desk : acme.desk at 10.0.0.1') +
      far('component a : acme.server at 10.0.1.1 { gui-port = 19669 } component b : acme.server at 10.0.1.2');
    const why = '"Shows \\"all\\" there is"';
    assert.deepEqual(rulesOf(await fixAll(text)), [`allow desk -> a : acme.gui ${why}`, `allow desk -> b : acme.gui ${why}`]);
    const part = acme + near('component srv : acme.server at 10.0.0.1') + far('component a : acme.agent at 10.0.1.1');
    assert.deepEqual(rulesOf(await fixAll(`${part}allow near -> far : tcp 2500-2505, 6160\nallow a -> srv : tcp 443\n`)), [
      'allow near -> far : tcp 2500-2505, 6160',
      'allow srv -> a : tcp 2506-2510, 6162 "Controls agents"',
      'allow a -> srv : tcp 443',
    ]);
  });

  it('stand with the rules of their two zones', async () => {
    const text =
      acme +
      near('component srv : acme.server at 10.0.0.1 component x at 10.0.0.9') +
      far('component a : acme.agent at 10.0.1.1');
    assert.deepEqual(rulesOf(await fixAll(`${text}allow x -> a : tcp 7\nallow a -> srv : tcp 443\nallow a -> x : tcp 7\n`)), [
      'allow x -> a : tcp 7',
      'allow srv -> a : acme.control, acme.data "Controls agents"',
      'allow a -> srv : tcp 443',
      'allow a -> x : tcp 7',
    ]);
  });

  it('hold nothing that one of them holds already', async () => {
    const text =
      acme +
      near('component srv : acme.server at 10.0.0.1') +
      far('component all : acme.agent at 10.0.1.0/28 component one : acme.agent at 10.0.1.1');
    const rules = rulesOf(await fixAll(text));
    assert.deepEqual(rules, [
      'allow srv -> all : acme.control, acme.data "Controls agents"',
      'allow all -> srv : tcp 443 "Calls home"',
    ]);
  });
});

describe('a missing flow of a rule that breaks off', () => {
  const plan = (rule: string): string =>
    `${acme}${near('component srv : acme.server at 10.0.0.1')}${far('component a : acme.agent at 10.0.1.1')}allow a -> srv : required\n${rule}\n`;
  for (const [rule, fixed] of [
    ['allow srv -> a :', 'allow srv -> a : tcp 2500-2510, 6160, 6162'],
    ['allow srv -> a', 'allow srv -> a : tcp 2500-2510, 6160, 6162'],
    ['allow srv -> a : tcp', 'allow srv -> a : tcp 2500-2510, 6160, 6162'],
    ['allow srv -> a : tcp + // soon', 'allow srv -> a : tcp 2500-2510, 6160, 6162 // soon'],
    ['allow srv -> a : tcp 6160,', 'allow srv -> a : tcp 6160, 2500-2510, 6162'],
    ['allow srv -> a : tcp 6160, udp', 'allow srv -> a : tcp 6160, 2500-2510, 6162'],
    ['allow srv -> a : icmp,', 'allow srv -> a : icmp, tcp 2500-2510, 6160, 6162'],
  ] as const)
    it(`is mended in it: ${rule}`, async () => {
      const after = await fixAll(plan(rule));
      assert.equal(after, plan(fixed));
      assert.deepEqual(await diagnose(after), []);
    });
});

describe('a missing flow that an assertion forbids', () => {
  it('says so, is left out of the fix of all, and is not the preferred one by itself', async () => {
    const text = `${acme}${near('component srv : acme.server at 10.0.0.1')}${far('component a : acme.agent at 10.0.1.1')}assert near never reaches far on tcp 6160\n`;
    assert.deepEqual(rulesOf(await fixAll(text)), ['allow a -> srv : tcp 443 "Calls home"']);
    const found = (await diagnose(text)).find((d) => /srv -> a/.test(String(d.message)));
    assert.match(String(found?.message), /Allowing it would break the assertion on line 16\.$/);
    assert.ok(found?.relatedInformation?.some((r) => r.location.range.start.line === 15));
    const { document, services } = await loadPlan(text);
    const result = (await services.segplan.CheckRunner.run(document)).find((r) => /srv -> a/.test(r.finding.message));
    const [fix] = result!.check.fix!(result!.finding, services.segplan.CheckRunner.context(document));
    assert.match(fix!.title, /against the assertion on line 16$/);
    assert.ok(!fix!.preferred);
  });

  it('is one where a host name may be an address that is never to be reached, and none where it can not', async () => {
    const named = (assertion: string): string =>
      `${acme}${near('component srv : acme.server at 10.0.0.1')}${far('component a : acme.agent at "a.example.com"')}assert near never reaches ${assertion}\n`;
    const isForbidden = async (assertion: string): Promise<boolean> =>
      (await diagnose(named(assertion))).some(
        (d) => /srv -> a/.test(String(d.message)) && /break the assertion/.test(String(d.message)),
      );
    assert.ok(await isForbidden('10.0.1.9 on tcp 6160'));
    assert.ok(await isForbidden('"a.example.com" on tcp 6160'));
    assert.ok(!(await isForbidden('10.0.1.9 on tcp 9')));
    assert.ok(!(await isForbidden('"b.example.com" on tcp 6160')));
  });

  it('is found over relays, also where it takes two that are missing', async () => {
    const text = `${acme}${near('component desk : acme.desk at 10.0.0.1')}${far('component gate : acme.gate at 10.0.1.1')}zone core { subnet 10.0.2.0/24 component srv : acme.server at 10.0.2.1 }
allow desk -> srv : acme.gui
assert near never reaches srv on tcp 1 through relays
`;
    assert.deepEqual(rulesOf(await fixAll(text)), ['allow desk -> srv : acme.gui']);
    assert.deepEqual(rulesOf(await fixAll(text.replace('acme.gui\n', 'acme.gui\nallow gate -> srv : tcp 1\n'))), [
      'allow desk -> srv : acme.gui',
      'allow gate -> srv : tcp 1',
    ]);
    const messages = (await diagnose(text)).filter((d) => d.code === 'missing-flow').map((d) => String(d.message));
    assert.equal(messages.length, 2);
    for (const message of messages) assert.match(message, /Together with other traffic that is missing, allowing it would break/);
  });
});

describe('very many missing flows', () => {
  it('are listed up to a limit, and the rest is counted', async () => {
    const side = (zone: string, role: string, n: number): string =>
      Array.from({ length: 75 }, (_, c) => `component ${zone}${c} : acme.${role} at 10.${n}.0.${c + 1}`).join('\n');
    const found = await diagnose(`plan "many"
use acme
zone a { subnet 10.1.0.0/24 ${side('a', 'agent', 1)} }
zone b { subnet 10.2.0.0/24 ${side('b', 'server', 2)} }
zone c { subnet 10.3.0.0/24 ${side('c', 'server', 3)} }
vendor acme { role agent role server flow agent -> server : tcp 1 }
`);
    const missing = found.filter((d) => d.code === 'missing-flow');
    assert.equal(missing.length, 5001);
    assert.match(
      String(missing[0]!.message),
      /^6,250 more pairs of components lack rules; they show once those that are listed have theirs\.$/,
    );
  });
});

describe('a choice that two flows of a pair leave', () => {
  it('is named once', async () => {
    const [found] = (
      await diagnose(`vendor acme {
  role a role b role c : b
  flow a -> b : first of (tcp 6162, tcp 2500-3300) "Controls"
  flow a -> c : first of (tcp 6162, tcp 2500-3300) "Restores"
}
use acme
zone x { subnet 10.0.0.0/24 component s : acme.a at 10.0.0.1 }
zone y { subnet 10.0.1.0/24 component t : acme.c at 10.0.1.1 }`)
    ).filter((d) => d.code === 'missing-flow');
    assert.match(
      String(found?.message),
      /^No rule permits s -> t on tcp 6162 \(or else tcp 2500-3300\)\. Needed for: Controls; Restores\.$/,
    );
  });
});

describe('what a plan can say instead of opening what is missing', () => {
  /** The texts that the other fixes of each finding leave, and what leads to the rows of the catalog. */
  async function instead(text: string): Promise<{ texts: Record<string, string>; related: string[] }> {
    const { document, services } = await loadPlan(text);
    const { CheckRunner } = services.segplan;
    const context = CheckRunner.context(document);
    const results = (await CheckRunner.run(document)).filter((r) => r.check.code === 'missing-flow');
    const fixes = results.flatMap(({ check, finding }) => check.fix?.(finding, context) ?? []);
    const others = fixes.filter(({ title }) => / instead$/.test(title));
    return {
      texts: Object.fromEntries(others.map(({ title, edits }) => [title, applied(document, edits)])),
      related: results.flatMap(({ finding }) => (finding.related ?? []).map(({ message }) => message)),
    };
  }

  const OPEN = `vendor acme { source guide "https://acme.example/ports" "Guide" role manager role node flow between manager and node : tcp 4009 "Handles checkpoints" from guide "1" }
use acme
zone x { subnet 10.0.0.0/24 component m : acme.manager at 10.0.0.1 }
zone y { subnet 10.0.1.0/24 component n : acme.node at 10.0.1.1 }
`;

  it('is who connects, where the source leaves that open', async () => {
    const { texts, related } = await instead(OPEN);
    const found = (await diagnose(OPEN)).filter((d) => d.code === 'missing-flow').map(({ message }) => message);
    assert.deepEqual(found, [
      "No rule permits m -> n on tcp 4009. Needed for: Handles checkpoints. The source leaves open who connects: say it by 'direction acme.manager -> acme.node', or the other way round.",
      "No rule permits n -> m on tcp 4009. Needed for: Handles checkpoints. The source leaves open who connects: say it by 'direction acme.node -> acme.manager', or the other way round.",
    ]);
    assert.deepEqual(Object.keys(texts), [
      "Add 'direction acme.node -> acme.manager' instead",
      "Add 'direction acme.manager -> acme.node' instead",
    ]);
    assert.deepEqual(
      related.filter((each) => each.includes('leaves open who connects')),
      [
        "tcp 4009: Handles checkpoints (Guide, section 1). The source leaves open who connects: 'direction acme.manager -> acme.node' says it, or the other way round.",
        "tcp 4009: Handles checkpoints (Guide, section 1). The source leaves open who connects: 'direction acme.node -> acme.manager' says it, or the other way round.",
      ],
    );
    // Either leaves one of the two ways.
    const left = await Promise.all(Object.values(texts).map(async (text) => (await analysisOf(text)).missing));
    assert.deepEqual(
      left.map((missing) => missing.map(({ from, to }) => `${from.name} -> ${to.name}`)),
      [['n -> m'], ['m -> n']],
    );
  });

  it('comes first, and the fix of all opens neither way, but all that is sure', async () => {
    const { document, services } = await loadPlan(OPEN);
    const context = services.segplan.CheckRunner.context(document);
    const [found] = (await services.segplan.CheckRunner.run(document)).filter((r) => r.check.code === 'missing-flow');
    const fixes = found!.check.fix!(found!.finding, context);
    assert.deepEqual(
      fixes.map(({ title, preferred }) => [title, preferred === true]),
      [
        ["Add 'direction acme.manager -> acme.node'", false],
        ["Add 'direction acme.node -> acme.manager' instead", false],
        ['Add a rule: allow m -> n : tcp 4009', false],
      ],
    );
    assert.ok(
      found!.finding.related?.some(({ message }) => message === 'Fixing all leaves this one out: nobody says who connects.'),
    );
    assert.equal(await fixAll(OPEN), OPEN);
    const more = OPEN.replace(' from guide "1" }', ' from guide "1" flow manager -> node : tcp 22 "Installs" }');
    assert.deepEqual(rulesOf(await fixAll(more)), ['allow m -> n : tcp 22 "Installs"']);
    assert.deepEqual(rulesOf(await fixAll(`${OPEN}direction acme.manager -> acme.node\n`)), [
      'allow m -> n : tcp 4009 "Handles checkpoints"',
    ]);
  });

  it('is nothing more where the plan says who connects', async () => {
    const { texts, related } = await instead(`${OPEN}direction acme.manager -> acme.node`);
    assert.deepEqual(texts, {});
    assert.ok(related.every((each) => !each.includes('who connects')));
  });

  it('is that two components of other sites have nothing to do with each other', async () => {
    const { texts } = await instead(`vendor acme { role agent role store flow agent -> store : tcp 10006 "Sends data" }
use acme
site hq { zone hq-zone { subnet 10.1.0.0/24 component desk : acme.agent at 10.1.0.1 component share : acme.store at 10.1.0.2 } }
site dr { zone dr-zone { subnet 10.2.0.0/24 component share : acme.store at 10.2.0.1 } }
`);
    assert.deepEqual(Object.keys(texts), ["Add 'bind desk without dr-zone.share' instead"]);
    assert.deepEqual([...(await analysisOf(Object.values(texts)[0]!)).missing], []);
  });
});
