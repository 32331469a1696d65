import * as vscode from 'vscode';

/** Says of rule sets that stand beside a plan that they are older than it: whoever reads one must not take it for what the plan says. */
export class OnHoldMark implements vscode.Disposable {
  private readonly dimmed = vscode.window.createTextEditorDecorationType({ opacity: '0.6' });
  private readonly note = vscode.window.createTextEditorDecorationType({});
  private readonly item = vscode.window.createStatusBarItem('segplan.preview', vscode.StatusBarAlignment.Left);
  private readonly reasonOf: (uri: vscode.Uri) => string | undefined;

  /** @param reasonOf why a text is older than its plan; nothing where it is not */
  constructor(reasonOf: (uri: vscode.Uri) => string | undefined) {
    this.reasonOf = reasonOf;
    this.item.name = vscode.l10n.t('Segplan: Rule Set on Hold');
    this.item.text = `$(warning) ${vscode.l10n.t('Rule set on hold')}`;
    this.item.command = 'workbench.actions.view.problems';
    this.item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
  }

  dispose(): void {
    for (const each of [this.dimmed, this.note, this.item]) each.dispose();
  }

  /** Marks the editors that are seen. @param pages why pages, which have marks of their own, are older than their plans */
  show(pages: readonly string[]): void {
    const reasons = [...pages];
    for (const editor of vscode.window.visibleTextEditors) {
      const { uri, lineCount } = editor.document;
      const reason = this.reasonOf(uri);
      if (reason !== undefined) reasons.push(reason);
      editor.setDecorations(this.dimmed, reason === undefined ? [] : [new vscode.Range(0, 0, lineCount, 0)]);
      const before = {
        contentText: vscode.l10n.t('On hold: the plan has errors'),
        color: new vscode.ThemeColor('editorWarning.foreground'),
        margin: '0 1em 0 0',
      };
      editor.setDecorations(
        this.note,
        reason === undefined ? [] : [{ range: new vscode.Range(0, 0, 0, 0), renderOptions: { before } }],
      );
    }
    const [first] = reasons;
    if (first === undefined) {
      this.item.hide();
      return;
    }
    this.item.tooltip = vscode.l10n.t('What stands beside the plan is older than it. {0}', first);
    this.item.show();
  }
}
