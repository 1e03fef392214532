import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { channelNames } from '../../shared/channels.ts';
import { expect, test } from './support/fixtures.ts';

/** What a page of ours would do that somebody else had got into: each attempt by name, true where it succeeded. */
async function attempt({ origin, udp }: { origin: string; udp: number }): Promise<string[]> {
  const succeeded: string[] = [];
  const tell = (name: string, got: unknown): void => {
    if (got === true) succeeded.push(name);
  };
  /** Later, since what a debugger runs itself is excused from the content security policy. */
  const attempted = (name: string, work: () => unknown): Promise<void> =>
    new Promise((done) =>
      setTimeout(() => {
        void Promise.resolve()
          .then(work)
          .then(
            (got) => tell(name, got),
            () => undefined,
          )
          .then(done);
      }),
    );
  const events = (target: EventTarget, good: string, bad = 'error'): Promise<boolean> =>
    new Promise((resolve) => {
      target.addEventListener(good, () => resolve(true));
      target.addEventListener(bad, () => resolve(false));
    });
  const element = (tag: string, attributes: Record<string, string>, text = ''): Promise<boolean> => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.textContent = text;
    const loaded = events(made, 'load');
    document.body.append(made);
    return loaded;
  };
  const blob = (text: string, type = 'text/javascript'): string =>
    URL.createObjectURL(new Blob([text], { type }));
  const ran = (): boolean => 'hostile' in window;
  const code = 'globalThis.hostile = 1';
  const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
  const ws = origin.replace('http', 'ws');

  // What a page may do is seen to be done, or nothing else would be worth a look.
  const ours = document.querySelector('script')?.src ?? '';
  await attempted('a script of its own', () => element('script', { src: ours, type: 'module' }));
  for (const url of [origin, 'app://jobwatch/index.html', 'file:///etc/passwd', 'data:,x', blob('x')])
    await attempted(`fetch ${url}`, async () => (await fetch(url)).ok);
  await attempted('XMLHttpRequest', () => {
    const request = new XMLHttpRequest();
    request.open('GET', origin);
    request.send();
    return events(request, 'load');
  });
  await attempted('WebSocket', () => events(new WebSocket(ws), 'open'));
  await attempted('EventSource', () => events(new EventSource(origin), 'open'));
  navigator.sendBeacon(origin, 'x');

  await attempted('eval', () => (0, eval)('1') === 1);
  await attempted('Function', () => Reflect.construct(Function, [code]) instanceof Function);
  await attempted('a timer with a text', () => {
    setTimeout(code as unknown as () => void);
    return new Promise((resolve) => setTimeout(() => resolve(ran()), 20));
  });
  await attempted(
    'WebAssembly',
    async () => (await WebAssembly.compile(bytes)) instanceof WebAssembly.Module,
  );
  await attempted('an inline script', () => {
    const script = document.createElement('script');
    script.textContent = code;
    document.body.append(script);
    return ran();
  });
  await attempted('an inline handler', () => {
    const button = document.createElement('button');
    button.setAttribute('onclick', code);
    button.click();
    return ran();
  });
  await attempted('a javascript: link', () => {
    const link = document.createElement('a');
    link.href = `javascript:${code}`;
    document.body.append(link);
    link.click();
    return new Promise((resolve) => setTimeout(() => resolve(ran()), 20));
  });
  const outside = 'app://jobwatch/..%2f..%2fout%2fpreload%2findex.cjs';
  const scripts = [
    origin,
    blob(code),
    `data:text/javascript,${code}`,
    'file:///etc/hosts',
    'app://other/x.js',
  ];
  for (const src of [
    ...scripts,
    outside,
    'app://jobwatch/../main/index.js',
    'app://jobwatch/%2fetc%2fx.js',
  ]) {
    await attempted(`a script from ${src}`, () => element('script', { src }));
    await attempted(`a module from ${src}`, () => element('script', { src, type: 'module' }));
  }
  await attempted('import', async () => Boolean(await import(/* @vite-ignore */ `${origin}/x.js`)));
  await attempted('a worker', () => events(new Worker(blob('postMessage(1)')), 'message'));
  await attempted('a service worker', async () => Boolean(await navigator.serviceWorker.register('/x.js')));

  for (const [tag, attributes] of [
    ['img', { src: origin }],
    ['link', { rel: 'stylesheet', href: origin }],
    ['link', { rel: 'prefetch', href: origin }],
    ['link', { rel: 'preload', as: 'script', href: origin }],
    ['object', { data: origin }],
    ['embed', { src: origin }],
  ] as [string, Record<string, string>][])
    await attempted(`${tag} ${attributes['rel'] ?? ''}`, () =>
      Promise.race([element(tag, attributes), new Promise((resolve) => setTimeout(resolve, 300))]),
    );
  for (const rel of ['preconnect', 'dns-prefetch', 'prerender', 'manifest', 'modulepreload', 'icon'])
    void element('link', { rel, href: origin });
  void element('meta', { 'http-equiv': 'refresh', content: `0;url=${origin}` });
  void element('base', { href: origin });
  void element('style', {}, `body { background: url(${origin}) }`);

  for (const src of ['app://jobwatch/index.html', 'file:///etc/passwd', origin, 'about:blank'])
    await attempted(`the bridge in a frame of ${src}`, async () => {
      const frame = document.createElement('iframe');
      frame.src = src;
      document.body.append(frame);
      await Promise.race([events(frame, 'load'), new Promise((resolve) => setTimeout(resolve, 300))]);
      return 'jobwatch' in (frame.contentWindow ?? {});
    });
  for (const url of ['app://jobwatch/index.html', origin, 'about:blank', 'file:///etc/passwd'])
    await attempted(`a window of ${url}`, () => window.open(url) !== null);
  await attempted('a webview', () => {
    const view = document.createElement('webview');
    view.setAttribute('src', origin);
    document.body.append(view);
    return 'loadURL' in view || 'getWebContentsId' in view;
  });

  await attempted('notifications', async () => (await Notification.requestPermission()) === 'granted');
  for (const name of ['geolocation', 'camera', 'microphone', 'midi', 'persistent-storage', 'clipboard-read'])
    await attempted(
      `the permission ${name}`,
      async () => (await navigator.permissions.query({ name: name as PermissionName })).state === 'granted',
    );
  await attempted('the camera', async () =>
    Boolean(await navigator.mediaDevices.getUserMedia({ video: true })),
  );
  await attempted('the screen', async () => Boolean(await navigator.mediaDevices.getDisplayMedia()));
  await attempted('the clipboard', async () => Boolean(await navigator.clipboard.readText()));
  await attempted(
    'the place',
    () =>
      new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve(true),
          () => resolve(false),
        ),
      ),
  );
  await attempted('Node', () =>
    ['require', 'process', 'module', 'Buffer'].some((name) => name in globalThis),
  );
  await attempted('another bridge', () => {
    (window as unknown as Record<string, unknown>)['jobwatch'] = {};
    return Object.keys(window.jobwatch).length === 0;
  });

  const turn = `turn:${origin.replace('http://', '')}?transport=tcp`;
  const peer = new RTCPeerConnection({
    iceServers: [{ urls: `stun:127.0.0.1:${udp}` }, { urls: turn, username: 'x', credential: 'x' }],
  });
  peer.createDataChannel('x');
  await peer.setLocalDescription(await peer.createOffer());
  await Promise.race([
    new Promise<void>((resolve) => {
      peer.onicegatheringstatechange = () => {
        if (peer.iceGatheringState === 'complete') resolve();
      };
    }),
    new Promise((resolve) => setTimeout(resolve, 3000)),
  ]);
  peer.close();
  return succeeded;
}

test('a page that somebody else got into reaches nothing: no network, no code, no window, no file', async ({
  program,
}) => {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.end('HTTP/1.1 200 OK\r\naccess-control-allow-origin: *\r\ncontent-length: 0\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const datagrams: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (message) => datagrams.push(message.toString('hex')));
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  try {
    const page = await program.start('--sample');
    await expect(page.getByRole('link', { name: 'Jobs' })).toBeVisible();
    const { port } = server.address() as AddressInfo;
    const origin = `http://127.0.0.1:${port}`;
    await program.app.evaluate(({ session }) => {
      const seen: boolean[] = [];
      Object.assign(globalThis, { downloads: seen });
      session.defaultSession.on('will-download', (event) => seen.push(event.defaultPrevented));
    });
    expect(await page.evaluate(attempt, { origin, udp: socket.address().port })).toEqual([
      'a script of its own',
    ]);

    for (const href of ['data:text/plain,x', 'blob:', origin]) {
      await page.evaluate((given) => {
        const link = document.createElement('a');
        link.href = given === 'blob:' ? URL.createObjectURL(new Blob(['x'])) : given;
        link.download = 'hostile.txt';
        document.body.append(link);
        link.click();
      }, href);
    }
    await expect
      .poll(() => program.app.evaluate(() => (globalThis as unknown as { downloads: boolean[] }).downloads))
      .toContain(true);
    expect(
      await program.app.evaluate(() => (globalThis as unknown as { downloads: boolean[] }).downloads),
    ).not.toContain(false);

    const place = page.url();
    for (const url of [origin, 'file:///etc/passwd', 'app://other/', 'app://jobwatch/other.html'])
      await page.evaluate((to) => {
        location.href = to;
      }, url);
    await page.evaluate((action) => {
      const form = document.createElement('form');
      Object.assign(form, { action, method: 'post' });
      document.body.append(form);
      form.submit();
    }, origin);
    await expect.poll(() => program.output).toContain('refused to leave the page');
    expect(page.url()).toBe(place);
    expect(await page.evaluate(() => 'hostile' in window)).toBe(false);
    expect(await page.evaluate(() => Object.keys(window.jobwatch).toSorted())).toEqual(
      [...channelNames, 'again', 'on'].toSorted(),
    );
    expect(await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    expect([connections, datagrams]).toEqual([0, []]);

    await page.evaluate(() => {
      location.href = 'about:blank';
    });
    await expect(page.getByRole('link', { name: 'Jobs' })).toBeVisible();
    expect(page.url()).toBe(place);
  } finally {
    server.close();
    socket.close();
  }
});
