import { channelNames } from '../../shared/channels.ts';
import { expect, test } from './support/fixtures.ts';

test('the bridge answers its own window alone, whatever another one is called', async ({ program }) => {
  const page = await program.start('--sample');
  await expect(page.getByRole('link', { name: 'Jobs' })).toBeVisible();
  expect(await page.evaluate(async () => (await window.jobwatch.getState()).ok)).toBe(true);
  for (const url of ['app://jobwatch/index.html', 'data:text/html,x']) {
    const answer: unknown = await program.app.evaluate(async ({ app, BrowserWindow }, address) => {
      const preload = `${app.getAppPath()}/out/preload/index.cjs`;
      const other = new BrowserWindow({ show: false, webPreferences: { preload } });
      await other.loadURL(address);
      const answered: unknown = await other.webContents.executeJavaScript('window.jobwatch.getState()');
      other.destroy();
      return answered;
    }, url);
    expect(answer).toMatchObject({ ok: false, problem: { code: 'invalidInput' } });
  }
  // What bridge.test.ts does to the channels, a little of it through Electron's own bridge.
  const answers = await page.evaluate(async (names) => {
    const round: Record<string, unknown> = {};
    round['self'] = round;
    const values = [
      null,
      7n,
      'x'.repeat(2_000_000),
      [[[]]],
      new Map([[1, 1]]),
      JSON.parse('{"__proto__":1}'),
      round,
    ];
    const bridge = window.jobwatch as unknown as Record<string, (request: unknown) => Promise<unknown>>;
    const seen = names.flatMap((name) =>
      values.map(async (value) => {
        try {
          const answer = (await bridge[name]?.(value)) as { ok: boolean; problem?: { code: string } };
          return answer.problem?.code ?? `${name} took it`;
        } catch {
          return 'invalidInput';
        }
      }),
    );
    return [...new Set(await Promise.all(seen))];
  }, channelNames);
  expect(answers).toEqual(['invalidInput']);
  const again = await page.evaluate(async () => {
    const ask = window.jobwatch.again as unknown as (...values: unknown[]) => Promise<{ ok: boolean }>;
    const values = [
      ['getState', undefined, 7],
      ['getState', undefined, null],
      ['__proto__', undefined, {}],
      [{}, 1, {}],
    ];
    const seen = values.map((value) =>
      ask(...value).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    return await Promise.all(seen);
  });
  expect(again, 'what is asked again is no way around').toEqual([false, false, false, false]);
  expect(await page.evaluate(async () => (await window.jobwatch.getState()).ok)).toBe(true);
  expect(program.output).toContain('refused a call of getState from a foreign page');
});
