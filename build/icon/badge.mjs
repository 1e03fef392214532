/**
 * Digits on a grid of three by five, since no font looks the same on two machines.
 * @type {Record<string, string[]>}
 */
const digits = {
  1: ['.#.', '##.', '.#.', '.#.', '###'],
  2: ['###', '..#', '###', '#..', '###'],
  3: ['###', '..#', '.##', '..#', '###'],
  4: ['#.#', '#.#', '###', '..#', '..#'],
  5: ['###', '#..', '###', '..#', '###'],
  6: ['###', '#..', '###', '#.#', '###'],
  7: ['###', '..#', '..#', '..#', '..#'],
  8: ['###', '#.#', '###', '#.#', '###'],
  9: ['###', '#.#', '###', '..#', '###'],
  '+': ['...', '.#.', '###', '.#.', '...'],
};

/**
 * A count of failures as a drawing: one digit, or one and a plus, on the shape of a failure.
 * @param {string} count
 */
export function badge(count) {
  const cell = count.length === 1 ? 2 : 1.5;
  const width = (count.length * 4 - 1) * cell;
  const [left, top] = [(16 - width) / 2, (16 - 5 * cell) / 2];
  const cells = Array.from(count).flatMap((digit, place) =>
    (digits[digit] ?? []).flatMap((line, y) =>
      Array.from(line).flatMap((ink, x) =>
        ink === '#' ? [`M${left + (place * 4 + x) * cell} ${top + y * cell}h${cell}v${cell}h-${cell}Z`] : [],
      ),
    ),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">
    <path d="M4.7 0h6.6L16 4.7v6.6L11.3 16H4.7L0 11.3V4.7Z" fill="#b52f00" />
    <path d="${cells.join('')}" fill="#fff" />
  </svg>`;
}
