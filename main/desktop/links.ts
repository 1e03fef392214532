import { app } from 'electron';
import { linkOf } from './link-argument.ts';

/**
 * Follows what is opened from outside for as long as the program runs: links, a second start, a click on
 * the dock. Returns what opens the window for the first time, at the link that this start was given. Links
 * are passed on as they are.
 */
export function followLinks(open: (link?: string) => void): () => void {
  const openFor = (args: readonly string[]): void => {
    open(linkOf(args));
  };
  app.on('second-instance', (_event, args) => {
    openFor(args);
  });
  app.on('open-url', (event, link) => {
    event.preventDefault();
    open(link);
  });
  app.on('activate', () => {
    open();
  });
  return () => {
    openFor(process.argv);
  };
}
