import { AstUtils } from 'langium';
import { defineCheck, type Fix } from '../checking/check.ts';
import { componentsWithLegs } from '../checking/zone-places.ts';
import { insertAt, isOnBrokenLine } from '../editing/edits.ts';
import type * as ast from '../generated/ast.ts';
import { formatAddresses } from '../model/addresses.ts';
import { firstOf } from '../model/describe-addresses.ts';
import { asSeen } from '../model/subnets.ts';

/** A leg in the component's own zone, and what it is behind. */
interface Data {
  readonly leg: ast.Leg;
  readonly component: ast.Component;
}

/** A leg that is none. */
export const invalidLeg = defineCheck<Data>({
  code: 'invalid-leg',
  level: 'error',
  theme: 'places',
  essential: true,
  title: "An address 'in' a network that a component stands in already, or that is translated there",
  documentation: `\`also at … in …\` gives a component addresses in another network than the one that it stands in. Further addresses in its own zone
stand behind \`at\`, from where it is reached.

\`\`\`segplan
zone backup {
  subnet 10.30.0.0/24
  component proxy : veeam.vmware-proxy at 10.30.0.11 also at 10.30.0.12 in backup   // at 10.30.0.11, 10.30.0.12
}
\`\`\`

Nor may the rest of the plan see such an address under another one (\`subnet … as …\`): a component that is known by several names of one
machine in one network has to stand in that network. Write it there as a component of its own.

The quick-fix writes the addresses behind \`at\`.`,
  besidesRules: true,
  *detect({ analysis, document }) {
    for (const { name, node, legs, zone } of componentsWithLegs(analysis, document)) {
      for (const leg of node.legs)
        if (leg.zone?.ref === zone.node)
          yield {
            node: leg,
            message: `${name} stands in ${zone.name} itself: write all of its addresses there behind 'at'.`,
            data: { leg, component: node },
          };
      for (const leg of legs)
        if (leg.zone !== zone && !leg.own.equals(asSeen(leg.own, leg.zone.translations)))
          yield {
            node: node.legs.find((each) => each.zone?.ref === leg.zone.node)!,
            message: `${firstOf(formatAddresses(leg.own), 3)} is seen under another address outside of ${leg.zone.name}: write a component of its own there.`,
          };
    }
  },
  fix({ data }): Fix[] {
    if (!data || isOnBrokenLine(data.component)) return [];
    const { leg, component } = data;
    const range = leg.$cstNode?.range;
    const texts = leg.addresses.map((address) => address.$cstNode?.text ?? '').join(', ');
    const last = component.hosts.at(-1)?.$cstNode?.range.end;
    if (!range) return [];
    // With the leg go the blanks before it.
    const { line } = range.start;
    const before = AstUtils.getDocument(component).textDocument.getText({ start: { line, character: 0 }, end: range.start });
    const start = { line, character: before.trimEnd().length || before.length };
    const first = component.legs[0]!;
    const gone = { range: { start, end: range.end }, newText: '' };
    const own = last ? insertAt(last, `, ${texts}`) : insertAt(first.$cstNode!.range.start, `at ${texts} `);
    // What stands in front of all others can stay where it is.
    const edits = last || first !== leg ? [own, gone] : [{ range, newText: `at ${texts}` }];
    return [{ title: `Write ${texts} behind 'at'`, edits, preferred: true }];
  },
});
