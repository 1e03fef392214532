/** The parsed JSON, or undefined where the text is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A JSON value as text; null for what is nested deeper than the engine can write, since parsing takes it. */
export function jsonOf(value: unknown): string | null {
  try {
    return JSON.stringify(value);
  } catch {
    return null;
  }
}

/** The same for a person. */
export const jsonText = (value: unknown): string => jsonOf(value) ?? '(nested too deeply to be shown)';
