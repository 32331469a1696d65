import { readers } from '../generated/readers.ts';
import type { RunningDevice, RunningReader } from './running.ts';

/** So much of a text is looked at to find out its form. */
const HEAD = 65_536;

const BLANK_LINES = /[\n\r\u2028\u2029]\s*[\n\r\u2028\u2029]/g;

/** Each firewall of a file finds its own places among the zones of a plan; more than so many in all take gigabytes. */
const MOST_PLACES = 2_000_000;
/** Each is told by itself, too: nobody reads of more. */
const MOST_DEVICES = 20_000;

/** Says that no form fits a file, which forms are known, and what to do. */
export class UnknownForm extends Error {}

/**
 * The reader of a text, found out by its content: the one that is surest of it.
 * @param file its name, for the error
 * @throws UnknownForm where no reader knows the text, or two are as sure of it
 */
export function detect(text: string, file: string, among: readonly RunningReader[] = readers): RunningReader {
  // Lines are looked for from each line end on, so that thousands of blank ones would be gone through again for each of them.
  const head = text
    .slice(0, HEAD)
    .replace(/^\uFEFF/, '')
    .replace(BLANK_LINES, '\n');
  if (!head.trim()) throw new UnknownForm(`${file} is empty: give the file that the device wrote (${titlesOf(among)}).`);
  const sure = among.map((reader) => ({ reader, is: reader.recognizes(head) })).sort((a, b) => b.is - a.is);
  const [best, second] = sure;
  if (!best || best.is <= 0) throw new UnknownForm(`${file} is in no form that is known here. Known are: ${titlesOf(among)}.`);
  if (second?.is === best.is)
    throw new UnknownForm(
      `${file} may be ${best.reader.title}, and may be ${second.reader.title}: give the whole file, with the lines that it begins with.`,
    );
  return best.reader;
}

/**
 * What a file says a device runs.
 * @param form the name of a reader, where the content isn't to be asked
 * @throws UnknownForm where no reader knows the text, or it holds too many firewalls
 */
export function readRunning(text: string, file: string, form?: string): RunningDevice[] {
  const named = form === undefined ? undefined : readers.find(({ name }) => name === form);
  if (form !== undefined && !named)
    throw new UnknownForm(`'${form}' is no form of running files. Known are: ${readers.map(({ name }) => name).join(', ')}.`);
  const devices = (named ?? detect(text, file)).read(text, file);
  if (devices.length > MOST_DEVICES)
    throw new UnknownForm(
      `${file} holds ${devices.length.toLocaleString('en-US')} firewalls, of which no more than ${MOST_DEVICES.toLocaleString('en-US')} are held against a plan at once: give some of them in a file of their own.`,
    );
  const places = devices.reduce((most, each) => Math.max(most, each.places.length), 0);
  if (devices.length * places > MOST_PLACES)
    throw new UnknownForm(
      `${file} holds ${devices.length.toLocaleString('en-US')} firewalls, one of them with ${places.toLocaleString('en-US')} places, which are too many to be held against a plan at once: give some of them in a file of their own.`,
    );
  return devices;
}

function titlesOf(among: readonly RunningReader[]): string {
  return among.map(({ title }) => title).join('; ');
}
