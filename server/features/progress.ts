import type { LangiumSharedServices } from 'langium/lsp';
import type { Connection, WorkDoneProgressReporter } from 'vscode-languageserver';
import type { LoadingSteps } from '../../language/workspace/workspace-manager.ts';

/** Work that takes no longer is not spoken of, and no word of what will be over so soon; in milliseconds. */
const QUIET = 1000;

type ServerReporter = Awaited<ReturnType<Connection['window']['createWorkDoneProgress']>>;

/** What can open a bar of progress. */
export interface ProgressWindow {
  createWorkDoneProgress(): Promise<Pick<ServerReporter, 'begin' | 'report' | 'done'>>;
}

/**
 * Shows in the editor how far work on many plans is, in percent; nothing where the editor can't show that, or where the work is short.
 * @param title what is being done, such as "Checking plans"
 * @param total the number of plans
 * @param now what time it is, in milliseconds
 */
export function showProgress(
  window: ProgressWindow | undefined,
  title: string,
  total: number,
  now: () => number = () => performance.now(),
): LoadingSteps {
  const start = now();
  let done = 0;
  let shown: Promise<Pick<WorkDoneProgressReporter, 'report' | 'done'> | undefined> | undefined;
  let isOver = false;
  const percent = (): number => Math.floor((100 * done) / total);
  const text = (): string => `${done} of ${total}`;

  async function open(): Promise<Pick<WorkDoneProgressReporter, 'report' | 'done'> | undefined> {
    try {
      const reporter = await window?.createWorkDoneProgress();
      if (isOver) return undefined;
      reporter?.begin(title, percent(), text(), false);
      return reporter;
    } catch (error) {
      console.error('Progress could not be shown:', error);
      return undefined;
    }
  }

  return {
    step(count) {
      const past = percent();
      done = Math.min(count, total);
      if (shown) {
        if (percent() > past) void shown.then((reporter) => !isOver && reporter?.report(percent(), text()));
        return;
      }
      const elapsed = now() - start;
      if (elapsed >= QUIET && (elapsed * (total - done)) / done >= QUIET) shown = open();
    },
    end() {
      isOver = true;
      void shown?.then((reporter) => reporter?.done());
    },
  };
}

/** Shows it in the editor that the server speaks with. */
export function beginProgress({ lsp }: LangiumSharedServices, title: string, total: number): LoadingSteps {
  return showProgress(lsp.Connection?.window, title, total);
}
