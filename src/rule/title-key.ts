const country = '中华人民共和国';

/**
 * The form in which titles are compared: without spaces and title marks, with one kind of brackets.
 * 《 会议管理制度（试行） 》 and 会议管理制度(试行) have the same key.
 */
export function titleKey(title: string): string {
  return title
    .replaceAll(/[\s\u3000《》〈〉]/g, '')
    .replaceAll('(', '（')
    .replaceAll(')', '）')
    .slice(0, 200);
}

/** All keys under which a text may be cited: in full, and without the name of the country or a trailing （试行）. */
export function shortTitleKeys(title: string): string[] {
  const key = titleKey(title);
  const keys = new Set([key]);
  const bare = key.replace(/（[^（）]*）$/, '');
  for (const one of [key, bare]) {
    if (one.length === 0) continue;
    keys.add(one);
    if (one.startsWith(country) && one.length > country.length) keys.add(one.slice(country.length));
  }
  return [...keys];
}
