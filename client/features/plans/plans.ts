import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { registerAssertions } from './assertions.ts';
import { registerPlanView } from './plan-view.ts';
import { Structure } from './structure.ts';

/** The views of all plans: in the activity bar what they are made of, in the Testing view what they assert. */
export function registerPlans(client: BaseLanguageClient): vscode.Disposable & PlanViews {
  const structure = new Structure(client);
  const view = registerPlanView(structure);
  const assertions = registerAssertions(structure);
  const { dispose } = vscode.Disposable.from(structure, view, assertions);
  return { dispose, provider: view.provider, assertions };
}

/** What the views show. */
export interface PlanViews {
  readonly provider: vscode.TreeDataProvider<unknown>;
  readonly assertions: vscode.TestController;
}
