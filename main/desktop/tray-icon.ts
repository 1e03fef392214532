import { join } from 'node:path';
import { nativeImage } from 'electron';
import type { NativeImage } from 'electron';
import type { TrayShape } from './tray-view.ts';

/** Makes the loader of tray icons; each is read once. `folder` holds what `npm run icons` draws. */
export function createTrayIcons(
  folder: string,
  platform: NodeJS.Platform,
): (shape: TrayShape) => NativeImage {
  const loaded = new Map<TrayShape, NativeImage>();
  return (shape) => {
    const icon = loaded.get(shape) ?? load(folder, platform, shape);
    loaded.set(shape, icon);
    return icon;
  };
}

function load(folder: string, platform: NodeJS.Platform, shape: TrayShape): NativeImage {
  // A file named …Template.png (with its @2x beside it) takes the colour of the macOS menu bar.
  if (platform === 'darwin') return nativeImage.createFromPath(join(folder, `${shape}Template.png`));
  const [small, large] = platform === 'win32' ? [16, 32] : [24, 48];
  const icon = nativeImage.createFromPath(join(folder, `${shape}-${small}.png`));
  const buffer = nativeImage.createFromPath(join(folder, `${shape}-${large}.png`)).toPNG();
  icon.addRepresentation({ scaleFactor: 2, buffer });
  return icon;
}
