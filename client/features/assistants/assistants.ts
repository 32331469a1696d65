import * as vscode from 'vscode';

/** The id under which the manifest declares it. */
const PROVIDER = 'segplan';

/**
 * Offers the tools of `segplan mcp` to the assistants of the editor, for each folder of the workspace that lies on the disk. In a workspace that is
 * not trusted there are none: comparing with a commit asks git.
 * @param node the program that runs scripts, which may be the editor itself
 */
export function registerAssistants({ extension, extensionUri }: vscode.ExtensionContext, node: string): vscode.Disposable {
  // Editors that are made from VS Code may lack it.
  if (!vscode.lm?.registerMcpServerDefinitionProvider) return new vscode.Disposable(() => {});
  const changed = new vscode.EventEmitter<void>();
  const program = vscode.Uri.joinPath(extensionUri, 'dist/cli.cjs').fsPath;
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
    vscode.workspace.onDidChangeWorkspaceFolders(() => changed.fire()),
    vscode.lm.registerMcpServerDefinitionProvider(PROVIDER, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: () => serverDefinitions(node, program, String(extension.packageJSON.version)),
    }),
  );
}

/** One server a folder, which reads nothing else. */
export function serverDefinitions(node: string, program: string, version: string): vscode.McpStdioServerDefinition[] {
  if (!vscode.workspace.isTrusted) return [];
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  return folders.map(({ name, uri }) => {
    const label = folders.length > 1 ? `Segplan (${name})` : 'Segplan';
    const environment = { ELECTRON_RUN_AS_NODE: '1' };
    const definition = new vscode.McpStdioServerDefinition(label, node, [program, 'mcp'], environment, version);
    definition.cwd = uri;
    return definition;
  });
}
