import { DocumentState, type LangiumDocument } from 'langium';
import { URI } from 'vscode-uri';
import type { Analysis } from '../analysis/analyze.ts';
import type { Box } from '../analysis/region.ts';
import type * as ast from '../generated/ast.ts';
import { type AddressSet, ALL_IPS, hasAddresses } from '../model/addresses.ts';
import { formatServices, hasMostProtocols, ICMP, ICMP_OF, type ServiceSet } from '../model/services.ts';
import type { SegplanCoreServices } from '../module.ts';
import { withoutEnded } from '../running/as-of.ts';
import { audit } from '../running/audit.ts';
import { placesOf } from '../running/devices-of.ts';
import type { RunningDevice } from '../running/running.ts';
import { type Decided, type DecidedRule, decidedRules, WHY } from './decided.ts';
import { EndsWriter } from './ends.ts';
import { grouped } from './grouped.ts';
import { type Layout, layoutOf, type NewFirewall } from './layout.ts';
import { few, notesOf } from './notes.ts';
import { PlanNames } from './plan-names.ts';
import {
  broken,
  componentsOf,
  firewallLines,
  groupLine,
  layoutText,
  plainText,
  quoted,
  serviceLine,
  zoneLines,
} from './plan-text.ts';
import { ServicesWriter } from './services-text.ts';

/** A plan that was begun from what devices run. */
export interface ImportedPlan {
  readonly text: string;
  /** What of the files it doesn't hold, and where it may say something else, a sentence each; the text begins with them. */
  readonly notes: readonly string[];
  /** Whether an audit of the plan against the files that it was made of finds nothing. */
  readonly inStep: boolean;
}

/**
 * A plan of what devices run: zones from their interfaces, zones and networks, names that they have for addresses and services, and their rules as a plan says
 * them, where order has no meaning. It is held against the devices before it is given out.
 * @param read what the running files say; their files stand in the plan as they are named there
 */
export async function importRunning(read: readonly RunningDevice[], services: SegplanCoreServices): Promise<ImportedPlan> {
  const names = new PlanNames();
  const { devices, ended } = withoutEnded(read, services.segplan.Plans.today());
  const layout = layoutOf(devices, names);
  const decide = (analysis: Analysis): Written => new Writer(analysis, layout, devices, names).write();
  const written = await withAnalysis(layoutText(layout), services, decide);
  const found = await withAnalysis(written.text, services, (analysis) => heldAgainst(analysis, layout));
  const over = ended.length ? [{ why: WHY.over, places: ended }] : [];
  const notes = [...notesOf(devices, layout.zones, [...over, ...written.leftOut]), ...found.notes];
  return { text: `${headOf(layout, notes)}${written.text}`, notes, inStep: found.inStep };
}

function headOf({ firewalls }: Layout, notes: readonly string[]): string {
  const own = firewalls.filter(({ files }) => files.length);
  const files = [...new Set(own.flatMap((firewall) => firewall.files))];
  return [
    `// What ${plainText(files.join(', '))} ${files.length === 1 ? 'says' : 'say'}, as a plan.`,
    ...notes.map((note) => `// ${note.startsWith(' ') ? '  ' : ''}${plainText(note)}`),
    `plan ${quoted([...new Set(own.map(({ title, name }) => title ?? name))].join(', '))}`,
    '',
    '',
  ].join('\n');
}

interface Written extends Pick<Decided, 'leftOut'> {
  readonly text: string;
}

/** Rules and names of the plan to be, as text. */
class Writer {
  private readonly analysis: Analysis;
  private readonly layout: Layout;
  private readonly decided: Decided;
  private readonly ends: EndsWriter;
  private readonly services: ServicesWriter;

  constructor(analysis: Analysis, layout: Layout, devices: readonly RunningDevice[], names: PlanNames) {
    const { plan } = analysis;
    this.analysis = analysis;
    this.layout = layout;
    this.decided = decidedRules(analysis, layout.firewalls);
    // The many firewalls of a cloud have their names together.
    const named = [...new Set(devices.flatMap((device) => device.named ?? []))];
    const all = <T>(maps: readonly ReadonlyMap<string, T>[]) =>
      maps.flatMap((map) => [...map].map(([name, set]) => ({ name, set })));
    const { guarded } = this.decided;
    // Machines that are not all that is in their zones have a name together, since much is about the others.
    const isOfZones = plan.zones.every(({ addresses }) => !addresses.overlaps(guarded) || guarded.covers(addresses));
    const machines = isOfZones ? [] : [{ name: 'machines', set: guarded }];
    this.ends = new EndsWriter(plan, [...all(named.map(({ addresses }) => addresses)), ...machines], names);
    this.services = new ServicesWriter(plan.catalog, all(named.map(({ services }) => services)), names);
  }

  write(): Written {
    const { rules, leftOut } = this.decided;
    const texts = grouped(rules).map((rule) => ({ rule, text: this.ruleText(rule) }));
    const names = this.nameLines();
    const sections = [
      ...this.zones(),
      ...this.layout.firewalls.map((firewall) => firewallLines(firewall).join('\n')),
      ...names,
      ...this.ruleSections(texts),
    ];
    return { text: `${sections.join('\n\n')}\n`, leftOut };
  }

  private zones(): string[] {
    const byName = new Map(this.analysis.plan.zones.map((zone) => [zone.name, zone]));
    return this.layout.zones.map((zone) => zoneLines(zone, componentsOf(this.ends.used, byName.get(zone.name))).join('\n'));
  }

  private nameLines(): string[] {
    const groups: string[] = [];
    // What a group holds may be named as well.
    for (let n = 0; n < this.ends.used.length; n++) {
      const taken = this.ends.used[n]!;
      if (!taken.zone) groups.push(groupLine(taken, this.ends.members(taken)));
    }
    const lines = [...groups, ...this.services.used.map(serviceLine)];
    return lines.length ? [lines.join('\n')] : [];
  }

  private ruleSections(texts: readonly { rule: DecidedRule; text: string }[]): string[] {
    const several = this.layout.firewalls.filter(({ files }) => files.length).length > 1;
    const headed = (firewall: NewFirewall): string[] => {
      const own = texts.filter(({ rule }) => firewall.devices.includes(rule.device));
      if (!own.length) return [];
      const heading = several ? [`// ---- what ${firewall.name} decides`, ''] : [];
      return [[...heading, ...own.map(({ text }) => text)].join('\n')];
    };
    return this.layout.firewalls.flatMap(headed);
  }

  private ruleText({ action, boxes, reason, called, perhaps, until, file, line }: DecidedRule): string {
    // The hour of its end is in no plan, and which zone the clock of a device is in nobody knows.
    const how = until === undefined ? ', may permit less' : '';
    const isSaid = perhaps === undefined || (until && perhaps.endsWith(` until ${until}`));
    const note = isSaid ? [] : [`// ${plainText(`${file}, line ${line}${how}: ${perhaps}`)}.`];
    const end = until ? ` until ${until}` : '';
    const name = called === undefined ? '' : ` // ${called}`;
    const why = reason === undefined ? name : ` ${quoted(reason)}`;
    return [
      ...note,
      ...boxes.flatMap(sayable).map((box) => `${broken(`${action} ${this.boxText(box, action)}${end}`)}${why}`),
    ].join('\n');
  }

  private boxText({ sources, destinations, services }: Box, action: string): string {
    const what = this.services.text(withOtherFamily(services, sources, destinations));
    return `${this.ends.pair(sources, destinations)}${action === 'deny' && what === 'any' ? '' : ` : ${what}`}`;
  }
}

/** Traffic in parts of which a plan can say the services: what leaves out something of icmp and something else stands in rules of its own. */
function sayable(box: Box): Box[] {
  const services = withOtherFamily(box.services, box.sources, box.destinations);
  if (formatServices(services).split(' except ').length < 3) return [box];
  const parts = [services.subtract(ICMP), ...([4, 6] as const).map((family) => services.intersect(ICMP_OF[family]))];
  return parts.filter((part) => !part.isEmpty).map((part) => ({ ...box, services: part }));
}

/** Between addresses of one family nothing comes of the icmp of the other one, which then goes by that of their own. */
function withOtherFamily(services: ServiceSet, sources: AddressSet, destinations: AddressSet): ServiceSet {
  // A host name may have addresses of both.
  if (!hasMostProtocols(services) || !ALL_IPS.covers(sources) || !ALL_IPS.covers(destinations)) return services;
  const lacking = ([4, 6] as const).filter((family) => !hasAddresses(sources, family) || !hasAddresses(destinations, family));
  const [other, more] = lacking;
  if (!other || more) return services;
  // Without the icmp of its own family it says nothing of icmp at all.
  return services.overlaps(ICMP_OF[other === 4 ? 6 : 4]) ? services.union(ICMP_OF[other]) : services.subtract(ICMP_OF[other]);
}

/** What an audit of the new plan says of its own source. */
function heldAgainst(analysis: Analysis, { firewalls }: Layout): { notes: string[]; inStep: boolean } {
  const { plan } = analysis;
  let inStep = true;
  const notes: string[] = [];
  for (const { name, devices, files, guarded, standIns } of firewalls) {
    const firewall = plan.firewalls.find((each) => each.name === name);
    if (!firewall || !devices.length) continue;
    // All that goes from zone to zone passes the only firewall there is, which is told apart for nothing.
    const by = firewalls.length === 1 ? { places: placesOf(analysis, firewall) } : { firewall };
    const result = audit(analysis, devices, {
      ...by,
      ...(guarded.length === 1 && devices.length === 1 && { host: guarded[0]!.name }),
    });
    inStep &&= result.inStep;
    const skipped = result.devices.filter((each) => each.skipped);
    const idle = skipped.filter(({ device }) => device.subnets && device.name !== undefined && !standIns.has(device));
    if (idle.length) {
      const called = few(idle.map(({ device }) => device.name!));
      notes.push(`Nothing that ${files.join(', ')} has an address of is in ${called}: what the rules there permit is left out.`);
    }
    if (skipped.length > idle.length)
      notes.push(`Which addresses ${name} guards ${files.join(', ')} does not say: add them to its zones, and import it again.`);
    const all = result.devices.flatMap(({ cutOff, open }) => [...cutOff, ...open]);
    const certain = all.filter(({ perhaps }) => perhaps === undefined).length;
    if (certain) notes.push(`In ${places(certain)} this plan and ${name} part: segplan audit says where.`);
    if (all.length > certain)
      notes.push(`What ${name} does is not certain in ${places(all.length - certain)}: segplan audit says where.`);
    if (devices.some(({ replies }) => replies === 'ruled'))
      notes.push(`The rules of ${name} keep no state: those for replies stand here as rules of their own.`);
  }
  return { notes, inStep };
}

function places(number: number): string {
  return number === 1 ? 'one place' : `${number} places`;
}

let count = 0;

/** Asks something of a text as a plan that nobody else sees. */
async function withAnalysis<T>(text: string, services: SegplanCoreServices, ask: (analysis: Analysis) => T): Promise<T> {
  const { shared, references, segplan } = services;
  const uri = URI.parse(`import:/${++count}/plan.segplan`);
  const document: LangiumDocument<ast.Document> = shared.workspace.LangiumDocumentFactory.fromString<ast.Document>(text, uri);
  document.state = DocumentState.ComputedScopes;
  await references.Linker.link(document);
  document.state = DocumentState.Linked;
  try {
    return ask(segplan.Plans.analysis(document.parseResult.value));
  } finally {
    segplan.Plans.forget(uri);
  }
}
