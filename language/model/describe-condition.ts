import type { FlowCondition } from './catalog.ts';
import { isPlain, type PlainCondition } from './flow-conditions.ts';
import { SYSTEM_TITLES } from './systems.ts';

/** A condition in words; those that it is made of stand in parentheses where the words alone could be read otherwise. */
export function describeCondition(c: FlowCondition): string {
  if (isPlain(c)) return describePlain(c, false);
  if (c.kind === 'not') return isPlain(c.of) ? describePlain(c.of, true) : `not (${describeCondition(c.of)})`;
  if (c.of.length === 1) return describeCondition(c.of[0]!);
  return c.of
    .map((each) => (c.kind === 'all' && each.kind === 'any' ? `(${describeCondition(each)})` : describeCondition(each)))
    .join(c.kind === 'all' ? ' and ' : ' or ');
}

/** One condition in words, or that it does not hold. */
function describePlain(c: PlainCondition, negated: boolean): string {
  const not = negated ? 'not ' : '';
  switch (c.kind) {
    case 'version':
      return `${c.side ? `version of the ${c.side}` : 'version'} ${not}${c.operator} ${c.version.text}`;
    case 'role':
      return `the ${c.side} is ${c.negated !== negated ? 'not ' : ''}${c.role}`;
    case 'system':
      return `the ${c.side} ${negated ? 'does not run' : 'runs'} ${SYSTEM_TITLES[c.system]}`;
    case 'property':
      return `${c.property}${c.side ? ` of the ${c.side}` : ''} ${not}${c.operator} ${c.values.join(' or ')}`;
    case 'sites':
      if (c.relation === 'same') return negated ? 'in different sites' : 'both in the same site';
      return negated ? 'not in paired sites' : 'in paired sites';
    case 'nearest': {
      const other = c.side === 'initiator' ? 'responder' : 'initiator';
      return negated
        ? `the ${c.side} is in another site than the ${other}, and that site has its own${c.among.length ? `, or one of ${c.among.join(' or ')}` : ''}`
        : `the ${c.side} is in the site of the ${other}, or that site has none${c.among.length ? `, and no ${c.among.join(' or ')}` : ''}`;
    }
    case 'absent':
      return `${negated ? (/^[aeiou]/.test(c.roles[0] ?? '') ? 'an' : 'a') : 'no'} ${c.roles.join(' or ')} works with both`;
    case 'no-shared':
      return `${negated ? 'one' : 'no'} single ${c.roles.join(' or ')} serves both sites`;
  }
}
