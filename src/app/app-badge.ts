/**
 * Shows on the icon of the installed app how many things wait (W3C Badging API); does nothing where there is no such
 * thing, or where the user does not want it.
 */
export async function showBadge(count: number): Promise<void> {
  const { setAppBadge, clearAppBadge } = navigator as Partial<Navigator>;
  try {
    if (count > 0) await setAppBadge?.call(navigator, count);
    else await clearAppBadge?.call(navigator);
  } catch {
    // It only repeats what the app itself shows.
  }
}
