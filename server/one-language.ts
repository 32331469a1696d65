import { DefaultServiceRegistry, type LangiumCoreServices, type URI } from 'langium';

/**
 * The one language that there is, whatever a document is called: once a document is closed that lies in no file, such as `untitled:Untitled-1`, it has neither an
 * identifier of a language nor an ending by which Langium would find it, and an error there stops what is done for all others.
 */
export class OneLanguage extends DefaultServiceRegistry {
  override getServices(uri: URI): LangiumCoreServices {
    return this.all[0] ?? super.getServices(uri);
  }

  /** Whether a file is a plan by its name, or a document by what the editor says of it. */
  override hasServices(uri: URI): boolean {
    try {
      super.getServices(uri);
      return true;
    } catch {
      return false;
    }
  }
}
