import type { Day } from '../rule/validity.ts';
import type { Alg, Role } from './entry.ts';

/** 处室 or 支部 */
export interface Unit {
  id: string;
  name: string;
  kind: 'office' | 'branch';
  parent?: string;
  closed?: true;
}

/** 岗位 */
export interface Post {
  id: string;
  name: string;
  unit?: string;
  closed?: true;
}

export interface Member {
  id: string;
  name: string;
  /** 工号 */
  number?: string;
  unit?: string;
  post?: string;
  /** Empty for who has left. */
  roles: Role[];
  joined?: Day;
  left?: Day;
}

export interface Device {
  id: string;
  member: string;
  alg: Alg;
  /** Public key, base64url of the uncompressed point. */
  key: string;
  name: string;
  /** `recovery` is a key in a file that an admin keeps, see `recovery-file.ts`. */
  kind: 'device' | 'recovery';
  revoked?: true;
}

/** Who belongs to the office, as all valid roster entries together say. */
export interface Roster {
  /** Id of the genesis. */
  office: string;
  name: string;
  /** How many admins must sign a change of this roster. */
  threshold: number;
  epoch: number;
  /** Newest valid roster entries; the next one follows all of them. */
  heads: string[];
  units: Map<string, Unit>;
  posts: Map<string, Post>;
  members: Map<string, Member>;
  devices: Map<string, Device>;
}
