/** Waits for Ctrl+C, or for the system to ask (SIGTERM). A second time ends the process at once. */
export async function untilAskedToStop(): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = (): void => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
