import * as vscode from 'vscode';
import type { FirewallInfo, RuleScope, TargetInfo } from '../../../server/protocol.ts';
import { pickSeveral } from '../../pick-several.ts';

/** Asks whose firewalls the rules are for, where all targets have a form for both. @returns nothing when the user changed their mind */
export async function chooseScope(targets: readonly TargetInfo[]): Promise<RuleScope | undefined> {
  const has = (scope: RuleScope): boolean => targets.every(({ scopes }) => scopes.includes(scope));
  if (!has('host')) return 'network';
  if (!has('network')) return 'host';
  const items: (vscode.QuickPickItem & { scope: RuleScope })[] = [
    {
      label: vscode.l10n.t('Between Zones'),
      detail: vscode.l10n.t('For the firewall that all traffic between zones goes through'),
      scope: 'network',
    },
    {
      label: vscode.l10n.t('On Each Host'),
      detail: vscode.l10n.t('For the firewalls of the components: what comes in, from their own zone as well'),
      scope: 'host',
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Generate Rule Set'),
    placeHolder: vscode.l10n.t('Choose whose firewalls the rules are for'),
  });
  return chosen?.scope;
}

/** Asks for the phases to switch on, where there are any. @returns nothing when the user changed their mind */
export async function choosePhases(phases: readonly string[]): Promise<string[] | undefined> {
  if (!phases.length) return [];
  const chosen = await pickSeveral({
    title: vscode.l10n.t('Generate Rule Set'),
    placeholder: vscode.l10n.t('Choose the phases that are on, or none for normal operation'),
    items: phases.map((name) => ({ name, label: name })),
  });
  return chosen?.map(({ name }) => name);
}

/**
 * Asks for which of a plan's firewalls rules are wanted.
 * @returns their names; none for the plan as a whole, in forms that are asked for next; nothing when the user changed their mind
 */
export async function chooseFirewalls(firewalls: readonly FirewallInfo[]): Promise<readonly string[] | undefined> {
  if (!firewalls.length) return [];
  const all = firewalls.map(({ name }) => name);
  const items: (vscode.QuickPickItem & { names: readonly string[] })[] = [
    { label: vscode.l10n.t('Each Firewall in Its Own Form'), detail: all.join(', '), names: all },
    ...firewalls.map(({ name, title, form }) => ({
      label: name,
      description: form ?? '',
      ...(title ? { detail: title } : {}),
      names: [name],
    })),
    {
      label: vscode.l10n.t('The Whole Plan in Other Forms'),
      detail: vscode.l10n.t('As for one firewall between all zones, or for readers'),
      names: [],
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Generate Rule Set'),
    placeHolder: vscode.l10n.t('Choose the firewalls to write'),
  });
  return chosen?.names;
}
