import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { append } from '../../../language/model/lists.ts';
import {
  FIREWALLS_METHOD,
  type FirewallInfo,
  GENERATE_METHOD,
  type GeneratedFile,
  type GenerateError,
  type GenerateParams,
  type GenerateResult,
  type GenerateWarning,
  PHASES_METHOD,
  type RuleScope,
  TARGETS_METHOD,
  type TargetInfo,
} from '../../../server/protocol.ts';
import { activePlan, planNamed } from '../../active-plan.ts';
import { showFailure, showNoPlan } from '../../messages.ts';
import { chooseFirewalls, choosePhases, chooseScope } from './choose.ts';
import { chooseTargets } from './choose-targets.ts';
import { assertNoLinks, outputFolder } from './output-folder.ts';
import { sayWhere, showErrors, showFiles, showWarnings } from './show.ts';
import { writeFiles } from './write-files.ts';

/** The command that writes a plan's rule set. */
export function registerGenerate(client: BaseLanguageClient, memory: vscode.Memento): vscode.Disposable {
  return vscode.commands.registerCommand('segplan.generate', async (...args: unknown[]) => {
    try {
      return await generate(client, memory, planNamed(args[0]), answersOf(args[1]));
    } catch (error) {
      showFailure('No rule set was written. {0}', error);
      return undefined;
    }
  });
}

/** What a key binding, a task or another extension may say beforehand, so that nothing is asked. */
interface Answers {
  readonly targets?: readonly string[];
  /** Firewalls of the plan, each in its own form. */
  readonly firewalls?: readonly string[];
  readonly scope?: RuleScope;
  readonly phases?: readonly string[];
}

function answersOf(value: unknown): Answers {
  const { targets, firewalls, scope, phases } = (value ?? {}) as Record<string, unknown>;
  const names = (list: unknown): string[] | undefined =>
    Array.isArray(list) && list.every((n) => typeof n === 'string') ? list : undefined;
  const chosen = names(targets);
  const on = names(phases);
  const named = names(firewalls);
  if (named) return { firewalls: named, phases: on ?? [] };
  return { ...(chosen ? { targets: chosen, scope: scope === 'host' ? scope : 'network', phases: on ?? [] } : {}) };
}

/** What one run made, for all chosen targets together. */
interface Outcome {
  readonly files: readonly GeneratedFile[];
  readonly warnings: readonly GenerateWarning[];
  readonly errors: readonly GenerateError[];
}

/** @returns where the rule set was written; nothing when the user or an error in the plan stopped it */
async function generate(
  client: BaseLanguageClient,
  memory: vscode.Memento,
  chosen: vscode.Uri | undefined,
  answers: Answers,
): Promise<vscode.Uri[] | undefined> {
  const plan = chosen ?? activePlan();
  if (!plan) {
    showNoPlan();
    return undefined;
  }
  // Before anything is asked.
  await folderFor(plan);
  // Called from the explorer, the file may not be open, and the server knows only open files outside of the workspace.
  await vscode.workspace.openTextDocument(plan);
  const uri = client.code2ProtocolConverter.asUri(plan);
  const jobs = await chooseJobs(client, memory, uri, answers);
  if (!jobs) return undefined;
  const phases = answers.phases ?? (await choosePhases(await client.sendRequest<string[]>(PHASES_METHOD, { uri })));
  if (!phases) return undefined;
  const outcome = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Generating the rule set'), cancellable: true },
    (progress, token) =>
      requestAll(client, { uri, phases }, jobs, token, (message) => progress.report({ message, increment: 100 / jobs.length })),
  );
  if (!outcome) return undefined;
  if (outcome.errors.length) {
    showErrors(outcome.errors, client.protocol2CodeConverter);
    return undefined;
  }
  // Once more: somebody may have been asked for long.
  const places = await writeFiles(vscode.workspace.fs, await folderFor(plan), outcome.files);
  await showFiles(places, outcome.files);
  sayWhere(places);
  showWarnings(outcome.warnings, plan);
  return places;
}

/** One rule set to write: of the whole plan in a form, or of one of its firewalls in its own. */
type Job = Pick<GenerateParams, 'target' | 'firewall' | 'scope'>;

/** @returns nothing when the user changed their mind */
async function chooseJobs(
  client: BaseLanguageClient,
  memory: vscode.Memento,
  uri: string,
  answers: Answers,
): Promise<readonly Job[] | undefined> {
  const { targets, scope = 'network' } = answers;
  if (targets) return targets.length ? targets.map((target) => ({ target, scope })) : undefined;
  const firewalls =
    answers.firewalls ?? (await chooseFirewalls(await client.sendRequest<FirewallInfo[]>(FIREWALLS_METHOD, { uri })));
  if (!firewalls || firewalls.length) return firewalls?.map((firewall) => ({ firewall }));
  const chosen = await chooseTargets(await client.sendRequest<TargetInfo[]>(TARGETS_METHOD), memory);
  const whose = chosen.length ? await chooseScope(chosen) : undefined;
  return whose && chosen.map(({ name }) => ({ target: name, scope: whose }));
}

/** One request for each rule set. @returns nothing when the user canceled */
async function requestAll(
  client: BaseLanguageClient,
  params: Pick<GenerateParams, 'uri' | 'phases'>,
  jobs: readonly Job[],
  token: vscode.CancellationToken,
  report: (what: string) => void,
): Promise<Outcome | undefined> {
  const files: GeneratedFile[] = [];
  const warnings: GenerateWarning[] = [];
  const errors: GenerateError[] = [];
  for (const job of jobs) {
    report(job.firewall ?? job.target ?? '');
    let result: GenerateResult;
    try {
      result = await client.sendRequest<GenerateResult>(GENERATE_METHOD, { ...params, ...job } satisfies GenerateParams, token);
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    }
    if (token.isCancellationRequested) return undefined;
    if ('errors' in result) append(errors, result.errors);
    else {
      append(files, result.files);
      append(warnings, result.warnings);
    }
  }
  return { files, warnings: distinct(warnings), errors: distinct(errors) };
}

/** An error of the plan comes back for each target, but is one error. */
function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** @throws Error with a sentence for the user when there is none to write to */
async function folderFor(plan: vscode.Uri): Promise<vscode.Uri> {
  const folder =
    vscode.workspace.getWorkspaceFolder(plan) ??
    (plan.scheme === 'untitled' ? vscode.workspace.workspaceFolders?.[0] : undefined);
  if (!folder && plan.scheme === 'untitled')
    throw new Error(vscode.l10n.t('Save the plan first, so that there is a place to write to.'));
  const setting = vscode.workspace.getConfiguration('segplan', plan).get<string>('output.folder', 'out');
  const base = folder?.uri ?? vscode.Uri.joinPath(plan, '..');
  await assertNoLinks(vscode.workspace.fs, base, setting);
  return outputFolder(base, setting);
}
