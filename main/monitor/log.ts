/** Where lines for the log go. A line never holds a secret or a token. */
export interface Log {
  /** What only somebody who looks for a fault wants to know. */
  detail(scope: string, text: string): void;
  info(scope: string, text: string): void;
  warn(scope: string, text: string): void;
  error(scope: string, text: string): void;
}
