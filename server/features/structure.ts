import { AstUtils, type Cancellation, delayNextTick, interruptAndCheck, type LangiumDocument } from 'langium';
import { totalsOf } from '../../language/analysis/overview/describe-overview.ts';
import { overviewOf } from '../../language/analysis/overview/overview.ts';
import { claimOf, isAboutNow } from '../../language/analysis/reach/assertions.ts';
import { assertionFailed } from '../../language/checks/assertion-failed.ts';
import * as ast from '../../language/generated/ast.ts';
import type { PlanZone } from '../../language/model/plan.ts';
import type { AssertionInfo, PlanInfo, ZoneInfo } from '../protocol.ts';
import type { SegplanServices } from '../services.ts';
import { nameOf, plansOf } from './overview.ts';

/** What each plan of the workspace is made of: its zones with their components, and what it asserts, with whether that holds. */
export async function structureOf(services: SegplanServices, cancelToken: Cancellation.CancellationToken): Promise<PlanInfo[]> {
  const plans: PlanInfo[] = [];
  for (const document of plansOf(services)) {
    // Between two plans the next message has its turn: it may cancel the request.
    await delayNextTick();
    await interruptAndCheck(cancelToken);
    plans.push(planInfo(document, services));
  }
  return plans;
}

function planInfo(document: LangiumDocument<ast.Document>, services: SegplanServices): PlanInfo {
  const analysis = services.segplan.Plans.analysis(document.parseResult.value);
  const { required, missing, blocked } = totalsOf(overviewOf(analysis));
  return {
    uri: document.uri.toString(),
    name: nameOf(document, services),
    title: analysis.plan.title,
    required,
    missing,
    blocked,
    zones: analysis.plan.zones.map(zoneInfo),
    assertions: assertionsOf(document, services),
  };
}

function zoneInfo(zone: PlanZone): ZoneInfo {
  return {
    name: zone.name,
    title: zone.title,
    ...placeOf(zone.node),
    components: zone.components.map((component) => ({
      name: component.name,
      title: component.title,
      roles: component.roles.join(', '),
      ...placeOf(component.node),
    })),
  };
}

/** Zones may stand in a file that the plan imports. */
function placeOf(node: Parameters<typeof AstUtils.getDocument>[0]): { uri: string; line: number } {
  return { uri: AstUtils.getDocument(node).uri.toString(), line: node.$cstNode?.range.start.line ?? 0 };
}

function assertionsOf(document: LangiumDocument<ast.Document>, { segplan }: SegplanServices): AssertionInfo[] {
  const context = segplan.CheckRunner.context(document);
  const failures = new Map([...assertionFailed.detect(context)].map((each) => [each.node, each.message]));
  return context.root.statements.filter(ast.isAssertion).flatMap((node): AssertionInfo[] => {
    const cst = node.$cstNode;
    if (!cst) return [];
    const failure = failures.get(node);
    const state =
      failure !== undefined
        ? { failure }
        : !isAboutNow(node, context.analysis)
          ? { dormant: true as const }
          : claimOf(node, context.analysis)
            ? {}
            : { unclear: true as const };
    return [{ text: cst.text.replace(/\s+/g, ' ').trim(), range: cst.range, ...state }];
  });
}
