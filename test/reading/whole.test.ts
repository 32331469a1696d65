// What of the language plans of chance hold, and what of it the second reading reads: whatever comes to the grammar has to come to both, or to the
// lists here, with why it is left out.
import assert from 'node:assert/strict';
import { type AstNode, AstUtils } from 'langium';
import { createTestLanguage, TODAY } from '../support/language.ts';
import { isSound, type Loaded, load } from './agreement.ts';
import { assertionHolds } from './assertions.ts';
import { coverage } from './coverage.ts';
import { all, readPlan } from './plan.ts';
import { EVERYTHING, planOfChance } from './plans.ts';
import { readRules } from './rules.ts';
import { shapesOf, shapesOfGrammar } from './shapes.ts';

/** What stands in no plan without an error, or means nothing. */
const LEFT_OUT: readonly RegExp[] = [
  // Only what stands for components belongs together; an address or a host name in such a list is told as one that says nothing.
  /^(Binding\.members|\w+\.partners\.(named|excluded)): (Address|Any|Fqdn|Tag)Endpoint$/,
  // The same for what tunnels and translations join, of which nothing is decided but which products they don't suit.
  /^(Vpn\.ends|Nat\.(sources|destinations)): (Address|Any|Fqdn|Tag)Endpoint$/,
  // A component has one version.
  /^Component\.versions, several$/,
  // The catalogs say the ports, and what is required follows from them.
  /^(Flow|Direction)\.service\.items: RequiredService$/,
  // What is required is none of several.
  /^AlternativeService\.alternatives: RequiredService$/,
  // What is left of a host name without where it may be, two readers may see in two ways.
  /^Assertion\.(source|destination)Exceptions: (Fqdn|Tag)Endpoint$/,
  // What people are told, of which nothing follows.
  /^Advice\.(service\.items|citations)\b/,
  /^(Service|Sizing)\.citations, several$/,
];

/** What decides nothing of a packet: what people are told, and where it stands. */
const SAYS_NOTHING: readonly RegExp[] = [
  /\.(title|reason|text|sections|citations)$/,
  /^(PlanHeader|CheckLevel|Vpn|Nat|Advice|Sizing\w*|Gap|KnownVersions|Source|Feature|NoteClause|PurposeClause|TrafficClause|ProtectionClause)\./,
  // A contested flow counts by the source that a plan trusts, whoever contests it.
  /^ContestClause\.source$/,
  /^Role\.aliases$/,
  // Of an open end the first port counts; and what a site is nearest to is told by the side behind the word.
  /^(PortRange\.openEnded|SiteCondition\.nearest)$/,
  // Which ports a system takes does not matter to what is opened.
  /^PortService\.dynamic$/,
  // What counts is that a component says it, and a comparison reads the words themselves.
  /^Property\.(type|values)$/,
  // Read by what stands behind each word.
  /^(AnyEndpoint|AnyService|RequiredService|AcrossClause)\./,
  /^AlternativeService\.ordered$/,
  // Firewalls and what they translate are read in ways.ts and translations.ts, of which these plans ask nothing.
  /^(Firewall\w*|AddressTranslation|TranslatedPorts|RunningFiles)\./,
  // Names are what references lead to.
  /^(Feature|Role|Service|Site|Zone|Group|Deployment)\.name$/,
];

describe('the whole language', () => {
  it('stands in plans of chance: whatever may stand in each place, once and several times', async () => {
    const { services } = await createTestLanguage();
    const missing = shapesOfGrammar(services);
    const before = missing.size;
    assert.deepEqual(
      LEFT_OUT.filter((each) => ![...missing].some((shape) => each.test(shape))),
      [],
    );
    for (const shape of missing) if (LEFT_OUT.some((each) => each.test(shape))) missing.delete(shape);
    // What names lead to is known only once a plan is linked; all else shows without that, for a tenth of the work.
    const isLead = (shape: string): boolean => shape.includes(' -> ');
    for (let seed = 1; seed <= 60 && [...missing].some(isLead); seed++) {
      const loaded = await load(planOfChance(seed, EVERYTHING));
      for (const file of loaded.reading.plan.files) for (const shape of shapesOf(file)) missing.delete(shape);
    }
    for (let seed = 1; seed <= 1500 && missing.size > 0; seed++) {
      const plan = planOfChance(seed, EVERYTHING);
      for (const text of [plan.text, ...Object.values(plan.others)])
        for (const shape of shapesOf(services.parser.LangiumParser.parse(text).value)) missing.delete(shape);
    }
    assert.deepEqual([...missing], []);
    assert.ok(before > 500, `${before}`);
  });

  it('is read by the second reading, but for what decides nothing of a packet', async () => {
    const there = new Set<string>();
    const read = new Set<string>();
    for (let seed = 1; seed <= 120; seed++) {
      const loaded = await load(planOfChance(seed, EVERYTHING));
      if (isSound(loaded)) readsOf(loaded, planOfChance(seed, EVERYTHING).phases, there, read);
    }
    const unread = [...there].filter((each) => !read.has(each) && !SAYS_NOTHING.some((left) => left.test(each)));
    assert.deepEqual(unread.sort(), []);
    // What is read by now is no longer left out.
    assert.deepEqual(
      SAYS_NOTHING.filter((left) => ![...there].some((each) => !read.has(each) && left.test(each))),
      [],
    );
    assert.ok(read.size > 90, `${read.size}`);
  });
});

/** Reads a plan a second time, and notes which properties its tree has, and which of them are looked at. */
function readsOf(
  { document, services, reading, samples }: Loaded,
  phases: readonly string[],
  there: Set<string>,
  read: Set<string>,
): void {
  // All of them first, since going on to the next is a look as well.
  const nodes = reading.plan.files.flatMap((file) => AstUtils.streamAst(file).toArray());
  for (const node of nodes) watch(node, there, read);
  const { LangiumDocuments } = services.shared.workspace;
  const again = readRules(readPlan(document.parseResult.value, { today: TODAY, phases, documents: LangiumDocuments }));
  const some = { ...samples, addresses: samples.addresses.slice(0, 12), services: samples.services.slice(0, 12) };
  coverage(again, some);
  for (const assertion of all(document.parseResult.value, 'Assertion')) assertionHolds(again, assertion, some);
}

function watch(node: AstNode, there: Set<string>, read: Set<string>): void {
  for (const [property, value] of Object.entries(node)) {
    if (property.startsWith('$') || value === undefined || value === false || (Array.isArray(value) && !value.length)) continue;
    const shape = `${node.$type}.${property}`;
    there.add(shape);
    Object.defineProperty(node, property, {
      get: () => {
        read.add(shape);
        return value;
      },
    });
  }
}
