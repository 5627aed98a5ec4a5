import type { AcknowledgeAct, CirculateAct } from '../../src/ledger/circulation-acts.ts';
import type { PublishAct } from '../../src/ledger/entry.ts';
import type { RegisterForm } from '../../src/office/registers/register.ts';
import type { RegisterAsked } from '../../src/engine/registers-protocol.ts';
import { SomeEngine } from '../desk/some-engines.ts';

const noticeFile = `---
类型: 转发文件
收文:
  来文单位: 临江县人民政府办公室
  收文号: 收〔2026〕12号
  收文日期: 2026-02-27
  知悉范围: 全体人员
  允许转发: 是
文号: 临政办〔2026〕3号
---

# 关于加强节假日值班的通知

第一条 节假日安排专人值班。

第二条 值班人员不得擅离职守。
`;

/** An office of several, one received document, issued and circulated; who has read it is up to the test. */
export class SomeCirculation {
  readonly one: SomeEngine;
  readonly me: string;
  readonly others: string[];
  readonly publish: string;
  readonly edition: string;
  readonly circulation: string;

  private constructor(
    one: SomeEngine,
    me: string,
    others: string[],
    [publish, { edition }]: [string, PublishAct],
    circulation: string,
  ) {
    this.one = one;
    this.me = me;
    this.others = others;
    this.publish = publish;
    this.edition = edition;
    this.circulation = circulation;
  }

  static async open(
    names: readonly string[] = ['陈静', '王磊'],
    more: Partial<CirculateAct> = {},
  ): Promise<SomeCirculation> {
    const one = await SomeEngine.open();
    await one.found();
    const { office } = one.engine;
    await one.ask('saveUnit', { name: '城东支部', kind: 'branch', closed: false });
    const unit = [...office.roster.units.values()].find(({ name }) => name === '城东支部')!.id;
    const others: string[] = [];
    for (const name of names) others.push((await one.ask('saveMember', { name, roles: [], unit })).id);
    await one.ask('bringInSample', { files: [{ path: '值班通知.md', text: noticeFile }] });
    await one.ask('registerAll', { secrecy: '周明远', on: '2026-03-02' });
    const issued = [...office.ledger.chains.all()].flatMap(({ id, act }): [string, PublishAct][] =>
      act.type === 'publish' ? [[id, act]] : [],
    )[0]!;
    const { id } = await office.keeper.say({
      type: 'circulate',
      editions: [{ publish: issued[0], edition: issued[1].edition }],
      audience: { everyone: true, units: [], posts: [], roles: [], members: [], except: [] },
      level: 'read',
      order: 'together',
      due: '2026-03-06',
      note: '请各科室尽快阅读。',
      ...more,
    });
    return new SomeCirculation(one, office.me()!.member, others, issued, id);
  }

  /** The user of the device reads, or says that others have. */
  async acknowledge(more: Partial<AcknowledgeAct> = {}): Promise<string> {
    const { circulation, publish, edition } = this;
    const { id } = await this.one.engine.office.keeper.say({
      type: 'acknowledge',
      circulation,
      publish,
      edition,
      mode: 'read',
      statement: '我已阅读《关于加强节假日值班的通知》。',
      ...more,
    });
    return id;
  }

  asked(form: RegisterForm, more: Partial<RegisterAsked> = {}): RegisterAsked {
    return { form, circulation: this.circulation, language: 'zh', on: '2026-03-09', ...more };
  }
}
