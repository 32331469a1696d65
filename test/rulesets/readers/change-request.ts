// Reads the tables of a change request as someone at a firewall would: words for addresses and services, and a verdict for each packet.
import assert from 'node:assert/strict';
import type { OutputFile, Target } from '../../../language/rulesets/target.ts';
import { addressIn } from '../address-in.ts';
import { type Packet, parse } from '../evaluator.ts';
import type { Verdict } from '../readers.ts';
import { serviceReader } from './service-words.ts';

/** A row as it was read: texts only. */
export interface RequestRule {
  readonly action: string;
  readonly from: string;
  readonly to: string;
  readonly services: string;
}

const ADDRESS = /^[0-9a-f:.]+(\/\d{1,3}|-[0-9a-f:.]+)?$/;
const HOST_NAME = /^(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*$/;
/** No packet says of itself that it is of one. */
const TAG = /^tag [A-Za-z][\w.]*$/;

function isKnown(text: string): boolean {
  return ADDRESS.test(text) || HOST_NAME.test(text) || TAG.test(text);
}

/** @param held the addresses of the zones that say theirs: everything else is outside */
function addressReader(text: string, held: readonly string[]): (address: string) => boolean {
  // What the hosts have themselves is for whoever sets up the translation.
  const texts = text.replace(/ \(own [^)]*\)/g, '').split(', ');
  if (texts.includes('any') && texts.length > 1) throw new Error(`any among others: ${text}`);
  const known = texts.filter((t) => t !== 'any' && t !== 'everything outside' && t !== 'nothing');
  for (const each of known) if (!isKnown(each)) throw new Error(`No address: ${each}`);
  const addresses = known.filter((t) => /[:.]/.test(t) && ADDRESS.test(t));
  return (address) =>
    texts.includes('any') || (texts.includes('everything outside') && !addressIn(address, held)) || addressIn(address, addresses);
}

/** What the rules decide: a deny wins over an allow, and what no rule allows is denied. */
export function decider({ rules, zones: texts, inside = [] }: ReadRequest): (packet: Packet) => Verdict {
  const zones = texts.map((text) => text.replace(/ \(own [^)]*\)/g, ''));
  const held = zones.filter((z) => z !== '' && !z.includes('everything outside')).flatMap((z) => z.split(', '));
  for (const each of held) if (!isKnown(each)) throw new Error(`No address: ${each}`);
  const subnets = held.filter((t) => /[:.]/.test(t) && ADDRESS.test(t));
  const within = zones.flatMap((text, n) => {
    const several = inside[n];
    if (!several) return [];
    const versions = several.split(' and ');
    for (const version of versions) if (!/^IPv[46]$/.test(version)) throw new Error(`No IP version: ${several}`);
    return [
      { held: text.split(', ').filter((t) => ADDRESS.test(t)), bits: versions.map((v): number => (v === 'IPv4' ? 32 : 128)) },
    ];
  });
  const read = rules.map(({ action, from, to, services }) => {
    if (action !== 'allow' && action !== 'deny') throw new Error(`No action: ${action}`);
    return { action, from: addressReader(from, subnets), to: addressReader(to, subnets), services: serviceReader(services) };
  });
  return (packet) => {
    const { bits } = parse(packet.source);
    if (bits !== parse(packet.destination).bits) return 'dropped';
    if (within.some((z) => z.bits.includes(bits) && addressIn(packet.source, z.held) && addressIn(packet.destination, z.held)))
      return 'passed';
    const hits = read.filter((r) => r.from(packet.source) && r.to(packet.destination) && r.services(packet));
    return hits.some((r) => r.action === 'allow') && !hits.some((r) => r.action === 'deny') ? 'passed' : 'dropped';
  };
}

/** What was read of a file: its rules, with the host that each is for where there is one, and the addresses of its zones. */
export interface ReadRequest {
  readonly rules: readonly (RequestRule & { readonly host?: string })[];
  readonly zones: readonly string[];
  /** Of which IP versions each of them is several networks, which reach each other: `IPv4 and IPv6`. */
  readonly inside?: readonly string[];
}

/** A target that emits what was read back of the files of another, for proofs that expect texts, and for hosts a text for each. */
export function readBack(target: Target, read: (file: OutputFile) => ReadRequest | Promise<ReadRequest>): Target {
  const one = async (files: OutputFile[]): Promise<ReadRequest> => {
    assert.equal(files.length, 1);
    return read(files[0]!);
  };
  return {
    ...target,
    emit: async (ruleSet, baseName) => [
      { name: `${baseName}.json`, text: JSON.stringify(await one(await target.emit(ruleSet, baseName))) },
    ],
    emitHosts: async (sets, baseName) => {
      const { rules, zones } = await one(await target.emitHosts!(sets, baseName));
      return sets.map(({ host }) => ({
        name: `${baseName}.${host.name}.json`,
        text: JSON.stringify({ rules: rules.filter((r) => r.host === host.name), zones }),
      }));
    },
  };
}

/** The reader for what `readBack` emits. */
export function decides(files: readonly OutputFile[]): (packet: Packet) => Verdict {
  return decider(JSON.parse(files[0]!.text) as ReadRequest);
}
