import { outcomeSchema } from '../../shared/outcome.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { jobColumnSchema, jobFilterSchema, jobSignSchema, mostValues } from '../../shared/query.ts';
import type { JobFilter } from '../../shared/query.ts';

/** One of these values, or with `not` none of them. */
export interface Choice {
  not: boolean;
  values: readonly string[];
}

/** The parts of a filter that are a choice of values. */
export type ChoicePart = 'outcome' | 'service' | 'module' | 'tag' | 'customer' | 'sign';

const choiceParts: readonly ChoicePart[] = ['outcome', 'service', 'module', 'tag', 'customer', 'sign'];

const none = { not: false, values: [] };

/** Every job, the worst outcome first. */
export const everything: JobFilter = {
  text: '',
  outcome: none,
  service: none,
  module: none,
  tag: none,
  customer: none,
  sign: none,
  ended: null,
  sort: { column: 'outcome', descending: false },
};

/** The jobs of one outcome: what the figures on the first page lead to. */
export const ofOutcome = (outcome: Outcome): JobFilter => ({
  ...everything,
  outcome: { not: false, values: [outcome] },
});

/** How many parts of the filter hide anything, beside the text; the order hides nothing. */
export const partsInUse = (filter: JobFilter): number =>
  choiceParts.filter((part) => filter[part].values.length > 0).length + (filter.ended === null ? 0 : 1);

/** Whether the filter hides anything. */
export const isFiltered = (filter: JobFilter): boolean => filter.text.trim() !== '' || partsInUse(filter) > 0;

/** Parameters of an address whose name begins so have the opposite meaning. */
const inverse = 'not-';

/** The values of a part in an address, repeated or separated by commas where no value holds one. */
function readChoice<T extends string>(
  parameters: URLSearchParams,
  part: ChoicePart,
  understood: (word: string) => T | null,
): { not: boolean; values: T[] } {
  const said = parameters.getAll(part);
  const not = said.length === 0;
  const words = not ? parameters.getAll(`${inverse}${part}`) : said;
  const values = [...new Set(words.map(understood).filter((word) => word !== null))];
  return values.length === 0 ? none : { not, values: values.slice(0, mostValues) };
}

const word = (text: string): string | null => (text === '' || text.length > 500 ? null : text);

function readEnded(parameters: URLSearchParams): JobFilter['ended'] {
  const said = parameters.get('ended');
  const match = /^(\d{1,5})([hd])$/.exec(said ?? parameters.get(`${inverse}ended`) ?? '');
  if (match === null) return null;
  const hours = Number(match[1]) * (match[2] === 'd' ? 24 : 1);
  return jobFilterSchema.shape.ended.catch(null).parse({ not: said === null, hours });
}

/** Outcomes and signs have no comma in them: they may stand behind each other, separated by commas. */
function split(parameters: URLSearchParams, part: ChoicePart): URLSearchParams {
  const parts = new URLSearchParams();
  for (const name of [part, `${inverse}${part}`]) {
    for (const value of parameters.getAll(name)) {
      for (const one of value.split(',')) parts.append(name, one);
    }
  }
  return parts;
}

/** The filter that the search part of an address names; what is not understood is left out. */
export function parseFilter(search: string): JobFilter {
  const parameters = new URLSearchParams(search);
  const column = jobColumnSchema.safeParse(parameters.get('sort'));
  return {
    text: (parameters.get('q') ?? '').slice(0, 200),
    outcome: readChoice(split(parameters, 'outcome'), 'outcome', (text) =>
      outcomeSchema.nullable().catch(null).parse(text),
    ),
    service: readChoice(parameters, 'service', word),
    module: readChoice(parameters, 'module', word),
    tag: readChoice(parameters, 'tag', word),
    customer: readChoice(parameters, 'customer', word),
    sign: readChoice(split(parameters, 'sign'), 'sign', (text) =>
      jobSignSchema.nullable().catch(null).parse(text),
    ),
    ended: readEnded(parameters),
    sort: column.success
      ? { column: column.data, descending: parameters.get('order') === 'desc' }
      : everything.sort,
  };
}

/** The search part of an address for a filter, with its question mark; empty for one that hides nothing. */
export function formatFilter(filter: JobFilter): string {
  const parameters = new URLSearchParams();
  if (filter.text !== '') parameters.set('q', filter.text);
  for (const part of choiceParts) {
    const { not, values } = filter[part];
    const name = `${not ? inverse : ''}${part}`;
    if (part === 'outcome' || part === 'sign') {
      if (values.length > 0) parameters.set(name, values.join(','));
    } else for (const value of values) parameters.append(name, value);
  }
  if (filter.ended !== null) {
    const { not, hours } = filter.ended;
    parameters.set(`${not ? inverse : ''}ended`, hours % 24 === 0 ? `${hours / 24}d` : `${hours}h`);
  }
  const { column, descending } = filter.sort;
  if (column !== everything.sort.column || descending !== everything.sort.descending) {
    parameters.set('sort', column);
    if (descending) parameters.set('order', 'desc');
  }
  const text = parameters.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}
