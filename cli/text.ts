import { type AddressSet, ANYWHERE, formatAddresses } from '../language/model/addresses.ts';
import { IntervalSet } from '../language/model/interval-set.ts';
import type { Plan } from '../language/model/plan.ts';

/** Characters that a terminal would obey or that reorder and hide what stands beside them. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** A plan's text for a terminal: on one line, and with every character that could do something replaced by a visible one. */
export function visible(text: string): string {
  return text.replace(UNSAFE, (char) => (char === '\t' || char === '\n' ? ' ' : '\ufffd'.repeat(char.length)));
}

export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** The first few of a list, and how many there are besides. */
export function firstOf(items: readonly string[], most = 4): string {
  return items.length > most ? `${items.slice(0, most).join(', ')} and ${items.length - most} more` : items.join(', ');
}

/** Addresses by the names that the plan has for them. */
export function describeAddresses(set: AddressSet, plan: Plan): string {
  if (set.equals(ANYWHERE)) return 'any';
  const zone = plan.zones.find((z) => z.addresses.equals(set));
  if (zone) return zone.name;
  const inside = plan.components.filter((c) => c.addressed && c.addresses.overlaps(set));
  if (inside.length && IntervalSet.unionAll(inside.map((c) => c.addresses)).equals(set))
    return firstOf(inside.map((c) => c.name));
  const addresses = firstOf(formatAddresses(set)) || 'host names';
  return inside.length ? `${addresses} (${firstOf(inside.map((c) => c.name))})` : addresses;
}

/** Rows as columns, each as wide as its widest cell; the last one is left as it is. */
export function table(rows: readonly (readonly string[])[], indent = ''): string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [n, cell] of row.entries()) widths[n] = Math.max(widths[n] ?? 0, cell.length);
  return rows.map((row) => (indent + row.map((cell, n) => cell.padEnd(widths[n]!)).join('  ')).trimEnd());
}
