// What can be seen of a plan of chance and of what edits make of it, as texts. What a change of the code leaves as it is in hundreds of them may be
// what nobody can notice; where one looks otherwise, that is the test that is missing.
import { explainIn, reachIn } from '../../api/ask.ts';
import { auditIn } from '../../api/audit.ts';
import { auditJson } from '../../api/audit-json.ts';
import { changesIn } from '../../api/changes.ts';
import { compare, openOlder } from '../../api/compare.ts';
import { diffJson } from '../../api/diff-json.ts';
import { explanationJson } from '../../api/explain-json.ts';
import { findingsWithFixes } from '../../api/fixes.ts';
import { TextSource } from '../../api/plan-source.ts';
import { reachJson } from '../../api/reach-json.ts';
import { overviewOf } from '../../language/analysis/overview/overview.ts';
import { targets } from '../../language/generated/targets.ts';
import { readMap } from '../../language/map/read-map.ts';
import { formatServices } from '../../language/model/services.ts';
import { diffMarkdown } from '../../language/rulesets/diff-markdown.ts';
import { generate, heldBy } from '../../language/rulesets/generate.ts';
import { betweenZones, buildRuleSet } from '../../language/rulesets/rule-set.ts';
import { ADDRESSES_ONLY, EVERYTHING, NAMES, planOfChance } from '../../test/reading/plans.ts';
import { changed, picker } from '../../test/support/changed-lines.ts';
import { createEditedLanguage } from '../../test/support/edited-language.ts';
import { shown as model } from '../../test/support/shown.ts';
import { shown as coverage } from '../../test/support/shown-plan.ts';

const KINDS = [EVERYTHING, ADDRESSES_ONLY, NAMES, { ...EVERYTHING, nowhere: false }];
const EDITS = 3;
/** What errors are about that rule sets would be refused for: plans of chance lack much. */
const QUIET = ['missing-flow', 'blocked-flow', 'assertion-failed', 'isolation-breach']
  .map((code) => `check ${code} off`)
  .join('\n');

/** What is seen of the plan of a number and of its edits: pairs of what it is and how it looks, one after the other. */
export async function* look(seed) {
  const { text: plain, others, phases } = planOfChance(seed, KINDS[seed % KINDS.length]);
  const text = seed % 8 < 4 ? `${QUIET}\n${plain}` : plain;
  const language = await createEditedLanguage();
  const { services, edit } = language;
  services.segplan.Plans.phases = [...phases];
  const pick = picker(seed);
  for (const [name, other] of Object.entries(others)) await edit(name, other);
  let now = text;
  for (let n = 0; n <= EDITS; n++) {
    const document = await edit('plan.segplan', now);
    const plan = { document, services };
    const what = n ? `edit ${n}` : 'plan';
    yield* whatIsShown(what, plan);
    if (!n) yield* answers(plan, pick);
    if (!n) yield* written(plan);
    if (n === 0 || n === EDITS) yield* ruleSets(what, plan, pick, n > 0);
    if (n === EDITS) yield* differences(plan, text, others);
    now = changed(now, pick);
  }
}

async function* whatIsShown(what, plan) {
  const { document, services } = plan;
  yield [`${what}: model`, said(() => model(services, document))];
  yield [`${what}: coverage`, said(() => coverage(services, document))];
  yield [
    `${what}: overview`,
    said(() =>
      overviewOf(analysisOf(plan)).map((each) => ({
        ...each,
        from: each.from?.name,
        to: each.to?.name,
        permitted: formatServices(each.permitted),
      })),
    ),
  ];
  yield [`${what}: fixes`, await saidLater(() => findingsWithFixes({ document, diagnostics: document.diagnostics ?? [] }, plan))];
  yield [`${what}: all fixes`, await saidLater(() => services.segplan.Mender.edits(document))];
}

const analysisOf = ({ document, services }) => services.segplan.Plans.analysis(document.parseResult.value);

/** Questions between some components, zones, and addresses. */
async function* answers(plan, pick) {
  const { components, zones } = analysisOf(plan).plan;
  const names = [...components.map((c) => c.name), ...zones.map((z) => z.name), '10.1.0.5', 'any', '"a.example.com"'];
  for (let n = 0; n < 4; n++) {
    const ends = `${names[pick(names.length)]} -> ${names[pick(names.length)]}`;
    const question = pick(2) ? `${ends} : ${['tcp 443', 'udp 53', 'icmp', 'tcp 1-1024', 'any'][pick(5)]}` : ends;
    yield [`explain ${question}`, await saidLater(async () => explanationJson('plan', await explainIn(plan, question)))];
    yield [`reach ${ends}`, await saidLater(async () => reachJson('plan', await reachIn(plan, ends)))];
  }
}

async function* ruleSets(what, plan, pick, few) {
  const { firewalls } = analysisOf(plan).plan;
  const choice = few ? [targets[pick(targets.length)]] : targets;
  const jobs = [
    ...choice.map(({ name }) => ({ target: name })),
    { target: choice[0].name, scope: 'host' },
    ...firewalls.map(({ name }) => ({ firewall: name, target: pick(2) ? 'json' : undefined })),
  ];
  for (const job of jobs) {
    let made;
    yield [
      `${what}: ${JSON.stringify(job)}`,
      await saidLater(async () => {
        made = await generate(plan.document, plan.services, job);
        return { ...made, rules: [...made.rules.keys()] };
      }),
    ];
    if (!made?.files.length || few || !RUN.has(job.target) || pick(3)) continue;
    const lines = made.files[0].text.split('\n');
    const cut = lines.toSpliced(pick(lines.length), 1).join('\n');
    const source = new TextSource({ running: cut });
    yield [`audit ${job.target}`, await saidLater(async () => auditJson('plan', await auditIn(plan, source, ['running'], {})))];
    yield [`changes ${job.target}`, await saidLater(() => changesIn(plan, source, ['running'], {}))];
  }
}

const RUN = new Set(['asa', 'fortios', 'panos', 'junos', 'iptables', 'nftables']);

/** What targets write of a plan whatever its errors, as long as they know how. */
async function* written(plan) {
  const between = betweenZones(buildRuleSet(analysisOf(plan)));
  for (const target of targets)
    yield [`written: ${target.name}`, await saidLater(() => target.emit(heldBy(target, between), 'plan'))];
}

async function* differences(plan, before, others) {
  const source = new TextSource(Object.fromEntries(Object.entries(others).map(([name, text]) => [`plans/${name}`, text])));
  const older = await openOlder(before, plan, source.files);
  const names = { older: 'a', newer: 'b' };
  yield ['difference', said(() => diffJson(compare(older, plan), names))];
  yield ['difference in words', said(() => diffMarkdown(compare(older, plan), names))];
  yield ['map', said(() => readMap(analysisOf(plan)))];
}

/** What something gives, or how it fails, as a text. */
function said(ask) {
  try {
    return textOf(ask());
  } catch (error) {
    return `fails: ${error instanceof Error ? error.message : error}`;
  }
}

async function saidLater(ask) {
  try {
    return textOf(await ask());
  } catch (error) {
    return `fails: ${error instanceof Error ? error.message : error}`;
  }
}

/** Trees and documents are no answers. */
const textOf = (value) =>
  JSON.stringify(value, (key, each) =>
    key.startsWith('$') || key === 'node' || key === 'document'
      ? undefined
      : each instanceof Uint8Array
        ? `${each.length} bytes`
        : each instanceof Map
          ? [...each]
          : each instanceof Set
            ? [...each]
            : each,
  ) ?? '';
