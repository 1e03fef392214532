import { setTimeout as wait } from 'node:timers/promises';
import { app } from 'electron';
import type { Details, Session } from 'electron';

/** Chromium's name for the service that all requests go through, in a process of its own. */
const service = 'network.mojom.NetworkService';
/** The kernel takes a moment. */
const longestMs = 5000;
const pauseMs = 20;

/** Chromium's name for the choice to do without that process, which its WebView for Android has made all along. */
export const withoutProcess = 'NetworkServiceInProcess2';

/**
 * Has Chromium speak to the network in this process, but on macOS, where the other one has a sandbox. Why stands in
 * docs/decisions/network-process.md. To be called before Electron is ready; what the command line enables stays enabled,
 * and what it disables is not enabled by this.
 */
export function keepNetworkHere(): void {
  if (process.platform === 'darwin') return;
  const others = app.commandLine.getSwitchValue('enable-features');
  const features = others === '' ? withoutProcess : `${others},${withoutProcess}`;
  app.commandLine.appendSwitch('enable-features', features);
}

/** The process that speaks to the network; undefined where this one does, or none runs yet. */
export const networkProcess = (): number | undefined =>
  app.getAppMetrics().find(({ serviceName }) => serviceName === service)?.pid;

/** Calls back whenever the process that speaks to the network has gone, whoever ended it. */
export function whenNetworkProcessGone(listener: () => void): () => void {
  const heard = (_event: unknown, { serviceName }: Details): void => {
    if (serviceName === service) listener();
  };
  app.on('child-process-gone', heard);
  return () => {
    app.off('child-process-gone', heard);
  };
}

/**
 * Ends the process that speaks to the network, and resolves once Chromium knows: the next request has it start another
 * one. Requests under way fail. Throws where it does not end.
 *
 * For each request that process and this one keep some hundred bytes of their connection for good, a gigabyte in the
 * two weeks in which a program may poll a thousand customers: docs/decisions/network-process.md.
 */
export async function endNetworkProcess(): Promise<void> {
  const pid = networkProcess();
  if (pid === undefined) return;
  const { promise: gone, resolve, reject } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => {
    reject(new Error(`process ${pid} does not end`));
  }, longestMs);
  const forget = whenNetworkProcessGone(() => {
    resolve(undefined);
  });
  try {
    process.kill(pid, 'SIGKILL');
    await gone;
  } finally {
    clearTimeout(timer);
    forget();
  }
}

/**
 * Resolves once the requests of a session have a living process: Chromium learns for each session apart that its
 * process has gone, and what is asked of it before that is lost. Throws where none comes up.
 */
export async function untilReached(session: Session): Promise<void> {
  const latest = performance.now() + longestMs;
  for (;;) {
    try {
      // An address needs no look-up, so that whoever answers is alive.
      await session.resolveHost('127.0.0.1');
      return;
    } catch (error) {
      if (performance.now() > latest) throw error;
      await wait(pauseMs);
    }
  }
}
