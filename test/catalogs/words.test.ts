import assert from 'node:assert/strict';
import { type AstNode, AstUtils } from 'langium';
import * as ast from '../../language/generated/ast.ts';
import type { CatalogFlow } from '../../language/model/catalog.ts';
import { builtInCatalog } from '../support/catalogs.ts';

/** Each statement of the built-in catalogs once, with its vendor's name. */
async function statements(): Promise<readonly { vendor: string; node: ast.Flow }[]> {
  const { vendors } = await builtInCatalog();
  const nodes = new Map<ast.Flow, string>();
  for (const { name, flows } of vendors.values()) for (const { node } of flows as readonly CatalogFlow[]) nodes.set(node, name);
  return [...nodes].map(([node, vendor]) => ({ vendor, node }));
}

const place = ({ vendor, node }: { vendor: string; node: AstNode }): string => `${vendor}: ${node.$cstNode?.text.split('\n')[0]}`;

describe('words of the built-in catalogs', () => {
  it('say in the same words what flows carry: what weighs backups goes by them', async () => {
    const words = ['management', 'backup-data', 'restore-data', 'vm-traffic'];
    const others = (await statements()).filter(({ node }) =>
      node.clauses.some((c) => ast.isTrafficClause(c) && !words.includes(c.traffic ?? '')),
    );
    assert.deepEqual(others.map(place), []);
  });

  it('say in the same words how flows are encrypted: every other word counts as encrypted', async () => {
    const words = ['tls', 'mutual-tls', 'ssh', 'none', 'kerberos', 'curve-zmq'];
    const others = (await statements()).filter(({ node }) =>
      node.clauses.some((c) => ast.isProtectionClause(c) && !words.includes(c.protection ?? '')),
    );
    assert.deepEqual(others.map(place), []);
  });

  it('say each clause once: of a second one nothing is read', async () => {
    const once = ['FeatureClause', 'PhaseClause', 'TrafficClause', 'ProtectionClause', 'PurposeClause', 'NoteClause'];
    const others = (await statements()).filter(({ node }) =>
      once.some((type) => node.clauses.filter((c) => c.$type === type).length > 1),
    );
    assert.deepEqual(others.map(place), []);
  });

  it('move and count no port of which a product uses one of several: an error in a catalog of somebody else', async () => {
    const others = (await statements()).filter(({ node }) =>
      AstUtils.streamAst(node).some(
        (part) =>
          ast.isPortRange(part) && (part.setBy ?? part.counted) && AstUtils.getContainerOfType(part, ast.isAlternativeService),
      ),
    );
    assert.deepEqual(others.map(place), []);
  });
});
