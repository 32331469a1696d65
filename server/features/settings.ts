import { DefaultConfigurationProvider } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import type { DidChangeConfigurationParams, InitializeParams } from 'vscode-languageserver';
import type { Level } from '../../language/checking/check.ts';
import type { Levels } from '../../language/checking/run-checks.ts';
import type { SegplanServices } from '../services.ts';
import { HINTS, type SegplanInlayHintProvider, USUAL_HINTS } from './hints/inlay-hints.ts';
import { LENSES, type SegplanCodeLensProvider, USUAL_LENSES } from './lenses/code-lenses.ts';
import { refreshShown } from './refresh.ts';
import { revalidateAll } from './revalidate.ts';

/** The section of the settings that belongs to Segplan. */
const SECTION = 'segplan';

const LEVELS = new Set<unknown>(['error', 'warning', 'info', 'hint', 'off'] satisfies (Level | 'off')[]);

/** The levels that settings give to checks (`segplan.checks.<code>`); anything that is no level counts as not set. */
export function levelsOf(settings: unknown): Levels {
  const checks = isRecord(settings) && isRecord(settings.checks) ? settings.checks : {};
  return Object.fromEntries(Object.entries(checks).filter(([, level]) => LEVELS.has(level))) as Levels;
}

/** Whether findings are told and kept for the next start (`segplan.findings.keep`); on, unless settings say otherwise. */
export function keepsFindings(settings: unknown): boolean {
  const own = isRecord(settings) ? settings.findings : undefined;
  return !(isRecord(own) && own.keep === false);
}

/**
 * What settings switch on (`segplan.inlayHints.ports: true`); nothing where they say nothing of it.
 * @param usual what is on as long as nobody says otherwise
 */
function switchedOn<Kind extends string>(
  settings: unknown,
  section: string,
  kinds: readonly Kind[],
  usual: ReadonlySet<Kind>,
): ReadonlySet<Kind> | undefined {
  const own = isRecord(settings) ? settings[section] : undefined;
  return isRecord(own)
    ? new Set(kinds.filter((kind) => (typeof own[kind] === 'boolean' ? own[kind] : usual.has(kind))))
    : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Follows the settings: changed levels, hints and lenses take effect at once. */
export class SegplanConfigurationProvider extends DefaultConfigurationProvider {
  private readonly services: LangiumSharedServices;
  private known = '[]';
  /** Whether findings are told and kept for the next start. */
  keepsFindings = true;

  constructor(services: LangiumSharedServices) {
    super(services);
    this.services = services;
  }

  /** Takes what an editor says of the settings when it starts: many have no other way to say it (`initializationOptions: { "segplan": … }`). */
  override initialize(params: InitializeParams): void {
    super.initialize(params);
    const settings = isRecord(params.initializationOptions) ? params.initializationOptions[SECTION] : undefined;
    if (isRecord(settings)) this.updateSectionConfiguration(SECTION, settings);
  }

  override updateConfiguration(change: DidChangeConfigurationParams): void {
    if (change.settings) super.updateConfiguration(change);
    // Some clients only say that something has changed.
    else
      this.services.lsp.Connection?.workspace
        .getConfiguration(SECTION)
        .then((settings: unknown) => this.updateSectionConfiguration(SECTION, settings))
        .catch((error: unknown) => console.error('The settings could not be read:', error));
  }

  protected override updateSectionConfiguration(section: string, settings: unknown): void {
    // One that knows of none leaves what it said at the start.
    if (section === SECTION && (settings === null || settings === undefined)) return;
    super.updateSectionConfiguration(section, settings);
    if (section !== SECTION) return;
    this.keepsFindings = keepsFindings(settings);
    this.updateShown(settings);
    const levels = levelsOf(settings);
    const text = JSON.stringify(Object.entries(levels).sort());
    if (text === this.known) return;
    this.known = text;
    for (const language of this.services.ServiceRegistry.all) (language as SegplanServices).segplan.CheckRunner.levels = levels;
    revalidateAll(this.services);
  }

  private updateShown(settings: unknown): void {
    const hints = switchedOn(settings, 'inlayHints', HINTS, USUAL_HINTS);
    const lenses = switchedOn(settings, 'codeLens', LENSES, USUAL_LENSES);
    for (const { lsp } of this.services.ServiceRegistry.all as SegplanServices[]) {
      if (hints) (lsp.InlayHintProvider as SegplanInlayHintProvider).kinds = hints;
      if (lenses) (lsp.CodeLensProvider as SegplanCodeLensProvider).kinds = lenses;
    }
    if (hints || lenses) refreshShown(this.services);
  }
}
