/** How a server's process ends: the first SIGINT or SIGTERM lets it end in order, with exit status 0; a second one ends it at once. */
import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** npm hands a terminal's signal on to its child, which has it already: what comes at once behind a signal is the same one again. */
const SAME_SIGNAL_MS = 300;

interface Signalled {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  exit(status: number): void;
}

/** @param close ends what is served; resolves when nothing is left to do */
export function stopOnSignal(close: () => Promise<void>, by: Signalled = process): void {
  let stoppingSince: number | undefined;
  const stop = async (signal: (typeof SIGNALS)[number]) => {
    if (stoppingSince === undefined) {
      stoppingSince = performance.now();
      await close();
      by.exit(0);
    } else if (performance.now() - stoppingSince >= SAME_SIGNAL_MS) {
      by.exit(128 + constants.signals[signal]);
    }
  };
  for (const signal of SIGNALS) by.on(signal, () => stop(signal));
}
