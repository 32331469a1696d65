// The built-in catalogs come as trees that were made before; they have to be what their texts parse to, and to be found from everywhere.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AstNode, AstUtils, CstUtils, isAstNode, isReference } from 'langium';
import { rangeOf } from '../../language/checking/check.ts';
import * as ast from '../../language/generated/ast.ts';
import { nodesOfType } from '../../language/syntax/nodes-of-type.ts';
import { builtInUri } from '../../language/workspace/built-in-catalogs.ts';
import { createTestLanguage } from '../support/language.ts';

const FOLDER = join(import.meta.dirname, '../../language/catalogs');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.segplan'));

/** A tree as plain data: everything that a node has but its surroundings. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (isReference(value)) return { refers: value.$refText };
  if (!isAstNode(value)) return value;
  const own = Object.entries(value).filter(([name, each]) => !name.startsWith('$') && each !== undefined);
  return { $type: value.$type, ...Object.fromEntries(own.map(([name, each]) => [name, plain(each)])) };
}

/** Where each node and each reference stands, with its text. */
function places(root: AstNode): string[] {
  return AstUtils.streamAst(root)
    .flatMap((node) => {
      const syntax = node.$cstNode;
      const own = `${node.$type} ${syntax?.offset}-${syntax?.end} ${syntax?.astNode === node}`;
      const references = AstUtils.streamReferences(node).map(
        ({ reference, property }) => `${property} ${reference.$refNode?.offset} ${reference.$refNode?.astNode === node}`,
      );
      return [own, ...references];
    })
    .toArray();
}

describe('prepared trees of the built-in catalogs', () => {
  it('each is what its file parses to, with the same places', async () => {
    const { services } = await createTestLanguage();
    for (const file of files) {
      const text = readFileSync(join(FOLDER, file), 'utf8');
      const document = services.shared.workspace.LangiumDocuments.getDocument(builtInUri(file))!;
      const parsed = services.parser.LangiumParser.parse(text).value;
      assert.deepEqual(plain(document.parseResult.value), plain(parsed), file);
      assert.equal(document.textDocument.getText(), text, file);
      assert.deepEqual(places(document.parseResult.value), places(parsed), file);
    }
  });

  it('nodes that are asked for by their type are those that are there when the whole list is', async () => {
    const { services } = await createTestLanguage();
    for (const file of files) {
      const root = services.shared.workspace.LangiumDocuments.getDocument(builtInUri(file))!.parseResult.value as ast.Document;
      for (const vendor of nodesOfType<ast.Vendor>(root, 'statements', 'Vendor')) {
        const flows = nodesOfType<ast.Flow>(vendor, 'members', 'Flow');
        const marks = flows.map((flow) => nodesOfType(flow, 'clauses', 'WhenClause'));
        assert.deepEqual(nodesOfType(vendor, 'members', 'Nothing'), []);
        assert.ok(root.statements.includes(vendor), file);
        const all = vendor.members.filter(ast.isFlow);
        assert.ok(all.length === flows.length && all.every((flow, n) => flow === flows[n]), file);
        for (const [n, flow] of flows.entries()) {
          const whole = flow.clauses.filter(ast.isWhenClause);
          assert.ok(whole.length === marks[n]!.length && whole.every((clause, at) => clause === marks[n]![at]), file);
          assert.equal(flow.$containerIndex, vendor.members.indexOf(flow));
        }
        assert.deepEqual(nodesOfType(vendor, 'members', 'Flow'), flows, 'once more');
      }
    }
  });

  it('each member of a vendor has the same places where it is asked for by itself', async () => {
    const { services } = await createTestLanguage();
    for (const file of files) {
      const document = services.shared.workspace.LangiumDocuments.getDocument(builtInUri(file))!;
      const membersOf = (root: AstNode): AstNode[] =>
        (root as ast.Document).statements.filter(ast.isVendor).flatMap((v) => v.members);
      const parsed = membersOf(services.parser.LangiumParser.parse(readFileSync(join(FOLDER, file), 'utf8')).value);
      // The last one first, so that none has its place from another.
      for (const [n, member] of [...membersOf(document.parseResult.value).entries()].reverse()) {
        assert.deepEqual(rangeOf({ node: member }), parsed[n]!.$cstNode?.range, file);
        assert.deepEqual(member.$cstNode?.range, parsed[n]!.$cstNode?.range, file);
        assert.equal(member.$cstNode?.text, parsed[n]!.$cstNode?.text);
        assert.deepEqual(places(member), places(parsed[n]!));
      }
    }
  });

  it('every reference in them leads somewhere', async () => {
    const { services } = await createTestLanguage();
    const loose = files.flatMap((file) =>
      AstUtils.streamAst(services.shared.workspace.LangiumDocuments.getDocument(builtInUri(file))!.parseResult.value)
        .flatMap((node) => AstUtils.streamReferences(node))
        .filter(({ reference }) => isReference(reference) && !reference.ref)
        .map(({ reference }) => `${file}: ${reference.$refText}`)
        .toArray(),
    );
    assert.deepEqual(loose, []);
  });

  it('what stands at a place in a catalog is the node that plans refer to', async () => {
    const { load } = await createTestLanguage();
    const document = await load({
      'plan.segplan': 'use veeam 13\nzone a { subnet 10.0.0.0/24 component c : veeam.backup-server at 10.0.0.1 }',
    });
    const component = AstUtils.streamAst(document.parseResult.value).find(ast.isComponent)!;
    const role = component.roles[0]!.ref!;
    const leaf = CstUtils.findLeafNodeAtOffset(AstUtils.findRootNode(role).$cstNode!, role.$cstNode!.end - 1)!;
    assert.equal(AstUtils.getContainerOfType(leaf.astNode, ast.isRole), role);
  });

  it('a role is found wherever catalogs and plans name it, in its own words', async () => {
    const { services, load } = await createTestLanguage();
    const document = await load({
      'plan.segplan': 'use veeam 13\nzone a { subnet 10.0.0.0/24 component c : veeam.cdp-proxy at 10.0.0.1 }',
    });
    const role = AstUtils.streamAst(document.parseResult.value).find(ast.isComponent)!.roles[0]!.ref!;
    const found = services.references.References.findReferences(role, { includeDeclaration: false })
      .map(({ sourceUri, segment }) => {
        const { textDocument } = services.shared.workspace.LangiumDocuments.getDocument(sourceUri)!;
        return `${sourceUri.path.split('/').at(-1)}: ${textDocument.getText(segment.range)}`;
      })
      .toArray();
    // Counted in the files themselves: `cdp-proxy` as a whole word, but for where the role is declared and for comments.
    const named = files.flatMap((file) => {
      const text = readFileSync(join(FOLDER, file), 'utf8');
      const code = text.replace(/"(?:[^"\\]|\\.)*"/g, '""').replace(/\/\/.*$/gm, '');
      return [...code.matchAll(/(?<![\w.-])(?:veeam\.)?cdp-proxy(?![\w-])/g)]
        .filter(({ index }) => !/\brole\s+$/.test(code.slice(0, index)))
        .map(([word]) => `${file}: ${word}`);
    });
    assert.deepEqual(found.sort(), [...named, 'plan.segplan: veeam.cdp-proxy'].sort());
    assert.ok(found.length > 5);
  });
});
