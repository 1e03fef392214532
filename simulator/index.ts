import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { Estate } from './estate.ts';
import { Faults } from './faults.ts';
import type { SimulatedJob } from './job.ts';
import { modernScopes } from './modern.ts';
import type { ModernPaging } from './paging.ts';
import { RateLimit } from './rate-limit.ts';
import type { RateLimitOptions } from './rate-limit.ts';
import { Requests } from './requests.ts';
import type { Counts, Row } from './rows.ts';
import type { Generation } from './route.ts';
import { serverFor } from './server.ts';
import type { TlsIdentity } from './server.ts';
import { playTimeline } from './timeline.ts';
import { TokenService } from './token.ts';
import { v3Scopes } from './v3.ts';

export type { Fault, FaultBody, FaultTarget } from './faults.ts';
export type { ModernPaging } from './paging.ts';
export type { SimulatedCustomer } from './customer.ts';
export type { SimulatedJob } from './job.ts';
export type { Counts, Row } from './rows.ts';

export interface SimulatorOptions {
  /** What the sample data is made from; the same seed and clock give the same data. */
  seed?: number;
  customers?: number;
  /** 6 to 12 each where it is not given. */
  jobsPerCustomer?: number;
  /** A free one where it is not given. */
  port?: number;
  clientId?: string;
  /** A random one where it is not given. */
  clientSecret?: string;
  /** The certificate of the app registration, PEM; its key may then sign assertions for a token. */
  certificate?: string;
  /** Which generations answer, both where it is not given; the other one's paths are 404, its scopes invalid. */
  generations?: readonly Generation[];
  /** What the app registration was granted, both scopes of every generation where it is not given. */
  scopes?: readonly string[];
  tokenLifetimeSeconds?: number;
  /** UTC milliseconds. */
  now?: () => number;
  /** How long every answer takes. */
  latencyMs?: number;
  /** Plays the timeline: jobs run, fail and recover on real time. */
  demo?: boolean;
  rateLimit?: RateLimitOptions;
  /** Serves TLS instead of plain HTTP. */
  https?: TlsIdentity;
}

export interface Simulator {
  readonly apiBaseUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly estate: Estate;
  readonly faults: Faults;
  /** How Modern pages its answers; null, as at the start, for everything on one page. May be changed any time. */
  modernPaging: ModernPaging | null;
  /** What was received, the oldest first; only the newest thousands are kept. */
  readonly requests: Requests['list'];
  readonly counters: Readonly<Requests['counters']>;
  /** Every access token given out so far, the oldest first. */
  readonly tokensGiven: readonly string[];
  /** Begins a run of the job now; returns its jobId. */
  startRun(job: SimulatedJob): string;
  /** Ends the run under way with any status text, or a whole new run where there is none; returns its jobId. */
  finishRun(job: SimulatedJob, status: string, counts?: Partial<Counts>): string;
  /** Overwrites fields of the job's row, with anything; undefined leaves a field out. Lasts until its next run. */
  setRow(job: SimulatedJob, fields: Row): void;
  /** Makes all tokens given out so far worthless. */
  revokeTokens(): void;
  /** Replaces the client secret, as when it ran out. */
  setClientSecret(secret: string): void;
  close(): Promise<void>;
}

const scopesOf = { modern: modernScopes, v3: v3Scopes } as const;

/** Starts a stand-in of AvePoint's service on a loopback port. Rejects where the port is taken. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const now = options.now ?? Date.now;
  const seed = options.seed ?? 1;
  const clientId = options.clientId ?? 'c1a5f0de-0000-4000-8000-51a1a7e0c11e';
  const clientSecret = options.clientSecret ?? randomBytes(24).toString('base64url');
  const generations = options.generations ?? ['modern', 'v3'];
  const estate = new Estate({
    seed,
    customers: options.customers ?? 24,
    jobsPerCustomer: options.jobsPerCustomer,
    now,
  });
  const tokens = new TokenService({
    clientId,
    clientSecret,
    certificate: options.certificate ?? null,
    scopes: options.scopes ?? generations.flatMap((generation) => Object.values(scopesOf[generation])),
    lifetimeSeconds: options.tokenLifetimeSeconds ?? 3600,
    now,
  });
  const faults = new Faults();
  const requests = new Requests();
  const tls = options.https ?? null;
  const origin = tls === null ? 'http://127.0.0.1' : 'https://127.0.0.1';
  let apiBaseUrl = origin;
  let paging: ModernPaging | null = null;
  const server = serverFor(
    {
      estate,
      tokens,
      faults,
      requests,
      now,
      latencyMs: options.latencyMs ?? 0,
      baseUrl: () => apiBaseUrl,
      generations,
      paging: () => paging,
      rateLimit: options.rateLimit === undefined ? null : new RateLimit(options.rateLimit),
    },
    tls,
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  apiBaseUrl = `${origin}:${(server.address() as AddressInfo).port}`;
  const stopTimeline = options.demo === true ? playTimeline(estate, seed, now) : () => undefined;
  return {
    apiBaseUrl,
    tokenUrl: `${apiBaseUrl}/connect/token`,
    clientId,
    clientSecret,
    estate,
    faults,
    get modernPaging() {
      return paging;
    },
    set modernPaging(next) {
      paging = next;
    },
    requests: requests.list,
    counters: requests.counters,
    tokensGiven: tokens.given,
    startRun: (job) => job.start(now(), now()),
    finishRun: (job, status, counts = {}) => job.finish(status, counts, now()),
    setRow: (job, fields) => {
      job.row = { ...job.row, ...fields };
    },
    revokeTokens: () => tokens.revoke(),
    setClientSecret: (secret) => {
      tokens.clientSecret = secret;
    },
    close: async () => {
      stopTimeline();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
