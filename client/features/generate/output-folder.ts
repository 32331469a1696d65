import type { Uri } from 'vscode';

/**
 * The folder that rule sets are written into.
 * @param base the plan's workspace folder, or else the plan's own folder
 * @param setting what `segplan.output.folder` says
 * @throws Error when the setting leads out of the base: settings of a workspace that nobody trusts may say anything
 */
export function outputFolder(base: Uri, setting: string): Uri {
  const parts = setting.split(/[\\/]/).filter((part) => part !== '' && part !== '.');
  if (/^([\\/]|[A-Za-z]:)/.test(setting) || parts.includes('..'))
    throw new Error(
      `The setting 'segplan.output.folder' has to name a folder below the workspace folder, and '${setting}' does not.`,
    );
  return base.with({ path: [base.path.replace(/\/$/, ''), ...parts].join('/') });
}
