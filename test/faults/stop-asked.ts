/** Milliseconds within which the same wish comes twice: from the terminal, and through the program that started us. */
const echo = 1000;

/**
 * Aborts when this process is asked to stop (SIGINT, SIGTERM), so that it can tell what it found before it ends. Asked
 * again, it ends at once.
 */
export function stopAsked(): AbortSignal {
  const stop = new AbortController();
  let since: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      since ??= Date.now();
      if (Date.now() - since > echo) process.exit(1);
      stop.abort();
    });
  }
  return stop.signal;
}
