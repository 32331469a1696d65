import { execFileSync } from 'node:child_process';

function works(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Why the lab can't run here, after installing what root can install; nothing when it can. */
export function labFault(): string | undefined {
  if (process.platform !== 'linux') return 'the packet lab needs Linux';
  const root = process.getuid?.() === 0;
  if ((!works('nft', '--version') || !works('ip', '-V')) && root && works('apt-get', '--version')) {
    works('apt-get', 'update');
    works('apt-get', 'install', '-y', '--no-install-recommends', 'nftables', 'iproute2');
  }
  if (!works('nft', '--version') || !works('ip', '-V')) return 'nft and ip are not installed';
  const flags = root ? ['-n'] : ['-U', '-r', '-n'];
  return works('unshare', ...flags, 'nft', 'list', 'tables') ? undefined : 'this machine gives no network namespaces';
}
