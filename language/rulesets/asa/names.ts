import { NameTable } from '../names.ts';

/** The longest name of an object or a group. */
export const NAME_LENGTH = 64;

/** Objects and groups of all kinds share one name space. What begins with a digit could be taken for an address. */
export function objectNames(plain: Iterable<string>): NameTable {
  return new NameTable({ most: NAME_LENGTH, refused: /[^A-Za-z0-9.-]+/, joint: '_', begins: /^[A-Za-z]/, prefix: 'net' }, plain);
}

/** The names of interfaces (`nameif`), which are not told apart by case. */
export function interfaceNames(plain: Iterable<string>): NameTable {
  const rule = {
    most: 48,
    refused: /[^A-Za-z0-9_.-]+/,
    joint: '_',
    begins: /^[A-Za-z]/,
    prefix: 'zone',
    ignoresCase: true,
  } as const;
  return new NameTable(rule, plain);
}
