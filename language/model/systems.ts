/**
 * What machines run, as far as the firewall of a host depends on it. `other` is an appliance or a hypervisor, whose own firewall is not
 * ours to write.
 */
export const SYSTEMS = ['windows', 'linux', 'other'] as const;

export type System = (typeof SYSTEMS)[number];

/** How a system is called in a sentence, behind "runs". */
export const SYSTEM_TITLES: Readonly<Record<System, string>> = {
  windows: 'Windows',
  linux: 'Linux',
  other: 'a system of its own, as appliances and hypervisors do',
};

/** The system of that name; nothing for a word that names none. */
export function readSystem(name: string | undefined): System | undefined {
  return SYSTEMS.find((system) => system === name);
}

/** The one system that all say who say any; nothing where they differ: machines of two roles may be of either kind. */
export function onlySystem(systems: ReadonlySet<System>): System | undefined {
  return systems.size === 1 ? [...systems][0] : undefined;
}

/** For which systems something is needed: `only for Windows`, `for all but Windows`. @param needing some of all systems, and not all */
export function describeSystems(needing: readonly System[]): string {
  const [other, ...more] = SYSTEMS.filter((system) => !needing.includes(system));
  return other && !more.length
    ? `for all but ${SYSTEM_TITLES[other]}`
    : `only for ${needing.map((s) => SYSTEM_TITLES[s]).join(' or ')}`;
}
