import type { Analysis } from '../analysis/analyze.ts';
import { append, isSameList } from '../model/lists.ts';
import type { PlanFirewall } from '../model/plan.ts';
import type { Steps } from '../model/steps.ts';
import { auditing, type DeviceAudit } from './audit.ts';
import type { RunningDevice } from './running.ts';

/** A file that says what a firewall runs, as it was read. */
export interface RunningFile {
  /** Its name, as the plan writes it. */
  readonly file: string;
  readonly uri: string;
  readonly devices: readonly RunningDevice[];
  /** Why nothing is known of it, in a sentence. */
  readonly why?: string;
}

/** What a firewall of a plan runs, held against the plan. */
export interface FirewallDrift {
  readonly firewall: PlanFirewall;
  /** In the order in which the plan names them. */
  readonly files: readonly RunningFile[];
  readonly devices: readonly DeviceAudit[];
  /** What keeps it from being in step without a line of its own, a sentence each. */
  readonly lacking: readonly string[];
}

/** Where a plan and what its firewalls run part. */
export interface Drift {
  readonly firewalls: readonly FirewallDrift[];
  /** Set where the plan has changed since: what is said of the statements that are as they were may be mended by now. */
  readonly isFormer?: true;
}

/** The running files of a firewall, in the order in which the plan names them. */
export type FilesOf = (firewall: PlanFirewall) => readonly RunningFile[];

/** The firewalls of a plan that say what they run. */
export function firewallsThatRun({ plan }: Pick<Analysis, 'plan'>): PlanFirewall[] {
  return plan.firewalls.filter(({ running }) => running.length);
}

/** Holds what all firewalls of a plan run against it, in steps. A firewall without a file that can be read is told without devices. */
export function* findingDrift(analysis: Analysis, filesOf: FilesOf): Steps<Drift> {
  const firewalls: FirewallDrift[] = [];
  for (const firewall of firewallsThatRun(analysis)) {
    const files = filesOf(firewall);
    const devices: RunningDevice[] = [];
    for (const file of files) append(devices, file.devices);
    const found = yield* auditing(analysis, devices, { firewall });
    firewalls.push({ firewall, files, devices: found.devices, lacking: found.lacking });
  }
  return { firewalls };
}

/** All of a plan that an audit depends on: an edit that leaves these objects alone leaves what was found as it is. */
export class AuditInputs {
  private readonly parts: readonly unknown[];

  constructor({ plan, requirements, allows, denies, names, moment }: Analysis, files: readonly RunningFile[]) {
    const { catalog, zones, firewalls } = plan;
    this.parts = [
      ...[catalog, requirements, names, zones.length, ...zones, firewalls.length, ...firewalls.map(({ node }) => node)],
      ...[moment.today, allows.length, ...allows, ...denies, ...files],
    ];
  }

  equals({ parts }: AuditInputs): boolean {
    return isSameList(this.parts, parts);
  }
}
