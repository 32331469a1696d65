import { ofWord } from '../../../../model/word-tables.ts';

const FLAGS: Readonly<Record<string, number>> = { NONE: 0, FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16, URG: 32, ALL: 63 };

export const SYN: number = FLAGS.SYN!;

/** What the first packet that answers has, and those behind it. */
export const ANSWERING_FLAGS: readonly number[] = [FLAGS.SYN! | FLAGS.ACK!, FLAGS.ACK!];

/** The bits of a list of flags such as `SYN,ACK`; nothing where one is unknown. */
export function flagsOf(text: string): number | undefined {
  let flags = 0;
  for (const name of text.split(',')) {
    const flag = ofWord(FLAGS, name.toUpperCase());
    if (flag === undefined) return undefined;
    flags |= flag;
  }
  return flags;
}
