// Every port of every example has to say why it is open, when it can be closed, and who says so.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AstUtils } from 'langium';
import { explain } from '../../language/analysis/explain/explain.ts';
import * as ast from '../../language/generated/ast.ts';
import { hoverIn, openText } from '../support/editor.ts';

const FOLDER = join(import.meta.dirname, '../../examples');

/** What a document says of a port, as a reader looks it up: its title, with its address where it has one, and a section. */
const SOURCE = /\*\*Sources\*\*\n\n- (\[[^\]]+\]\(<https?:\/\/\S+>\)|\w)[^\n]*, sections? \S/;
const CLOSING =
  /(can be closed once|has to stay open as long as|This rule holds only during the phase|optional, never required)/i;

describe('every port of an example', () => {
  for (const file of readdirSync(FOLDER).filter((f) => f.endsWith('.segplan')))
    it(`${file}: hover and explain say why it is open, when it can be closed, and who says so`, async () => {
      const text = readFileSync(join(FOLDER, file), 'utf8');
      const { document, segplan } = await openText(text);
      const root = document.parseResult.value;
      let ports = 0;
      for (const rule of root.statements.filter(ast.isRule).filter((r) => r.action === 'allow')) {
        const items = AstUtils.streamAllContents(rule)
          .filter((node) => ast.isPortRange(node) || ast.isServiceReference(node) || ast.isIcmpService(node))
          .toArray();
        for (const item of items) {
          ports++;
          const said = await hoverIn(document, segplan, item.$cstNode!.offset);
          const place = `${file}: ${item.$cstNode!.text} in: ${rule.$cstNode!.text}`;
          assert.match(said, SOURCE, place);
          assert.match(said, CLOSING, `${place}\n${said}`);
          assert.doesNotMatch(said, /serves nothing/i, place);
        }
        // The same question on the command line, with the rule's phase on.
        const analysis = segplan.segplan.Plans.analysis(root, rule.phase ? [rule.phase] : []);
        const own = analysis.plan.rules.find((r) => r.node === rule)!;
        for (const { destinations, services } of own.openings) {
          if (destinations.isEmpty || services.isEmpty) continue;
          const { needs, closing } = explain(analysis, { sources: own.sourceAddresses, destinations, services });
          assert.ok(
            needs.some((n) => n.flow.sources.length),
            rule.$cstNode!.text,
          );
          assert.ok(!closing.kept.isEmpty || !closing.later.isEmpty, `${file}: ${rule.$cstNode!.text}`);
          assert.ok(closing.now.isEmpty, `${file}: ${rule.$cstNode!.text}`);
        }
      }
      assert.ok(ports > 0 || file === 'acronis-scs-scenario-1.segplan', file);
    });
});
