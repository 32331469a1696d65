import type { FileSystem, Uri } from 'vscode';

/**
 * The folder that rule sets are written into.
 * @param base the plan's workspace folder, or else the plan's own folder
 * @param setting what `segplan.output.folder` says
 * @throws Error when the setting leads out of the base: settings of a workspace that nobody trusts may say anything
 */
export function outputFolder(base: Uri, setting: string): Uri {
  return base.with({ path: [base.path.replace(/\/$/, ''), ...partsOf(setting)].join('/') });
}

function partsOf(setting: string): string[] {
  const parts = setting.split(/[\\/]/).filter((part) => part !== '' && part !== '.');
  if (/^([\\/]|[A-Za-z]:)/.test(setting) || parts.includes('..'))
    throw new Error(
      `The setting 'segplan.output.folder' has to name a folder below the workspace folder, and '${setting}' does not.`,
    );
  return parts;
}

/** `FileType.SymbolicLink`; a module with the values of `vscode` could be tested in an editor alone. */
const LINK = 64;

/**
 * Makes sure that a setting leads to what it says. A link on the way may come with the files of somebody else, and lead anywhere; no
 * editor says where to, so that none is followed.
 * @param base as for `outputFolder`: that may be a link, since somebody opened it
 * @throws Error when a part of the way is a link
 */
export async function assertNoLinks(fs: Pick<FileSystem, 'stat'>, base: Uri, setting: string): Promise<void> {
  const parts = partsOf(setting);
  for (let n = 1; n <= parts.length; n++) {
    const name = parts.slice(0, n).join('/');
    if (!(await isLink(fs, outputFolder(base, name)))) continue;
    throw new Error(
      `'${name}' in the setting 'segplan.output.folder' is a link, which may lead out of the workspace folder. Name a folder instead.`,
    );
  }
}

/** What is not there is no link. */
async function isLink(fs: Pick<FileSystem, 'stat'>, uri: Uri): Promise<boolean> {
  try {
    return ((await fs.stat(uri)).type & LINK) !== 0;
  } catch {
    return false;
  }
}
