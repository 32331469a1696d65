// Whatever is done to zones, components, groups, bindings and settings, line by line: what is kept is what a fresh start would find.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import type { LangiumDocument } from 'langium';
import type * as ast from '../../language/generated/ast.ts';
import { formatServices } from '../../language/model/services.ts';
import type { SegplanCoreServices } from '../../language/module.ts';
import { generate } from '../../language/rulesets/generate.ts';
import { statements } from '../rulesets/edited-plans.ts';
import { ofChance, someOf } from '../support/chance.ts';
import { changed, picker } from '../support/changed-lines.ts';
import { createEditedLanguage, type EditedLanguage } from '../support/edited-language.ts';
import { createTestLanguage, type TestLanguage } from '../support/language.ts';
import { randomAcmeRules, randomVeeamRules, randomZertoRules } from '../support/random-plans.ts';
import { shown } from '../support/shown.ts';

const EXAMPLES = ['segmented-veeam', 'veeam-cloud-connect', 'zerto-msp', 'acronis-scs-branches'];
/** How many times as much as usual; `PLANS=50 npx mocha …` looks for longer. */
const TIMES = Number(process.env.PLANS ?? 1);

/** A plan, and a file that it imports, with its zones and how the network carries traffic between them. */
function inTwo(text: string): string[] {
  const [shared, own]: [string[], string[]] = [[], []];
  for (const statement of statements(text))
    (/^(site|zone|pair|deployment|group|service|vpn|nat|firewall) /.test(statement) ? shared : own).push(statement);
  return [`import "./shared.segplan"\n${own.join('\n')}\n`, `${shared.join('\n')}\n`];
}

const places = ({ uri }: LangiumDocument, value: unknown): string =>
  JSON.stringify(value, null, 1).replaceAll(uri.path.replace(/[^/]*$/, ''), '');
const written = async (services: SegplanCoreServices, from: LangiumDocument<ast.Document>, edit: number): Promise<string> =>
  places(from, await generate(from, services, { target: 'json', scope: edit % 8 === 3 ? 'network' : 'host' }));

describe('a plan whose lines change', () => {
  let kept: EditedLanguage;
  let fresh: TestLanguage;
  let count = 0;
  before(async () => {
    kept = await createEditedLanguage();
    fresh = await createTestLanguage();
  });

  /** Edits the files of a plan several times, one at a time, and takes all of it back now and then. The first one is the plan. */
  async function follow(texts: readonly string[], seed: number, edits: number): Promise<void> {
    const pick = picker(seed);
    const nameOf = (n: number, folder: string): string => `${folder}/${n ? 'shared' : 'plan'}.segplan`;
    for (const [n, text] of [...texts.entries()].reverse()) await kept.edit(nameOf(n, 'kept'), text);
    let now = [...texts];
    const former = [now];
    const seen: { readonly texts: readonly string[]; readonly shown: string; readonly written: string | undefined }[] = [];
    for (let edit = 0; edit < edits; edit++) {
      const before = now;
      const n = pick(texts.length);
      const all = pick(6) ? undefined : former[pick(former.length)]!;
      now = all ?? now.map((text, m) => (m === n ? changed(text, pick) : text));
      former.push(now);
      for (const [m, text] of now.entries()) if (text !== before[m]) await kept.edit(nameOf(m, 'kept'), text);
      const document = kept.services.shared.workspace.LangiumDocuments.getDocument(kept.uriOf(nameOf(0, 'kept')));
      const { services } = kept;
      const own = document as LangiumDocument<ast.Document>;
      seen.push({
        texts: now,
        shown: places(own, shown(services, own)),
        // And now and then, what is written for firewalls.
        written: edit % 4 === 3 ? await written(services, own, edit) : undefined,
      });
    }
    // A file that is new has everything linked again that is known anywhere: between two edits it would hide what these leave as it was.
    for (const [edit, was] of seen.entries()) {
      const folder = `fresh-${count++}`;
      const files = was.texts.map((text, m) => [nameOf(m, folder), text] as const);
      const other = await fresh.load(Object.fromEntries(files));
      const what = was.texts.join('\n----\n');
      assert.equal(was.shown, places(other, shown(fresh.services, other)), what);
      if (was.written !== undefined) assert.equal(was.written, await written(fresh.services, other, edit), what);
      const { LangiumDocuments } = fresh.services.shared.workspace;
      for (const [name] of files) LangiumDocuments.deleteDocument(kept.uriOf(name));
      fresh.services.segplan.Plans.forget(other.uri);
    }
  }

  for (const name of someOf(EXAMPLES, 4))
    it(`shows what a fresh start shows: ${name}`, async () => {
      const text = readFileSync(new URL(`../../examples/${name}.segplan`, import.meta.url), 'utf8');
      for (let n = 0; n < TIMES; n++) await follow([text], TIMES + 6 + n, ofChance(8, 4));
    });

  for (const [what, random] of [
    ['a vendor of its own', randomAcmeRules],
    ['Veeam', randomVeeamRules],
    ['Zerto', randomZertoRules],
  ] as const)
    it(`shows what a fresh start shows: sites with ${what}`, async () => {
      await fc.assert(
        fc.asyncProperty(random, fc.nat(), fc.boolean(), (text, seed, isOne) => follow(isOne ? [text] : inTwo(text), seed, 8)),
        { numRuns: ofChance(3, 1) * TIMES, seed: 42 + TIMES, endOnFailure: true },
      );
    });

  it('reads a part that an edit left alone as what it has become a part of', async () => {
    const plan = (service: string): string =>
      `zone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.0.1.0/24 }\nallow a -> b : ${service} "why"\n`;
    for (const service of ['tcp 443', 'udp 443', 'tcp+udp 443', 'tcp 443 source port 1000', 'tcp 443 source port 1001']) {
      const { parseResult } = await kept.edit('parts.segplan', plan(service));
      const { allows } = kept.services.segplan.Plans.analysis(parseResult.value);
      assert.deepEqual(
        allows.map((box) => formatServices(box.services)),
        [service],
      );
    }
  });

  const ACME = `use acme
vendor acme "Acme" version 1 {
  versions 1
  source guide "guide.pdf" "Guide" vendor
  role client
  role server
  role other
  flow client -> server : FLOW "Works" from guide "1"
}
`;
  const SITES = `site one {
  zone clients { subnet 10.0.0.0/24 component c : acme.client at 10.0.0.1 }
  zone servers { subnet 10.0.1.0/24 component s : acme.server at 10.0.1.1 }
}
site two {
  zone far { subnet 10.0.2.0/24 component f : acme.server at 10.0.2.1 }
  zone more { subnet 10.0.3.0/24 component m : acme.other at 10.0.3.1 }
}
`;
  // An edit of one zone, and the pair of components elsewhere of which it decides.
  for (const [what, flow, more, before, after] of [
    ['the role that a bound zone no longer fills', 'tcp 1', 'bind c with servers', 's : acme.server', 's : acme.other'],
    ['the nearest of a role', 'tcp 1 when nearest responder', '', 's : acme.server', 's : acme.other'],
    ['whether anybody has a role', 'tcp 1 when no acme.other', '', 'm : acme.other', 'm : acme.server'],
  ] as const)
    it(`asks again what lies between other zones: ${what}`, async () => {
      const plan = `${ACME.replace('FLOW', flow)}${SITES}${more}\n`;
      const pairs = async (text: string): Promise<string[]> => {
        const { parseResult, diagnostics } = await kept.edit('other.segplan', text);
        assert.deepEqual(
          diagnostics?.filter(({ code }) => /^(syntax|unknown)/.test(`${code}`)).map((d) => d.message),
          [],
        );
        const { requirements } = kept.services.segplan.Plans.analysis(parseResult.value);
        return requirements.flatMap((r) => r.from.flatMap((a) => r.to.map((b) => `${a.name} -> ${b.name}`)));
      };
      assert.equal((await pairs(plan)).includes('c -> f'), false);
      assert.equal((await pairs(plan.replace(before, after))).includes('c -> f'), true);
      assert.equal((await pairs(plan)).includes('c -> f'), false);
    });

  it('counts ports again where a machine comes in another zone', async () => {
    const plan = `${ACME.replace('FLOW', 'tcp 9000+ (2 for each other)')}${SITES}`;
    const ports = async (text: string): Promise<string[]> => {
      const { parseResult } = await kept.edit('counted.segplan', text);
      const { requirements } = kept.services.segplan.Plans.analysis(parseResult.value);
      return requirements.filter((r) => r.toZone.name === 'servers').map((r) => formatServices(r.services));
    };
    assert.deepEqual(await ports(plan), ['tcp 9000-9001']);
    assert.deepEqual(await ports(plan.replace('at 10.0.3.1', 'at 10.0.3.1, 10.0.3.2')), ['tcp 9000-9003']);
    assert.deepEqual(await ports(plan), ['tcp 9000-9001']);
  });

  it('counts the ports that a rule opens again where a machine comes that is no end of it', async () => {
    const acme = ACME.replace('FLOW', 'tcp 1').replace('}\n', '  service counted = tcp 9000+ (2 for each other)\n}\n');
    const plan = `${acme}${SITES}allow c -> s : acme.counted\n`;
    const ports = async (text: string): Promise<string[]> => {
      const { parseResult } = await kept.edit('counting.segplan', text);
      return kept.services.segplan.Plans.analysis(parseResult.value).allows.map((box) => formatServices(box.services));
    };
    assert.deepEqual(await ports(plan), ['tcp 9000-9001']);
    assert.deepEqual(await ports(plan.replace('at 10.0.3.1', 'at 10.0.3.1, 10.0.3.2')), ['tcp 9000-9003']);
    assert.deepEqual(await ports(plan), ['tcp 9000-9001']);
  });

  it('says where a host name may be by now, once a zone has another name or other addresses', async () => {
    const text = `zone a { subnet 10.0.0.0/24 component s at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component n at "n.example.com" }
allow s -> n : tcp 443
deny s -> 10.0.1.0/25
assert s reaches n on tcp 443
`;
    const told = async (now: string): Promise<string[]> => {
      const { diagnostics = [] } = await kept.edit('names.segplan', now);
      return diagnostics.flatMap((d) => (d.code === 'assertion-failed' ? [String(d.message)] : []));
    };
    const [first] = await told(text);
    assert.match(first!, /n\.example\.com may be any address of b\b/);
    assert.match((await told(text.replace('zone b', 'zone renamed')))[0]!, /n\.example\.com may be any address of renamed\b/);
    assert.deepEqual(await told(text.replace('subnet 10.0.1.0/24', 'subnet 10.0.2.0/24')), []);
    assert.deepEqual(await told(text), [first]);
  });

  it('knows the deployments that there are', async () => {
    const deployments = async (...lines: string[]): Promise<string[]> => {
      const { parseResult } = await kept.edit('deployments.segplan', `${SITES}${lines.join('\n')}\n`);
      return [...kept.services.segplan.Plans.analysis(parseResult.value).plan.deployments.values()].map((d) => d.title);
    };
    const [one, other] = ['deployment one "One" = c', 'deployment other "Other" = s'];
    assert.deepEqual(await deployments(one), ['One']);
    assert.deepEqual(await deployments(one, other), ['One', 'Other']);
    assert.deepEqual(await deployments(other), ['Other']);
    assert.deepEqual(await deployments(), []);
  });

  it('leaves zones, components, rules and requirements that an edit did not touch the objects that they were', async () => {
    const text = `${ACME.replace('FLOW', 'tcp 1')}${SITES}allow c -> s : required\nallow c -> f : tcp 1\n`;
    const analysisOf = async (now: string) => {
      const { parseResult } = await kept.edit('same.segplan', now);
      return kept.services.segplan.Plans.analysis(parseResult.value);
    };
    const before = await analysisOf(text);
    const between = ({ requirements }: typeof before, to: string) => requirements.find((r) => r.toZone.name === to);
    const [far, servers, rules] = [between(before, 'far'), between(before, 'servers'), before.plan.rules];
    const zones = [...before.plan.zones];
    const after = await analysisOf(text.replace('at 10.0.2.1', 'at 10.0.2.9'));
    assert.deepEqual(
      after.plan.zones.map((zone) => zones.includes(zone)),
      [true, true, false, true],
    );
    assert.equal(between(after, 'servers'), servers);
    assert.notEqual(between(after, 'far'), far);
    assert.equal(after.plan.rules[0], rules[0]);
    assert.notEqual(after.plan.rules[1], rules[1]);
  });

  it('lets go of what an edit has replaced', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const text = `${ACME.replace('FLOW', 'tcp 1')}${SITES}allow clients -> servers, far : required\n`;
    const replaced = async (now: string): Promise<WeakRef<object>> => {
      const { parseResult } = await kept.edit('gone.segplan', now);
      const { plan } = kept.services.segplan.Plans.analysis(parseResult.value);
      return new WeakRef(plan.zones.find((zone) => zone.name === 'far')!);
    };
    const gone = await replaced(text);
    for (const last of [7, 8, 9]) await replaced(text.replace('at 10.0.2.1', `at 10.0.2.${last}`));
    await new Promise((done) => setTimeout(done, 10));
    collect();
    assert.ok(gone.deref() === undefined, 'a zone of the first text is still there');
  });
});
