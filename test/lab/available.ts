import { execFileSync } from 'node:child_process';

function works(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** What the lab runs, how it says that it is there, and the package that brings it. */
const TOOLS = {
  nft: { sign: '--version', from: 'nftables' },
  ip: { sign: '-V', from: 'iproute2' },
  'iptables-restore': { sign: '--version', from: 'iptables' },
  fwb_ipt: { sign: '-V', from: 'fwbuilder' },
} as const;

/**
 * Why the lab can't run here, after installing what root can install; nothing when it can.
 * @param others what is needed besides nft and ip
 */
export function labFault(...others: (keyof typeof TOOLS)[]): string | undefined {
  if (process.platform !== 'linux') return 'the packet lab needs Linux';
  const root = process.getuid?.() === 0;
  const missing = () => (['nft', 'ip', ...others] as const).filter((tool) => !works(tool, TOOLS[tool].sign));
  if (missing().length && root && works('apt-get', '--version')) {
    works('apt-get', 'update');
    works('apt-get', 'install', '-y', '--no-install-recommends', ...missing().map((tool) => TOOLS[tool].from));
  }
  const lacking = missing();
  if (lacking.length) return `not installed: ${lacking.join(', ')}`;
  const flags = root ? ['-n'] : ['-U', '-r', '-n'];
  return works('unshare', ...flags, 'nft', 'list', 'tables') ? undefined : 'this machine gives no network namespaces';
}
