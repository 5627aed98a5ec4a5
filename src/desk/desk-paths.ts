/** What the desk answers itself; whatever else is asked for is the app's. */
export const deskPaths = ['/ca', '/ca.crt', '/ca.css', '/desk', '/desk.json', '/health', '/metrics'] as const;

export type DeskPath = (typeof deskPaths)[number];

export function isDeskPath(path: string): path is DeskPath {
  return (deskPaths as readonly string[]).includes(path);
}

/** The same for the service worker, which must leave these pages to the desk; it looks at the query too. */
export const deskNavigations: RegExp[] = deskPaths.map(
  (path) => new RegExp(`^${path.replaceAll('.', '\\.')}(\\?|$)`),
);
