import * as vscode from 'vscode';
import type { PlanInfo, ZoneInfo } from '../../../server/protocol.ts';
import type { Structure } from './structure.ts';

/** An entry of the view; what is below it is made when somebody opens it. */
interface Entry {
  readonly item: vscode.TreeItem;
  readonly below: () => Entry[];
}

/** The view of plans, zones, components and findings in the activity bar. */
export function registerPlanView(
  structure: Structure,
): vscode.Disposable & { readonly provider: vscode.TreeDataProvider<unknown> } {
  const view = new PlanView(structure);
  const tree = vscode.window.createTreeView('segplan.plans', { treeDataProvider: view, showCollapseAll: true });
  const follow = structure.onDidChange(() => view.changed.fire());
  const { dispose } = vscode.Disposable.from(tree, follow, view.changed);
  return { dispose, provider: view as vscode.TreeDataProvider<unknown> };
}

class PlanView implements vscode.TreeDataProvider<Entry> {
  private readonly structure: Structure;
  readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(structure: Structure) {
    this.structure = structure;
  }

  getTreeItem({ item }: Entry): vscode.TreeItem {
    return item;
  }

  async getChildren(entry?: Entry): Promise<Entry[]> {
    if (entry) return entry.below();
    return (await this.structure.plans()).map((plan) => this.planEntry(plan));
  }

  private planEntry(plan: PlanInfo): Entry {
    const uri = this.structure.uriOf(plan.uri);
    const findings = vscode.languages.getDiagnostics(uri);
    const worst = worstOf(findings);
    const zones = plan.zones.map((zone) => this.zoneEntry(zone));
    // All are plans, and a view beside the text is narrow.
    const item = placed(plan.name.replace(/\.segplan$/, ''), uri, 0, iconOf(worst));
    item.id = plan.uri;
    item.collapsibleState = vscode.TreeItemCollapsibleState.Collapsed;
    const extent = plan.zones.length === 1 ? vscode.l10n.t('1 zone') : vscode.l10n.t('{0} zones', plan.zones.length);
    const lacks = [
      ...(plan.missing ? [vscode.l10n.t('{0} missing', plan.missing)] : []),
      ...(plan.blocked ? [vscode.l10n.t('{0} blocked', plan.blocked)] : []),
    ];
    // What is to be done, if anything is: the rest stands in the tooltip.
    item.description = lacks.join(', ') || extent;
    item.tooltip = lines(plan.name, plan.title, [extent, vscode.l10n.t('{0} required', plan.required), ...lacks].join(', '));
    const list = findings.length ? [findingsEntry(uri, findings, `${plan.uri} findings`)] : [];
    return { item, below: () => [...list, ...zones] };
  }

  private zoneEntry({ name, title, uri, line, components }: ZoneInfo): Entry {
    const item = placed(name, this.structure.uriOf(uri), line, new vscode.ThemeIcon('symbol-namespace'));
    const extent = components.length === 1 ? vscode.l10n.t('1 component') : vscode.l10n.t('{0} components', components.length);
    item.description = [extent, title].filter(Boolean).join(' · ');
    item.tooltip = lines(name, title, extent);
    if (components.length) item.collapsibleState = vscode.TreeItemCollapsibleState.Collapsed;
    return {
      item,
      below: () =>
        components.map((component) => {
          const place = this.structure.uriOf(component.uri);
          const each = placed(component.name, place, component.line, new vscode.ThemeIcon('server'));
          each.description = component.roles;
          each.tooltip = lines(component.name, component.title, component.roles);
          return { item: each, below: () => [] };
        }),
    };
  }
}

function findingsEntry(uri: vscode.Uri, findings: readonly vscode.Diagnostic[], id: string): Entry {
  const item = new vscode.TreeItem(vscode.l10n.t('Findings'), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = id;
  item.description = String(findings.length);
  item.iconPath = new vscode.ThemeIcon('checklist');
  const sorted = [...findings].sort((a, b) => a.severity - b.severity || a.range.start.compareTo(b.range.start));
  return {
    item,
    below: () =>
      sorted.map(({ message, range, severity }) => {
        const each = placed(message, uri, range.start.line, iconOf(severity));
        each.description = vscode.l10n.t('line {0}', range.start.line + 1);
        each.tooltip = message;
        return { item: each, below: () => [] };
      }),
  };
}

/** An entry that leads to a line. */
function placed(label: string, uri: vscode.Uri, line: number, icon: vscode.ThemeIcon): vscode.TreeItem {
  const item = new vscode.TreeItem(label);
  item.iconPath = icon;
  const selection = new vscode.Range(line, 0, line, 0);
  item.command = { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [uri, { selection }] };
  return item;
}

/** A tooltip of what there is to say. */
function lines(...texts: string[]): string {
  return [...new Set(texts)].filter(Boolean).join('\n');
}

function worstOf(findings: readonly vscode.Diagnostic[]): vscode.DiagnosticSeverity | undefined {
  return findings.reduce<vscode.DiagnosticSeverity | undefined>(
    (worst, { severity }) => (worst === undefined || severity < worst ? severity : worst),
    undefined,
  );
}

/** Told apart by more than color. */
function iconOf(severity: vscode.DiagnosticSeverity | undefined): vscode.ThemeIcon {
  switch (severity) {
    case vscode.DiagnosticSeverity.Error:
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground'));
    case vscode.DiagnosticSeverity.Warning:
      return new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground'));
    default:
      return new vscode.ThemeIcon('pass');
  }
}
