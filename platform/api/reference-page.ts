import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyOperation } from '../operations/operation.ts';
import type { Registry } from '../operations/registry.ts';
import { accessInWords, isOffered } from './access-in-words.ts';
import { exampleOf, jsonSchemaOf } from './json-schema.ts';
import { pathOf } from './operation-routes.ts';

/** The look of the page; a file of its own, because the content policy allows no style inside. */
export const referenceCss = readFileSync(join(import.meta.dirname, 'reference.css'), 'utf8');

/** The API for people: every operation that can be reached from outside, by system, without script. */
export function referencePageOf(registry: Registry): string {
  const systems = registry.systems
    .map(({ name, title }) => ({ name, title, operations: operationsOf(registry, name) }))
    .filter(({ operations }) => operations.length > 0);
  const links = systems.map(({ name, title, operations }) => {
    return `<li><a href="#${name}">${escaped(title)}</a> <span>${operations.length}</span></li>`;
  });
  const sections = systems.map(
    ({ name, title, operations }) => `<section aria-labelledby="${name}">
<h2 id="${name}">${escaped(title)} <code>${name}</code></h2>
${operations.map((operation) => articleOf(operation, registry)).join('\n')}
</section>`,
  );
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Giao diện lập trình – Cửa Số</title>
<link rel="stylesheet" href="/api/reference.css">
</head>
<body>
<header>
<p><a href="/">Cửa Số</a></p>
<h1>Giao diện lập trình</h1>
<p>Mỗi việc mà nền tảng làm được là một thao tác với địa chỉ riêng: gửi <code>POST</code> kèm JSON; thao tác chỉ đọc
nhận cả <code>GET</code> với tham số. Hệ thống đối tác gửi <code>Authorization: Bearer …</code>. Lệnh gửi lại với cùng
<code>Idempotency-Key</code> nhận đúng kết quả lần đầu. Lỗi luôn có dạng
<code>{"error": {"code", "kind", "message", "fields"}}</code>.</p>
<p>Bản cho máy: <a href="/api/openapi.json">OpenAPI 3.1</a>.</p>
</header>
<main>
<nav aria-label="Các phân hệ"><ul>${links.join('')}</ul></nav>
${sections.join('\n')}
</main>
</body>
</html>
`;
}

function operationsOf(registry: Registry, system: string): AnyOperation[] {
  return [...registry.operations.values()]
    .filter((operation) => operation.name.startsWith(`${system}.`) && isOffered(operation))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function articleOf(operation: AnyOperation, registry: Registry): string {
  const input = jsonSchemaOf(operation.input, 'input');
  const output = jsonSchemaOf(operation.output, 'output');
  return `<article id="${operation.name}">
<h3>${escaped(operation.summary)}</h3>
<p><strong>${operation.kind === 'query' ? 'GET, POST' : 'POST'}</strong> <code>${pathOf(operation)}</code></p>
<p>Ai được gọi: ${escaped(accessInWords(operation, registry))}.</p>
<details><summary>Ví dụ</summary><pre tabindex="0">${escaped(curlOf(operation, exampleOf(input)))}</pre></details>
<details><summary>Đầu vào, đầu ra</summary>
<h4>Đầu vào</h4><pre tabindex="0">${escaped(JSON.stringify(input, null, 2))}</pre>
<h4>Đầu ra</h4><pre tabindex="0">${escaped(JSON.stringify(output, null, 2))}</pre></details>
</article>`;
}

function curlOf(operation: AnyOperation, input: unknown): string {
  const open = 'everyone' in operation.access;
  return [
    `curl -X POST https://…${pathOf(operation)}`,
    ...(open ? [] : [`-H 'Authorization: Bearer …'`]),
    ...(operation.kind === 'command' && !open ? [`-H 'Idempotency-Key: 2026-11-23-0001'`] : []),
    `-H 'Content-Type: application/json'`,
    `-d '${JSON.stringify(input)}'`,
  ].join(' \\\n  ');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
