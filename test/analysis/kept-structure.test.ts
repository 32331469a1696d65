// Whatever is done to zones, components, groups, bindings and settings, line by line: what is kept is what a fresh start would find.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { LangiumDocument } from 'langium';
import type * as ast from '../../language/generated/ast.ts';
import { formatAddresses } from '../../language/model/addresses.ts';
import type { PlanComponent, PlanEndpoint } from '../../language/model/plan.ts';
import { formatServices } from '../../language/model/services.ts';
import type { SegplanCoreServices } from '../../language/module.ts';
import { statements } from '../rulesets/edited-plans.ts';
import { changed, picker } from '../support/changed-lines.ts';
import { createEditedLanguage, type EditedLanguage } from '../support/edited-language.ts';
import { createTestLanguage, type TestLanguage } from '../support/language.ts';
import { randomAcmeRules, randomVeeamRules, randomZertoRules } from '../support/random-plans.ts';

const EXAMPLES = ['segmented-veeam', 'veeam-cloud-connect', 'zerto-msp', 'acronis-scs-branches'];
/** How many times as much as usual; `PLANS=50 npx mocha …` looks for longer. */
const TIMES = Number(process.env.PLANS ?? 1);

/** All that an editor shows of a plan, and all that its model says. */
function shown(services: SegplanCoreServices, { diagnostics, parseResult }: LangiumDocument<ast.Document>): unknown {
  const analysis = services.segplan.Plans.analysis(parseResult.value);
  const { plan } = analysis;
  const component = (c: PlanComponent) => [
    c.name,
    c.zone.name,
    plan.zones.includes(c.zone),
    [...c.allRoles].join(),
    formatAddresses(c.addresses).join(),
    [...c.deployments].join(),
    c.bonds.map(
      ({ binding, end, as }) => `${plan.bindings.indexOf(binding)} ${as} ${binding[as === 'passed' ? 'named' : as].indexOf(end)}`,
    ),
    c.node.$cstNode?.range.start,
  ];
  const end = (e: PlanEndpoint) => [
    e.kind,
    e.label,
    formatAddresses(e.addresses).join(),
    e.components.map((c) => plan.components.indexOf(c)),
  ];
  return {
    diagnostics: diagnostics?.map(({ code, range, message, relatedInformation }) => ({
      code,
      range,
      message,
      related: relatedInformation?.map((each) => `${each.message} ${JSON.stringify(each.location.range)}`),
    })),
    zones: plan.zones.map((z) => [
      z.name,
      formatAddresses(z.addresses).join(),
      z.node.$cstNode?.range.start,
      z.components.map(component),
    ]),
    components: plan.components.map((c) => c.name),
    rules: plan.rules.map((r) => [
      r.line,
      [...r.sources, ...r.destinations, ...r.sourceExceptions, ...r.destinationExceptions].map(end),
      r.openings.map((o) => `${formatAddresses(o.destinations).join()} ${formatServices(o.services)}`),
    ]),
    required: analysis.requirements.map(
      (r) =>
        `${r.flow.id} ${r.from.map((c) => c.name)} ${r.to.map((c) => c.name)} ${formatAddresses(r.sources)} ${formatAddresses(r.destinations)} ${formatServices(r.services)}`,
    ),
    permitted: analysis.allows.map((box) => formatServices(box.services)),
  };
}

/** A plan, and a file with its zones that it imports. */
function inTwo(text: string): string[] {
  const [shared, own]: [string[], string[]] = [[], []];
  for (const statement of statements(text))
    (/^(site|zone|pair|deployment|group) /.test(statement) ? shared : own).push(statement);
  return [`import "./shared.segplan"\n${own.join('\n')}\n`, `${shared.join('\n')}\n`];
}

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
    for (let edit = 0; edit < edits; edit++) {
      const before = now;
      const n = pick(texts.length);
      const all = pick(6) ? undefined : former[pick(former.length)]!;
      now = all ?? now.map((text, m) => (m === n ? changed(text, pick) : text));
      former.push(now);
      for (const [m, text] of now.entries()) if (text !== before[m]) await kept.edit(nameOf(m, 'kept'), text);
      const document = kept.services.shared.workspace.LangiumDocuments.getDocument(kept.uriOf(nameOf(0, 'kept')));
      const folder = `fresh-${count++}`;
      const files = now.map((text, m) => [nameOf(m, folder), text] as const);
      const other = await fresh.load(Object.fromEntries(files));
      const places = ({ uri }: LangiumDocument, value: unknown): string =>
        JSON.stringify(value, null, 1).replaceAll(uri.path.replace(/[^/]*$/, ''), '');
      assert.equal(
        places(document!, shown(kept.services, document as LangiumDocument<ast.Document>)),
        places(other, shown(fresh.services, other)),
        now.join('\n----\n'),
      );
      const { LangiumDocuments } = fresh.services.shared.workspace;
      for (const [name] of files) LangiumDocuments.deleteDocument(kept.uriOf(name));
      fresh.services.segplan.Plans.forget(other.uri);
    }
  }

  for (const name of EXAMPLES)
    it(`shows what a fresh start shows: ${name}`, async () => {
      const text = readFileSync(new URL(`../../examples/${name}.segplan`, import.meta.url), 'utf8');
      for (let n = 0; n < TIMES; n++) await follow([text], TIMES + 6 + n, 8);
    });

  for (const [what, random] of [
    ['a vendor of its own', randomAcmeRules],
    ['Veeam', randomVeeamRules],
    ['Zerto', randomZertoRules],
  ] as const)
    it(`shows what a fresh start shows: sites with ${what}`, async () => {
      await fc.assert(
        fc.asyncProperty(random, fc.nat(), fc.boolean(), (text, seed, isOne) => follow(isOne ? [text] : inTwo(text), seed, 8)),
        { numRuns: 5 * TIMES, seed: 42 + TIMES, endOnFailure: true },
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
});
