import { vi } from 'vitest';
import { unknownParts } from '../../../main/ipc/parts.ts';
import { channelNames } from '../../../shared/channels.ts';
import type { ChannelName, EventName } from '../../../shared/channels.ts';
import { contract } from '../../../shared/contract.ts';
import type { AnswerOf, EventOf, RequestOf, Result } from '../../../shared/contract.ts';
import { marksSchema } from '../../../shared/parts.ts';
import { problemCodeSchema } from '../../../shared/problem.ts';
import type { Problem } from '../../../shared/problem.ts';
import { appState, emptyOverview } from './state.ts';
import { defaultPolicy } from '../../../shared/policy.ts';
import { defaultPreferences } from '../../../shared/preferences.ts';
import { defaultNetworkSettings } from '../../../shared/network.ts';

type Answers = { [C in ChannelName]: (request: RequestOf<C>) => AnswerOf<C> | Problem };

/** An answer that never comes: what is shown meanwhile is under test. */
export const never = Symbol('never');

const noJobs = { rows: [], matched: 0, total: 0, outcomes: appState().estate.outcomes };

/** What the main process would answer while nothing has happened yet, to what many components ask. */
const usual: Partial<Answers> = {
  getState: () => appState(),
  connect: () => ({ customers: 3 }),
  getCustomerIds: () => [],
  exploreSample: () => undefined,
  signOut: () => undefined,
  listJobs: () => noJobs,
  getJob: () => null,
  getHistory: () => ({ runs: [], usualGap: null, alerts: [] }),
  listAlerts: () => ({ rows: [], matched: 0 }),
  actOnAlerts: ({ ids }) => ({ changed: ids.length, undo: 1 }),
  undoAlerts: () => true,
  listCustomers: () => ({ rows: [], matched: 0, total: 0, modules: [] }),
  getCustomer: () => null,
  getOverview: () => emptyOverview,
  refresh: () => undefined,
  sendTestNotification: () => true,
  getPolicy: () => defaultPolicy,
  setPolicy: (policy) => policy,
  setPaused: () => undefined,
  getNetwork: () => ({ ...defaultNetworkSettings, authorities: [] }),
  setNetwork: ({ settings }) => ({ ...settings, authorities: [] }),
  describeCustomer: () => undefined,
  getPreferences: () => defaultPreferences,
  setPreferences: (preferences) => preferences,
  getLoginItem: () => ({ supported: true, enabled: false }),
  setLoginItem: ({ enabled }) => ({ supported: true, enabled }),
  copyText: () => undefined,
  openPortal: () => undefined,
};

const isProblem = (answer: unknown): answer is Problem =>
  typeof answer === 'object' &&
  answer !== null &&
  'code' in answer &&
  problemCodeSchema.safeParse(answer.code).success;

/**
 * The main process as the window sees it, in memory. Typed by the contract and checked by it, both ways: a question
 * or an answer that could not cross the real bridge fails the test.
 */
class FakeBridge {
  /** Every question asked, in order. */
  readonly asked: { channel: ChannelName; request: unknown }[] = [];
  #answers: Partial<Record<ChannelName, (request: never) => unknown>> = {};
  #listeners = new Map<EventName, Set<(payload: never) => void>>();

  /** Answers a channel by this from now on: a value, a problem, or `never`. */
  answer<C extends ChannelName>(
    channel: C,
    by: (request: RequestOf<C>) => AnswerOf<C> | Problem | typeof never,
  ): void {
    this.#answers[channel] = by;
  }

  /** The questions of one channel. */
  requests<C extends ChannelName>(channel: C): RequestOf<C>[] {
    return this.asked.filter((one) => one.channel === channel).map(({ request }) => request as RequestOf<C>);
  }

  /** Tells the window something unasked. */
  tell<E extends EventName>(event: E, payload: EventOf<E>): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(payload as never);
  }

  reset(): void {
    this.asked.length = 0;
    this.#answers = {};
    const channels = Object.fromEntries(
      channelNames.map((channel) => [channel, (request?: unknown) => this.#ask(channel, request)]),
    );
    const on = (event: EventName, listener: (payload: never) => void): (() => void) => {
      const listeners = this.#listeners.get(event) ?? new Set();
      this.#listeners.set(event, listeners.add(listener));
      return () => listeners.delete(listener);
    };
    const again = async (channel: ChannelName, request: unknown, marks: unknown) => {
      const answer = await this.#ask(channel, request);
      return answer.ok ? unknownParts(answer.value, marksSchema.parse(marks)) : answer;
    };
    vi.stubGlobal('jobwatch', { ...channels, again, on });
  }

  async #ask(channel: ChannelName, request: unknown): Promise<Result<unknown>> {
    contract[channel].request.parse(request);
    this.asked.push({ channel, request });
    const by = this.#answers[channel] ?? usual[channel];
    if (by === undefined) throw new Error(`The test gives no answer for ${channel}.`);
    const answer: unknown = by(request as never);
    if (answer === never) return new Promise(() => undefined);
    if (isProblem(answer)) return { ok: false, problem: answer };
    return { ok: true, value: contract[channel].answer.parse(answer) };
  }
}

export const fakeBridge = new FakeBridge();
