/** The filled shapes of outcomes on a field of 16 by 16: for marks, and for charts that draw them themselves. */
export const filledShapes = {
  failure:
    'M4.9.5h6.2l4.4 4.4v6.2l-4.4 4.4H4.9L.5 11.1V4.9zM8 6.73 5.67 4.39 4.39 5.67 6.73 8l-2.34 2.33 1.28 1.28L8 9.27l2.33 2.34 1.28-1.28L9.27 8l2.34-2.33-1.28-1.28z',
  warning:
    'M7.1 1.35a1 1 0 0 1 1.8 0l6.6 12.2a1 1 0 0 1-.9 1.45H1.4a1 1 0 0 1-.9-1.45zM7.1 5.6v4.3h1.8V5.6zM8 11.1a1 1 0 1 0 0 2 1 1 0 0 0 0-2z',
} as const;
