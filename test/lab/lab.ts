import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A zone of the laboratory: a network namespace that owns every address of its subnets. */
export interface LabZone {
  readonly name: string;
  /** CIDR networks of both families; at least one. */
  readonly subnets: readonly string[];
  /** Set for further networks of a zone, which are behind the same interface: the place of that zone in the list. */
  readonly behind?: number;
}

/** What the firewall's interface is called, from which the names of all links of a zone begin. */
export function interfaceOf(zone: number): string {
  return `fw${String(zone).padStart(2, '0')}`;
}

/** One packet, or one connection attempt, from a zone to another. */
export interface Probe {
  readonly from: string;
  readonly to: string;
  readonly source: string;
  readonly destination: string;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  /** From this port of the source; from any where it is left out. */
  readonly sourcePort?: number;
  /** It should pass: an answer is waited for longer, since a machine that is busy looks like a firewall. */
  readonly shouldPass?: boolean;
}

export type Verdict = 'passed' | 'dropped';

/** What is loaded: a text for nft, or one for each of iptables-restore and ip6tables-restore. */
export interface LabRules {
  readonly nft?: string;
  readonly iptables?: { readonly v4: string; readonly v6: string };
}

/** The rules are what stands between the zones. */
export interface LabInput extends LabRules {
  readonly zones: readonly LabZone[];
  readonly probes: readonly Probe[];
}

/** A host, and everything else on its link. Probes go from `host` to `outside` or the other way; outside answers on port 7. */
export interface HostLabInput extends LabRules {
  readonly host: readonly string[];
  readonly others: readonly string[];
  readonly probes: readonly Probe[];
}

/**
 * Loads a rule set in a kernel and sends real packets through it: a namespace for each zone and one for the firewall between them, all
 * inside of a namespace of their own, so that the machine's own network is never touched.
 * @returns a verdict for each probe, in the order of the probes
 * @throws Error when the rule set doesn't load or anything but passing and dropping happens to a packet
 */
export function runLab(input: LabInput): Promise<Verdict[]> {
  return runInside('firewall.ts', input);
}

/** The same for the rule set of a host, loaded on that host. */
export function runHostLab(input: HostLabInput): Promise<Verdict[]> {
  return runInside('host.ts', input);
}

/** Firewalls in a row, each with zones of its own; between two neighbors there is a link. */
export interface RowInput {
  readonly firewalls: readonly {
    readonly zones: readonly LabZone[];
    /** Networks that lead to it and to nothing behind it, unless it translates them. */
    readonly outer?: readonly string[];
  }[];
  readonly probes: readonly Probe[];
  /** Texts for nft, one for each firewall; all probes are sent for each of these. */
  readonly runs: readonly (readonly string[])[];
}

/** The same for firewalls in a row. @returns a verdict for each probe, for each run */
export function runRow(input: RowInput): Promise<Verdict[][]> {
  return runInside('row.ts', input);
}

/** Runs a program of the lab in namespaces of its own. @returns what it printed */
async function runInside<T>(program: string, input: LabInput | HostLabInput | RowInput): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'segplan-lab-'));
  try {
    const file = join(folder, 'input.json');
    writeFileSync(file, JSON.stringify(input));
    const root = process.getuid?.() === 0;
    // In a process namespace of its own everything ends with the first process, whatever happens.
    const unshare = [...(root ? [] : ['-U', '-r']), '-n', '-m', '-p', '-f', '--mount-proc', '--kill-child'];
    const command = ['unshare', ...unshare, process.execPath, join(import.meta.dirname, program), file];
    return JSON.parse(await run(command)) as T;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run([command, ...args]: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command!, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (data) => {
      out += data;
    });
    child.stderr.on('data', (data) => {
      err += data;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(out) : reject(new Error(`The lab failed: ${err.trim() || `exit ${code}`}`)),
    );
  });
}
