import { z } from 'zod';
import { printable } from './printable.ts';

/**
 * Everything that can go wrong, as a closed set: an error that reaches the screen is one of these. The first
 * block is what the service or the way to it can do (API notes, section 3), the second what this computer can.
 */
export const problemCodeSchema = z.enum([
  'offline',
  'hostNotFound',
  'connectionFailed',
  'tlsUntrusted',
  'proxySignIn',
  'timedOut',
  'credentialsRefused',
  'credentialsExpired',
  'permissionMissing',
  'customerNotFound',
  'rateLimited',
  'serviceUnavailable',
  'requestRefused',
  'redirected',
  'notUnderstood',
  'canceled',
  'notConnected',
  'invalidInput',
  'keychainLocked',
  'keychainMissing',
  'keychainRefused',
  'secretMissing',
  'storageFailed',
  'fileNotWritten',
  'updateUnreachable',
  'updateRefused',
  'unexpected',
]);

export type ProblemCode = z.infer<typeof problemCodeSchema>;

/** What says something of the service's host, or of the way to it: network, proxy, certificate. */
export const problemsOfTheWay: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'offline',
  'hostNotFound',
  'connectionFailed',
  'tlsUntrusted',
  'proxySignIn',
  'timedOut',
  'redirected',
]);

export const problemSchema = z.object({
  code: problemCodeSchema,
  /** What exactly was seen, for support; never a secret. */
  detail: z.string().nullable(),
  /** The HTTP status, where an answer came. */
  status: z.number().int().nullable(),
  /** The id AvePoint's support asks for, where the answer carried one. */
  requestId: z.string().nullable(),
});

/** One thing that went wrong: what kind, and what was seen of it. */
export type Problem = z.infer<typeof problemSchema>;

/** Makes a problem; what is not given is null. What others wrote goes in on one line, and acts on no text around it. */
export function problem(code: ProblemCode, seen: Partial<Omit<Problem, 'code'>> = {}): Problem {
  return {
    code,
    detail: onOneLine(seen.detail),
    status: seen.status ?? null,
    requestId: onOneLine(seen.requestId),
  };
}

const onOneLine = (text: string | null | undefined): string | null =>
  text === null || text === undefined ? null : printable(text.replaceAll(/[\r\n\u2028\u2029]+/g, ' '));

export interface Explanation {
  title: string;
  sentence: string;
  advice: string;
}

const explanations: Readonly<Record<ProblemCode, Explanation>> = {
  offline: {
    title: 'No network',
    sentence: 'This computer is not connected to a network.',
    advice: 'Connect it; polling goes on by itself.',
  },
  hostNotFound: {
    title: 'Host not found',
    sentence: 'The address of the service could not be resolved.',
    advice: 'Check the address in Settings, the VPN and the DNS of this network.',
  },
  connectionFailed: {
    title: 'Could not connect',
    sentence: 'The service could not be reached at its address.',
    advice: 'Check the address, the network, the proxy and any firewall; Jobwatch keeps trying.',
  },
  tlsUntrusted: {
    title: 'Certificate not trusted',
    sentence: 'The certificate of the service is not trusted by this computer.',
    advice: 'If a proxy inspects traffic here, add the file of its certificate authority in Settings.',
  },
  proxySignIn: {
    title: 'The proxy asks for a sign-in',
    sentence: 'The proxy of this network did not let the request through without a sign-in.',
    advice: 'Enter the user name and password of the proxy in Settings.',
  },
  timedOut: {
    title: 'No answer in time',
    sentence: 'The service did not answer within the time limit.',
    advice: 'Nothing needs to be done; Jobwatch tries again at the next poll.',
  },
  credentialsRefused: {
    title: 'Credentials refused',
    sentence: 'The sign-in service did not accept the client ID and secret, or the certificate.',
    advice: 'Check both, and that the app registration belongs to the chosen environment.',
  },
  credentialsExpired: {
    title: 'Credentials expired',
    sentence: 'The client secret or certificate has expired.',
    advice: 'Create a new one in Elements for Partners under App registration, then connect again.',
  },
  permissionMissing: {
    title: 'Permission missing',
    sentence: 'The app registration may not read this.',
    advice:
      'Grant it partner.customers.read.all and partner.jobs.read.all (for v3: elements.customers.read.all and elements.jobs.read.all), then connect again.',
  },
  customerNotFound: {
    title: 'Customer not found',
    sentence: 'The service does not know this customer, or the app registration may not see it.',
    advice: 'Check in the partner portal that the customer still exists and is in the scope of the app.',
  },
  rateLimited: {
    title: 'Too many requests',
    sentence: 'The service asked Jobwatch to slow down.',
    advice: 'Nothing needs to be done; a longer interval in Settings helps if it stays.',
  },
  serviceUnavailable: {
    title: 'Service unavailable',
    sentence: 'The service answered that it cannot serve requests at the moment.',
    advice: 'Jobwatch tries again by itself; see AvePoint’s status page if it lasts.',
  },
  requestRefused: {
    title: 'Request refused',
    sentence: 'The service did not accept the request.',
    advice: 'Check the environment and the addresses in Settings.',
  },
  redirected: {
    title: 'Redirected elsewhere',
    sentence: 'The service sent the request on to another address, which Jobwatch does not follow.',
    advice: 'Check the address; a sign-in page of the network may stand in between.',
  },
  notUnderstood: {
    title: 'Answer not understood',
    sentence: 'The service answered with something other than the documented JSON.',
    advice: 'Check the API base URL; if it is right, send the details to AvePoint’s support.',
  },
  canceled: {
    title: 'Canceled',
    sentence: 'The request was ended before an answer came.',
    advice: 'Nothing needs to be done.',
  },
  notConnected: {
    title: 'Not connected',
    sentence: 'There is no connection to AvePoint yet.',
    advice: 'Enter one in Settings.',
  },
  invalidInput: {
    title: 'Not accepted',
    sentence: 'What was entered cannot be used.',
    advice: 'Correct it and try again.',
  },
  keychainLocked: {
    title: 'The keychain is locked',
    sentence: 'The keychain of this computer is locked, and the secret is in it.',
    advice: 'Unlock it; Jobwatch goes on by itself as soon as it is open.',
  },
  keychainMissing: {
    title: 'No keychain here',
    sentence: 'This desktop has no keychain that could keep a secret: no Secret Service answers.',
    advice: 'Install and start gnome-keyring or kwalletmanager, or keep the secret for this session only.',
  },
  keychainRefused: {
    title: 'The keychain refused',
    sentence: 'The keychain of this computer did not do what it was asked.',
    advice: 'Open it and look whether Jobwatch may use it, then try again.',
  },
  secretMissing: {
    title: 'The secret is gone',
    sentence: 'There is no secret for this connection in the keychain of this computer.',
    advice: 'Connect again with the secret. One that was kept for a session only ended with it.',
  },
  storageFailed: {
    title: 'Could not write to disk',
    sentence: 'The data folder of Jobwatch could not be read or written.',
    advice: 'Check free space and permissions of the folder named in Settings.',
  },
  fileNotWritten: {
    title: 'Could not write the file',
    sentence: 'The file could not be written; one that was there before is as it was.',
    advice: 'Check free space and permissions of its folder, or choose another one.',
  },
  updateUnreachable: {
    title: 'Could not look for a new version',
    sentence: 'The place where new versions of Jobwatch lie did not answer as it should.',
    advice: 'Nothing needs to be done: backups are checked as before, and Jobwatch looks again later.',
  },
  updateRefused: {
    title: 'The new version was refused',
    sentence: 'What was downloaded is not what was announced. It was thrown away, and nothing was installed.',
    advice: 'Try again later; if it returns, tell whoever provides Jobwatch for you.',
  },
  unexpected: {
    title: 'Something unexpected happened',
    sentence: 'Jobwatch met an error that it has no words for.',
    advice: 'Try again; if it returns, report it with the details.',
  },
};

/** Title, sentence and the thing to do for a problem. */
export function explain(code: ProblemCode): Explanation {
  return explanations[code];
}
