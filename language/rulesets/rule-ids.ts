import type { Plan, PlanRule } from '../model/plan.ts';
import { formatServices, type ServiceSet } from '../model/services.ts';
import { leavesOf } from '../syntax/leaves.ts';
import { composed } from '../syntax/name-value.ts';
import { hasOtherLetters, plainLetters } from './plain-letters.ts';
import { HASH_LENGTH, shortHash } from './short-hash.ts';

/** The longest id: the names of all targets have room for it, and for what some of them add. */
export const ID_LENGTH = 30;

/** What of an id says who connects to whom. */
const ENDS_LENGTH = ID_LENGTH - HASH_LENGTH - 1;

/** A rule as its id says it. */
interface Ends {
  readonly action: 'allow' | 'deny';
  readonly sources: readonly { readonly label: string }[];
  readonly destinations: readonly { readonly label: string }[];
}

function labelsOf(sides: Ends['sources']): string[] {
  return sides.map(({ label }) => label);
}

/** A text in lower case letters, digits and single hyphens: what every target takes in a name. */
function slug(text: string): string {
  return plainLetters(text)
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part)
    .join('-');
}

/** A side, by its names; of names that have no plain letters an id says only that there are some. */
function slugOf(labels: readonly string[]): string {
  const text = labels.join(' ');
  return slug(text) || (hasOtherLetters(text) ? 'other' : 'nothing');
}

function cut(text: string, room: number): string {
  return text.length <= room
    ? text
    : text
        .slice(0, room)
        .replace(/-[^-]{0,2}$/, '')
        .replace(/-+$/, '');
}

/** `vbr-to-proxy`, `deny-lab-to-any`: an end that is too long for its half gives way to the other where that has room to spare. */
function endsOf(action: Ends['action'], sources: readonly string[], destinations: readonly string[]): string {
  const before = action === 'deny' ? 'deny-' : '';
  const [from, to] = [slugOf(sources), slugOf(destinations)];
  const start = before || /^[a-z]/.test(from) ? before : 'from-';
  const room = ENDS_LENGTH - start.length - '-to-'.length;
  const first = cut(from, Math.max(Math.floor(room / 2), room - to.length));
  return `${start}${first}-to-${cut(to, room - first.length)}`;
}

/** What a rule says, without its reason, blanks and comments. */
function wordsOf({ node }: PlanRule): string {
  if (!node.$cstNode) return '';
  const words = [...leavesOf(node.$cstNode)].filter((leaf) => !leaf.hidden).map((leaf) => composed(leaf.text));
  return (node.reason === undefined ? words : words.slice(0, -1)).join(' ');
}

/** An id, and what the ids of the rule's parts are made from. */
export interface Identified {
  readonly id: string;
  readonly words: string;
}

const known = new WeakMap<readonly PlanRule[], ReadonlyMap<PlanRule, Identified>>();

/**
 * Ids that say what a rule says: its ends, and a hash of all of it. So a rule keeps its id whatever stands before it or is written about it,
 * and what was agreed on under an id is what the rule said then. Rules that say the same are told apart by a number in the hash.
 */
export function identify({ rules }: Plan): ReadonlyMap<PlanRule, Identified> {
  let found = known.get(rules);
  if (!found) {
    // In an order that is not the plan's.
    const sorted = rules
      .map((rule) => ({ rule, words: wordsOf(rule), reason: rule.reason ?? '' }))
      .sort((a, b) => compare(a.words, b.words) || compare(a.reason, b.reason));
    const ids = new UniqueIds();
    const result = new Map<PlanRule, Identified>();
    for (const [n, { rule, words }] of sorted.entries()) {
      const before = sorted[n - 1];
      const own = before?.words === words ? `${result.get(before.rule)!.words} again` : words;
      const ends = endsOf(rule.action, labelsOf(rule.sources), labelsOf(rule.destinations));
      result.set(rule, { id: ids.of(ends, own), words: own });
    }
    found = result;
    known.set(rules, found);
  }
  return found;
}

/** An order that depends on nothing but the texts. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Makes ids; one that is taken, which is as rare as hashes that are the same, gets another hash. */
export class UniqueIds {
  private readonly taken = new Set<string>();

  /** The id of a rule. @param words what it says */
  of(ends: string, words: string): string {
    return this.free((n) => `${ends}-${shortHash(n ? `${words} ${n}` : words)}`);
  }

  /** An id that has been made, or another where it is taken. */
  kept(id: string): string {
    return this.free((n) => (n ? `${id.slice(0, -HASH_LENGTH)}${shortHash(`${id} ${n}`)}` : id));
  }

  private free(make: (n: number) => string): string {
    let id = make(0);
    for (let n = 1; this.taken.has(id); n++) id = make(n);
    this.taken.add(id);
    return id;
  }
}

/** The id of a part of a rule, or of what stands for no rule of the plan. @param words what tells it from others with the same ends */
export function partId({ action, sources, destinations }: Ends, words: string): string {
  const [from, to] = [labelsOf(sources), labelsOf(destinations)];
  return `${endsOf(action, from, to)}-${shortHash(JSON.stringify([words, from, to]))}`;
}

/** What of a rule is left without its denied parts, one of several. */
export function remainderId({ id, sources, destinations, services }: Ends & { id: string; services: ServiceSet }): string {
  const labels = [labelsOf(sources), labelsOf(destinations)];
  return `${id}.${shortHash(JSON.stringify([labels, formatServices(services)]))}`;
}
