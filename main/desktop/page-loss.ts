import type { Show } from '../monitor/delivery.ts';
import type { PageLoss } from '../window/revive.ts';

const words: Readonly<Record<PageLoss, { title: string; body: string }>> = {
  reloaded: {
    title: 'The window of Jobwatch stopped working',
    body: 'It was loaded again. Your backups were checked all the time.',
  },
  closed: {
    title: 'The window of Jobwatch keeps failing',
    body: 'It was closed. Your backups are still checked; open the window from the tray, or start Jobwatch once more.',
  },
};

/** Says what became of the window's page. */
export async function tellOfPageLoss(show: Show, loss: PageLoss): Promise<void> {
  await show({ ...words[loss], notices: [], route: '/overview', isStorm: false }, true);
}
