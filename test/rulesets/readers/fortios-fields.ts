// The tables of FortiOS that rule sets write, and what their fields hold. Names, types and choices are from the modules fortios_firewall_*
// of the Ansible collection fortinet.fortios 2.4.2 (dashes for its underscores); lengths from "Text strings" in the FortiOS administration
// guide and the CLI reference of FortiOS 7.0 to 7.4.

/** What a field holds: one word of a kind, a text in quotes of some length, or the names of items of some tables. */
export type Field =
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'text'; readonly most: number }
  | { readonly kind: 'words'; readonly each: RegExp; readonly count?: number }
  | { readonly kind: 'names'; readonly of: readonly string[]; readonly one?: true };

export interface Table {
  /** The longest key; a table without it has numbers. */
  readonly keyLength?: number;
  readonly fields: Readonly<Record<string, Field>>;
}

const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;
const IPV6 = /^[\da-f:]*:[\da-f:]*$/;
// Behind a colon stand the source ports.
const PORTS = /^\d{1,5}(-\d{1,5})?(:\d{1,5}(-\d{1,5})?)?$/;
const COMMENT: Field = { kind: 'text', most: 255 };
const FQDN: Field = { kind: 'text', most: 255 };

export const TABLES: Readonly<Record<string, Table>> = {
  'firewall address': {
    keyLength: 79,
    fields: {
      type: { kind: 'choice', choices: ['ipmask', 'iprange', 'fqdn'] },
      subnet: { kind: 'words', each: IPV4, count: 2 },
      'start-ip': { kind: 'words', each: IPV4, count: 1 },
      'end-ip': { kind: 'words', each: IPV4, count: 1 },
      fqdn: FQDN,
      comment: COMMENT,
    },
  },
  'firewall address6': {
    keyLength: 79,
    fields: {
      type: { kind: 'choice', choices: ['ipprefix', 'iprange', 'fqdn'] },
      ip6: { kind: 'words', each: /^[\da-f:]*:[\da-f:]*\/\d{1,3}$/, count: 1 },
      'start-ip': { kind: 'words', each: IPV6, count: 1 },
      'end-ip': { kind: 'words', each: IPV6, count: 1 },
      fqdn: FQDN,
      comment: COMMENT,
    },
  },
  'firewall addrgrp': {
    keyLength: 79,
    fields: { member: { kind: 'names', of: ['firewall address', 'firewall addrgrp'] }, comment: COMMENT },
  },
  'firewall addrgrp6': {
    keyLength: 79,
    fields: { member: { kind: 'names', of: ['firewall address6', 'firewall addrgrp6'] }, comment: COMMENT },
  },
  'firewall vip': {
    keyLength: 79,
    fields: {
      extip: { kind: 'words', each: IPV4, count: 1 },
      mappedip: { kind: 'text', most: 79 },
      extintf: { kind: 'names', of: ['system zone'], one: true },
      portforward: { kind: 'choice', choices: ['enable', 'disable'] },
      protocol: { kind: 'choice', choices: ['tcp', 'udp'] },
      extport: { kind: 'words', each: /^\d{1,5}(-\d{1,5})?$/, count: 1 },
      mappedport: { kind: 'words', each: /^\d{1,5}(-\d{1,5})?$/, count: 1 },
      comment: COMMENT,
    },
  },
  'firewall vip6': {
    keyLength: 79,
    fields: {
      extip: { kind: 'words', each: IPV6, count: 1 },
      mappedip: { kind: 'words', each: IPV6, count: 1 },
      portforward: { kind: 'choice', choices: ['enable', 'disable'] },
      protocol: { kind: 'choice', choices: ['tcp', 'udp'] },
      extport: { kind: 'words', each: /^\d{1,5}(-\d{1,5})?$/, count: 1 },
      mappedport: { kind: 'words', each: /^\d{1,5}(-\d{1,5})?$/, count: 1 },
      comment: COMMENT,
    },
  },
  'firewall service custom': {
    keyLength: 63,
    fields: {
      'tcp-portrange': { kind: 'words', each: PORTS },
      'udp-portrange': { kind: 'words', each: PORTS },
      protocol: { kind: 'choice', choices: ['IP', 'ICMP', 'ICMP6'] },
      'protocol-number': { kind: 'words', each: /^\d{1,3}$/, count: 1 },
      icmptype: { kind: 'words', each: /^\d{1,3}$/, count: 1 },
      comment: COMMENT,
    },
  },
  'firewall schedule onetime': {
    keyLength: 31,
    fields: {
      start: { kind: 'words', each: /^(\d\d:\d\d|\d{4}\/\d\d\/\d\d)$/, count: 2 },
      end: { kind: 'words', each: /^(\d\d:\d\d|\d{4}\/\d\d\/\d\d)$/, count: 2 },
    },
  },
  'firewall policy': {
    fields: {
      name: { kind: 'text', most: 35 },
      srcintf: { kind: 'names', of: ['system zone'] },
      dstintf: { kind: 'names', of: ['system zone'] },
      action: { kind: 'choice', choices: ['accept', 'deny'] },
      srcaddr: { kind: 'names', of: ['firewall address', 'firewall addrgrp'] },
      dstaddr: { kind: 'names', of: ['firewall address', 'firewall addrgrp', 'firewall vip'] },
      srcaddr6: { kind: 'names', of: ['firewall address6', 'firewall addrgrp6'] },
      dstaddr6: { kind: 'names', of: ['firewall address6', 'firewall addrgrp6', 'firewall vip6'] },
      schedule: { kind: 'names', of: ['firewall schedule onetime', 'firewall schedule recurring'], one: true },
      'schedule-timeout': { kind: 'choice', choices: ['enable', 'disable'] },
      service: { kind: 'names', of: ['firewall service custom', 'firewall service group'] },
      'match-vip': { kind: 'choice', choices: ['enable', 'disable'] },
      logtraffic: { kind: 'choice', choices: ['all', 'utm', 'disable'] },
      comments: { kind: 'text', most: 1023 },
    },
  },
};

/** What every firewall has from the start. */
export const BUILT_IN: Readonly<Record<string, readonly string[]>> = {
  'firewall address': ['all', 'none'],
  'firewall address6': ['all', 'none'],
  'firewall service custom': ['ALL', 'ALL_TCP', 'ALL_UDP', 'ALL_ICMP', 'ALL_ICMP6'],
  'firewall schedule recurring': ['always', 'none'],
};
