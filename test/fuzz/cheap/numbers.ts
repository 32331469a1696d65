import { numbers } from '../../support/numbers.ts';

/** Gives a number from 0 on, below another one. */
export type Numbers = (below: number) => number;

/** Numbers of a seed that have nothing in common with those of the next one. */
export function numbersOf(seed: number): Numbers {
  let mixed = seed | 0;
  for (const factor of [0x85ebca6b, 0xc2b2ae35]) mixed = Math.imul(mixed ^ (mixed >>> 15), factor);
  return numbers((mixed ^ (mixed >>> 16)) >>> 0);
}

export function pick<T>(list: readonly T[], number: Numbers): T {
  return list[number(list.length)]!;
}
