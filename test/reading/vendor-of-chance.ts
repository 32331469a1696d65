// A vendor's catalog of chance.

import { BeyondPorts } from './beyond-ports.ts';
import type { Chance } from './chance.ts';
import type { Features } from './plans.ts';

/** What a plan can say of a vendor. */
export interface VendorOfChance {
  readonly text: string;
  readonly roles: readonly string[];
  readonly services: readonly string[];
  /** Those of the services whose ports nothing moves, which may be one of several. */
  readonly fixed: readonly string[];
  readonly counted: readonly string[];
  readonly features: readonly string[];
  readonly phases: readonly string[];
  /** Sources that a plan can trust. */
  readonly sources: readonly string[];
  /** Flows `between` two roles. */
  readonly between: readonly (readonly [string, string])[];
  /** Properties that a role has, its own and those it derives from. */
  readonly properties: Readonly<Record<string, readonly string[]>>;
  readonly beyond: BeyondPorts;
}

const VALUES = ['slow', 'fast', 'hot'];

/** @param others roles of another vendor, that flows may lead to and come from */
export function vendorOfChance(chance: Chance, name: string, on: Features, others: readonly string[] = []): VendorOfChance {
  const beyond = new BeyondPorts(chance, on);
  const lines: string[] = [];
  const roles: string[] = [];
  const properties: Record<string, string[]> = {};
  chance.times(3, 5, (i) => {
    const role = `r${i}`;
    const parent = i > 0 && chance.percent(35) ? chance.pick(roles) : undefined;
    const place = on.names && chance.percent(10) ? ` at "${chance.pick(['', '*.'])}${role}.${name}.example"` : '';
    const system = on.systems && chance.percent(25) ? ` runs ${chance.pick(['windows', 'linux', 'other'])}` : '';
    const relays = on.relays && chance.percent(25) ? ' relays' : '';
    const own = [`port-${i}`, `mode-${i}`, `load-${i}`, 'instances'].filter(() => chance.percent(50));
    if (parent && properties[parent]!.includes('instances')) own.splice(own.indexOf('instances') >>> 0, 1);
    properties[role] = [...own.map((each) => `${role}.${each}`), ...(parent ? properties[parent]! : [])];
    const body = own.map((each) =>
      each.startsWith('mode')
        ? `property ${each} = ${VALUES.join(' | ')}${chance.percent(25) ? ` default ${chance.pick(VALUES)}` : ''}`
        : `property ${each} = ${each.startsWith('port') ? 'port' : 'number'}`,
    );
    lines.push(
      `role ${role}${parent ? ` : ${parent}` : ''}${system}${place}${relays}${body.length ? ` { ${body.join(' ')} }` : ''}`,
    );
    roles.push(role);
  });
  const movable = Object.values(properties)
    .flat()
    .filter((each) => each.includes('.port-'));
  const numbers = Object.values(properties)
    .flat()
    .filter((each) => each.includes('.load-'));
  const services: string[] = [];
  const fixed: string[] = [];
  const counted: string[] = [];
  const port = () => chance.pick([22, 25, 80, 443, 1000, 1001, 1002, 8000]);
  const ports = (canMove: boolean): string => {
    const start = port();
    const set = canMove && on.moved && movable.length && chance.percent(30) ? ` (set by ${chance.pick(movable)})` : '';
    if (set && chance.percent(20)) return set.slice(2, -1);
    const step = !set && chance.percent(15) ? ` step ${chance.between(1, 3)}` : '';
    return chance.percent(25) ? `${start}-${start + chance.between(1, 30)}${step}${set}` : `${start}${set}`;
  };
  const plain = (canMove = true) =>
    `${chance.pick(['tcp', 'tcp', 'udp', 'tcp+udp'])} ${chance.times(1, 2, () => ports(canMove)).join(', ')}`;
  const item = (): string => {
    if (on.alternatives && chance.percent(25))
      return `${chance.pick(['one', 'first'])} of (${chance.times(2, 3, () => plain(false)).join(', ')})`;
    if (beyond.any && chance.percent(15)) return beyond.item(() => plain(false));
    if (chance.percent(6)) return 'icmp';
    if (services.length && chance.percent(30)) return chance.pick(services);
    return plain();
  };
  chance.times(2, 5, (i) => {
    const service = `s${i}`;
    const counts = on.counted && chance.percent(15);
    const what = counts
      ? `tcp ${9082 + i * 20}+ (${chance.between(1, 2)} for each ${chance.pick([...roles, ...numbers])}${chance.percent(30) ? ' step 2' : ''})`
      : chance.percent(8)
        ? `tcp ${port()}+`
        : chance.times(1, 2, item).join(', ');
    lines.push(`service ${service} = ${what}`);
    if (!counts && !what.includes('set by') && services.every((each) => fixed.includes(each) || !what.includes(each)))
      fixed.push(service);
    (counts ? counted : services).push(service);
  });
  const features = on.features ? ['f0', 'f1'] : [];
  for (const each of features) lines.push(`feature ${each}`);
  const phases = on.phases ? ['building', 'upgrade'] : [];
  const contested = on.conditions && chance.percent(50);
  if (contested) lines.push('source maker "maker.pdf" vendor', 'source guide "guide.pdf"', 'source field "field.pdf"');
  /** Where a flow is from, which the maker's own source may say otherwise of. */
  const citation = (): string => {
    if (!contested || chance.percent(70)) return '';
    const from = chance.some(['guide', 'field'], 2).map((each) => ` from ${each} "1"`);
    return `${from.join('')}${chance.percent(70) ? ' contested by maker "2"' : ''}`;
  };
  const version = () => chance.pick(['1', '1.5', '2', '2.0', '2 update 1', '2.5', '3']);
  const operator = () => chance.pick(['<', '<=', '>', '>=', '=']);
  const side = () => chance.pick(['initiator', 'responder']);
  /** @param ends the properties that each side has */
  const plainCondition = (ends: Readonly<Record<string, readonly string[]>>): string | undefined => {
    const which = chance.pick(['', '', 'initiator', 'responder']);
    const asked = which ? ends[which]! : Object.values(ends).flat();
    const property = (kind: string) => {
      const some = asked.filter((each) => each.includes(kind));
      return some.length ? `${which && `${which} `}${chance.pick(some).split('.')[1]}` : undefined;
    };
    switch (chance.below(11)) {
      case 0:
        return `version ${operator()} ${version()}`;
      case 1:
        return `${side()} version ${operator()} ${version()}`;
      case 2:
        return `${side()} is ${chance.pick(['', 'not '])}${chance.pick(roles)}`;
      case 3:
        return 'same site';
      case 4:
        return 'paired sites';
      case 5:
        return `nearest ${side()}`;
      case 6:
        return `nearest ${side()} among ${chance.some(roles, 2).join(', ')}`;
      case 7: {
        const mode = property('.mode-');
        return mode && `${mode} = ${chance.some(VALUES, 2).join(' | ')}`;
      }
      case 8: {
        const load = property('.load-');
        return load && `${load} ${operator()} ${chance.between(1, 4)}`;
      }
      case 9:
        return `${side()} runs ${chance.pick(['windows', 'linux', 'other'])}`;
      default:
        // An `or` behind it goes on with its roles.
        return `(no ${chance.percent(50) ? 'shared ' : ''}${chance.some(roles, 2).join(' or ')})`;
    }
  };
  const condition = (ends: Readonly<Record<string, readonly string[]>>, depth = 0): string | undefined => {
    if (depth > 2 || chance.percent(60)) return plainCondition(ends);
    const inner = chance.times(2, 3, () => condition(ends, depth + 1)).filter((each) => each !== undefined);
    if (chance.percent(40)) return inner[0] && `not (${inner[0]})`;
    return inner.length ? `(${inner.join(chance.pick([' or ', ' or ', ' and ']))})` : undefined;
  };
  const between: (readonly [string, string])[] = [];
  chance.times(3, 6, (i) => {
    const [one, other] = [chance.some(roles, 2), chance.some([...roles, ...others], 2)];
    const propertiesOf = (side: readonly string[]) => side.flatMap((role) => properties[role] ?? []);
    const both = on.directions && chance.percent(30);
    if (both) between.push([one[0]!, other[0]!]);
    const ofEnds = both
      ? { initiator: propertiesOf(one.slice(0, 1)), responder: propertiesOf(other.slice(0, 1)) }
      : { initiator: propertiesOf(one), responder: propertiesOf(other) };
    const ends = both ? `between ${one[0]} and ${other[0]}` : `${one.join(', ')} -> ${other.join(', ')}`;
    const what = counted.length && chance.percent(25) ? chance.pick(counted) : chance.times(1, 2, item).join(', ');
    const conditions =
      on.conditions && chance.percent(50) ? chance.times(1, 2, () => condition(ofEnds)).filter((each) => each !== undefined) : [];
    const clauses = [
      conditions.length ? `when ${conditions.join(' and ')}` : '',
      features.length && chance.percent(15) ? `for ${chance.some(features, 2).join(', ')}` : '',
      phases.length && chance.percent(15) ? `during ${chance.pick(phases)}` : '',
      on.deployments && chance.percent(20) ? 'across deployments' : '',
      chance.percent(5) ? 'optional' : '',
    ].filter(Boolean);
    lines.push(`flow ${ends} : ${what} ${clauses.join(' ')} "flow ${i}"${citation()}`);
  });
  return {
    text: `vendor ${name} "Vendor ${name}" {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`,
    roles: roles.map((each) => `${name}.${each}`),
    services: services.map((each) => `${name}.${each}`),
    fixed: fixed.map((each) => `${name}.${each}`),
    counted: counted.map((each) => `${name}.${each}`),
    features: features.map((each) => `${name}.${each}`),
    phases,
    sources: contested ? [`${name}.guide`, `${name}.field`] : [],
    beyond,
    between: between.map(([a, b]) => [`${name}.${a}`, b.includes('.') ? b : `${name}.${b}`]),
    properties: Object.fromEntries(Object.entries(properties).map(([role, list]) => [`${name}.${role}`, list])),
  };
}
