// Devices that keep what is loaded onto them, one for each form that doesn't replace it as a whole.
import assert from 'node:assert/strict';
import type { OutputFile } from '../../language/rulesets/target.ts';
import type { Packet } from './evaluator.ts';
import { AsaConfiguration } from './readers/asa.ts';
import { type AzureGroup, readTemplate } from './readers/azure.ts';
import { FortiConfiguration } from './readers/fortios.ts';
import { junosConfig, junosFirewall } from './readers/junos.ts';
import { type NetworkPolicy, networkPolicies } from './readers/kubernetes.ts';
import { panosConfig, panosFirewall } from './readers/panos.ts';
import type { Verdict } from './readers.ts';

export interface Device {
  /** @param watch asked whenever a part of what is loaded has its effect; never where all of it has it at once */
  load(files: readonly OutputFile[], watch?: (decide: (packet: Packet) => Verdict) => void): void;
  /** What is on it, as data that is equal for equal devices. */
  state(): unknown;
  /** What it decides; nothing where another test says so for the same state. */
  decide?(packet: Packet): Verdict;
}

export type ZoneOf = (address: string) => string;

const plain = (value: unknown): unknown => {
  if (value instanceof Map)
    return Object.fromEntries([...value].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, plain(each)]));
  if (value instanceof Set) return [...value].sort();
  return value;
};

function fortios(zones: readonly string[], zoneOf: ZoneOf): Device {
  const configuration = new FortiConfiguration(zones);
  const decide = (packet: Packet): Verdict => configuration.decide(packet, zoneOf(packet.source), zoneOf(packet.destination));
  return {
    load: ([file], watch) => void configuration.run(file!.text, () => watch?.(decide)),
    state: () => plain(new Map([...configuration.tables].filter(([, items]) => items.size))),
    decide,
  };
}

function asa(_zones: readonly string[], zoneOf: ZoneOf): Device {
  const configuration = new AsaConfiguration();
  const decide = (packet: Packet): Verdict => {
    const from = zoneOf(packet.source);
    const name = from === 'unknown' ? 'elsewhere' : from;
    return configuration.bound.has(name) ? configuration.decide(packet, name) : 'dropped';
  };
  return {
    load: ([file], watch) => void configuration.run(file!.text, () => watch?.(decide)),
    state: () => {
      const { objects, networkGroups, serviceGroups, timeRanges, lists } = configuration;
      // What closes an interface that nothing is said of.
      const open = [...lists].filter(([, { entries }]) => entries.some((e) => e.permit));
      return plain(
        new Map<string, unknown>([
          ...Object.entries({ objects, networkGroups, serviceGroups, timeRanges }).map(([key, map]): [string, unknown] => [
            key,
            plain(map),
          ]),
          ...open.map(([name, list]): [string, unknown] => [name, list]),
        ]),
      );
    },
    decide,
  };
}

function panos(_zones: readonly string[], zoneOf: ZoneOf): Device {
  const config = panosConfig('');
  return {
    load: ([file]) => void panosConfig(file!.text, config),
    state: () =>
      Object.fromEntries(
        Object.entries(config).map(([key, value]) => [
          key,
          key === 'rules' ? config.rules.map((r) => [r.name, plain(r.values)]) : plain(value),
        ]),
      ),
    decide: (packet) => panosFirewall(config, zoneOf)(packet),
  };
}

function junos(_zones: readonly string[], zoneOf: ZoneOf): Device {
  const config = junosConfig('');
  return {
    load: ([file]) => void junosConfig(file!.text, config),
    state: () => ({
      ...Object.fromEntries(Object.entries(config).map(([key, value]) => [key, plain(value)])),
      policies: [...config.policies]
        .filter(([, policies]) => policies.size)
        .map(([pair, policies]) => [pair, [...policies]])
        .sort(([a], [b]) => (a! < b! ? -1 : 1)),
    }),
    decide: (packet) => junosFirewall(config, zoneOf)(packet),
  };
}

/** The chains of ours in both families. */
function iptables(): Device {
  const chains = [new Map<string, string[]>(), new Map<string, string[]>()];
  return {
    load: (files) => {
      for (const [n, { text }] of files.entries()) {
        const own = chains[n]!;
        for (const line of text.split('\n')) {
          const [word = '', name = '', ...rest] = line.split(' ');
          if (word.startsWith(':')) own.set(word.slice(1), []);
          else if (word === '-F') own.set(name, []);
          else if (word === '-A') own.get(name)!.push(rest.join(' '));
          else if (word === '-X') {
            assert.deepEqual(own.get(name), [], 'a chain has to be empty');
            assert.ok(![...own.values()].flat().some((rule) => new RegExp(`-[jg] ${name}$`).test(rule)), 'a chain is in use');
            own.delete(name);
          }
        }
      }
    },
    state: () => chains.map(plain),
  };
}

/** Deployments add groups and replace those of their names. */
function azure(): Device {
  const groups = new Map<string, AzureGroup>();
  return {
    load: (files) => {
      for (const group of readTemplate(files[1]!.text)) groups.set(group.name, group);
    },
    state: () => {
      const open = [...groups].filter(([, { rules }]) =>
        rules.some((r) => r.properties.access === 'Allow' && !/allow-(inside|load-balancer)/.test(r.name)),
      );
      return plain(new Map(open));
    },
  };
}

/** `kubectl apply --prune` deletes what a file does not name in the namespaces that it names. */
function kubernetes(): Device {
  const policies = new Map<string, NetworkPolicy>();
  return {
    load: ([file]) => {
      const applied = networkPolicies(file!.text);
      const visited = new Set(applied.map(({ metadata }) => metadata.namespace));
      for (const [key, { metadata }] of policies) if (visited.has(metadata.namespace)) policies.delete(key);
      for (const policy of applied) policies.set(`${policy.metadata.namespace}/${policy.metadata.name}`, policy);
    },
    state: () => {
      const within = { podSelector: {} };
      const isClosed = ({ spec }: NetworkPolicy): boolean =>
        [spec.ingress?.map((r) => r.from), spec.egress?.map((r) => r.to)].every(
          (rules) => JSON.stringify(rules) === JSON.stringify([[within]]),
        );
      return plain(new Map([...policies].filter(([, policy]) => !isClosed(policy))));
    },
  };
}

export const devices: Readonly<Record<string, (zones: readonly string[], zoneOf: ZoneOf) => Device>> = {
  asa,
  'azure-nsg': azure,
  fortios,
  iptables,
  junos,
  kubernetes,
  panos,
};
