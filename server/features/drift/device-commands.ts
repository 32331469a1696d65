import { EmptyFileSystemProvider, type FileSystemProvider, type LangiumDocument } from 'langium';
import { URI, Utils } from 'vscode-uri';
import { SegplanError } from '../../../api/errors.ts';
import type { PlanSource } from '../../../api/plan-source.ts';
import type * as ast from '../../../language/generated/ast.ts';
import type { DeviceCommandsParams, DeviceCommandsResult } from '../../protocol.ts';
import type { SegplanServices } from '../../services.ts';
import { RunningFiles } from './running-files.ts';

/** What brings a firewall in step with a plan, for each file that it runs. */
export async function deviceCommands(
  document: LangiumDocument<ast.Document>,
  services: SegplanServices,
  { firewall }: DeviceCommandsParams,
): Promise<DeviceCommandsResult> {
  // What writes commands is loaded when somebody asks for some.
  const { changesIn } = await import('../../../api/changes.ts');
  const { sayingsOf } = await import('../../../api/describe-changes.ts');
  try {
    const source = new EditorSource(() => services.shared.workspace.FileSystemProvider);
    const { changes } = await changesIn({ document, services }, source, [], { firewall });
    return {
      files: changes.map((change) => {
        const { file, commands, comment, after } = change;
        const notes = sayingsOf(change);
        const said =
          commands && comment !== null ? notes.map((note) => `${comment} ${note.replace(/\s+/g, ' ')}\n`).join('') : '';
        return {
          uri: source.uriOf(file).toString(),
          commands: `${said}${commands}`,
          notes,
          ...(after === null ? {} : { after }),
        };
      }),
    };
  } catch (error) {
    if (error instanceof SegplanError) return { error: error.message };
    throw error;
  }
}

/** Files as the server of an editor reads them; in what is said of them they have their own names. */
class EditorSource implements PlanSource {
  readonly files: FileSystemProvider = new EmptyFileSystemProvider();
  private readonly running: RunningFiles;
  private readonly uris = new Map<string, URI>();

  constructor(files: () => FileSystemProvider) {
    this.running = new RunningFiles(files);
  }

  async read(name: string): Promise<string> {
    throw new SegplanError(`${name} is no running file.`);
  }

  async readRunning(name: string): Promise<string> {
    const read = await this.running.textOf(name, this.uriOf(name));
    if ('why' in read) throw new SegplanError(read.why);
    return read.text;
  }

  uriOf(name: string): URI {
    return this.uris.get(name) ?? URI.parse(name);
  }

  nameOf(uri: string): string {
    const parsed = URI.parse(uri);
    const name = Utils.basename(parsed);
    const known = this.uris.get(name);
    if (known && known.toString() !== uri) return uri;
    this.uris.set(name, parsed);
    return name;
  }
}
