import type * as ast from '../generated/ast.ts';
import { note } from '../model/lists.ts';
import type { Plan } from '../model/plan.ts';
import { ANY_SERVICE, type ServiceSet } from '../model/services.ts';
import { statementsOf } from '../syntax/statements.ts';
import { wordsOf } from '../syntax/words-of.ts';

/** A statement of which others may say the same. */
export type Repeatable = ast.PlanHeader | ast.CheckLevel | ast.Pairing | ast.Vpn | ast.Nat | ast.Direction | ast.Assertion;

/** A statement that can go, and those that say all that it says. */
export interface Repetition {
  readonly node: Repeatable;
  readonly others: readonly Repeatable[];
}

/** What a statement says, piece by piece: of which services it says each is told apart by a `direction` alone. */
interface Said {
  readonly node: Repeatable;
  readonly pieces: readonly string[];
  readonly services: ServiceSet;
}

/** So many others are looked at for each piece; nobody says one thing as often. */
const MOST_OTHERS = 50;

/** A line with more sites or ends than this is held against the same line alone: it says of each two of them something. */
const MOST_ENDS = 50;

/** The statements of a file that say nothing which others don't say as well. Of two that say the same it is the later one. */
export function repeatedStatements(root: ast.Document, plan: Plan): Repetition[] {
  const here = saidIn([root], plan);
  // What holds for each plan that imports a file is said by that one as well.
  const all = [...saidIn(plan.imports, plan).filter(({ node }) => isOfNetwork(node)), ...here];
  const byPiece = new Map<string, Said[]>();
  for (const said of all) for (const piece of said.pieces) note(byPiece, piece, said);
  const gone = new Set<Said>();
  const found: Repetition[] = [];
  for (const said of here.reverse()) {
    const others = othersThatSay(said, (piece) => byPiece.get(piece)!.filter((other) => other !== said && !gone.has(other)));
    if (!others) continue;
    gone.add(said);
    found.push({ node: said.node, others });
  }
  return found.reverse();
}

function othersThatSay({ pieces, services }: Said, saying: (piece: string) => readonly Said[]): Repeatable[] | undefined {
  const others = new Set<Repeatable>();
  for (const piece of pieces) {
    let left = services;
    for (const other of saying(piece).slice(0, MOST_OTHERS)) {
      if (left.isEmpty) break;
      if (!other.services.overlaps(left)) continue;
      left = left.subtract(other.services);
      others.add(other.node);
    }
    if (!left.isEmpty) return undefined;
  }
  return others.size ? [...others] : undefined;
}

/** Whether a statement is about the network, which an imported file says as well: all else counts for the file that it stands in. */
function isOfNetwork({ $type }: Repeatable): boolean {
  return $type === 'Pairing' || $type === 'Vpn' || $type === 'Nat';
}

function saidIn(files: readonly ast.Document[], { directions }: Plan): Said[] {
  const servicesOf = new Map(directions.map(({ node, services }) => [node, services]));
  return files.flatMap((file) =>
    TYPES.flatMap((type) =>
      (statementsOf(file, type) as readonly Repeatable[]).flatMap((node): Said[] => {
        const pieces = piecesOf(node);
        const services = (node.$type === 'Direction' && servicesOf.get(node)) || ANY_SERVICE;
        return pieces.length && node.$cstNode && !services.isEmpty ? [{ node, pieces, services }] : [];
      }),
    ),
  );
}

const TYPES = ['PlanHeader', 'CheckLevel', 'Pairing', 'Vpn', 'Nat', 'Direction', 'Assertion'] satisfies Repeatable['$type'][];

/** What a statement says, as texts that are equal where it is the same; none of one that breaks off. */
function piecesOf(node: Repeatable): readonly string[] {
  switch (node.$type) {
    case 'PlanHeader':
      return node.title === undefined ? [] : ['plan'];
    case 'CheckLevel':
      return node.code && node.level ? [`check ${node.code} ${node.level}`] : [];
    case 'Pairing': {
      const sites = [...new Set(node.sites.map(({ $refText }) => $refText))];
      if (sites.some((site) => !site)) return [];
      return sites.length === 1 ? [`pair ${sites[0]}`] : eachTwo('pair', sites);
    }
    case 'Vpn':
      return node.ends.length > 1 ? eachTwo('vpn', node.ends.map(wordsOf)) : [];
    case 'Nat':
      return fromEach('nat', node.sources.map(wordsOf), node.destinations.map(wordsOf));
    case 'Direction': {
      const names = (roles: ast.Direction['initiators']): string[] => roles.map(({ $refText }) => $refText);
      return fromEach('direction', names(node.initiators), names(node.responders));
    }
    case 'Assertion':
      return assertedBy(node);
  }
}

/** An assertion is held against others as a whole. */
function assertedBy(node: ast.Assertion): readonly string[] {
  const { sources, sourceExceptions, destinations, destinationExceptions, service, never, relayed, phase, outside } = node;
  if (!sources.length || !destinations.length) return [];
  const lists = [sources, sourceExceptions, destinations, destinationExceptions, service?.items, service?.exceptions];
  const texts = lists.map((list) => (list ? [...new Set(list.map(wordsOf))].sort() : []));
  return [JSON.stringify(['assert', ...texts, Boolean(never), Boolean(relayed), phase, Boolean(outside)])];
}

function eachTwo(word: string, ends: readonly string[]): string[] {
  const sorted = [...ends].sort();
  if (sorted.length > MOST_ENDS) return [JSON.stringify([word, ...sorted])];
  return sorted.flatMap((one, n) => sorted.slice(n + 1).map((other) => JSON.stringify([word, one, other])));
}

function fromEach(word: string, from: readonly string[], to: readonly string[]): string[] {
  if (from.length * to.length > MOST_ENDS ** 2) return [JSON.stringify([word, [...from].sort(), [...to].sort()])];
  return from.flatMap((one) => to.map((other) => JSON.stringify([word, one, '->', other])));
}
