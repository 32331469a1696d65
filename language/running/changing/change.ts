import type { Region } from '../../analysis/region.ts';
import { type AddressSet, ALL_IPS, type Family, ofFamily } from '../../model/addresses.ts';
import type { Placing } from '../program.ts';
import type { RuleList, RunningDevice, RunningRule } from '../running.ts';

/** A rule that a device lacks. */
export interface NewRule {
  readonly action: 'permit' | 'deny';
  /** Exactly the traffic that it is about, without host names; both families. */
  readonly region: Region;
  /** Letters, digits and hyphens: the id of its rule in the plan. */
  readonly id: string;
  /** Text of the plan: the rule that it comes from, and why it is there. Only a form's own quoting may write it. */
  readonly label: string;
  /** Set where its rule is not to stay, with until when: `2027-01-31`, or a phase. */
  readonly stays?: string;
}

/** What becomes of one place in a list. */
export interface Step {
  /** The place among the rules of the list as the device has it; behind all of them for the end. */
  readonly at: number;
  /** What is put before the rule there, first to last. */
  readonly added: readonly NewRule[];
  /** The rule there, where it is taken away. */
  readonly gone?: RunningRule;
}

/** What a list of a device needs: its steps in the order of the list, of which there is at least one. */
export interface ListChange {
  readonly device: RunningDevice;
  /** Where which addresses lie on the device. */
  readonly placing: Placing;
  readonly list: RuleList;
  readonly steps: readonly Step[];
}

/** A change as a person loads it. */
export interface WrittenChange {
  /** Line by line, in the order in which they have to be run. */
  readonly commands: readonly string[];
  /** The running file as it is behind that, where the form is one that files can be written in. */
  readonly after?: string;
  /** The rules among them that are not to stay, by their ids, with until when; no command says that to the device. */
  readonly passing?: ReadonlyMap<string, string>;
}

/** Why a form has no such change: a sentence. */
export interface NoChange {
  readonly why: string;
}

/** A form in which single rules of a device can be changed. Its text reaches the commands through the quoting of its target alone. */
export interface ChangeWriter {
  /** The name of the form, as its reader has it. */
  readonly name: string;
  /** What a line begins with that says nothing to the device. */
  readonly comment: string;
  /** How such commands are loaded, as a sentence. */
  readonly loading: string;
  /**
   * @param text the running file
   * @param changes of lists of this file, each list once
   */
  readonly write: (text: string, changes: readonly ListChange[]) => WrittenChange | NoChange;
}

/** The place at which exactly these addresses of a family lie, and nothing else: it says them in one word, where they are the rest of the world. */
export function placeOf(addresses: AddressSet, family: Family, { at, unplaced, whole }: Placing): string | undefined {
  const own = ofFamily(addresses, family);
  if (!isOfRest(own)) return undefined;
  for (const [name, there] of at)
    if (PLAIN.test(name) && (whole.has(name) || unplaced.isEmpty) && ofFamily(there, family).equals(own)) return name;
  return undefined;
}

/**
 * Whether addresses are those of the rest of the world as well: more than half of a family. Of those alone `any` is a fair word behind an interface. Networks of which the
 * plan knows nothing may lie behind any other one, by static routes or by ones that are learned, and `any` would let them pass.
 */
export function isOfRest(addresses: AddressSet): boolean {
  return ([4, 6] as const).some((family) => {
    const own = ofFamily(addresses, family).intersect(ALL_IPS);
    const size = own.intervals.reduce((sum, { start, end }) => sum + (end - start), 0n);
    return 2n * size > 1n << (family === 4 ? 32n : 128n);
  });
}

/** Names of interfaces and zones that are one word for every command. */
const PLAIN = /^[A-Za-z][\w.-]*$/;

/** A file with lines behind all that it holds, however it ends. */
export function followedBy(text: string, lines: readonly string[]): string {
  return `${[text.trimEnd(), ...lines].join('\n')}\n`;
}
