import { identityMark } from './identity-number.ts';
import type { Table } from './table.ts';

/** What a column of a roster tells. */
export type RosterField = 'name' | 'unit' | 'post' | 'roles' | 'phone' | 'joined' | 'left' | 'number';

/** Which column is what. `undefined` is for the user to say; `not-taken` (identity numbers) is never read. */
export interface RosterColumns {
  /** Index of the row with the headings, -1 when there is none. */
  headerRow: number;
  columns: (RosterField | 'not-taken' | undefined)[];
}

/**
 * How headings end, the surest first: 手机 is rather a telephone than 办公电话, 处室 rather a unit than 单位, which is
 * often the same in every row.
 */
const endings: readonly [RosterField, readonly RegExp[]][] = [
  ['name', [/^(?:姓名|名字|name)$/, /(?:姓名|名字)$/, /^(?:联系人|人员|fullname)$/]],
  [
    'unit',
    [
      /(?:处室|科室|部门)(?:名称)?$/,
      /(?:处室|科室|部门).*单位$|(?:内设机构|department|unit)$/,
      /单位(?:名称)?$/,
      /支部(?:名称)?$/,
    ],
  ],
  ['post', [/(?:职务|岗位)(?:名称)?$/, /(?:职位|post|position)$/]],
  ['roles', [/角色$|^roles?$/, /^(?:系统)?权限$/]],
  [
    'phone',
    [/(?:手机|移动电话|mobile)(?:号码|号)?$/, /(?:联系电话|联系方式)$/, /(?:电话|phone|tel)(?:号码|号)?$/],
  ],
  ['joined', [/(?:入职|到岗)(?:时间|日期|年月)?$|^joined$/]],
  ['left', [/(?:离职|离岗)(?:时间|日期|年月)?$|^left$/]],
  ['number', [/(?:工号|编号)$/, /^(?:number|id)$/]],
];

/** The headings are looked for below a title and a line about the unit and the year. */
const searched = 20;
const looked = 200;

/** Guesses what the columns of a roster are, by their headings; each field once, the surest column first. */
export function guessColumns({ rows }: Table): RosterColumns {
  let best: { headerRow: number; columns: RosterColumns['columns']; known: number } | undefined;
  for (const [index, cells] of rows.slice(0, searched).entries()) {
    const columns = fieldsOf(cells);
    const known = columns.filter((field) => field !== undefined).length;
    // One word that looks like a heading may as well stand in a title, but for 姓名.
    if (known > (best?.known ?? 0) && (known > 1 || columns.includes('name')))
      best = { headerRow: index, columns, known };
  }
  const width = rows.reduce((most, cells) => Math.max(most, cells.length), 0);
  const columns = Array.from({ length: width }, (_, column) => {
    return hasIdentities(rows, column) ? 'not-taken' : best?.columns[column];
  });
  return { headerRow: best?.headerRow ?? -1, columns };
}

function fieldsOf(cells: readonly string[]): RosterColumns['columns'] {
  const headings = cells.map(plainHeading);
  const columns: RosterColumns['columns'] = headings.map((heading) =>
    /身份证|证件号|^idcard/.test(heading) ? 'not-taken' : undefined,
  );
  for (const [field, patterns] of endings) {
    for (const pattern of patterns) {
      const column = headings.findIndex(
        (heading, at) => columns[at] === undefined && heading.length <= 16 && pattern.test(heading),
      );
      if (column === -1) continue;
      columns[column] = field;
      break;
    }
  }
  return columns;
}

/** 姓　名*（必填） → 姓名 */
function plainHeading(cell: string): string {
  return cell
    .slice(0, 100)
    .normalize('NFKC')
    .replaceAll(/\([^()]*\)/g, '')
    .replaceAll(/[\s*:/·]/g, '')
    .toLowerCase();
}

/** Are most values of the column identity numbers? Their marks tell. */
function hasIdentities(rows: readonly string[][], column: number): boolean {
  let filled = 0;
  let marked = 0;
  for (const cells of rows.slice(0, looked)) {
    const cell = cells[column] ?? '';
    if (cell === '') continue;
    filled += 1;
    if (cell.includes(identityMark)) marked += 1;
  }
  return marked > 0 && marked * 2 >= filled;
}
