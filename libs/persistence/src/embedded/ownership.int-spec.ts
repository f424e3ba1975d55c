import { describe, expect, it } from '@jest/globals';
import { dataFolder, query } from './testing/data-folder.js';

const at = dataFolder();

describe('a folder with an owner', () => {
  it('refuses a second process, which says who has it, and goes on serving the first', async () => {
    await at.known();
    const first = await at.elsewhere();
    await expect(at.start()).rejects.toMatchObject({
      code: 'in-use',
      message: expect.stringContaining(`processo ${first.child.pid}`),
    });
    expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('has exactly one when two start at once on an empty folder', async () => {
    const results = await Promise.allSettled([at.elsewhere(), at.elsewhere()]);
    const won = results.filter((result) => result.status === 'fulfilled');
    const lost = results.filter((result) => result.status === 'rejected');
    expect(won).toHaveLength(1);
    expect(String(lost[0]?.reason)).toContain('in-use');
    expect(await query(won[0]?.value.url ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});
