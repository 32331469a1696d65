/** No vowels, which would make words, and nothing that looks like something else. */
const DIGITS = 'bcdfghjkmnpqrstvwxz23456789';

/** The same number below 2 to the power of 53 for the same text at every run and on every platform. */
export function hashOf(text: string): number {
  let [one, two] = [0xdeadbeef, 0x41c6ce57];
  for (let n = 0; n < text.length; n++) {
    const code = text.charCodeAt(n);
    one = Math.imul(one ^ code, 2_654_435_761);
    two = Math.imul(two ^ code, 1_597_334_677);
  }
  one = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(two ^ (two >>> 13), 3_266_489_909);
  two = Math.imul(two ^ (two >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & two) + (one >>> 0);
}

/** How many characters a short hash has. */
export const HASH_LENGTH = 4;

/** A few letters and digits that tell one text from another. */
export function shortHash(text: string): string {
  let rest = hashOf(text);
  return Array.from({ length: HASH_LENGTH }, () => {
    const digit = DIGITS[rest % DIGITS.length]!;
    rest = Math.floor(rest / DIGITS.length);
    return digit;
  }).join('');
}

/** Whether a text could be a short hash. */
export const SHORT_HASH: RegExp = new RegExp(`^[${DIGITS}]{${HASH_LENGTH}}$`);
