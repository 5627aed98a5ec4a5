import people from '../../content/office/people.csv?raw';
import type { CallArgs } from '../engine/protocol.ts';

/** The sample office: who sits at this device, and the list of its people. */
export const starterOffice: CallArgs<'foundOffice'> = {
  name: '中共锦川市委办公室',
  units: [
    ...['综合科', '秘书科', '法规科', '督查科', '信息科', '行政科', '机关党委'].map((name) => ({
      name,
      kind: 'office' as const,
    })),
    ...['第一支部', '第二支部'].map((name) => ({ name, kind: 'branch' as const })),
  ],
  posts: ['科长', '科员'],
  me: { name: '周明远', unit: '秘书科', post: '科长' },
  device: '秘书科台式机',
};

export const starterPeople = { name: 'people.csv', bytes: new TextEncoder().encode(people) };

/** Who has checked the texts of the sample office for secrets. */
export const starterSecrecy = '许静';
