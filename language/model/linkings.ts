let count = 0;

/** Notes that names were linked again, and may lead elsewhere than before. */
export function noteLinking(): void {
  count++;
}

/** How often names were linked: while this is the same number, each name that was followed leads where it led. */
export function linkings(): number {
  return count;
}
