import { join, relative, resolve, sep } from 'node:path';
import { EmptyFileSystemProvider, type FileSystemProvider } from 'langium';
import { URI } from 'vscode-uri';
import { UnreadableFile } from '../language/workspace/readable.ts';
import type { CommittedTree } from './committed-tree.ts';
import { decodeImport, decodePlan, decodeRunning } from './decode.ts';
import { SegplanError } from './errors.ts';
import { IN_SUBMODULE } from './follow-links.ts';
import { builtInName, type PlanSource } from './plan-source.ts';

/** Where a committed plan lies. */
export interface CommittedPlace {
  /** The top of the repository. */
  readonly top: string;
  /** What the user calls the plan. */
  readonly name: string;
  /** Its path from the top. */
  readonly inside: string;
}

/** The files of one commit: a plan, and what it imports. */
export class CommittedFiles extends EmptyFileSystemProvider implements PlanSource {
  readonly files: FileSystemProvider = this;
  private readonly place: CommittedPlace;
  private readonly tree: CommittedTree;

  constructor(place: CommittedPlace, tree: CommittedTree) {
    super();
    this.place = place;
    this.tree = tree;
  }

  async read(name: string): Promise<string> {
    return decodePlan(await this.bytesOf(name, PLAN), name);
  }

  async readRunning(name: string): Promise<string> {
    return decodeRunning(await this.bytesOf(name, 'a file that a firewall wrote'), name);
  }

  uriOf(name: string): URI {
    const { top, name: own, inside } = this.place;
    return URI.file(join(top, name === own ? inside : name));
  }

  nameOf(uri: string): string {
    const parsed = URI.parse(uri);
    return builtInName(parsed) ?? this.pathOf(parsed);
  }

  override async readFile(uri?: URI): Promise<string> {
    if (!uri) throw new Error('No file is named.');
    const path = this.pathOf(uri);
    const bytes = await this.tree.bytesAt(path);
    if (!bytes) throw new Error(`The revision has no ${path}.`);
    return decodeImport(bytes);
  }

  override async exists(uri?: URI): Promise<boolean> {
    return this.readFile(uri).then(
      () => true,
      () => false,
    );
  }

  private pathOf(uri: URI): string {
    return relative(resolve(this.place.top), uri.fsPath).split(sep).join('/');
  }

  private async bytesOf(name: string, wanted: string): Promise<Buffer> {
    const { name: own, inside } = this.place;
    const path = name === own ? inside : name;
    let bytes: Buffer | undefined;
    try {
      bytes = await this.tree.bytesAt(path);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      if (error.message === IN_SUBMODULE)
        throw new SegplanError(`${name} ${IN_SUBMODULE}; run the command in that folder, with a revision of it.`);
      const isFolder = error.message === 'is a folder' && wanted === PLAN;
      throw new SegplanError(`${name} ${error.message}; name ${isFolder ? await this.planIn(path, name) : wanted}.`);
    }
    if (bytes) return bytes;
    const isFromHere = name !== own || /:\.\.?(?:\/|$)/.test(own);
    const way = isFromHere ? '' : ' Paths count from the top of the repository; begin with ./ to count from here.';
    throw new SegplanError(`${name}: there is no such file in that revision.${way}`);
  }

  /** What to name instead of a folder. */
  private async planIn(path: string, name: string): Promise<string> {
    const plan = await this.tree.planIn(path);
    return plan === undefined
      ? 'a .segplan file of that revision'
      : `one of the .segplan files in it, such as ${name.replace(/\/+$/, '')}/${plan}`;
  }
}

const PLAN = 'a .segplan file';
