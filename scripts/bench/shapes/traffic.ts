// Plans whose rules and flows split each other into many parts.
import { at, components, lines, type Shape, seq, two } from './parts.ts';

export const traffic: Readonly<Record<string, Shape>> = {
  'any -> any by port': {
    few: [150, 1500],
    make: (n) =>
      lines(
        components(50, 5),
        seq(n, (k) => `allow any -> any : tcp ${2000 + k}`),
      ),
  },
  'any -> any : required': {
    few: [150, 1500],
    make: (n) =>
      lines(
        components(50, 5),
        seq(n, () => 'allow any -> any : required'),
      ),
  },
  'staggered ports': {
    few: [190, 1900],
    make: (n) =>
      lines(
        two,
        seq(n, (k) => `allow a -> b : tcp ${1000 + k * 10}-${1025 + k * 10}`),
      ),
  },
  'staggered addresses and ports': {
    few: [190, 1900],
    make: (n) =>
      lines(
        two,
        seq(
          n,
          (k) =>
            `allow ${at(0, k)}-${at(0, k + 20)} -> ${at(1, (k * 7) % 5000)}-${at(1, ((k * 7) % 5000) + 20)} : tcp ${1000 + k * 10}-${3000 + k * 10}`,
        ),
      ),
  },
  'staggered corners': {
    few: [190, 1900],
    make: (n) =>
      lines(
        two,
        seq(n, (k) => `allow ${at(0, k)}-10.0.255.255 -> 10.1.0.0-${at(1, 4000 - k)} : tcp ${1000 + k}-${2000 + k}`),
      ),
  },
  'staggered denies': {
    few: [190, 1900],
    make: (n) =>
      lines(
        two,
        seq(
          n,
          (k) =>
            `${k % 2 ? 'deny' : 'allow'} ${at(0, k)}-${at(0, k + 20)} -> ${at(1, (k * 7) % 5000)}-${at(1, ((k * 7) % 5000) + 20)} : tcp ${1000 + k * 10}-${3000 + k * 10}`,
        ),
      ),
  },
  'every port from one port each': {
    few: [190, 1900],
    make: (n) =>
      lines(
        two,
        seq(n, (k) => `allow ${at(0, k)} -> b : tcp 1-65535 source port ${k + 1000}`),
      ),
  },
  'every port from one port each, between the same': {
    few: [190, 1900],
    make: (n) =>
      lines(
        two,
        seq(n, (k) => `allow a -> b : tcp 1-65535 source port ${2 * k + 1}`),
      ),
  },
  'ports from staggered ports': {
    few: [190, 1900],
    make: (n) =>
      lines(
        two,
        seq(n, (k) => `allow a -> b : tcp ${k * 10 + 1}-${k * 10 + 500} source port ${k * 7 + 1}-${k * 7 + 900}`),
      ),
  },
};
