import { expect, test } from './support/fixtures.ts';
import { connect } from './support/steps.ts';

test('setting up leads by connection, customers and notifications, can be left and taken up again', async ({
  program,
  simulator,
  desktop,
}) => {
  program.keep({});
  // The first check is not over at once.
  simulator.faults.add('jobs', { kind: 'delay', milliseconds: 1500 });
  const page = await program.start();
  const current = page.getByRole('list', { name: 'Steps' }).locator('[aria-current=step]');
  await expect(current).toContainText('Connection');
  await connect(page, simulator);
  await expect(current).toContainText('Customers');
  const bar = page.getByRole('progressbar', { name: 'Customers checked' });
  await expect(bar).toBeVisible();
  await expect(page.getByText('of 3 customers checked')).toBeVisible();
  await page.getByRole('button', { name: 'Go on later' }).click();
  await expect(page.getByText('Jobwatch is not set up to the end yet.')).toBeVisible();
  await program.stop();

  const again = await program.start();
  await again.getByRole('button', { name: 'Go on' }).click();
  await expect(again.getByRole('heading', { name: 'Your customers are checked' })).toBeVisible();
  await expect(again.getByText(/^\d+ jobs at 3 customers; /)).toBeVisible();
  await again.getByRole('button', { name: 'Next' }).click();
  await again.getByRole('button', { name: 'Send a test' }).click();
  await expect(again.getByText('The desktop showed it.')).toBeVisible();
  expect(desktop.notifications.all.map(({ title }) => title)).toContain('Notifications from Jobwatch work');
  await again.getByRole('button', { name: 'Finish' }).click();
  await expect(again.getByRole('link', { name: 'Overview', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await expect(again.getByText('not set up to the end yet')).toHaveCount(0);
});

test('who was connected before there were steps is not asked to take them', async ({
  program,
  simulator,
}) => {
  const page = await program.start();
  await connect(page, simulator);
  await expect(page.getByRole('link', { name: 'Jobs' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Steps' })).toHaveCount(0);
  await expect(page.getByText('not set up to the end yet')).toHaveCount(0);
});
