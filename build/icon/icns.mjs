/**
 * The types of an Apple icon file that hold a PNG, by its pixels. Where there are two, the second is the picture for half as
 * many points on a screen of twice the density. 16 and 32 pixels as PNG have a type, too, and show wrongly in a program's
 * bundle; macOS scales to 16 from the picture for denser screens.
 * @type {Record<number, string[]>}
 */
const types = {
  32: ['ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
};
const headerBytes = 8;

/**
 * An Apple icon file of several sizes. Sizes that have no type are left out.
 * @param {{ size: number, png: Uint8Array }[]} images
 */
export function icns(images) {
  const entries = images.flatMap(({ size, png }) => (types[size] ?? []).map((type) => chunk(type, png)));
  return chunk('icns', Buffer.concat(entries));
}

/** @param {string} type @param {Uint8Array} content */
function chunk(type, content) {
  const head = Buffer.from(`${type}\0\0\0\0`, 'latin1');
  head.writeUInt32BE(headerBytes + content.length, 4);
  return Buffer.concat([head, content]);
}
