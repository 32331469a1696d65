import { IntervalSet } from './interval-set.ts';

/**
 * Addresses of both families and host names (FQDN) on one line of integers, so that one set algebra serves them all:
 * IPv6 at 0 .. 2^128, IPv4 above it, host names above that.
 */
export type AddressSet = IntervalSet<bigint>;

/** Where IPv4 begins on the line. */
export const V4_BASE = 1n << 128n;
const V4_SIZE = 1n << 32n;
/** Where host names begin. */
export const NAME_BASE = 1n << 129n;
/** Host names have at most 253 characters. */
export const NAME_BYTES = 256;
export const NAME_END = NAME_BASE + (1n << BigInt(8 * NAME_BYTES));

export const NO_ADDRESSES: AddressSet = IntervalSet.empty<bigint>();
export const ALL_IPV4: AddressSet = IntervalSet.of([{ start: V4_BASE, end: V4_BASE + V4_SIZE }]);
export const ALL_IPV6: AddressSet = IntervalSet.of([{ start: 0n, end: V4_BASE }]);
export const ALL_IPS: AddressSet = ALL_IPV4.union(ALL_IPV6);
export const ALL_NAMES: AddressSet = IntervalSet.of([{ start: NAME_BASE, end: NAME_END }]);
/** What `any` stands for. */
export const ANYWHERE: AddressSet = ALL_IPS.union(ALL_NAMES);

export type Family = 4 | 6;
