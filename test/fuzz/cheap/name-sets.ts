import assert from 'node:assert/strict';
import { type AddressSet, hostNames, NO_ADDRESSES, parseHostName } from '../../../language/model/addresses.ts';
import { type Numbers, pick } from './numbers.ts';

const LABELS = ['a', 'b', 'ab', 'a-b'];
const HOSTS: readonly string[] = LABELS.flatMap((one) => [one, ...LABELS.flatMap((two) => [`${two}.${one}`, `x.${two}.${one}`])]);
const WILDCARDS: readonly string[] = HOSTS.filter((name) => name.split('.').length < 3).map((name) => `*.${name}`);
const SETS: ReadonlyMap<string, AddressSet> = new Map([...HOSTS, ...WILDCARDS].map((name) => [name, parseHostName(name)]));

/** Whether a host is meant by a name or wildcard. */
function isMeant(host: string, by: string): boolean {
  return by.startsWith('*.') ? host.endsWith(by.slice(1)) : host === by;
}

/** Sets of names and wildcards against what each name means, host by host. */
export function nameSets(number: Numbers): void {
  const some = (): { set: AddressSet; hosts: ReadonlySet<string>; isPlain: boolean; names: string[] } => {
    let set = NO_ADDRESSES;
    let hosts = new Set<string>();
    let isPlain = true;
    const names: string[] = [];
    for (let n = 1 + number(4); n > 0; n--) {
      const name = pick(number(3) ? HOSTS : WILDCARDS, number);
      const own = HOSTS.filter((host) => isMeant(host, name));
      if (number(4)) {
        set = set.union(SETS.get(name)!);
        hosts = new Set([...hosts, ...own]);
        names.push(name);
      } else {
        isPlain = false;
        set = set.subtract(SETS.get(name)!);
        hosts = new Set([...hosts].filter((host) => !own.includes(host)));
      }
    }
    return { set, hosts, isPlain, names };
  };
  const [a, b] = [some(), some()];
  const host = pick(HOSTS, number);
  const point = SETS.get(host)!;
  const has = (set: AddressSet): boolean => set.covers(point);
  assert.equal(has(a.set), a.hosts.has(host), host);
  assert.equal(has(a.set.union(b.set)), a.hosts.has(host) || b.hosts.has(host), `${host} in a union`);
  assert.equal(has(a.set.intersect(b.set)), a.hosts.has(host) && b.hosts.has(host), `${host} in what is common`);
  assert.equal(has(a.set.subtract(b.set)), a.hosts.has(host) && !b.hosts.has(host), `${host} in a rest`);
  const shown = hostNames(a.set);
  // A part of a wildcard shows as the wildcard: what is shown holds all that is in the set.
  for (const each of a.hosts)
    assert.ok(
      shown.some((name) => isMeant(each, name)),
      `${each} is not shown`,
    );
  if (!a.isPlain) return;
  const needed = a.names.filter(
    (name, n) => a.names.indexOf(name) === n && !a.names.some((by) => by !== name && isWithin(name, by)),
  );
  assert.deepEqual(shown, needed.sort(), 'names read back');
}

/** Whether a wildcard means all that a name or another wildcard means. */
function isWithin(name: string, by: string): boolean {
  return by.startsWith('*.') && name !== by && name.endsWith(by.slice(1));
}
