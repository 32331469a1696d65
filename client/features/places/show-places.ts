import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Location, Position } from 'vscode-languageserver-types';

/** The command behind a lens that counts rules: shows them in place, beside the text. */
export function registerShowPlaces(client: BaseLanguageClient): vscode.Disposable {
  return vscode.commands.registerCommand('segplan.showPlaces', async (uri: string, position: Position, places: Location[]) => {
    const { protocol2CodeConverter: convert } = client;
    const at = convert.asPosition(position);
    await vscode.commands.executeCommand(
      'editor.action.showReferences',
      convert.asUri(uri),
      at,
      places.map((each) => convert.asLocation(each)),
    );
  });
}
