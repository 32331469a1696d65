import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  EXPLAIN_METHOD,
  type ExplainParams,
  type ExplainResult,
  QUESTION_METHOD,
  type QuestionParams,
} from '../../../server/protocol.ts';
import { activePlan } from '../../active-plan.ts';
import { showFailure, showMessage, showNoPlan } from '../../messages.ts';
import { AnswerPanel } from './answer-panel.ts';

/** The command that says whether a plan permits some traffic, by which rules, and what needs it. */
export function registerExplain(client: BaseLanguageClient): vscode.Disposable {
  const panel = new AnswerPanel('segplan.answer');
  const command = vscode.commands.registerCommand('segplan.explain', async (...args: unknown[]) => {
    const [uri, question] = args;
    try {
      return await explain(
        client,
        panel,
        uri instanceof vscode.Uri ? uri : undefined,
        typeof question === 'string' ? question : undefined,
      );
    } catch (error) {
      showFailure('The traffic could not be explained. {0}', error);
      return undefined;
    }
  });
  return vscode.Disposable.from(panel, command);
}

/**
 * @param chosen the plan, where a key binding or another extension names one; otherwise that of the active editor
 * @param given the question, where nothing is to be asked
 * @returns the answer in Markdown; nothing when the user changed their mind or the question can't be answered
 */
async function explain(
  client: BaseLanguageClient,
  panel: AnswerPanel,
  chosen: vscode.Uri | undefined,
  given: string | undefined,
): Promise<string | undefined> {
  const { activeTextEditor: editor } = vscode.window;
  const plan = chosen ?? activePlan();
  if (!plan) {
    showNoPlan();
    return undefined;
  }
  // The server knows only open files outside of the workspace.
  await vscode.workspace.openTextDocument(plan);
  const uri = client.code2ProtocolConverter.asUri(plan);
  const answer = (question: string): Promise<ExplainResult> =>
    client.sendRequest<ExplainResult>(EXPLAIN_METHOD, { uri, question } satisfies ExplainParams);
  const here = editor?.document.uri.toString() === plan.toString() ? editor : undefined;
  const question = given ?? (await ask(here ? await proposal(client, here, uri) : '', answer));
  if (!question) return undefined;
  const result = await answer(question);
  if ('error' in result) {
    void showMessage('error', result.error);
    return undefined;
  }
  await panel.show({ title: vscode.l10n.t('Explain Traffic'), markdown: result.markdown, files: [plan] });
  return result.markdown;
}

/** What is selected, or what the rule under the cursor is about. */
async function proposal(client: BaseLanguageClient, editor: vscode.TextEditor, uri: string): Promise<string> {
  const selected = editor.document.getText(editor.selection).replace(/\s+/g, ' ').trim();
  if (selected) return selected.replace(/^(allow|deny) /, '');
  const position = client.code2ProtocolConverter.asPosition(editor.selection.active);
  return client.sendRequest<string>(QUESTION_METHOD, { uri, position } satisfies QuestionParams);
}

/** Asks until the question can be answered; what is wrong with it shows as one types. */
function ask(value: string, answer: (question: string) => Promise<ExplainResult>): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Explain Traffic'),
    prompt: vscode.l10n.t('Two ends and services, in the words of the plan'),
    placeHolder: 'vbr -> proxy tcp 6162',
    value,
    valueSelection: [0, value.length],
    ignoreFocusOut: true,
    async validateInput(text) {
      if (!text.trim()) return undefined;
      const result = await answer(text);
      return 'error' in result ? result.error : undefined;
    },
  });
}
