import { ruleText } from '../language/analysis/explain/describe-explanation.ts';
import type { Region } from '../language/analysis/region.ts';
import { formatEvery } from '../language/model/addresses.ts';
import { citationsJson } from '../language/model/catalog-json.ts';
import { formatServices } from '../language/model/services.ts';
import { type DeviceAudit, isInStep } from '../language/running/audit.ts';
import { knownAs } from '../language/running/describe-audit.ts';
import type { RuleList, RunningRule } from '../language/running/running.ts';
import type { Audited } from './audit.ts';
import type { AuditDevice, AuditResult, DeviceRule, Traffic } from './types.ts';

/** The answer of an audit for a program. @param file the plan, as it was named */
export function auditJson(file: string, { analysis, firewalls, inStep }: Audited): AuditResult {
  const deviceJson = (each: DeviceAudit): AuditDevice => {
    const { device, placing, cutOff, open, unknown, dead, notes } = each;
    const { lines } = device;
    return {
      file: device.file,
      name: device.name ?? null,
      form: device.format,
      inStep: isInStep(each),
      ...(each.skipped ? { skipped: true as const } : {}),
      lines: { ...lines },
      places: placing.zones.map(({ place, zones, by }) => ({ place, zones, by })),
      cutOff: cutOff.map((cut) => ({
        traffic: trafficOf(cut.region),
        by: ruleOf(cut.by, cut.list),
        allowedBy: cut.rule ? { file, line: cut.rule.line, text: ruleText(cut.rule) } : null,
        neededBy: cut.needs.map((need) => ({ flow: need.flow, purpose: need.purpose, sources: citationsJson(need.sources) })),
        ...(cut.onceOpen ? { onceOpen: true as const } : {}),
        ...(cut.untimely ? { untimely: cut.untimely.map(({ line, text, untimely }) => ({ line, text, ...untimely! })) } : {}),
        ...(cut.perhaps === undefined ? {} : { uncertain: cut.perhaps }),
      })),
      open: open.map((found) => ({
        traffic: trafficOf(found.region),
        complete: !found.isPart,
        by: ruleOf(found.rule, found.list),
        knownAs: knownAs(found.region, analysis).map(({ id, purpose, sources }) => ({
          flow: id,
          purpose,
          sources: citationsJson(sources),
        })),
        ...(found.perhaps === undefined ? {} : { uncertain: found.perhaps }),
      })),
      unknown: unknown.map(({ line, what, why }) => ({ line, what, why })),
      dead: dead.map(({ why, rule, list, by }) => ({ ...ruleOf(rule, list), why, becauseOf: by.map(({ line }) => line) })),
      notes,
    };
  };
  return {
    schemaVersion: 1,
    file,
    inStep,
    firewalls: firewalls.map(({ firewall, inStep: is, devices, lacking }) => ({
      firewall: firewall?.name ?? null,
      inStep: is,
      devices: devices.map(deviceJson),
      lacking,
    })),
  };
}

function trafficOf(region: Region): Traffic[] {
  return region.map(({ sources, destinations, services }) => ({
    from: formatEvery(sources),
    to: formatEvery(destinations),
    services: formatServices(services),
  }));
}

function ruleOf(rule: RunningRule | undefined, list: RuleList): DeviceRule {
  return {
    list: list.name,
    line: rule?.line ?? list.line,
    text: rule?.text ?? null,
    name: rule?.name ?? null,
    ...(rule?.hits === undefined ? {} : { hits: rule.hits }),
  };
}
