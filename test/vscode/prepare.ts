// Installs what the suite needs, if it isn't there: so that it is there before anything that is in a hurry.
import { ensureWorkbench } from './harness/install.ts';

const workbench = process.env.SEGPLAN_VSCODE || process.platform === 'win32' ? undefined : ensureWorkbench();
if (workbench && 'skip' in workbench) console.log(workbench.skip);
