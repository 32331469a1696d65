import { SYSTEM_TITLES, SYSTEMS, type System } from '../model/systems.ts';
import type { Target, TargetProblem } from './target.ts';

interface Host {
  readonly host: { readonly name: string; readonly system?: System };
}

/** Whether a target's files are for a host of this system; one that nobody has named may be any. */
export function isFor(target: Target, system: System | undefined): boolean {
  const { systems } = target.capabilities;
  return !systems || !system || systems.includes(system);
}

/**
 * Says which hosts get no file since they run another system than the target's, and where there is a form for them. A warning where no
 * host is left.
 * @param targets all that there are
 */
export function leftOut(target: Target, sets: readonly Host[], targets: readonly Target[]): TargetProblem[] {
  const left = sets.filter(({ host }) => !isFor(target, host.system));
  if (!left.length) return [];
  const forHosts = targets.filter((t) => t.scopes.includes('host'));
  const names = (among: (systems: readonly System[] | undefined) => boolean): string =>
    listed(forHosts.filter((t) => among(t.capabilities.systems)).map((t) => t.name));
  const parts = SYSTEMS.flatMap((system): string[] => {
    const hosts = left.filter(({ host }) => host.system === system).map(({ host }) => host.name);
    const forms = names((systems) => systems?.includes(system) === true);
    const where = forms
      ? `written for by ${forms}`
      : `with a firewall of its own: ${names((systems) => !systems)} say what to let in`;
    return hosts.length ? [`${hosts.join(', ')} (${SYSTEM_NAMES[system]}, ${where})`] : [];
  });
  const nothing = left.length === sets.length;
  const message = `${target.name}: ${nothing ? 'no file at all, since all hosts' : 'no file for hosts that'} run another system: ${parts.join('; ')}.`;
  return [{ level: nothing ? 'warning' : 'info', message }];
}

/** `nftables and iptables` */
function listed(names: readonly string[]): string {
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join('');
}

/** What the file of a host has to say where nobody has said what it runs. */
export function systemNotes({ host }: Host, system: System): string[] {
  if (host.system) return [];
  const name = SYSTEM_TITLES[system];
  return [
    `Neither the plan nor a catalog says for certain what this host runs: it is taken to be ${name}. Say what it is with 'runs' in the plan.`,
  ];
}

/** A column that tables of hosts have besides. */
export interface Column<T> {
  readonly title: string;
  of(row: T): string;
}

/** What a host runs as change requests say it; empty where nobody says. */
export function systemOf({ system }: Host['host']): string {
  return system ? SYSTEM_NAMES[system] : '';
}

const SYSTEM_NAMES: Readonly<Record<System, string>> = { windows: 'Windows', linux: 'Linux', other: 'appliance or hypervisor' };

export const HOST_SYSTEM: Column<Host['host']> = { title: 'System', of: systemOf };
