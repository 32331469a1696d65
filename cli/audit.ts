import { type Audited, auditIn } from '../api/audit.ts';
import { auditJson } from '../api/audit-json.ts';
import { auditMarkdown } from './audit-markdown.ts';
import { auditSarif } from './audit-sarif.ts';
import { auditText } from './audit-text.ts';
import { EXIT, UsageError } from './errors.ts';
import { warnOfErrors } from './question.ts';
import { jsonOutput } from './text.ts';
import { createLanguage, loadPlans, namedFiles, warnOfUnknownPhases } from './workspace.ts';

export interface AuditCommandOptions {
  readonly format: 'text' | 'json' | 'markdown' | 'sarif' | 'commands';
  readonly firewall?: string;
  readonly interface?: readonly string[];
  readonly host?: string;
  readonly form?: string;
  readonly phase?: readonly string[];
}

/** Says where a plan and what firewalls run part. @returns the exit code: 1 unless both are in step for certain */
export async function auditPlan(path: string, running: readonly string[], options: AuditCommandOptions): Promise<number> {
  const services = await createLanguage(options.phase);
  const loaded = await loadPlans(services, [path]);
  const { file, document } = loaded[0]!;
  warnOfUnknownPhases(services, loaded);
  const { firewall, host, form } = options;
  const more = {
    ...(firewall !== undefined && { firewall }),
    ...(host !== undefined && { host }),
    ...(form !== undefined && { form }),
    interfaces: interfacesOf(options.interface ?? []),
  };
  if (options.format === 'commands') {
    const { writeCommands } = await import('./audit-commands.ts');
    const { inStep } = await writeCommands({ document, services }, running, more);
    warnOfErrors(file, loaded);
    return inStep ? EXIT.clean : EXIT.findings;
  }
  const answer = await auditIn({ document, services }, namedFiles, running, more);
  process.stdout.write(`${written(file, answer, options.format)}\n`);
  warnOfErrors(file, loaded);
  return answer.inStep ? EXIT.clean : EXIT.findings;
}

function written(file: string, answer: Audited, format: Exclude<AuditCommandOptions['format'], 'commands'>): string {
  if (format === 'json') return jsonOutput(auditJson(file, answer));
  if (format === 'sarif') return jsonOutput(auditSarif(file, answer));
  return (format === 'markdown' ? auditMarkdown(file, answer) : auditText(file, answer)).join('\n');
}

/** `inside=management` by its two sides. @throws UsageError for what is none */
function interfacesOf(texts: readonly string[]): Record<string, string[]> {
  const result: Record<string, string[]> = Object.create(null);
  for (const text of texts) {
    const at = text.lastIndexOf('=');
    const [place, zone] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
    if (at < 1 || !place || !zone)
      throw new UsageError(
        `--interface takes what the device calls a zone, and the zone: --interface inside=management, not '${text}'.`,
      );
    result[place] = [...(result[place] ?? []), zone];
  }
  return result;
}
