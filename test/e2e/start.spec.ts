import { expect, test } from './support/fixtures.ts';
import { Program } from './support/program.ts';

test('one program runs for one profile, and another one for another', async ({ desktop, program }) => {
  await program.start();
  await desktop.tray.waitFor(() => true);
  // The second start ends by itself, since the first one has the profile.
  await program.startSecond();
  expect(desktop.tray.items).toHaveLength(1);

  const other = new Program(desktop);
  try {
    await other.start();
    await expect.poll(() => desktop.tray.items.length).toBe(2);
  } finally {
    await other.dispose();
  }
});

test('settings say that a program run from its sources does not start at login', async ({ program }) => {
  const page = await program.start('--sample');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByText('this one runs from its sources')).toBeVisible();
});
