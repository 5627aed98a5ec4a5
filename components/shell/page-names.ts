import type { Route } from '../../src/app/route.ts';
import type { Words } from '../words.ts';

/** What a page is called in the title of the window; those that show a text say themselves which. */
export function pageName(page: Exclude<Route['page'], 'rule' | 'compare'>, w: Words): string {
  const names: Record<typeof page, string> = {
    home: '',
    find: w.findTitle,
    shelf: w.shelfTitle,
    publish: w.publishTitle,
    'publish-draft': w.publishTitle,
    office: w.officeTitle,
    member: w.memberTitle,
    waiting: w.waitingTitle,
    readings: w.readingsTitle,
    circulate: w.circulateTitle,
    circulations: w.circulationsTitle,
    circulation: w.circulationTitle,
    person: w.personTitle,
    unit: w.unitTitle,
    drafts: w.draftsTitle,
    draft: w.draftTitle,
    consult: w.consultTitle,
    connections: w.connectionsTitle,
    join: w.joinTitle,
    admit: w.admitTitle,
    'bring-in': w.bringInTitle,
    device: w.deviceTitle,
    unknown: w.unknownPage,
  };
  return names[page];
}
