import assert from 'node:assert/strict';
import { type AddressSet, formatAddresses, V4_BASE } from '../../../language/model/addresses.ts';
import { cidrBlocks } from '../../../language/model/cidr-blocks.ts';
import { IntervalSet } from '../../../language/model/interval-set.ts';
import { readAddress } from './literals.ts';
import { type Numbers, pick } from './numbers.ts';

/** So many addresses are looked at: each is a bit of a number. */
const WIDTH = 24;

/** Where they begin: at the ends of both families, across the border between them, and somewhere in the middle. */
const PLACES: readonly bigint[] = [
  0n,
  V4_BASE - 32n,
  V4_BASE - 16n,
  V4_BASE,
  V4_BASE + (10n << 24n) + 0xfff0n,
  V4_BASE + (1n << 32n) - 32n,
  (0xfd00n << 112n) + 0xffffffe0n,
];

interface Both {
  readonly set: AddressSet;
  readonly bits: number;
}

/** A run of addresses, which may be empty. */
function run(at: bigint, number: Numbers): { start: bigint; end: bigint; bits: number } {
  const [start, end] = [number(WIDTH), number(WIDTH + 1)];
  return { start: at + BigInt(start), end: at + BigInt(end), bits: start < end ? (1 << end) - (1 << start) : 0 };
}

function some(at: bigint, number: Numbers): Both {
  const runs = Array.from({ length: number(5) }, () => run(at, number));
  const bits = runs.reduce((all, each) => all | each.bits, 0);
  const set = IntervalSet.of(runs.map(({ start, end }) => ({ start, end })));
  if (number(3)) return { set, bits };
  const cut = run(at, number);
  return { set: set.subtract(IntervalSet.of([cut])), bits: bits & ~cut.bits };
}

/** Holds a set against the bits, and that its intervals are in order and as few as can be. */
function assertIs(set: AddressSet, at: bigint, bits: number, what: string): void {
  let own = 0;
  let last = -1n;
  for (const { start, end } of set.intervals) {
    assert.ok(start > last && start < end, `${what}: intervals touch, or stand in no order`);
    last = end;
    for (let point = start; point < end; point++) own |= 1 << Number(point - at);
  }
  assert.equal(own, bits, what);
  assert.equal(set.isEmpty, bits === 0, what);
}

/** The algebra of address sets against bits, and their texts and networks read back by a second reader. */
export function addressSets(number: Numbers): void {
  const at = pick(PLACES, number);
  const [a, b, c] = [some(at, number), some(at, number), some(at, number)];
  assertIs(a.set, at, a.bits, 'a set');
  assertIs(a.set.union(b.set), at, a.bits | b.bits, 'a union');
  assertIs(a.set.intersect(b.set), at, a.bits & b.bits, 'what is common');
  assertIs(a.set.subtract(b.set), at, a.bits & ~b.bits, 'a rest');
  assertIs(IntervalSet.unionAll([a.set, b.set, c.set]), at, a.bits | b.bits | c.bits, 'a union of three');
  assert.equal(a.set.overlaps(b.set), (a.bits & b.bits) !== 0, 'overlaps');
  assert.equal(a.set.covers(b.set), (b.bits & ~a.bits) === 0, 'covers');
  assert.equal(a.set.equals(b.set), a.bits === b.bits, 'equals');
  assert.equal(a.set.key === b.set.key, a.bits === b.bits, 'keys');
  const point = number(WIDTH);
  assert.equal(a.set.has(at + BigInt(point)), (a.bits & (1 << point)) !== 0, 'has');
  if (a.bits) assert.equal(a.set.first, at + BigInt(31 - Math.clz32(a.bits & -a.bits)), 'the first');
  if (number(2)) texts(a, at);
}

/** What a set is written as. */
function texts({ set, bits }: Both, at: bigint): void {
  let own = 0;
  const mark = (text: string): void => {
    const { start, end } = readAddress(text);
    for (let point = start; point < end; point++) own |= 1 << Number(point - at);
  };
  formatAddresses(set).forEach(mark);
  assert.equal(own, bits, 'read back');
  own = 0;
  const blocks = [...cidrBlocks(set, 4), ...cidrBlocks(set, 6)];
  blocks.forEach(mark);
  assert.equal(own, bits, 'networks read back');
  // The border between the families stands where no network can go across it.
  const size = at % 32n ? 16 : 32;
  let fewest = 0;
  for (let start = 0; start < WIDTH; start += size) fewest += networksIn(bits, start, size);
  assert.equal(blocks.length, fewest, 'as few networks as can be');
}

/** How many networks hold what is set of so many bits: one if it is all of them, else those of both halves. */
function networksIn(bits: number, start: number, size: number): number {
  let count = 0;
  for (let n = start; n < start + size && n < WIDTH; n++) if (bits & (1 << n)) count++;
  if (!count) return 0;
  return count === size ? 1 : networksIn(bits, start, size / 2) + networksIn(bits, start + size / 2, size / 2);
}
