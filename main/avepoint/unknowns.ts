/** What of a row can be a text that nobody knows. */
export type UnknownKind = 'status' | 'service' | 'module';

/** A text that nobody knows, and how often it came. */
export interface Unknown {
  kind: UnknownKind;
  text: string;
  count: number;
}

/** Counts the texts that nobody knows. */
export interface Unknowns {
  note(kind: UnknownKind, text: string): void;
  list(): Unknown[];
}

/** Different texts beyond which no more are kept: a service that sends nonsense must not fill the memory. */
const mostKept = 500;

/** `onFirst` is called once for each text. */
export function createUnknowns(onFirst: (kind: UnknownKind, text: string) => void): Unknowns {
  const seen = new Map<string, Unknown>();
  return {
    note: (kind, text) => {
      const key = `${kind} ${text}`;
      const known = seen.get(key);
      if (known !== undefined) known.count += 1;
      else if (seen.size < mostKept) {
        seen.set(key, { kind, text, count: 1 });
        onFirst(kind, text);
      }
    },
    list: () => [...seen.values()].map((unknown) => ({ ...unknown })),
  };
}
