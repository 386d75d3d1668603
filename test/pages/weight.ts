import { get } from 'node:http';

/** How a page and what it needs came over the line, in bytes as sent; fonts and pictures are left apart. */
export type Weight = { total: number; parts: Record<string, number> };

/** The weight of a page with its styles and scripts, for a browser that has none of them yet. */
export async function weightOf(address: string, path: string): Promise<Weight> {
  const page = await fetchRaw(`${address}${path}`);
  const parts: Record<string, number> = { [path]: page.bytes };
  const html = await (await fetch(`${address}${path}`)).text();
  const needed = [...html.matchAll(/<(?:link|script)\b[^>]*?(?:href|src)="([^"]+\.(?:css|js))"/g)];
  for (const [, link = ''] of needed) {
    const file = new URL(link, `${address}${path}`);
    parts[file.pathname] ??= (await fetchRaw(file.href)).bytes;
  }
  return { total: Object.values(parts).reduce((sum, bytes) => sum + bytes, 0), parts };
}

/** Sends a request as a browser does and counts the bytes of the body as they come. */
function fetchRaw(url: string): Promise<{ bytes: number }> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers: { 'accept-encoding': 'gzip, br', accept: 'text/html' } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('end', () => {
        if (response.statusCode === 200) resolve({ bytes });
        else reject(new Error(`${response.statusCode} ${url}`));
      });
    });
    request.on('error', reject);
  });
}
