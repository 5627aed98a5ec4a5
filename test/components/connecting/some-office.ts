import type { OfficeView } from '../../../src/engine/office-protocol.ts';

/** An office with an admin, who is here, and somebody else. */
export const someOfficeView = (change: Partial<OfficeView> = {}): OfficeView => ({
  office: { id: 'a'.repeat(64), name: '某某局办公室', threshold: 1, epoch: 3, fingerprint: '0000 0000' },
  me: { device: 'd'.repeat(64), member: 'chen', name: '陈静', roles: ['admin', 'member'] },
  units: [],
  posts: [],
  members: [
    { id: 'chen', name: '陈静', roles: ['admin', 'member'], devices: [] },
    { id: 'wang', name: '王芳', roles: ['member'], devices: [] },
  ],
  recovery: true,
  awaiting: [],
  troubles: [],
  missing: [],
  ...change,
});

/** A device in no office. */
export const { office: _office, me: _me, ...noOfficeView } = someOfficeView({ members: [] });
