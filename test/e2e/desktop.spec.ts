import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/fixtures.ts';
import { aHealthyJob, customerOf, startConnected } from './support/steps.ts';

test('a link to a job opens it in the running program, and any other link opens nothing', async ({
  desktop,
  simulator,
  program,
}) => {
  const page = await startConnected(program, simulator, desktop);
  const job = aHealthyJob(simulator);
  await page.getByRole('link', { name: 'Jobs' }).click();
  const row = page.getByRole('row').filter({ hasText: customerOf(simulator, job) });
  await row
    .filter({ hasText: String(job.row['jobModule']) })
    .first()
    .click();
  await expect(page).toHaveURL(/#\/jobs\/[\w-]{22}/);
  const key = /jobs\/([\w-]{22})/.exec(page.url())?.[1] ?? '';
  await page.close();

  const opening = program.nextWindow();
  await program.startSecond(`jobwatch://job/${key}`);
  const details = await opening;
  await expect(details.getByRole('heading', { level: 1 })).toHaveText(String(job.row['jobModule']));

  await program.startSecond('jobwatch://settings/../../etc');
  await expect.poll(() => program.output).toContain('link: refused');
  await expect(details.getByRole('heading', { level: 1 })).toHaveText(String(job.row['jobModule']));
});

test('the window comes back where it stood, and not where no display is any more', async ({ program }) => {
  await program.start();
  const kept = () => readFileSync(join(program.profile, 'settings.json'), 'utf8');
  const place = { x: 60, y: 40, width: 900, height: 600 };
  const bounds = () =>
    program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  await program.app.evaluate(
    ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to),
    place,
  );
  await expect.poll(bounds).toEqual(place);
  await expect.poll(kept).toContain('"x": 60');
  await program.stop();

  await program.start();
  await expect.poll(bounds).toEqual(place);
  await program.app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), {
    ...place,
    x: 5000,
  });
  await expect.poll(kept).toContain('"x": 5000');
  await program.stop();

  await program.start();
  await expect.poll(async () => ((await bounds())?.x ?? 5000) < 1280).toBe(true);
});

test('settings that cannot be read are set aside, and the program starts with the defaults', async ({
  program,
}) => {
  writeFileSync(join(program.profile, 'settings.json'), '{"preferences": {"pollMin');
  const page = await program.start();
  await expect(page.getByLabel('Environment')).toBeVisible();
  expect(readdirSync(program.profile)).toContainEqual(expect.stringMatching(/^settings\.damaged-2.*\.json$/));
});
