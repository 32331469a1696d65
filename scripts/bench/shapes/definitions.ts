// Plans of names that are made of each other: groups, services and roles.
import { at, chainOf, inTwo, lines, rolesOf, type Shape, seq, two } from './parts.ts';

export const definitions: Readonly<Record<string, Shape>> = {
  'groups of groups, each twice': {
    few: [90, 900],
    make: (n) =>
      chainOf(
        n,
        (k, j) => `group g${k} = g${j}, g${j}`,
        'group g0 = a',
        (k) => `allow g${k} -> b : tcp 1`,
      ),
  },
  'a chain of groups': {
    few: [190, 1900],
    make: (n) =>
      chainOf(
        n,
        (k, j) => `group g${k} = g${j}`,
        'group g0 = a',
        (k) => `allow g${k} -> b : tcp 1`,
      ),
  },
  'groups in a circle': {
    few: [190, 1900],
    make: (n) =>
      lines(
        two,
        seq(n, (k) => `group g${k} = g${(k + 1) % n}, a`),
        'allow g5 -> b : tcp 1',
      ),
  },
  'groups with exceptions, each twice': {
    few: [90, 900],
    make: (n) =>
      lines(
        'zone a { subnet 10.0.0.0/16 component c at 10.0.0.1 component d at 10.0.0.2 }',
        two[1],
        ['group a0 = c, d', 'group b0 = c, d'],
        seq(n, (k) => [`group a${k + 1} = a${k}, b${k}`, `group b${k + 1} = b${k}, a${k} except d`]),
        [`allow a${n}, b${n} except d -> b : tcp 1`, `allow any -> b${n} : tcp 22`],
      ),
  },
  'rules of groups of groups': {
    few: [90, 900],
    make: (n) =>
      lines(
        two,
        'group g0 = a',
        seq(n, (k) => `group g${k + 1} = g${k}, g${k}`),
        seq(n, (k) => `allow g${n} -> b : tcp ${k + 1}`),
      ),
  },
  'services of services, each twice': {
    few: [90, 900],
    make: (n) =>
      chainOf(
        n,
        (k, j) => `service s${k} = s${j}, s${j}`,
        'service s0 = tcp 80',
        (k) => `allow a -> b : s${k}`,
      ),
  },
  'a chain of services': {
    few: [190, 1900],
    make: (n) =>
      chainOf(
        n,
        (k, j) => `service s${k} = s${j}`,
        'service s0 = tcp 80',
        (k) => `allow a -> b : s${k}`,
      ),
  },
  'services built on each other, a rule each': {
    few: [90, 900],
    make: (n) =>
      lines(
        two,
        'service s0 = tcp 80',
        seq(n, (k) => `service s${k + 1} = s${k}, tcp ${k + 1000}`),
        seq(n, (k) => `allow ${at(0, k)} -> b : s${k + 1}`),
      ),
  },
  'rules of services of services': {
    few: [90, 900],
    make: (n) =>
      lines(
        two,
        'service s0 = tcp 80',
        seq(n, (k) => `service s${k + 1} = s${k}, s${k}`),
        seq(n, (k) => `allow ${at(0, k)} -> b : s${n}, tcp ${k + 1}`),
      ),
  },
  'alternatives in alternatives': {
    few: [90, 900],
    make: (n) =>
      chainOf(
        n,
        (k, j) => `service s${k} = one of (s${j}, s${j}, tcp ${k})`,
        'service s0 = one of (tcp 80, tcp 81)',
        (k) => `allow a -> b : s${k}`,
      ),
  },
  'diamonds of roles': {
    few: [60, 600],
    make: (n) =>
      rolesOf(n, (k) => `role r${k + 1}a : r${k}a, r${k}b\nrole r${k + 1}b : r${k}a, r${k}b`) + inTwo(`r${n}a`, `r${n}b`),
  },
  'a chain of roles': {
    few: [190, 1900],
    make: (n) => rolesOf(n, (k) => `role r${k + 1}a : r${k}a`) + inTwo(`r${n}a`, 'r0b'),
  },
};
