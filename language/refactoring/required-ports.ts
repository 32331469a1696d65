import { AstUtils } from 'langium';
import type { Analysis } from '../analysis/analyze.ts';
import { boxesOf, servicesFor } from '../analysis/permissions.ts';
import { isEmptyBox, type Region, subtract } from '../analysis/region.ts';
import { draftRules, type NewTraffic, replaceRule } from '../editing/new-rules.ts';
import * as ast from '../generated/ast.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { PlanRule } from '../model/plan.ts';
import { NOTHING } from '../model/resolve-services.ts';
import { changedRule } from '../model/with-ends.ts';
import type { Offer, Selection } from './refactoring.ts';

/** `required` becomes the ports that it opens now, and ports that are just these become `required`. */
export function requiredPorts({ analysis, node, rules }: Selection): Offer[] {
  const [rule, ...others] = rules;
  if (!rule?.node.service || others.length || rule.action !== 'allow' || AstUtils.getContainerOfType(node, ast.isEndpoint))
    return [];
  const { items, exceptions } = rule.node.service;
  if (exceptions.length || !items.length) return [];
  return items.length === 1 && ast.isRequiredService(items[0]) ? asPorts(rule, analysis) : asRequired(rule, analysis);
}

/** As few rules as a person would write; none is offered where they would open something else than the rule does. */
function asPorts(rule: PlanRule, analysis: Analysis): Offer[] {
  const { index, plan } = analysis;
  const between = { sources: rule.sourceAddresses, destinations: rule.destinationAddresses };
  const traffic = [...index.touching(between)].flatMap((requirement): NewTraffic[] => {
    const services = servicesFor(requirement, rule.action);
    const flows = [requirement.flow];
    const within = (side: keyof typeof between) => (side === 'sources' ? requirement.from : requirement.to);
    const ends = (side: keyof typeof between) => within(side).filter((each) => each.addresses.overlaps(between[side]));
    return ends('sources').flatMap((from) => ends('destinations').map((to) => ({ from, to, services, flows })));
  });
  const drafts = draftRules(traffic, plan);
  const opened: Region = drafts.map(({ from, to, services }) => ({
    sources: IntervalSet.unionAll(from.map(({ addresses }) => addresses)),
    destinations: IntervalSet.unionAll(to.map(({ addresses }) => addresses)),
    services,
  }));
  if (!drafts.length || !sameTraffic(opened, boxesOf(rule, index))) return [];
  const edits = replaceRule(rule, drafts, plan);
  const what = drafts.length > 1 ? `${drafts.length} rules with the ports` : 'the ports';
  return edits.length ? [{ title: `Replace 'required' by ${what} that it opens`, kind: 'rewrite', edits }] : [];
}

function asRequired(rule: PlanRule, { index }: Analysis): Offer[] {
  const range = rule.node.service?.$cstNode?.range;
  const asked = boxesOf(changedRule(rule, { services: { ...NOTHING, required: true }, openings: [], omissions: [] }), index);
  const stated = boxesOf(rule, index);
  if (!range || rule.services.required || !stated.length || !sameTraffic(stated, asked)) return [];
  return [
    {
      title: "Replace the ports by 'required', which is the same here",
      kind: 'rewrite',
      edits: [{ range, newText: 'required' }],
    },
  ];
}

/** Whether two regions hold the same traffic; of two families nothing passes from the one to the other. */
function sameTraffic(a: Region, b: Region): boolean {
  const within = (x: Region, y: Region): boolean => subtract(x, y).every((box) => isEmptyBox(box));
  return within(a, b) && within(b, a);
}
