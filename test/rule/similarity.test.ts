import { expect, test } from 'vitest';
import { Similarity } from '../../src/rule/similarity.ts';

test('rare words bind more than those that many have', () => {
  const one = '由港务科会同航标站按照职责分工责令限期改正并予以通报';
  const two = '经灯塔管理处负责人书面同意后可以延长但是最长不超过三日';
  const before = [
    `${one}雾笛透镜铜管汽阀钢索木桨帆布`,
    `${one}缆绳`,
    `${one}油库`,
    `${two}客房`,
    `${two}旗语`,
    `${one}钥匙`,
  ];
  const after = [
    `${one}日志津贴护栏水手棉纱号角煤铲`,
    `${two}雾笛透镜铜管汽阀钢索木桨帆布`,
    `${one}津贴`,
    `${two}护栏`,
    `${one}瞭望`,
    `${two}水手`,
  ];
  const likely = new Similarity(before, after).likely().filter((each) => each.before === 0);
  const likeness = (after: number): number => likely.find((each) => each.after === after)!.likeness;
  expect(likeness(1)).toBeGreaterThan(likeness(0));
});

test('how much of a text another one has', () => {
  const [found] = new Similarity(['雾笛透镜'], ['雾笛透镜缆绳油库钥匙']).likely();
  expect(found!.heldByAfter).toBeCloseTo(1);
  expect(found!.heldByBefore).toBeLessThan(0.6);
  expect(new Similarity(['雾笛，透镜'], ['雾 笛透（镜）']).likely()[0]!.likeness).toBeCloseTo(1);
});

test('what went over, beside what stayed', () => {
  const similarity = new Similarity(['雾笛透镜，缆绳油库钥匙'], ['雾笛透镜', '缆绳油库钥匙日志']);
  const { given, lost } = similarity.wentOver('after', 1, 0, 0);
  expect(given).toBeGreaterThan(0.5);
  expect(given).toBeLessThan(1);
  expect(lost).toBeGreaterThan(0.7);
  expect(similarity.wentOver('after', 1, 0, 1)).toEqual({ given: 0, lost: 0 });
});

test('texts that are all alike are not met one by one', () => {
  const many = Array.from({ length: 4000 }, () => '雾笛透镜缆绳油库钥匙');
  const similarity = new Similarity(many, many);
  expect(similarity.weightOf('before', 0)).toBe(0);
  expect(similarity.likely()).toEqual([]);
});
