import { EmptyFileSystemProvider, type FileSystemProvider } from 'langium';
import { URI } from 'vscode-uri';
import { BUILT_IN_SCHEME } from '../language/workspace/built-in-catalogs.ts';
import { SegplanError } from './errors.ts';

/** Where plans come from: a disk, a commit, or texts that a program has. */
export interface PlanSource {
  /** What imports are read by. */
  readonly files: FileSystemProvider;
  /** @throws SegplanError in one line when it can't be read or is no plan */
  read(name: string): Promise<string>;
  /** A file that a firewall wrote, whatever its name. @throws SegplanError in one line when it can't be read or is no text */
  readRunning(name: string): Promise<string>;
  uriOf(name: string): URI;
  /** A document as a reader finds it. */
  nameOf(uri: string): string;
  /** @throws SegplanError where there is no memory for plans of so many bytes */
  assertRoom?(bytes: number): void;
}

/** Where inventories come from as well, which may be spreadsheets. */
export interface InventorySource extends PlanSource {
  /** A file as it is. @throws SegplanError in one line when it can't be read */
  readBytes(name: string): Promise<Uint8Array>;
}

/** What a document that ships with Segplan is called; nothing for others. */
export function builtInName(uri: URI): string | undefined {
  return uri.scheme === BUILT_IN_SCHEME ? `catalog ${uri.path.slice(1)}` : undefined;
}

/** Plans by name, each with its text; an import leads from one to another. */
export class TextSource extends EmptyFileSystemProvider implements InventorySource {
  readonly files: FileSystemProvider = this;
  private readonly texts: ReadonlyMap<string, string>;

  constructor(texts: Readonly<Record<string, string>>) {
    super();
    this.texts = new Map(Object.entries(texts).map(([name, text]) => [this.uriOf(name).toString(), text]));
  }

  async read(name: string): Promise<string> {
    const text = this.texts.get(this.uriOf(name).toString());
    if (text === undefined) throw new SegplanError(`There is no text named ${name}; the texts given are all that there is.`);
    return text;
  }

  readRunning(name: string): Promise<string> {
    return this.read(name);
  }

  async readBytes(name: string): Promise<Uint8Array> {
    return new TextEncoder().encode(await this.read(name));
  }

  uriOf(name: string): URI {
    return URI.from({ scheme: 'memory', path: `/${name}`.replace(/^\/+/, '/') });
  }

  nameOf(uri: string): string {
    const parsed = URI.parse(uri);
    return builtInName(parsed) ?? parsed.path.slice(1);
  }

  override async readFile(uri?: URI): Promise<string> {
    const text = uri && this.texts.get(uri.toString());
    if (text === undefined) throw new SegplanError(`There is no text at ${uri?.path}.`);
    return text;
  }

  override async exists(uri?: URI): Promise<boolean> {
    return uri !== undefined && this.texts.has(uri.toString());
  }
}
