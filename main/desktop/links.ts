import { app } from 'electron';
import type { Log } from '../monitor/log.ts';
import { linkOf, routeOfLink } from '../window/link.ts';

/**
 * Follows what is opened from outside for as long as the program runs: links, a second start, a click on the dock.
 * Returns what opens the window for the first time, at the link that this start was given.
 */
export function followLinks(open: (route?: string) => void, log: Log): () => void {
  const openLink = (link: string): void => {
    const route = routeOfLink(link);
    if (route === null) log.warn('link', 'refused one that leads nowhere');
    open(route ?? undefined);
  };
  const openFor = (args: readonly string[]): void => {
    const link = linkOf(args);
    if (link === undefined) open();
    else openLink(link);
  };
  app.on('second-instance', (_event, args) => {
    openFor(args);
  });
  app.on('open-url', (event, link) => {
    event.preventDefault();
    openLink(link);
  });
  app.on('activate', () => {
    open();
  });
  return () => {
    openFor(process.argv);
  };
}
