import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { SegplanError } from '../../api/errors.ts';
import { importRunningIn } from '../../api/import.ts';
import { TextSource } from '../../api/plan-source.ts';
import type { ImportParams, ImportResult } from '../protocol.ts';
import type { SegplanServices } from '../services.ts';

/** A plan of what firewalls run, from the texts of their files. @throws ResponseError where no form is known */
export async function importResult(services: SegplanServices, { files }: ImportParams): Promise<ImportResult> {
  const source = new TextSource(Object.fromEntries(files.map(({ name, text }) => [name, text])));
  try {
    return await importRunningIn(
      services,
      source,
      files.map(({ name }) => name),
    );
  } catch (error) {
    if (error instanceof SegplanError) throw new ResponseError(ErrorCodes.InvalidParams, error.message);
    throw error;
  }
}
