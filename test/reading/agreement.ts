// Where the product and the reading of the language reference differ.
import { type LangiumDocument, URI } from 'langium';
import type { Analysis } from '../../language/analysis/analyze.ts';
import type { PairGaps } from '../../language/analysis/pair-gaps.ts';
import { failureOf } from '../../language/analysis/reach/assertions.ts';
import type * as ast from '../../language/generated/ast.ts';
import { type AddressSet, parseAddress, parseName } from '../../language/model/addresses.ts';
import { icmpSet, portSet, protocolSet, type ServiceSet } from '../../language/model/services.ts';
import type { SegplanCoreServices } from '../../language/module.ts';
import { createTestLanguage, TODAY } from '../support/language.ts';
import { writeAddress } from './addresses.ts';
import { assertionHolds } from './assertions.ts';
import { coverage } from './coverage.ts';
import type { Side } from './ends.ts';
import { all, readPlan } from './plan.ts';
import type { PlanOfChance } from './plans.ts';
import { type Reading, readRules } from './rules.ts';
import { type Samples, samplesOf } from './samples.ts';
import type { Service } from './services.ts';

export interface Loaded {
  readonly document: LangiumDocument<ast.Document>;
  readonly services: SegplanCoreServices;
  readonly analysis: Analysis;
  readonly reading: Reading;
  readonly samples: Samples;
}

/** Loads a plan for both: the product and the reading. Nothing is kept of it once another one is loaded. */
export async function load({ text, others, phases }: PlanOfChance, validation = false): Promise<Loaded> {
  language ??= createTestLanguage();
  const { services } = await language;
  const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder } = services.shared.workspace;
  await DocumentBuilder.update([], loaded);
  const files = Object.entries({ 'plan.segplan': text, ...others });
  count++;
  loaded = files.map(([path]) => URI.file(`/chance${count}/${path}`));
  const documents = files.map(([, content], i) => LangiumDocumentFactory.fromString<ast.Document>(content, loaded[i]!));
  for (const each of documents) LangiumDocuments.addDocument(each);
  await DocumentBuilder.build(documents, { validation });
  const document = documents[0]!;
  const root = document.parseResult.value;
  const plan = readPlan(root, { today: TODAY, phases, documents: LangiumDocuments });
  const reading = readRules(plan);
  return { document, services, analysis: services.segplan.Plans.analysis(root, phases), reading, samples: samplesOf(reading) };
}

let language: ReturnType<typeof createTestLanguage> | undefined;
let loaded: URI[] = [];
let count = 0;

/** Whether the text of a plan and of what it imports can be read and linked. */
export function isSound({ document, services }: Loaded): boolean {
  return [document, ...loaded.map((uri) => services.shared.workspace.LangiumDocuments.getDocument(uri)!)].every(
    (each) => each.parseResult.parserErrors.length === 0 && each.references.every(({ error }) => error === undefined),
  );
}

export function setOfSide({ address, name }: Side): AddressSet | undefined {
  if (address) return parseAddress({ start: writeAddress(address) }).set;
  return name === undefined ? undefined : parseName(name);
}

export function setOfService({ protocol, port, source }: Service): ServiceSet {
  if (protocol === 'icmp' || protocol === 'icmpv6') return icmpSet(protocol === 'icmp' ? 4 : 6, port);
  if (protocol === 'other') return protocolSet(port);
  return portSet(protocol, port, port, source === undefined ? undefined : { from: source, to: source });
}

const shown = ({ address, name, nowhere }: Side) => (address ? writeAddress(address) : (name ?? `nowhere ${nowhere?.name}`));

/** Where the analysis finds something else missing or blocked than the reading. */
export function differencesOfCoverage({ analysis, reading, samples }: Loaded): string[] {
  const found: string[] = [];
  const sets = new Map<Side, AddressSet | undefined>();
  const setOf = (side: Side) => {
    if (!sets.has(side)) sets.set(side, withoutParts(side));
    return sets.get(side);
  };
  /** Of a service tag, what none of its parts that the plan names has: these are asked about by themselves. */
  const withoutParts = (side: Side): AddressSet | undefined =>
    samples.names
      .filter(({ name }) => side.name?.startsWith('tag ') && name?.startsWith(`${side.name}.`))
      .reduce((set, part) => set?.subtract(setOfSide(part)!), setOfSide(side));
  const told = new Set<string>();
  const tells = (pairs: PairGaps, from: Side, to: Side, service: ServiceSet, names: readonly [string, string]) =>
    pairs.some(
      (pair) =>
        pair.from.name === names[0] &&
        pair.to.name === names[1] &&
        pair.gaps.some(({ region }) =>
          region.some(
            (box) => box.sources.overlaps(setOf(from)!) && box.destinations.overlaps(setOf(to)!) && box.services.covers(service),
          ),
        ),
    );
  const wrong = new Map<string, string>();
  for (const { requirement, from, to, service, status } of coverage(reading, samples)) {
    if (!setOf(from) || !setOf(to)) continue;
    const names = [requirement.from.name, requirement.to.name] as const;
    const key = `${names.join(' -> ')} ${shown(from)} -> ${shown(to)} ${service.protocol} ${service.port} ${service.source ?? ''}`;
    if (told.has(key + status)) continue;
    told.add(key + status);
    const [missing, blocked] = [analysis.missing, analysis.blocked].map((pairs) =>
      tells(pairs, from, to, setOfService(service), names),
    );
    const product = blocked ? 'blocked' : missing ? 'missing' : 'permitted';
    if (product !== status)
      wrong.set(key, `${key}: ${product}, by the reading ${status} (${requirement.flow.$cstNode?.text.slice(0, 90)})`);
    else wrong.delete(key);
  }
  found.push(...wrong.values());
  for (const [pairs, status] of [
    [analysis.missing, 'missing'],
    [analysis.blocked, 'blocked'],
  ] as const)
    for (const { from, to } of pairs)
      if (![...told].some((key) => key.startsWith(`${from.name} -> ${to.name} `) && key.endsWith(status)))
        found.push(`${from.name} -> ${to.name}: ${status}, by the reading not`);
  return found;
}

/** Which assertions hold for the one and not for the other. */
export function differencesOfAssertions({ analysis, reading, samples }: Loaded): string[] {
  return all(reading.plan.document, 'Assertion').flatMap((assertion) => {
    const product = failureOf(assertion, analysis) === undefined;
    const expected = assertionHolds(reading, assertion, samples);
    return product === expected
      ? []
      : [`${assertion.$cstNode?.text}: ${product ? 'holds' : 'fails'}, by the reading ${expected ? 'holds' : 'fails'}`];
  });
}
