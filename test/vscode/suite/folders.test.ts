import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { waitFor } from './support.ts';

/** A plan in which a name is unknown. */
const LACKING = 'zone attic { subnet 10.78.0.0/24 }\nallow attick -> attic : tcp 22 "a slip"\n';

describe('a folder with plans', () => {
  const top = vscode.workspace.workspaceFolders![0]!.uri.fsPath;
  const [before, after] = [join(top, 'sites-before'), join(top, 'sites-after')];
  const found = (folder: string): number =>
    vscode.languages.getDiagnostics(vscode.Uri.file(join(folder, 'deep/lacking.segplan'))).length;
  afterEach(() => {
    for (const folder of [before, after]) rmSync(folder, { recursive: true, force: true });
  });

  it('takes its findings along where another program renames it, and loses them where it is deleted', async () => {
    mkdirSync(join(before, 'deep'), { recursive: true });
    writeFileSync(join(before, 'deep/lacking.segplan'), LACKING);
    await waitFor(() => found(before) > 0, 'findings of a plan that came');
    renameSync(before, after);
    await waitFor(() => found(before) === 0 && found(after) > 0, 'findings that went along');
    rmSync(after, { recursive: true });
    await waitFor(() => found(after) === 0, 'findings that went');
  });
});
