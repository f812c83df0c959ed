import { figuresOf, marksAt } from './figures';
import { pointAfter } from './keys';
import { layoutOf, pathOf, pointAt } from './layout';
import { looksOf } from './looks';
import type { Line } from './types';

const line = (
  name: string,
  environment: string,
  values: Line['values'] = [],
): Line => ({ key: `${environment}/${name}`, name, environment, values });

const data = { start: 0, stepMs: 10, points: 5, lines: [], marks: [] };
const size = { width: 214, height: 138 };
const layout = (values: Line['values']) =>
  layoutOf(data, [line('total', 'local', values)], size, () => '');

describe('a layout', () => {
  it('begins at zero and ends at a round number above all values', () => {
    const { yTicks, y, bottom, top } = layout([12, null, 87]);
    expect(yTicks).toEqual([0, 20, 40, 60, 80, 100]);
    expect(y(0)).toBe(bottom);
    expect(y(100)).toBe(top);
  });

  it('has an axis where nothing was measured, and where all is zero', () => {
    expect(layout([]).yTicks.length).toBeGreaterThan(1);
    expect(layout([0, 0]).y(0)).toBe(layout([0, 0]).bottom);
  });

  it('shows what is below zero', () => {
    const { y, bottom } = layout([-5, 10]);
    expect(y(-5)).toBe(bottom);
  });

  it('finds the point under a pointer, and the nearest beyond the edges', () => {
    const placed = layout([1, 2, 3, 4, 5]);
    expect(pointAt(placed.left, 5, placed)).toBe(0);
    expect(pointAt(placed.left - 40, 5, placed)).toBe(0);
    expect(pointAt((placed.left + placed.right) / 2, 5, placed)).toBe(2);
    expect(pointAt(placed.right + 40, 5, placed)).toBe(4);
  });
});

describe('a path', () => {
  const square = { x: (moment: number) => moment, y: (value: number) => value };

  it('breaks off where there is no value, and is never drawn through a gap', () => {
    expect(pathOf(data, [1, 2, null, 4, 5], square)).toBe(
      'M0,1L10,2M30,4L40,5',
    );
  });

  it('has a dot for a value between two gaps, and nothing for none', () => {
    expect(pathOf(data, [null, 3, null], square)).toBe('M10,3Z');
    expect(pathOf(data, [null, null], square)).toBe('');
  });
});

describe('the looks of lines', () => {
  it('are a colour by what is shown and dashes by environment', () => {
    const looks = looksOf([
      line('2xx', 'local'),
      line('5xx', 'local'),
      line('2xx', 'eks'),
      line('5xx', 'eks'),
    ]);
    expect(looks.get('local/2xx')!.dash).toBeUndefined();
    expect(looks.get('eks/2xx')!.dash).toBeDefined();
    expect(looks.get('eks/2xx')!.colour).toBe(looks.get('local/2xx')!.colour);
    expect(looks.get('local/5xx')!.colour).not.toBe(
      looks.get('local/2xx')!.colour,
    );
  });

  it('differ for as many workloads as a tenant has', () => {
    const lines = [...Array(20).keys()].map(one => line(`w${one}`, 'local'));
    const looks = [...looksOf(lines).values()].map(look =>
      JSON.stringify(look),
    );
    expect(new Set(looks).size).toBe(20);
  });

  it('are not those of what an object inherits', () => {
    expect(
      looksOf([line('constructor', 'local')]).get('local/constructor'),
    ).toEqual({ colour: 0 });
  });
});

describe('keys', () => {
  it.each([
    ['ArrowLeft', 50, 49],
    ['ArrowRight', 99, 99],
    ['PageUp', 50, 60],
    ['PageDown', 3, 0],
    ['Home', 50, 0],
    ['End', 50, 99],
    ['a', 50, undefined],
    ['toString', 50, undefined],
  ])('%s from %d', (key, from, to) => {
    expect(pointAfter(key, from, 100)).toBe(to);
  });
});

describe('figures', () => {
  it('leave out gaps', () => {
    expect(figuresOf([null, 2, 4, null, 0, null])).toEqual({
      latest: 0,
      least: 0,
      mean: 2,
      greatest: 4,
    });
    expect(figuresOf([null])).toBeUndefined();
  });

  it('have each event at one point', () => {
    const marks = [0, 14, 15, 16].map(at => ({
      at,
      environment: 'local',
      label: `${at}`,
    }));
    const found = [0, 10, 20].flatMap(moment => marksAt(marks, moment, 10));
    expect(found).toEqual(marks);
  });
});
