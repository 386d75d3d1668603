import { sveltekit } from '@sveltejs/kit/vite';
import adapter from '@sveltejs/adapter-node';
import { defineConfig } from 'vite';

// The platform's packages are never bundled: Node loads their .ts sources, so that the process has one copy of each.
const ours = [/^@cuaso\/(kernel|platform|systems)\//];

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter({ out: 'build' }),
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          'img-src': ['self', 'data:', 'blob:'],
          'font-src': ['self'],
          'manifest-src': ['self'],
          'worker-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
      files: {
        src: '.',
        routes: 'routes',
        assets: 'static',
        appTemplate: 'app.html',
        errorTemplate: 'error.html',
        hooks: { server: 'hooks.server' },
        serviceWorker: 'service-worker',
      },
      // lib/offline/register.js does it: pages have no inline script.
      serviceWorker: { register: false },
      compilerOptions: { runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true) },
    }),
  ],
  build: { assetsInlineLimit: 0 },
  environments: { ssr: { build: { rolldownOptions: { external: ours } } } },
});
