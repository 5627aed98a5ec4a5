/** Name of what is said about a draft; none comes twice. */
export const newRemarkId = (): string => crypto.randomUUID().replaceAll('-', '').slice(0, 16);
