/** Runs one at a time: what is asked for while it runs makes it run once more afterwards. */
export function coalesced(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const run = (): Promise<void> => {
    again = running !== undefined;
    running ??= task().finally(() => {
      running = undefined;
      if (again) {
        void run();
      }
    });
    return running;
  };
  return run;
}
