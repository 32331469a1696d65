import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { closeAll, sleep, waitFor } from './support.ts';

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

describe('a plan outside of the folders of the window', () => {
  const folder = mkdtempSync(join(tmpdir(), 'segplan-outer-'));
  afterEach(closeAll);
  after(() => rmSync(folder, { recursive: true }));

  it('follows what it imports, when another program changes that', async () => {
    const [plan, shared] = [join(folder, 'plan.segplan'), join(folder, 'shared.segplan')];
    writeFileSync(plan, 'import "./shared.segplan"\nallow cellar -> cellar : tcp 22 "a name of the other file"\n');
    writeFileSync(shared, 'zone cellar { subnet 10.77.0.0/24 }\n');
    const { uri } = await vscode.workspace.openTextDocument(plan);
    const codes = (): unknown[] =>
      vscode.languages.getDiagnostics(uri).map(({ code }) => (code as { value?: unknown })?.value ?? code);
    await waitFor(() => codes().includes('within-zone'), 'findings of the plan');
    // What is written before the editor watches is seen by nobody: it begins to some time after the plan was read.
    let writes = 0;
    await waitFor(async () => {
      if (codes().includes('unknown-name')) return true;
      writeFileSync(shared, `zone attic { subnet 10.77.0.0/24 } // ${writes++}\n`);
      return sleep(1000);
    }, 'that the name is gone');
  });
});
