import { createHash } from 'node:crypto';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ArtifactLocation, Fix, Location, Log, Region, ReportingDescriptor, Result } from 'sarif';
import type { Diagnostic } from 'vscode-languageserver-types';
import { messageOf, severityOf } from '../api/diagnostics.ts';
import type { Checked } from '../api/findings.ts';
import { findingsWithFixes } from '../api/fixes.ts';
import { hasFailed, type Loaded } from '../api/load.ts';
import type { Finding, FixedFinding, Range, Severity } from '../api/types.ts';
import { type CheckPage, checkPages } from '../language/checking/pages.ts';
import { checks } from '../language/generated/checks.ts';
import { STANDARD_INPUT } from '../language/model/file-name.ts';
import type { SegplanCoreServices } from '../language/module.ts';
import { BUILT_IN_SCHEME } from '../language/workspace/built-in-catalogs.ts';
import manifest from '../package.json' with { type: 'json' };
import { jsonOutput } from './text.ts';
import { namedFiles } from './workspace.ts';

export const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const LEVELS = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const satisfies Record<Severity, string>;
/** Where the paths of a log begin: the folder that the command runs in, such as a checkout. */
export const ROOT = '%SRCROOT%';

/** The log as it is written. */
export async function sarifText(result: Checked, services: SegplanCoreServices): Promise<string> {
  return jsonOutput(await sarifLog(result, services));
}

/** The findings of files as SARIF 2.1.0, for code scanning and for viewers: with what each check is about, and its fixes. */
async function sarifLog({ loaded, silenced }: Checked, services: SegplanCoreServices): Promise<Log> {
  const pages = checkPages(checks);
  const fingerprint = fingerprints();
  const results = async (each: Loaded): Promise<Result[]> => {
    const found = await findingsWithFixes(each, { document: each.document, services });
    const own = found.map((finding, n) => resultOf(each, finding, each.diagnostics[n]!, pages));
    const quiet = (silenced.get(each) ?? []).map(({ code, message, line, reason }): Result => {
      const level = pages.find((page) => page.code === code)?.level ?? 'warning';
      return {
        ...plainResult({ code, message, severity: level }, pages),
        locations: [{ physicalLocation: { artifactLocation: placeOf(each.file), region: { startLine: line + 1 } } }],
        suppressions: [{ kind: 'inSource', ...(reason ? { justification: reason } : {}) }],
      };
    });
    return [...own, ...quiet].map((result) => ({ ...result, partialFingerprints: fingerprint(each.file, result) }));
  };
  const all: Result[] = [];
  for (const each of loaded) for (const result of await results(each)) all.push(result);
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Segplan', semanticVersion: manifest.version, rules: pages.map(ruleOf) } },
        // As JavaScript and editors count; the default of readers is not the same everywhere.
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT]: { description: { text: 'The folder that segplan ran in.' } } },
        invocations: [{ executionSuccessful: !loaded.some(hasFailed) }],
        artifacts: loaded.map(({ file }) => ({ location: placeOf(file) })),
        results: all,
      },
    ],
  };
}

function ruleOf({ code, level, title, text, fix }: CheckPage): ReportingDescriptor {
  return {
    id: code,
    name: code.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    help: { text: `${title}. ${text}`, markdown: `# ${title}\n\n${text}` },
    defaultConfiguration: { level: LEVELS[level] },
    properties: { tags: ['network', 'firewall'], quickFix: fix },
  };
}

function plainResult({ code, message, severity }: Omit<Finding, 'range'>, pages: readonly CheckPage[]): Result {
  const ruleIndex = pages.findIndex((page) => page.code === code);
  return { ruleId: code, ...(ruleIndex < 0 ? {} : { ruleIndex }), level: LEVELS[severity], message: { text: message } };
}

function resultOf({ file }: Loaded, finding: FixedFinding, diagnostic: Diagnostic, pages: readonly CheckPage[]): Result {
  const related = diagnostic.relatedInformation ?? [];
  const isCatalog = ({ location }: (typeof related)[number]): boolean => location.uri.startsWith(`${BUILT_IN_SCHEME}:`);
  const catalogs = related
    .filter(isCatalog)
    .map(({ location, message }) => `${namedFiles.nameOf(location.uri)}:${location.range.start.line + 1}: ${message}`);
  const places = related.filter((each) => !isCatalog(each));
  return {
    ...plainResult({ ...finding, severity: severityOf(diagnostic), message: messageOf(diagnostic) }, pages),
    locations: [locationOf(file, finding.range)],
    ...(places.length
      ? {
          relatedLocations: places.map(({ location, message }, id) => ({
            id,
            ...locationOf(namedFiles.nameOf(location.uri), location.range),
            message: { text: message },
          })),
        }
      : {}),
    // The rows of built-in catalogs are in no file that a reader of the log could open.
    ...(catalogs.length ? { properties: { catalogs } } : {}),
    ...(finding.fixes.length ? { fixes: finding.fixes.map((fix) => fixOf(file, fix)) } : {}),
  };
}

function fixOf(file: string, { title, edits }: FixedFinding['fixes'][number]): Fix {
  const replacements = edits.map(({ range, newText }) => ({
    deletedRegion: regionOf(range),
    insertedContent: { text: newText },
  }));
  return { description: { text: title }, artifactChanges: [{ artifactLocation: placeOf(file), replacements }] };
}

function locationOf(file: string, range: Range): Location {
  return { physicalLocation: { artifactLocation: placeOf(file), region: regionOf(range) } };
}

/** Lines and columns count from 1; what a region ends before is its end. */
function regionOf({ start, end }: Range): Region {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** A file as seen from the working folder; by its whole address where it lies elsewhere. Standard input lies in no folder. */
export function placeOf(file: string): ArtifactLocation {
  if (file === STANDARD_INPUT) return { uri: encodeURIComponent(file), description: { text: 'Standard input' } };
  const way = relative(process.cwd(), resolve(file));
  if (isAbsolute(way) || way.startsWith('..')) return { uri: pathToFileURL(resolve(file)).href };
  return { uri: way.split(sep).map(encodeURIComponent).join('/'), uriBaseId: ROOT };
}

/** What a finding is known by from run to run: what it says, and where it is in no line's number; of those that say the same, which one. */
export function fingerprints(): (file: string, result: Result) => Record<string, string> {
  const seen = new Map<string, number>();
  return (file, { ruleId, message }) => {
    const said = JSON.stringify([ruleId, placeOf(file).uri, message.text?.replace(/\blines? \d+/g, 'line')]);
    const ordinal = seen.get(said) ?? 0;
    seen.set(said, ordinal + 1);
    return { 'segplanFinding/v1': createHash('sha256').update(`${said} ${ordinal}`).digest('hex').slice(0, 32) };
  };
}
