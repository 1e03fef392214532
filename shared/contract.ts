import { z } from 'zod';
import type { ChannelName, EventName } from './channels.ts';
import { alertActionSchema, alertPageSchema, alertQuerySchema, jobHistorySchema } from './alert.ts';
import { credentialsSchema } from './connection.ts';
import { customerDetailsSchema, customerPageSchema, customerQuerySchema } from './customer.ts';
import { diagnosticsSchema, folderSchema } from './diagnostics.ts';
import { exportedSchema, exportRequestSchema } from './export.ts';
import { listSettingsSchema } from './list-settings.ts';
import { loginItemSchema } from './login-item.ts';
import { limitSuggestionSchema } from './limit.ts';
import { customerNotesSchema, jobDetailsSchema } from './model.ts';
import { networkSettingsSchema, networkViewSchema } from './network.ts';
import { overviewSchema } from './overview.ts';
import { placeQuerySchema, placesSchema } from './place.ts';
import { policySchema } from './policy.ts';
import { preferencesSchema } from './preferences.ts';
import { problemSchema } from './problem.ts';
import type { Problem } from './problem.ts';
import { jobChoicesSchema, jobPageSchema, jobQuerySchema } from './query.ts';
import { whySchema } from './report.ts';
import { appStateSchema, setupSchema } from './state.ts';
import { updateSchema } from './update.ts';

const nothing = z.undefined();
/** The answer of a channel that does something and has nothing to tell. */
const done = z.void();

/**
 * The bridge between window and main process: for each channel what is asked and what is answered. The types of
 * `window.jobwatch` and of the handlers are inferred from here, so a channel that one side lacks does not compile.
 */
export const contract = {
  getState: { request: nothing, answer: appStateSchema },
  /** Tries the credentials; keeps them and starts polling only when both sign-in and customer list worked. */
  connect: { request: credentialsSchema, answer: z.object({ customers: z.number().int() }) },
  /** The customers that were entered by hand; empty where they are listed. */
  getCustomerIds: { request: nothing, answer: z.array(z.string()) },
  exploreSample: { request: nothing, answer: done },
  /** Ends the connection or the sample data and removes the secret from the keychain. */
  signOut: { request: nothing, answer: done },
  listJobs: { request: jobQuerySchema, answer: jobPageSchema },
  getJobChoices: { request: nothing, answer: jobChoicesSchema },
  /** The columns and saved filters of the list of jobs. */
  getListSettings: { request: nothing, answer: listSettingsSchema },
  setListSettings: { request: listSettingsSchema, answer: listSettingsSchema },
  /** Asks the person for a file and writes to it what is listed; null where the person did not want to. */
  exportRows: { request: exportRequestSchema, answer: exportedSchema.nullable() },
  getJob: { request: z.object({ key: z.string().max(100) }), answer: jobDetailsSchema.nullable() },
  getHistory: { request: z.object({ key: z.string().max(100) }), answer: jobHistorySchema },
  /** Why the latest run of a job failed, asked of the service now. */
  getWhy: { request: z.object({ key: z.string().max(100) }), answer: whySchema },
  listAlerts: { request: alertQuerySchema, answer: alertPageSchema },
  /** Does the same to many alerts at once; answers how many that were, and what takes it back. */
  actOnAlerts: {
    request: z.object({ ids: z.array(z.number().int()).min(1).max(1000), action: alertActionSchema }),
    answer: z.object({ changed: z.number().int(), undo: z.number().int() }),
  },
  /** Takes back the action that answered this `undo`; false where that is no longer possible. */
  undoAlerts: { request: z.object({ undo: z.number().int() }), answer: z.boolean() },
  listCustomers: { request: customerQuerySchema, answer: customerPageSchema },
  getCustomer: { request: z.object({ id: z.string().max(500) }), answer: customerDetailsSchema.nullable() },
  /** Customers and jobs by a few letters, the best match first. */
  findPlaces: { request: placeQuerySchema, answer: placesSchema },
  getOverview: { request: nothing, answer: overviewSchema },
  /** Overdue limits that fit what was seen; of one customer, or of services and modules where it is null. */
  suggestLimits: {
    request: z.object({ customerId: z.string().max(500).nullable() }),
    answer: z.array(limitSuggestionSchema),
  },
  /** Polls one customer now, or every one. */
  refresh: { request: z.object({ customerId: z.string().max(500).nullable() }), answer: done },
  /** Shows a notification that says it is a test; false where the desktop refused it. */
  sendTestNotification: { request: nothing, answer: z.boolean() },
  getPolicy: { request: nothing, answer: policySchema },
  setPolicy: { request: policySchema, answer: policySchema },
  setPaused: { request: z.object({ paused: z.boolean() }), answer: done },
  /** How the service is reached. The proxy's password goes to the keychain: null keeps the one that is there. */
  getNetwork: { request: nothing, answer: networkViewSchema },
  setNetwork: {
    request: z.object({ settings: networkSettingsSchema, proxyPassword: z.string().max(1000).nullable() }),
    answer: networkViewSchema,
  },
  /** A technician's own name and tags for a customer, and whether it is watched. */
  describeCustomer: { request: customerNotesSchema, answer: done },
  getPreferences: { request: nothing, answer: preferencesSchema },
  setPreferences: { request: preferencesSchema, answer: preferencesSchema },
  /** Whether the program starts with the person's session. */
  getLoginItem: { request: nothing, answer: loginItemSchema },
  setLoginItem: { request: z.object({ enabled: z.boolean() }), answer: loginItemSchema },
  setSetup: { request: z.object({ setup: setupSchema }), answer: done },
  getDiagnostics: { request: nothing, answer: diagnosticsSchema },
  /** Puts the diagnostics on the clipboard as a text without secrets, and without customers where that is wanted. */
  copyReport: { request: z.object({ leaveOutCustomers: z.boolean() }), answer: done },
  openFolder: { request: z.object({ folder: folderSchema }), answer: done },
  /** Writes the settings to a file that the person chooses; answers its path, null where there was none. */
  exportSettings: { request: nothing, answer: z.string().nullable() },
  /** Takes up the settings of a file that the person chooses; false where there was none. */
  importSettings: { request: nothing, answer: z.boolean() },
  /** Removes the connection, our entries in the keychain, databases, settings and logs. */
  eraseEverything: { request: nothing, answer: done },
  /** How it stands with newer versions of the program. */
  getUpdate: { request: nothing, answer: updateSchema },
  /** Asks the feed now; what goes wrong is part of the answer. */
  checkForUpdate: { request: nothing, answer: updateSchema },
  /** Fetches the version that was found; it is installed when the program quits. */
  downloadUpdate: { request: nothing, answer: updateSchema },
  /** Ends the program; for a desktop on which nothing else could. */
  quit: { request: nothing, answer: done },
  copyText: { request: z.object({ text: z.string().min(1).max(100_000) }), answer: done },
  openPortal: { request: nothing, answer: done },
} as const satisfies Record<ChannelName, { request: z.ZodType; answer: z.ZodType }>;

/** What the main process tells the window unasked. */
export const events = {
  /** Something that the window may show has changed; it asks again for what it shows. */
  changed: nothing,
  /** A person has done something with alerts outside of the window, which `undo` takes back. */
  acted: z.object({
    type: z.enum(['acknowledge', 'snooze']),
    changed: z.number().int(),
    undo: z.number().int(),
  }),
  /** Show this place: a route of the window such as `/jobs/…`. */
  open: z.object({ route: z.string().startsWith('/').max(2000) }),
} as const satisfies Record<EventName, z.ZodType>;

export type Contract = typeof contract;
export type RequestOf<C extends ChannelName> = z.infer<Contract[C]['request']>;
export type AnswerOf<C extends ChannelName> = z.infer<Contract[C]['answer']>;
export type EventOf<E extends EventName> = z.infer<(typeof events)[E]>;

/** What every channel answers: a value or a problem; nothing is thrown over the bridge. */
export type Result<T> = { ok: true; value: T } | Failed;

/** What a channel answers where it has no value. */
export interface Failed {
  ok: false;
  problem: Problem;
}

/** The envelope of an answer, for checking it where it arrives. */
export const resultSchema = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), problem: problemSchema }),
  ]);

type Ask<C extends ChannelName> = RequestOf<C> extends undefined ? [] : [request: RequestOf<C>];

/** `window.jobwatch`: one method a channel, and the events. */
export type Bridge = {
  readonly [C in ChannelName]: (...ask: Ask<C>) => Promise<Result<AnswerOf<C>>>;
} & {
  /** Calls back at each such event; returns what ends that. */
  readonly on: <E extends EventName>(event: E, listener: (payload: EventOf<E>) => void) => () => void;
};
