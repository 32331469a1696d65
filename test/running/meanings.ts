// What readers make of the rules that tests give them: each stands with its text in `meanings.txt`, beside what it matches and does.
import { formatAddresses } from '../../language/model/addresses.ts';
import { formatServices } from '../../language/model/services.ts';
import type { RunningDevice, RunningRule } from '../../language/running/running.ts';
import { sentencesOf } from '../support/sentences.ts';

const isKnown = sentencesOf(import.meta.dirname, 'meanings.txt');
/** Devices that were looked at. */
const seen = new WeakSet<RunningDevice>();
/** So many signs of a list of addresses are enough to tell it from others. */
const MOST = 120;

/** Holds the rules and places of a device to what such lines are known to mean. */
export function meansWhatIsKnown(device: RunningDevice): void {
  if (seen.has(device)) return;
  seen.add(device);
  const { format, lists, places, stages, outbound, replies, host, families } = device;
  const filtered = [`passing ${stages.join(', ')}`, ...(outbound ? [`outward ${outbound.join(', ')}`] : [])];
  const where = host ? [`at ${cut(formatAddresses(host).join(' '))}`] : [];
  isKnown(`${format}: ${[...filtered, ...where, `replies ${replies}`, `IPv${families.join(' and ')}`].join('; ')}`);
  for (const { name, networks, rest } of places)
    isKnown(`${format}: place ${name}: ${cut(formatAddresses(networks).join(' '))}${rest ? ' and all else' : ''}`);
  for (const { rules, otherwise, name } of lists.values()) {
    isKnown(`${format}: list ${name}: ${otherwise}`);
    for (const rule of rules) isKnown(`${format}: ${rule.text} = ${meaning(rule)}`);
  }
}

/** `permit 10.1.0.0/24 -> any : tcp 443; from inside` */
function meaning({ action, traffic, from, to, notFrom, notTo, perhaps, isWide, name, comment, hits }: RunningRule): string {
  const parts = traffic.map((box) => `${ends(box.sources)} -> ${ends(box.destinations)} : ${cut(formatServices(box.services))}`);
  const names = { from, to, 'not from': notFrom, 'not to': notTo };
  const said = { name, comment, hits, perhaps, wide: isWide };
  return [
    `${typeof action === 'object' ? `call ${action.call}` : action} ${parts.slice(0, 8).join(' | ')}`,
    ...Object.entries(names).flatMap(([word, set]) => (set ? [`${word} ${[...set].join(', ')}`] : [])),
    ...Object.entries(said).flatMap(([word, value]) => (value === undefined ? [] : [`${word} ${value}`])),
  ].join('; ');
}

const ends = (set: RunningRule['traffic'][number]['sources']): string => cut(formatAddresses(set).join(' '));

function cut(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}
