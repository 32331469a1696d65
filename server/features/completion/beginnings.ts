import { AstUtils, GrammarAST } from 'langium';
import { findFirstFeatures, type NextFeature } from 'langium/lsp';
import { SegplanGrammar } from '../../../language/generated/grammar.ts';
import { lineAt } from './text-place.ts';

/** What begins a line of its own: statements, and what stands in the braces of zones, sites and vendors. */
const LINES = ['Statement', 'Zone', 'Subnets', 'Component', 'VendorMember'];
/** What begins anew within braces, where several may stand in one line. */
const PARTS = ['VersionAssignment', 'PropertyAssignment', 'Property', 'SizingRow'];

let known: { readonly lines: ReadonlySet<string>; readonly parts: ReadonlySet<string> } | undefined;

function beginnings() {
  known ??= { lines: firstsOf(LINES), parts: firstsOf(PARTS) };
  return known;
}

function firstsOf(names: readonly string[]): Set<string> {
  const rules = SegplanGrammar().rules.filter((rule) => GrammarAST.isParserRule(rule) && names.includes(rule.name));
  return new Set(
    rules.flatMap((rule) =>
      findFirstFeatures((rule as GrammarAST.ParserRule).definition).flatMap((way) => nameOf(way[way.length - 1]!) ?? []),
    ),
  );
}

/** An element of the grammar by the rule that it stands in, since trees of the grammar are made more than once. */
function nameOf({ feature }: NextFeature): string | undefined {
  const rule = AstUtils.getContainerOfType(feature, GrammarAST.isParserRule)?.name;
  if (GrammarAST.isKeyword(feature)) return `${rule} ${feature.value}`;
  return GrammarAST.isCrossReference(feature) ? `${rule} ${feature.type.$refText}` : undefined;
}

/** Whether an element begins a statement, or a line in the braces of one. */
export function beginsLine(next: NextFeature): boolean {
  const name = nameOf(next);
  return name !== undefined && beginnings().lines.has(name);
}

/** Whether what stands before may be all there is to say, since the next statement or the end of a block can follow. */
export function mayBeOver(features: readonly NextFeature[]): boolean {
  return features.some((next) => {
    if (GrammarAST.isKeyword(next.feature) && next.feature.value === '}') return true;
    const name = nameOf(next);
    return beginsLine(next) || (name !== undefined && beginnings().parts.has(name));
  });
}

/** Whether nothing but braces stands before a place in its line, so that a statement can begin there. */
export function isLineStart(text: string, offset: number): boolean {
  return /(^|[{}]|\*\/)\s*$/.test(text.slice(lineAt(text, offset), offset));
}
