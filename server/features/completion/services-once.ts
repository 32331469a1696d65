import type { AstNodeDescription } from 'langium';
import * as ast from '../../../language/generated/ast.ts';
import { COMMON_VENDOR } from '../../../language/syntax/scope-provider.ts';

/** So much of the name of a catalog says that it is to stand before its services. */
const BEGUN = 4;

/**
 * Each service by one name: a service of the plan's own hides the common one, which has the catalog's name before its own then. Else that
 * is for whoever began with it; offering both would double the list.
 * @param all what there is, each before what it hides
 * @param typed what of the name is there already
 */
export function servicesOnce(all: readonly AstNodeDescription[], typed: string): readonly AstNodeDescription[] {
  const prefix = `${COMMON_VENDOR}.`;
  const isBegun = typed.startsWith(prefix) || (typed.length >= BEGUN && prefix.startsWith(typed));
  const meant = new Map<string, AstNodeDescription>();
  for (const each of all) if (ast.isService(each.node) && !meant.has(each.name)) meant.set(each.name, each);
  return all.filter((each) => {
    const { node, name } = each;
    if (!ast.isService(node)) return true;
    if (meant.get(name) !== each) return false;
    return isBegun || !name.startsWith(prefix) || meant.get(name.slice(prefix.length))?.node !== node;
  });
}
