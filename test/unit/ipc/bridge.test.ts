import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Handlers } from '../../../main/ipc/who-answers.ts';
import { registerChannels } from '../../../main/ipc/register.ts';
import { channelNames, wireName } from '../../../shared/channels.ts';
import type { ChannelName } from '../../../shared/channels.ts';
import { contract, resultSchema } from '../../../shared/contract.ts';
import type { Result } from '../../../shared/contract.ts';
import { choicesOf, placesIn, shapeOf, valuesOf, withPart } from './requests.ts';
import type { Shape } from './requests.ts';

type Call = (event: unknown, request?: unknown, known?: unknown) => Promise<Result<unknown>>;

const { calls } = vi.hoisted(() => ({ calls: new Map<string, unknown>() }));
vi.mock('electron', () => ({
  app: {},
  clipboard: {},
  protocol: {},
  shell: {},
  ipcMain: {
    handle: (name: string, call: unknown) => {
      calls.set(name, call);
    },
  },
}));

const ownContents = {};
const own = {
  sender: ownContents,
  senderFrame: { parent: null, url: 'app://jobwatch/index.html#/overview' },
};

/** What reached a handler. */
let reached: { name: ChannelName; request: unknown }[] = [];
/** What each handler answers. */
let answers: unknown;
const log = { detail: () => undefined, info: () => undefined, warn: () => undefined, error: vi.fn() };
const handlers = Object.fromEntries(
  channelNames.map((name) => [
    name,
    (request: unknown) => {
      reached.push({ name, request });
      return answers;
    },
  ]),
) as unknown as Handlers;

beforeEach(() => {
  reached = [];
  answers = undefined;
  calls.clear();
  log.error.mockClear();
  registerChannels(handlers, (contents) => (contents as unknown) === ownContents, log);
});

/** Calls a channel over what the bridge passes on: a structured clone. Null where that takes no such value. */
async function call(name: ChannelName, request: unknown, event: unknown = own): Promise<Result<unknown>> {
  const handle = calls.get(wireName(name)) as Call;
  return await handle(event, structuredClone(request));
}

const refused = resultSchema(contract.quit.answer).options[1];

const expectRefused = (answer: Result<unknown>, what: string): void => {
  expect(refused.safeParse(answer).data?.problem.code, what).toBe('invalidInput');
  expect(reached, what).toEqual([]);
};

const cyclic: Record<string, unknown> = { values: [] };
cyclic['self'] = cyclic;
(cyclic['values'] as unknown[]).push(cyclic);
const round: unknown[] = [];
round.push(round);
let nested: unknown = 1;
for (let depth = 0; depth < 2000; depth += 1) nested = depth % 2 === 0 ? [nested] : { a: nested };

/** What no channel takes in any place: no text of a request is that long, no list has so many items. */
const hostile: readonly [string, unknown][] = [
  ['a text of a million characters', 'x'.repeat(1_000_001)],
  ['a list of a hundred thousand', Array.from({ length: 100_001 }, () => 'x')],
  ['a list of a hundred thousand figures', Array.from({ length: 100_001 }, (_, index) => index)],
  ['an object that holds itself', cyclic],
  ['a list that holds itself', round],
  ['deep nesting', nested],
  ['NaN', Number.NaN],
  ['Infinity', Infinity],
  ['a number beyond all', 1e300],
  ['a BigInt', 10n ** 40n],
  ['a map', new Map([['id', 1]])],
  ['a set', new Set([1])],
  ['a date', new Date(0)],
  ['a pattern', /x/],
  ['an error', new Error('x')],
  ['bytes', new Uint8Array(1000)],
  [
    'a prototype',
    JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  ],
];

const mayHold = (shape: Shape, value: unknown): boolean =>
  (shape.type === 'number' && typeof value === 'number' && Number.isFinite(value)) ||
  choicesOf(shape).some((choice) => mayHold(choice, value));

/** The shape of a part, where the keys lead to one. */
const partOf = (shape: Shape, [key, ...rest]: readonly string[]): Shape[] => {
  if (key === undefined) return [shape];
  const choices = choicesOf(shape);
  if (choices.length > 0) return choices.flatMap((choice) => partOf(choice, [key, ...rest]));
  const inner = shape.type === 'array' ? shape.items : shape.properties?.[key];
  return inner === undefined ? [] : partOf(inner, rest);
};

test.each(channelNames)('%s: a hostile value in any place is refused and reaches nothing', async (name) => {
  const shape = shapeOf(name);
  if (shape === null) {
    for (const [what, value] of [...hostile, ['null', null], ['a text', 'x'], ['an object', {}]] as const)
      expectRefused(await call(name, value), what);
    return;
  }
  const seen = new Set<string>();
  for (const value of fc.sample(valuesOf(shape), { numRuns: 60, seed: 8 })) {
    for (const place of placesIn(value)) {
      // What goes for the first of a list goes for the others.
      const kind = place.map((key) => (/^\d+$/.test(key) ? '*' : key)).join('.');
      if (seen.has(kind)) continue;
      seen.add(kind);
      for (const [what, part] of hostile) {
        if (partOf(shape, place).some((one) => mayHold(one, part))) continue;
        expectRefused(await call(name, withPart(value, place, part)), `${what} as ${place.join('.')}`);
      }
    }
  }
  expect(log.error).not.toHaveBeenCalled();
});

test.each(channelNames)('%s: whatever is asked, the answer is one of the contract', async (name) => {
  const shape = shapeOf(name);
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withSparseArray: true,
    withNullPrototype: true,
  });
  const wild = shape === null ? anything : fc.oneof(anything, valuesOf(shape), spoilt(shape, anything));
  await fc.assert(
    fc.asyncProperty(wild, async (request) => {
      reached = [];
      const answer = await call(name, request);
      const parsed = contract[name].request.safeParse(structuredClone(request));
      if (!parsed.success) {
        expectRefused(answer, 'a value that the contract does not know');
        return;
      }
      expect(answer).toEqual({ ok: true, value: undefined });
      expect(reached).toEqual([{ name, request: parsed.data }]);
    }),
    { numRuns: 60 },
  );
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect({}).not.toHaveProperty('polluted');
});

/** A right value with something else in one place, or with a key beside that others may look for. */
const spoilt = (shape: Shape, anything: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(valuesOf(shape), fc.nat(), anything, fc.constantFrom(null, '__proto__', 'constructor'))
    .map(([value, at, part, key]) => {
      const places = placesIn(value);
      const place = places[at % places.length] ?? [];
      return withPart(value, key === null ? place : [...place.slice(0, -1), key], part);
    });

test.each(channelNames)('%s takes no text, list or table without an end', (name) => {
  const open: string[] = [];
  const look = (shape: Shape, path: string): void => {
    const isText = shape.type === 'string' && shape.enum === undefined && !('const' in shape);
    if (isText && shape.maxLength === undefined && !/^\^.*\$$/.test(shape.pattern ?? '')) open.push(path);
    if (shape.type === 'array') {
      if (shape.maxItems === undefined) open.push(path);
      look(shape.items ?? {}, `${path}[]`);
    }
    if (typeof shape.additionalProperties === 'object') open.push(path);
    for (const choice of choicesOf(shape)) look(choice, path);
    for (const [key, inner] of Object.entries(shape.properties ?? {})) look(inner, `${path}.${key}`);
  };
  look(shapeOf(name) ?? {}, name);
  expect(open).toEqual([]);
});

const url = (text: string) => ({ sender: ownContents, senderFrame: { parent: null, url: text } });
const gone = {
  sender: ownContents,
  get senderFrame(): never {
    throw new Error('Render frame was disposed before WebFrameMain could be accessed');
  },
};

test.each<[string, unknown]>([
  ['other contents', { ...own, sender: {} }],
  ['a frame within the page', { ...own, senderFrame: { ...own.senderFrame, parent: {} } }],
  ['a frame that has navigated away', { ...own, senderFrame: null }],
  ['a frame that is gone', gone],
  ['the web', url('https://jobwatch/index.html')],
  ['a file', url('file:///jobwatch/index.html')],
  ['data', url('data:text/html,app://jobwatch/')],
  ['nothing', url('about:blank')],
  ['another app://', url('app://other/index.html')],
  ['a longer name', url('app://jobwatch.example/index.html')],
  ['a name before', url('app://jobwatch@example/index.html')],
  ['a port', url('app://jobwatch:1/index.html')],
])('no channel answers %s', async (_, event) => {
  for (const name of channelNames) {
    const shape = shapeOf(name);
    const request = shape === null ? undefined : fc.sample(valuesOf(shape), { numRuns: 1, seed: 1 })[0];
    expectRefused(await call(name, request, event), name);
  }
});

const marksOf = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`part ${index}`, 'x']));

test.each<[string, unknown]>([
  ...hostile,
  ['null', null],
  ['a text', 'x'],
  ['a mark that is no text', { rows: 1 }],
  ['a mark without an end', { rows: 'x'.repeat(101) }],
  ['a part without an end', { ['x'.repeat(101)]: 'x' }],
  ['more marks than there are parts', marksOf(51)],
])('%s in the place of marks is refused and reaches nothing', async (what, known) => {
  const handle = calls.get(wireName('getState')) as Call;
  expectRefused(await handle(own, undefined, structuredClone(known)), what);
});

test('whoever says what is known is told what is not', async () => {
  const handle = calls.get(wireName('getState')) as Call;
  answers = { jobs: [1, 2], checkedAt: 5 };
  const whole = await handle(own, undefined, {});
  expect(whole).toMatchObject({ ok: true, value: answers });
  const { marks } = whole as unknown as { marks: Record<string, string> };
  answers = { jobs: [1, 2], checkedAt: 6 };
  expect(await handle(own, undefined, marks)).toMatchObject({ ok: true, value: { checkedAt: 6 } });
  expect(await handle(own)).toEqual({ ok: true, value: answers });
});

test('there is a call for each channel of the contract and for nothing else', () => {
  expect([...calls.keys()].toSorted()).toEqual(
    Object.keys(contract)
      .map((name) => `jobwatch:${name}`)
      .toSorted(),
  );
});
