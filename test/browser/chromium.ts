import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Request } from 'playwright-core';

/** Debian's Chromium without a window and without anything that talks to the outside by itself. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium-headless-shell',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A browser of one person, and what went wrong in it on the way. */
export type Visitor = { context: BrowserContext; problems: string[] };

/** Opens a browser of one person that writes down console errors, broken scripts, errors of the server, strange addresses. */
export async function openVisitor(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({ baseURL: address, locale: 'vi-VN', ...options });
  // Patience, not an expectation: other tests share the machine.
  context.setDefaultTimeout(40_000);
  const problems: string[] = [];
  context.on('console', (message) => {
    // What the server answered to a form is not the script's fault; it is looked at below.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      problems.push(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => problems.push(`script: ${error.error().message}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== address) problems.push(`outside: ${request.url()}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 500) problems.push(`${response.status()} ${response.url()}`);
    if (response.status() === 404 && !isForPage(response.request())) problems.push(`404 ${response.url()}`);
  });
  return { context, problems };
}

/** Whether a page was asked for, by the browser or by the service worker in its place. */
function isForPage(request: Request): boolean {
  return request.resourceType() === 'document' || (request.headers()['accept'] ?? '').startsWith('text/html');
}
