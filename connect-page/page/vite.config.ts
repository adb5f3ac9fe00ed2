import { defineConfig } from 'vite';

export default defineConfig({
  // Addresses without a leading slash: the page works below any path that a proxy gives it.
  base: './',
  build: {
    outDir: 'dist',
    target: 'es2022',
    // Inline scripts and pictures would need more than the content security policy allows.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
