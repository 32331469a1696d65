import { plainLetters } from '../rulesets/plain-letters.ts';
import { everydayForm, hasPile, looksOf, strangers } from '../syntax/lookalikes.ts';
import { isName, isWord } from '../syntax/name-words.ts';

/** No name is longer: whoever reads a plan has to take it in at a glance. */
const LONGEST = 48;

/** Names for what a plan is to hold: each can be written there, and none looks like another one. */
export class PlanNames {
  private readonly looks = new Set<string>();
  /** The numbers up to which names are taken, by what is in front of them. */
  private readonly numbers = new Map<string, number>();

  /** @param taken names that something else has: vendors, or what a plan holds already */
  constructor(taken: Iterable<string> = []) {
    for (const name of taken) this.looks.add(keyOf(name));
  }

  /**
   * A name that nothing else has.
   * @param wanted what a device or an inventory calls it: any text
   * @param otherwise what to call it where nothing of that can be written
   */
  name(wanted: string, otherwise: string): string {
    const text = written(wanted) || otherwise;
    const plain = isName(text) && !isWord(looksOf(text)) ? text : `${text}-${otherwise}`;
    let name = plain;
    let n = this.numbers.get(plain) ?? 2;
    for (; this.looks.has(keyOf(name)) || !isName(name) || isWord(looksOf(name)); n++) name = `${plain}-${n}`;
    if (name !== plain) this.numbers.set(plain, n);
    this.looks.add(keyOf(name));
    return name;
  }
}

/** Upper and lower case are told apart in plans, and nobody wants to. */
function keyOf(name: string): string {
  return looksOf(name).toLowerCase();
}

/** A text as a name: what no name can hold becomes a hyphen. */
function written(text: string): string {
  const every = everydayForm(text.normalize('NFC'));
  const letters = strangers(every).length || hasPile(every) ? plainLetters(every) : every;
  const name = Array.from(letters.replace(/(?!\p{DI})[^\p{XIDC}-]+|\p{DI}+/gu, '-').replace(/^[-\P{XIDC}]+|-+$/gu, ''))
    .slice(0, LONGEST)
    .join('')
    .replace(/-{2,}/g, '-')
    .replace(/-$/, '');
  if (!name || isName(name) || isWord(name)) return name;
  // What begins with a digit: an address, or a number.
  return isName(`n-${name}`) ? `n-${name}` : '';
}
