/**
 * Stands in for when-exit, by which the settings' library removes its temporary files at the end. That one also takes
 * SIGTERM and its like to itself, from Electron, which would quit in order; it gets them where it is loaded late
 * (electron.vite.config.ts).
 */
export default function atExit(work: () => void): void {
  process.once('exit', work);
}
