import { fstatSync } from 'node:fs';
import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { URI } from 'vscode-uri';
import { decodeText } from '../api/decode.ts';
import { realPath } from '../api/disk-files.ts';
import { DiskSource } from '../api/disk-source.ts';
import type { PlanFile } from '../api/find-plans.ts';
import { type Loaded, loadPlans as load, createLanguage as openLanguage, unknownPhases } from '../api/load.ts';
import { STANDARD_INPUT, STANDARD_INPUT_FILE } from '../language/model/file-name.ts';
import type { SegplanCoreServices } from '../language/module.ts';
import { tooLarge } from '../language/workspace/readable.ts';
import { UsageError } from './errors.ts';
import { FilesWithRoom } from './room.ts';
import { visible } from './text.ts';

/** What stands for a plan that comes from standard input; what it imports is looked for from the working folder. */
export const STDIN = '-';

/** A file as it is shown, to people and to programs. @param file as the user named it */
export function shownName(file: string): string {
  return file === STDIN ? STANDARD_INPUT : file;
}

/** The disk, with what is about to be written in the place of what is there. */
class DraftedFiles extends FilesWithRoom {
  /** By the address of the file, links followed. */
  readonly drafts = new Map<string, string>();

  override async readFile(uri: URI): Promise<string> {
    return (await this.draftOf(uri)) ?? super.readFile(uri);
  }

  async draftOf(uri: URI): Promise<string | undefined> {
    return this.drafts.size ? this.drafts.get((await this.realUri(uri)).toString()) : undefined;
  }
}

/** The files that a user names from the working folder, and standard input. */
class NamedFiles extends DiskSource {
  override readonly files = new DraftedFiles();
  private input: Promise<string> | undefined;

  override async read(file: string): Promise<string> {
    // It can be read once.
    if (file === STDIN) this.input ??= readInput();
    return file === STDIN ? this.input! : ((await this.files.draftOf(this.uriOf(file))) ?? super.read(file));
  }

  /** Whether a file was read, so that nothing is to take its place. */
  isInput(path: string): boolean {
    return this.files.read.has(realPath(resolve(path)));
  }

  /** Notes a file that a plan names as one to read. */
  noteInput(uri: URI): void {
    this.files.read.add(realPath(uri.fsPath));
  }

  /** From now on, a file has this text for whoever reads it here; the disk keeps what it has. */
  async draft(file: string, text: string): Promise<void> {
    this.files.drafts.set((await this.files.realUri(this.uriOf(file))).toString(), text);
  }

  override uriOf(file: string): URI {
    return super.uriOf(file === STDIN ? STANDARD_INPUT_FILE : file);
  }

  override nameOf(uri: string): string {
    const name = super.nameOf(uri);
    return name === STANDARD_INPUT_FILE ? STANDARD_INPUT : name;
  }

  override async readRunning(file: string): Promise<string> {
    assertFile(file);
    return super.readRunning(file);
  }

  override async readBytes(file: string): Promise<Uint8Array> {
    assertFile(file);
    return super.readBytes(file);
  }
}

/** @throws UsageError for standard input */
function assertFile(file: string): void {
  if (file === STDIN)
    throw new UsageError('Standard input is read as a plan alone; name a file, or ./- for one that is called so.');
}

function isFolder(file: number): boolean {
  try {
    return fstatSync(file).isDirectory();
  } catch {
    return false;
  }
}

async function readInput(): Promise<string> {
  const pieces: Uint8Array[] = [];
  let total = 0;
  // Node reads nothing of it, and says nothing.
  if (isFolder(process.stdin.fd)) throw new UsageError('Standard input is a folder; give it the text of a plan.');
  try {
    for await (const piece of process.stdin) {
      pieces.push(piece);
      total += piece.length;
      if (tooLarge(total)) break;
    }
  } catch (error) {
    throw new UsageError(`Standard input can't be read (${(error as NodeJS.ErrnoException).code}); give it the text of a plan.`);
  }
  return decodeText(Buffer.concat(pieces), 'Standard input', 'give it the text of a plan');
}

export let namedFiles = new NamedFiles();

/** Begins anew, for a command that follows another one in the same process. */
export function forgetFiles(): void {
  namedFiles = new NamedFiles();
}

/** A fresh language with the built-in catalogs. @param phases as given on the command line */
export function createLanguage(phases?: readonly string[]): Promise<SegplanCoreServices> {
  return openLanguage(namedFiles.files, phases);
}

/**
 * Of plans up to so many characters, one after the other, V8's last compiler is told to leave the code as it is: it takes longer, beside
 * the work and after it, than it saves before the command ends.
 */
const SMALL = 250_000;

/** Reads, links and checks files and what they import. @throws UsageError for a file that can't be read */
export async function loadPlans(services: SegplanCoreServices, files: readonly (string | PlanFile)[]): Promise<Loaded[]> {
  const loaded = await load(services, namedFiles, files, (characters) => {
    if (characters <= SMALL) setFlagsFromString('--no-opt');
  });
  return loaded.map((each) => ({ ...each, file: shownName(each.file) }));
}

/** Says on standard error which of the phases given on the command line no loaded plan and no catalog knows. */
export function warnOfUnknownPhases(services: SegplanCoreServices, loaded: readonly Loaded[]): void {
  warn(unknownPhases(services, loaded));
}

/** Says on standard error what a user should know. */
export function warn(warnings: readonly string[]): void {
  for (const warning of warnings) process.stderr.write(`${visible(`segplan: warning: ${warning}`)}\n`);
}
