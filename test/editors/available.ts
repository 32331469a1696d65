import { execFileSync } from 'node:child_process';

function works(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Why Neovim can't be run here, after installing it where root may; nothing when it can. */
export function neovimFault(): string | undefined {
  if (process.platform === 'win32') return 'the command is not put on the path as on other systems';
  if (!works('nvim', '--version') && process.getuid?.() === 0 && works('apt-get', '--version')) {
    works('apt-get', 'update');
    works('apt-get', 'install', '-y', '--no-install-recommends', 'neovim');
  }
  return works('nvim', '--version') ? undefined : 'not installed: nvim';
}
