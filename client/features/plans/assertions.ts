import * as vscode from 'vscode';
import type { AssertionInfo, PlanInfo } from '../../../server/protocol.ts';
import type { Structure } from './structure.ts';

/** What plans assert, as tests in the Testing view. */
export function registerAssertions(structure: Structure): vscode.TestController {
  const controller = vscode.tests.createTestController('segplan.assertions', vscode.l10n.t('Segplan Assertions'));
  const refresh = async (): Promise<void> => fill(controller, structure, await structure.plans());
  const follow = structure.onDidChange(refresh);
  controller.refreshHandler = refresh;
  controller.resolveHandler = refresh;
  controller.createRunProfile(
    vscode.l10n.t('Check Assertions'),
    vscode.TestRunProfileKind.Run,
    (request, token) => run(controller, structure, request, token),
    true,
  );
  const { dispose } = controller;
  controller.dispose = () => {
    follow.dispose();
    dispose.call(controller);
  };
  return controller;
}

const idOf = ({ uri }: PlanInfo, n: number): string => `${uri}#${n}`;

/** A plan without assertions has nothing to test. */
function fill(controller: vscode.TestController, structure: Structure, plans: readonly PlanInfo[]): void {
  const items = plans
    .filter(({ assertions }) => assertions.length)
    .map((plan) => {
      const uri = structure.uriOf(plan.uri);
      const item = controller.createTestItem(plan.uri, plan.name, uri);
      item.children.replace(
        plan.assertions.map(({ text, range }, n) => {
          const child = controller.createTestItem(idOf(plan, n), text.replace(/^assert /, ''), uri);
          child.range = rangeOf(range);
          // By their place, and not by their letters.
          child.sortText = String(n).padStart(6, '0');
          return child;
        }),
      );
      return item;
    });
  controller.items.replace(items);
}

/** Asks anew: what holds may depend on text that was typed a moment ago. */
async function run(
  controller: vscode.TestController,
  structure: Structure,
  request: vscode.TestRunRequest,
  token: vscode.CancellationToken,
): Promise<void> {
  const plans = await structure.plans();
  if (!controller.items.size) fill(controller, structure, plans);
  const states = new Map(plans.flatMap((plan) => plan.assertions.map((each, n) => [idOf(plan, n), each] as const)));
  const testRun = controller.createTestRun(request);
  const excluded = new Set(request.exclude?.map(({ id }) => id));
  const all: vscode.TestItem[] = [];
  controller.items.forEach((item) => {
    all.push(item);
  });
  for (const item of request.include ?? all) visit(item);
  testRun.end();

  function visit(item: vscode.TestItem): void {
    if (token.isCancellationRequested || excluded.has(item.id)) return;
    const state = states.get(item.id);
    if (!state) testRun.appendOutput(`${item.label}\r\n`);
    if (state) tell(testRun, item, state);
    item.children.forEach(visit);
  }
}

/** Tells it, and writes it into the output of the run: what was asserted, and why it does not hold. */
function tell(testRun: vscode.TestRun, item: vscode.TestItem, { dormant, failure, unclear, range, text }: AssertionInfo): void {
  const location = item.uri && new vscode.Location(item.uri, rangeOf(range));
  const say = (word: string, reason = ''): void =>
    testRun.appendOutput(`${word}: ${text}${reason && `\r\n    ${reason.replace(/\r?\n/g, '\r\n    ')}`}\r\n`, location, item);
  const message = (text: string): vscode.TestMessage => {
    const result = new vscode.TestMessage(text);
    if (location) result.location = location;
    return result;
  };
  if (unclear) {
    const reason = vscode.l10n.t('It names something that there is not, so nobody can say whether it holds.');
    say(vscode.l10n.t('unclear'), reason);
    testRun.errored(item, message(reason));
  } else if (dormant) {
    say(vscode.l10n.t('not decided'), vscode.l10n.t('It is about other phases than those that the plan has on.'));
    testRun.skipped(item);
  } else if (failure !== undefined) {
    say(vscode.l10n.t('does not hold'), failure);
    testRun.failed(item, message(failure));
  } else {
    say(vscode.l10n.t('holds'));
    testRun.passed(item);
  }
}

function rangeOf({ start, end }: AssertionInfo['range']): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
