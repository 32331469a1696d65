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

describe('a plan whose lines change', () => {
  let kept: EditedLanguage;
  let fresh: TestLanguage;
  let count = 0;
  before(async () => {
    kept = await createEditedLanguage();
    fresh = await createTestLanguage();
  });

  /** Edits a plan several times, and takes all of it back now and then. */
  async function follow(text: string, seed: number, edits: number): Promise<void> {
    const pick = picker(seed);
    await kept.edit('kept.segplan', text);
    let now = text;
    const former = [text];
    for (let n = 0; n < edits; n++) {
      now = pick(6) ? changed(now, pick) : former[pick(former.length)]!;
      former.push(now);
      const document = await kept.edit('kept.segplan', now);
      const name = `fresh-${count++}.segplan`;
      const other = await fresh.load({ [name]: now });
      assert.deepEqual(shown(kept.services, document), shown(fresh.services, other), now);
      fresh.services.shared.workspace.LangiumDocuments.deleteDocument(other.uri);
      fresh.services.segplan.Plans.forget(other.uri);
    }
  }

  for (const name of EXAMPLES)
    it(`shows what a fresh start shows: ${name}`, async () => {
      const text = readFileSync(new URL(`../../examples/${name}.segplan`, import.meta.url), 'utf8');
      for (let n = 0; n < TIMES; n++) await follow(text, 7 + n, 8);
    });

  for (const [what, random] of [
    ['a vendor of its own', randomAcmeRules],
    ['Veeam', randomVeeamRules],
    ['Zerto', randomZertoRules],
  ] as const)
    it(`shows what a fresh start shows: sites with ${what}`, async () => {
      await fc.assert(
        fc.asyncProperty(random, fc.nat(), (text, seed) => follow(text, seed, 8)),
        { numRuns: 4 * TIMES, seed: 43, endOnFailure: true },
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
