import type { Scope } from 'langium';
import * as ast from '../generated/ast.ts';
import { note } from '../model/lists.ts';

/** So many roles are told that people call alike. */
const MOST_ROLES = 3;

/** Roles by what people call them: `VBR`, or `veeam.vbr`. */
export function rolesCalled(text: string, scope: Scope): readonly string[] {
  const all = callings(scope);
  const whole = text.toLowerCase();
  const name = whole.slice(whole.lastIndexOf('.') + 1);
  // What people call it has blanks where a name has hyphens: `azure.resource-manager` is the Azure Resource Manager.
  return all.get(name) ?? all.get(name.replaceAll('-', ' ')) ?? all.get(whole.replace(/[.-]/g, ' ')) ?? [];
}

/** The roles of a scope by all that they are called, in small letters. */
function callings(scope: Scope): ReadonlyMap<string, readonly string[]> {
  let known = called.get(scope);
  if (!known) {
    const roles = new Map<string, string[]>();
    for (const { node, name } of scope.getAllElements())
      if (ast.isRole(node))
        for (const alias of new Set(node.aliases.map((a) => a.toLowerCase())))
          if ((roles.get(alias)?.length ?? 0) < MOST_ROLES) note(roles, alias, name);
    known = roles;
    called.set(scope, known);
  }
  return known;
}

/**
 * Roles for one that its vendor doesn't have, best first: `veeam-m365.server` for `veeam-m365.backup-server`, whose words hold all of its
 * own, else those of other vendors that have its very name, those of the same family first: `veeam.browser` for `veeam-aws.browser`.
 */
export function rolesLike(text: string, scope: Scope): readonly string[] {
  const [vendor, name] = parted(text.toLowerCase());
  if (!vendor) return [];
  const { ofVendor, byName } = familiesOf(scope);
  const own = ofVendor.get(vendor);
  if (!own) return [];
  const words = name.split('-');
  const alike = own.filter((each) => {
    const others = parted(each.toLowerCase())[1].split('-');
    const [fewer, more] = others.length < words.length ? [others, words] : [words, others];
    return others[others.length - 1] === words[words.length - 1] && fewer.every((word) => more.includes(word));
  });
  if (alike.length) return alike.slice(0, MOST_ROLES);
  const isKin = (other: string): boolean => vendor.startsWith(`${other}-`) || other.startsWith(`${vendor}-`);
  const same = byName.get(name) ?? [];
  const kin = same.filter((each) => isKin(parted(each)[0]));
  return (kin.length ? kin : same).slice(0, MOST_ROLES);
}

/** Whether a role is one of the vendor that a name begins with, or the name has none. */
export function isOfItsVendor(role: string, text: string): boolean {
  const [vendor] = parted(text.toLowerCase());
  return !vendor || role.toLowerCase().startsWith(`${vendor}.`);
}

function parted(text: string): [vendor: string, name: string] {
  const at = text.lastIndexOf('.');
  return [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
}

interface Families {
  readonly ofVendor: ReadonlyMap<string, readonly string[]>;
  readonly byName: ReadonlyMap<string, readonly string[]>;
}

/** The roles of a scope by their vendors and by their names, in small letters. */
function familiesOf(scope: Scope): Families {
  let known = families.get(scope);
  if (!known) {
    const ofVendor = new Map<string, string[]>();
    const byName = new Map<string, string[]>();
    for (const { node, name } of scope.getAllElements()) {
      const [vendor, last] = parted(name);
      if (!vendor || !ast.isRole(node)) continue;
      note(ofVendor, vendor.toLowerCase(), name);
      note(byName, last.toLowerCase(), name);
    }
    known = { ofVendor, byName };
    families.set(scope, known);
  }
  return known;
}

const families = new WeakMap<Scope, Families>();
const called = new WeakMap<Scope, ReadonlyMap<string, readonly string[]>>();
