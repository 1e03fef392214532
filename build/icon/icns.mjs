/**
 * The types of an Apple icon file that hold a PNG, by its pixels. Where there are two, the second is the picture for
 * half as many points on a screen of twice the density. Together with `bareTypes` these are the types that Apple's
 * iconutil writes.
 * @type {Record<number, string[]>}
 */
const pngTypes = {
  32: ['ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
};
/**
 * 16 and 32 pixels as PNG have a type, too (icp4, icp5), and the Finder shows them scrambled: these hold bare pixels.
 * Source: github.com/relikd/icns-analysis.
 * @type {Record<number, string>}
 */
const bareTypes = { 16: 'ic04', 32: 'ic05' };
const headerBytes = 8;

/** The longest run of bytes that one byte can announce to be taken as they are. */
const longestRun = 128;

/**
 * An Apple icon file of several sizes. Sizes that have no type are left out.
 * @param {{ size: number, png: Uint8Array, pixels: Uint8Array }[]} images `pixels`: red, green, blue and alpha of each,
 * the colours multiplied by the alpha
 */
export function icns(images) {
  const entries = images.flatMap(({ size, png, pixels }) => {
    const bare = bareTypes[size];
    return [
      ...(bare === undefined ? [] : [chunk(bare, argb(pixels))]),
      ...(pngTypes[size] ?? []).map((type) => chunk(type, png)),
    ];
  });
  return chunk('icns', Buffer.concat(entries));
}

/**
 * Alpha, red, green and blue one behind the other, packed. The packing could shorten repeated bytes, too; it does not:
 * macOS loses them at the end of a channel.
 * @param {Uint8Array} pixels
 */
function argb(pixels) {
  const channels = [3, 0, 1, 2].map((channel) =>
    Buffer.from(pixels.filter((_value, index) => index % 4 === channel)),
  );
  const [alpha = Buffer.alloc(0), ...colours] = channels;
  for (const colour of colours)
    for (const [index, value] of colour.entries()) {
      const opacity = alpha[index] ?? 0;
      if (opacity > 0) colour[index] = Math.min(255, Math.round((value * 255) / opacity));
    }
  return Buffer.concat([Buffer.from('ARGB', 'latin1'), ...[alpha, ...colours].map(packed)]);
}

/** @param {Buffer} bytes */
function packed(bytes) {
  const runs = [];
  for (let at = 0; at < bytes.length; at += longestRun) {
    const run = bytes.subarray(at, at + longestRun);
    runs.push(Buffer.of(run.length - 1), run);
  }
  return Buffer.concat(runs);
}

/** @param {string} type @param {Uint8Array} content */
function chunk(type, content) {
  const head = Buffer.from(`${type}\0\0\0\0`, 'latin1');
  head.writeUInt32BE(headerBytes + content.length, 4);
  return Buffer.concat([head, content]);
}
