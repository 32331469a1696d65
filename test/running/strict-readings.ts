// Strict readings of what targets write, which are not those under test: each as its maker puts it, and it throws at what it doesn't know.
import { parse } from 'csv-parse/sync';
import type { OutputFile } from '../../language/rulesets/target.ts';
import type { Packet } from '../rulesets/evaluator.ts';
import { AsaConfiguration } from '../rulesets/readers/asa.ts';
import { decider } from '../rulesets/readers/change-request.ts';
import { FortiConfiguration } from '../rulesets/readers/fortios.ts';
import { readIptables } from '../rulesets/readers/iptables.ts';
import { readJunos } from '../rulesets/readers/junos.ts';
import { readPanos } from '../rulesets/readers/panos.ts';
import { readNft, type Verdict } from '../rulesets/readers.ts';

/** @param zoneOf the zone that an address lies in, `unknown` where none has it */
export type Reading = (files: readonly OutputFile[], zoneOf: (address: string) => string) => (packet: Packet) => Verdict;

/** By the name of the target. */
export const READINGS = {
  nftables: (files) => readNft(files[0]!.text),
  iptables: (files) => readIptables(files),
  asa: (files, zoneOf) => {
    const configuration = new AsaConfiguration().run(files[0]!.text);
    return (packet) => {
      const from = zoneOf(packet.source);
      // Nothing that comes from no zone is let in unless a rule is about it.
      if (from === 'unknown' && !configuration.bound.has('elsewhere')) return 'dropped';
      return configuration.decide(packet, from === 'unknown' ? 'elsewhere' : from);
    };
  },
  fortios: (files, zoneOf) => {
    const { text } = files[0]!;
    const named = [...text.matchAll(/set (?:src|dst)intf (.*)$/gm)].flatMap(([, list]) => [...list!.matchAll(/"([^"]*)"/g)]);
    const configuration = new FortiConfiguration(named.map(([, name]) => name!)).run(text);
    return (packet) => configuration.decide(packet, zoneOf(packet.source), zoneOf(packet.destination));
  },
  csv: (files) => {
    const rows = parse(files[0]!.text, { columns: true }) as Record<string, string>[];
    const rules = rows.map((row) => ({
      action: row.Action!,
      from: row['Source addresses']!,
      to: row['Destination addresses']!,
      services: row.Services!,
    }));
    return decider({ rules, zones: [] });
  },
  junos: readJunos,
  panos: readPanos,
} satisfies Record<string, Reading>;
