import { SourceReader } from '../sources';
import { FakeMain } from '../testing/fakeMain';
import { shapeOf } from './shapeOf';

const shapeWith = (fileUrl?: (path: string) => string) =>
  shapeOf(
    new SourceReader({
      ...new FakeMain({}).client(),
      ...(fileUrl && { fileUrl }),
    }),
  );

describe('the shape of entities', () => {
  it('is the same in every portal of one version', async () => {
    expect(await shapeWith()).toBe(await shapeWith());
  });

  it('is another where files have another address', async () => {
    const moved = await shapeWith(path => `https://new.invalid/${path}`);
    expect(moved).not.toBe(await shapeWith());
  });

  it('is made of samples that are in order', async () => {
    const reader = new SourceReader(new FakeMain({}).client());
    const results = jest.spyOn(reader, 'resultOf');
    await shapeOf(reader);
    for (const { value } of results.mock.results) {
      expect((await value).problem).toBeUndefined();
    }
    expect(results).toHaveBeenCalledTimes(3);
  });
});
