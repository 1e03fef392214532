const headerBytes = 6;
const entryBytes = 16;

/**
 * A Windows icon file of several sizes, each as PNG, which Windows has read since Vista.
 * @param {{ size: number, png: Uint8Array }[]} images
 */
export function ico(images) {
  const head = Buffer.alloc(headerBytes + images.length * entryBytes);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of images.entries()) {
    const at = headerBytes + index * entryBytes;
    // 256 pixels are written as 0.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...images.map(({ png }) => png)]);
}
