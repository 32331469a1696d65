import { AstUtils, isReference, type LangiumDocument } from 'langium';
import type { Range, TextEdit } from 'vscode-languageserver-types';
import { explainIn } from '../../api/ask.ts';
import { SegplanError } from '../../api/errors.ts';
import type { Analysis } from '../../language/analysis/analyze.ts';
import { fixesBetween } from '../../language/checking/fixes-between.ts';
import { moveComponent, swappedAddresses } from '../../language/editing/move-component.ts';
import { nameOf } from '../../language/editing/names.ts';
import { draftRules, insertRules, trafficOf } from '../../language/editing/new-rules.ts';
import type * as ast from '../../language/generated/ast.ts';
import { componentId } from '../../language/map/ids.ts';
import { formatAddresses } from '../../language/model/addresses.ts';
import { firstOf } from '../../language/model/describe-addresses.ts';
import type { PlanComponent, PlanZone } from '../../language/model/plan.ts';
import { NO_SERVICE } from '../../language/model/services.ts';
import type { MapEditParams, MapEditResult } from '../protocol.ts';
import type { SegplanServices } from '../services.ts';

/** What is done to the text when something is done to the picture of a plan. */
export async function mapEdit(
  document: LangiumDocument<ast.Document>,
  services: SegplanServices,
  { edit }: MapEditParams,
): Promise<MapEditResult> {
  const analysis = services.segplan.Plans.analysis(document.parseResult.value);
  const { components, zones } = analysis.plan;
  const component = (id: string): PlanComponent | undefined => components.find((each) => componentId(each) === id);
  if (edit.kind === 'move') {
    const [moved, zone] = [component(edit.component), zones.find(({ name }) => `zone:${name}` === edit.zone)];
    return moved && zone ? move(moved, zone, services) : GONE;
  }
  const [from, to] = [component(edit.from), component(edit.to)];
  return from && to ? connect(from, to, edit, { document, services, analysis }) : GONE;
}

const GONE: MapEditResult = { error: 'The plan has changed meanwhile: it has no such component or zone any more.' };

/** Takes a component to another zone; names that say its zone follow. */
function move(component: PlanComponent, zone: PlanZone, services: SegplanServices): MapEditResult {
  const { node } = component;
  const name = node.name;
  if (component.zone === zone) return { error: `${name} is in ${zone.name} already.` };
  const document = AstUtils.getDocument(node);
  if (AstUtils.getDocument(zone.node) !== document)
    return { error: `${name} and ${zone.name} stand in different files: move the line of the component there by hand.` };
  if (zone.node.components.some((each) => each.name === name))
    return { error: `${zone.name} has a component ${name} already: give one of them another name.` };
  const swapped = swappedAddresses(node, zone.node);
  const edits = moveComponent(node, zone.node, swapped);
  if (!edits.length) return { error: `${zone.name} has no braces to hold a component: write { } behind it.` };
  const files = new Map<string, TextEdit[]>([[document.uri.toString(), edits]]);
  for (const other of services.shared.workspace.LangiumDocuments.all)
    for (const reference of other.references) {
      if (!isReference(reference) || !reference.$refNode || reference.$refText.indexOf('.') < 0 || reference.ref !== node)
        continue;
      const { range } = reference.$refNode;
      // What goes with it names it as it did.
      if (other === document && edits.some((edit) => touches(edit.range, range))) continue;
      const uri = other.uri.toString();
      files.set(uri, [...(files.get(uri) ?? []), { range, newText: `${zone.name}.${name}` }]);
    }
  const misplaced =
    zone.subnets.isEmpty || !component.addressed || swapped.length ? undefined : component.own.subtract(zone.ownSubnets);
  const stray = misplaced && !misplaced.isEmpty ? firstOf(formatAddresses(misplaced), 3) : '';
  const result = { files: [...files].map(([uri, own]) => ({ uri, edits: own })) };
  return stray ? { ...result, note: `${stray} of ${name} is in no subnet of ${zone.name}: give it an address there.` } : result;
}

function touches(a: Range, b: Range): boolean {
  const isBefore = (one: Range['start'], other: Range['start']): boolean =>
    one.line < other.line || (one.line === other.line && one.character < other.character);
  return isBefore(a.start, b.end) && isBefore(b.start, a.end);
}

interface Context {
  readonly document: LangiumDocument<ast.Document>;
  readonly services: SegplanServices;
  readonly analysis: Analysis;
}

/**
 * What the quick-fix does for what one component lacks towards another. Where it has several ways, or one that goes against an assertion, the
 * user says which; of what a deny closes always, since more may open than is needed.
 * @param chosen the title of the fix that the user chose
 * @returns nothing where nothing is lacking
 */
function mend(
  from: PlanComponent,
  to: PlanComponent,
  head: string,
  chosen: string | undefined,
  { document, services, analysis }: Context,
): MapEditResult | undefined {
  const uri = document.uri.toString();
  const fixes = fixesBetween(from, to, services.segplan.CheckRunner.context(document));
  const [only, ...others] = fixes;
  const fix = chosen === undefined && only?.preferred && !others.length ? only : fixes.find(({ title }) => title === chosen);
  if (fix) return { files: [{ uri, edits: fix.edits }] };
  if (chosen !== undefined) return GONE;
  if (only) return { fixes: fixes.map(({ title }) => title), head };
  const lacking = analysis.missing.of(from, to);
  if (lacking) {
    // Of very many pairs not all are listed.
    return { files: [{ uri, edits: insertRules(analysis.plan, draftRules(trafficOf(lacking), analysis.plan)) }] };
  }
  if (analysis.blocked.of(from, to))
    return { error: `A deny closes ${head}, and no edit opens just that: change the deny by hand.` };
  return undefined;
}

/** Opens what is missing from one component to another, as the quick-fix does; else adds a rule for what the user says. */
async function connect(
  from: PlanComponent,
  to: PlanComponent,
  { services: wanted, fix }: Extract<MapEditParams['edit'], { kind: 'connect' }>,
  { document, services, analysis }: Context,
): Promise<MapEditResult> {
  const { plan } = analysis;
  if (from.zone === to.zone)
    return { error: `${from.name} and ${to.name} are both in ${from.zone.name}: no rule is needed within a zone.` };
  const names = [nameOf(from.node, plan), nameOf(to.node, plan)];
  if (names.includes(undefined)) return { error: 'No name leads to one of these components alone: give it another name.' };
  const uri = document.uri.toString();
  const head = `${names[0]} -> ${names[1]}`;
  if (wanted === undefined) {
    const mended = mend(from, to, head, fix, { document, services, analysis });
    return (
      mended ?? { ask: `Nothing that the catalogs require from ${from.name} to ${to.name} is missing. What shall be open?`, head }
    );
  }
  const text = wanted.replace(/\s+/g, ' ').trim();
  try {
    await explainIn({ document, services }, `${head} : ${text}`);
  } catch (error) {
    if (error instanceof SegplanError) return { error: error.message };
    throw error;
  }
  // A rule beside its kin, with what the user wrote in the place of its services.
  const [edit] = insertRules(plan, [{ from: [from], to: [to], services: NO_SERVICE, flows: [] }]);
  if (!edit) return GONE;
  return {
    files: [
      {
        uri,
        edits: [{ ...edit, newText: edit.newText.replace(/(allow [^\r\n]*? : )[^\r\n]*/, (_, start) => `${start}${text}`) }],
      },
    ],
  };
}
